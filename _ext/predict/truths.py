"""What is right, computed: a function for each prediction in the chapters.

It returns the `Number` or the `Sketch`, or the letter of the right option.
"""

from dataclasses import dataclass

import numpy as np

from nnlib import (
    Adam,
    GradientDescent,
    Momentum,
    Network,
    backprop,
    central_differences,
    data,
    rules,
    sigmoid,
    train,
)
from nnlib.language import say


@dataclass(frozen=True)
class Number:
    """A number, and by how much an answer may miss it."""

    value: float
    within: float = 0.0

    def takes(self, number):
        """Whether a number counts as right."""
        return abs(number - self.value) <= self.within + 1e-9


@dataclass(frozen=True)
class Sketch:
    """Curves over the same x: the right one first, then what else readers draw.

    Attributes
    ----------
    across, up : what stands at the axes.
    low, high : the ends of the upright axis.
    x, curves : the places, and by name the heights there.
    """

    across: str
    up: str
    low: float
    high: float
    x: np.ndarray
    curves: dict[str, np.ndarray]


def line_on_bump():
    """The best line through the bump hardly rises."""
    x, Y = data.bump()
    slope = np.linalg.lstsq(data.add_ones(x), Y, rcond=None)[0][1, 0]
    return "B" if abs(slope) < 0.05 else "A" if slope > 0 else "C"


def sigmoid_at_zero():
    """The sigmoid in the middle."""
    return Number(sigmoid(np.zeros((1, 1))).item(), within=0.01)


def sigmoid_slope():
    """The slope of the sigmoid, and what else looks likely."""
    z = np.linspace(-6, 6, 49)
    a = sigmoid(z)
    slope = sigmoid.prime(z)
    curves = {
        "hill": slope,
        "stair": a,
        "level": np.full_like(z, slope.max()),
        "valley": slope.max() - slope,
    }
    return Sketch("z", say("slope"), 0, 0.5, z, curves)


def count_weights():
    """The weights of the network that is drawn in chapter 1."""
    network = Network([3, 4, 2, 1], ["tanh", "tanh", "identity"], seed=0)
    return Number(sum(W.size for W in network.W.values()))


def doubled_weights():
    """Three layers of identity with all weights doubled."""
    network = Network([2, 4, 3, 1], ["identity"] * 3, seed=1)
    X = data.add_ones(np.linspace(-1, 1, 5).reshape(-1, 1))
    before = network(X)
    network.W = {l: 2 * W for l, W in network.W.items()}
    times = network(X) / before
    letters = {1.0: "A", 2.0: "B", 8.0: "C"}
    return letters[round(times.mean(), 9)] if np.ptp(times) < 1e-9 else "D"


X_SMALL = np.array([[1.0, 2, 0], [0, 1, 2], [1, -1, 2], [2, 2, -1]])
W_SMALL = np.array([[1.0, -1], [2, 0], [-1, 2]])
"""The small example of chapter 2."""


def moved_entries():
    """Entries of Z[1] that move with X_31."""
    changed = X_SMALL.copy()
    changed[2, 0] += 1
    return Number((changed @ W_SMALL != X_SMALL @ W_SMALL).sum())


def shape_of_z():
    """The shape of Z[2] for four examples in a network of 3, 5, 2 and 1 nodes."""
    network = Network([3, 5, 2, 1], ["tanh", "tanh", "identity"], seed=0)
    Z, _ = network.forward(X_SMALL)
    return {(5, 2): "A", (4, 5): "B", (4, 2): "C", (2, 4): "D"}[Z[2].shape]


def column_minus_array():
    """What NumPy makes of a column minus an array without columns."""
    shape = (np.ones((4, 1)) - np.ones(4)).shape
    return {(4, 1): "B", (4,): "C", (4, 4): "D"}[shape]


def lost_one():
    """One more than 10^16, less 10^16, in float64."""
    return Number((1e16 + 1.0) - 1e16)


def shape_of_derivative():
    """The shape of df/dU where U is 2 x 3."""
    measured = central_differences(lambda U: (U**3).sum(), np.ones((2, 3)))
    return {(1, 1): "A", (3, 2): "B", (2, 3): "C", (6, 6): "D"}[measured.shape]


def smaller_step():
    """Whether a central difference gains by a step of 1e-12 in place of 1e-5."""

    def error(h):
        one = np.ones((1, 1))
        measured = central_differences(lambda U: np.exp(U).item(), one, h)
        return abs(measured.item() - np.e)

    times = error(1e-12) / error(1e-5)
    return "A" if times < 0.1 else "B" if times < 10 else "C"


def moved_by_product():
    """Where G = U K moves with U_21."""
    rng = np.random.default_rng(0)
    U, K = rng.random((2, 3)), rng.random((3, 4))
    changed = U.copy()
    changed[1, 0] += 1
    rows, columns = np.nonzero(changed @ K != U @ K)
    if set(rows) == {1}:
        return "A" if len(columns) == 1 else "C"
    return "B" if set(columns) == {0} else "D"


def dropped_term():
    """How many times smaller dU dV becomes if both are ten times smaller."""
    rng = np.random.default_rng(0)
    dU, dV = rng.random((2, 3)), rng.random((3, 4))
    times = (dU @ dV) / (dU / 10 @ (dV / 10))
    assert np.ptp(times) < 1e-9
    return Number(times.mean())


def at_before_times():
    """How Python reads K @ U * C."""
    K, U, C = np.ones((2, 2)), np.array([[1.0, 2], [3, 4]]), np.eye(2)
    return "B" if (K @ U * C == (K @ U) * C).all() else "A"


def dead_for_one():
    """The derivative of an entry of Z[1] that ReLU has switched off, once by hand."""
    network = Network([2, 2, 1], ["relu", "identity"], seed=0)
    network.W = {1: np.array([[1, -1], [1, 2]]), 2: np.array([[2], [-1]])}
    d = backprop(network, np.array([[1, 2], [3, 1]]), np.array([[1], [9]]))
    return Number(d.dZ[1][1, 1])


def cost_of_backward():
    """Multiplications of a backward pass beside a forward pass, ten layers alike."""
    m, n = 100, [300] * 11
    layers = range(1, len(n))
    forward = sum(m * n[l - 1] * n[l] for l in layers)
    backward = sum((1 if l == 1 else 2) * m * n[l - 1] * n[l] for l in layers)
    times = backward / forward
    return "B" if 1 < times <= 2 else "A" if times < 1 else "C" if times < 20 else "D"


def forgotten_transpose():
    """Which layers of three are wrong if W[l + 1] is not transposed."""
    rng = np.random.default_rng(1)
    network = Network([3, 3, 3, 3], ["tanh", "tanh", "sigmoid"], seed=1)
    X, Y = rng.random((6, 3)), rng.random((6, 3))
    d = backprop(network, X, Y)
    dZ, wrong = d.dZ[3], set()
    for l in (3, 2, 1):
        if l < 3:
            dZ = (dZ @ network.W[l + 1]) * network.g[l].prime(d.Z[l])
        if not np.allclose(d.A[l - 1].T @ dZ, d.dW[l]):
            wrong.add(l)
    letters = [{1, 2, 3}, {1}, {1, 2}, {3}]
    return "ABCD"[letters.index(wrong)]


def doubled_alpha():
    """Steps on 3 w^2 from 1 until w is within 0.01 of 0: twice 0.2, and never."""

    def steps(alpha):
        w = 1.0
        for step in range(1, 1001):
            w -= alpha * 6 * w
            if abs(w) < 0.01:
                return step
        return np.inf

    assert steps(0.2) == 3
    many = steps(0.4)
    return "C" if many == np.inf else "A" if many < 3 else "B"


def diverging_loss():
    """The loss of the line, whose alpha is a little too large, step by step."""
    x, Y = data.line()
    X = data.add_ones(x)

    def losses(alpha):
        network = Network([2, 1], ["identity"], seed=0)
        network.W = {1: np.array([[-0.5], [2.3]])}
        step = GradientDescent(alpha)
        return np.array(train(network, X, Y, step, epochs=12, loss_every=1).loss)

    diverging, good = losses(1.04), losses(0.6)
    steps = np.linspace(0, 12, 49)

    def drawn(heights):
        return np.interp(steps, range(13), heights)

    growing = diverging[0] * (diverging[-1] / diverging[0]) ** (steps / 12)
    zigzag = diverging[0] + 2.5 * (1 - np.abs(steps % 2 - 1))
    curves = {
        "dip and climb": drawn(diverging),
        "climb": growing,
        "fall": drawn(good),
        "level": np.full_like(steps, diverging[0]),
        "to and fro": zigzag,
    }
    return Sketch(say("step"), say("loss"), 0, 7, steps, curves)


def momentum_sum():
    """What V tends to if the derivative is 1 each time and beta is 0.9."""
    W = {1: np.zeros((1, 1))}
    momentum = Momentum(0.1, beta=0.9)
    momentum.start(W)
    for _ in range(1000):
        W = momentum.step(W, {1: np.ones((1, 1))})
    return Number(momentum.V[1].item(), within=0.1)


def adam_first_move():
    """How Adam's first moves compare where the derivatives are 1000 and 1."""
    W = {1: np.zeros((1, 2))}
    adam = Adam(0.01)
    adam.start(W)
    moved = adam.step(W, {1: np.array([[1000.0, 1.0]])})[1][0]
    times = moved[0] / moved[1]
    return "A" if times > 500 else "B" if times > 2 else "C" if times > 0.5 else "D"


def two_inked_pixels():
    """What 3s become if the two pixels that node 26 looks at get ink."""
    X, Y = data.digits()
    (X, Y), (X_held, Y_held) = data.split(data.add_ones(X), Y, seed=0)
    network = Network([65, 32, 10], ["tanh", "sigmoid"], seed=0)
    train(network, X, Y, Adam(0.01), epochs=30, batch_size=50)

    threes = X_held[np.argmax(Y_held, axis=1) == 3].copy()
    threes[:, [1 + 8 * 5 + 2, 1 + 8 * 5 + 3]] = 1
    read = np.bincount(np.argmax(network(threes), axis=1), minlength=10)
    read[3] = 0
    pairs = [{5, 9}, {8, 2}, {0, 6}, {1, 7}]
    return "ABCD"[pairs.index(set(np.argsort(read)[-2:]))]


def pullbacks_by_composing():
    """Single rules on the ways from f to each W of ten layers, walked one by one."""
    network = Network([3] * 11, ["tanh"] * 10, seed=0)
    loss = [rules.addition(np.zeros((5, 3))), rules.squared_norm(), rules.scaling(1)]
    layer = [rules.right_multiplication(np.eye(3)), rules.elementwise("tanh")]
    ways = [rules.compose(*layer * (11 - l), *loss) for l in network.W]
    return Number(sum(len(way.name.split(", then ")) for way in ways))


TRUTHS = {
    truth.__name__.replace("_", "-"): truth
    for truth in (
        line_on_bump,
        sigmoid_at_zero,
        sigmoid_slope,
        count_weights,
        doubled_weights,
        moved_entries,
        shape_of_z,
        column_minus_array,
        lost_one,
        shape_of_derivative,
        smaller_step,
        moved_by_product,
        dropped_term,
        at_before_times,
        dead_for_one,
        cost_of_backward,
        forgotten_transpose,
        doubled_alpha,
        diverging_loss,
        momentum_sum,
        adam_first_move,
        two_inked_pixels,
        pullbacks_by_composing,
    )
}
