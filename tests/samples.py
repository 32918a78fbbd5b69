"""Random matrices and networks for the tests, degenerate shapes among them."""

import numpy as np
from hypothesis import strategies as st

from nnlib import GradientDescent, Network
from nnlib import train as plainly

NAMES = ["sigmoid", "relu", "tanh", "identity"]

sizes = st.integers(1, 4)
seeds = st.integers(0, 10**6)


def numbers(*shape, seed=0):
    """A matrix of normal numbers that refuses to be changed in place."""
    return frozen(np.random.default_rng(seed).standard_normal(shape))


def frozen(M):
    M.setflags(write=False)
    return M


@st.composite
def matrices(draw, rows=sizes, columns=sizes):
    return numbers(draw(rows), draw(columns), seed=draw(seeds))


@st.composite
def problems(draw, names=NAMES, max_L=4):
    """A network with examples X and targets Y that every activation can reach."""
    L = draw(st.integers(1, max_L))
    n = draw(st.lists(sizes, min_size=L + 1, max_size=L + 1))
    g = draw(st.lists(st.sampled_from(names), min_size=L, max_size=L))
    m = draw(sizes)
    rng = np.random.default_rng(draw(seeds))
    network = Network(n, g, seed=rng)
    for l in network.W:
        frozen(network.W[l])
    X, Y = rng.standard_normal((m, n[0])), rng.uniform(0, 1, (m, n[L]))
    return network, frozen(X), frozen(Y)


def tried(g, *shapes):
    """Let g and its derivative be tried on these shapes, which is done once."""
    for shape in shapes:
        g(np.zeros(shape)), g.prime(np.zeros(shape))


def off_the_kink(network, Z):
    """Whether no ReLU is so close to its kink that a small nudge may cross it.

    Exactly 0 is safe: such a row comes from a layer whose ReLUs are all off.
    """
    return all(
        ((np.abs(Z[l]) > 1e-3) | (Z[l] == 0)).all()
        for l in Z
        if network.g[l].name == "relu"
    )


def train(*arguments, **options):
    """Train, with the loss over all examples measured after every epoch."""
    return plainly(*arguments, **{"loss_every": 1, **options})


class Interrupted(GradientDescent):
    """Interrupted, as by Ctrl-C, in its fifth step."""

    steps = 0

    def step(self, W, dW):
        self.steps += 1
        if self.steps == 5:
            raise KeyboardInterrupt
        return super().step(W, dW)
