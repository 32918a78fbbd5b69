"""A step that is never too long."""

from collections.abc import Iterator

import numpy as np

from nnlib.checks import Layers
from nnlib.exercises import slips
from nnlib.exercises.cases import matrix, sizes
from nnlib.exercises.function import Case, FunctionExercise
from nnlib.optimisers import GradientDescent


def clipped_step(W: Layers, dW: Layers, alpha: float, c: float) -> Layers:
    """Return the new weights, a dictionary with the keys and shapes of W.

    W[l] and dW[l] are n[l - 1] x n[l], for l = 1 .. L; alpha and c are numbers above 0.
    W, dW and the matrices in them stay as they are.
    """
    N = np.sqrt(sum(np.sum(dW[l] ** 2) for l in dW))
    factor = min(1, c / N)
    return {l: W[l] - alpha * factor * dW[l] for l in W}


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    two, three, five = sizes(rng, 2), sizes(rng, 3), sizes(rng, 4)
    shapes = [(1, 1), (1, 1), (2, 1), (1, 1, 1), (2, 2), (2, 2, 2), two, three, five]
    for k, n in enumerate(shapes):
        layers = range(1, len(n))
        W = {l: matrix(rng, n[l - 1], n[l]) for l in layers}
        dW = {l: matrix(rng, n[l - 1], n[l], 0.5, 3) for l in layers}
        # In turn well below the length of all derivatives and well above it.
        length = np.sqrt(sum(np.sum(M**2) for M in dW.values()))
        c = round(float(length * (0.4 if k % 2 == 0 else 1.6)), 1)
        yield W, dW, float(rng.choice([0.1, 0.2, 0.5])), c


def _by_nnlib(W: Layers, dW: Layers, alpha: float, c: float) -> Layers:
    length = np.linalg.norm(np.concatenate([dW[l].ravel() for l in dW]))
    scaled = {l: dW[l] / max(1.0, float(length) / c) for l in dW}
    return GradientDescent(alpha).step(W, scaled)


clipped = FunctionExercise(
    name="clipped",
    title="A step that is never too long",
    task=r"""
One unlucky batch can make a step so long that a layer of ReLUs dies of it. A remedy in
common use limits the length of the derivatives. Think of all
$\frac{\partial f}{\partial W^{[l]}}$, $l = 1, \dots, L$, written one after the other
into one long row. Its length is $N$, the root of the sum of the squares of all its
numbers. If $N$ is larger than a given $c$, every derivative is multiplied by the *same*
number, so that the length becomes just $c$. If not, they stay as they are. Then a step
of gradient descent is taken, with the learning rate `alpha`.

Write this step. `W` and `dW` are dictionaries: `W[l]` holds $W^{[l]}$ and `dW[l]` holds
$\frac{\partial f}{\partial W^{[l]}}$. Return a new dictionary with the new weights, and
leave `W` and `dW` as they are. Before you begin: why one number for all, and not each
layer, or each entry, cut down by itself?
""",
    hints=(
        "`np.sum(dW[l] ** 2)` is the sum of the squares of one layer. Add these up "
        "over the layers, then take one root.",
        r"A row of length $N$ that is multiplied by a positive number gets $N$ times "
        r"that number as its length. By which number does it become $c$?",
        "When is nothing to be done? A factor that is never above $1$ says it in one "
        "line: `min` of two numbers.",
    ),
    derivation=r"""
The length of the long row is

$$
N = \sqrt{\sum_{l=1}^{L} \Bigl\lVert \frac{\partial f}{\partial W^{[l]}}
\Bigr\rVert_F^2} .
$$

Multiplied by $\frac{c}{N}$ it has the length $c$. If $N \le c$ the factor is to be $1$,
and since $\frac{c}{N} \ge 1$ just then, $\min(1, \frac{c}{N})$ is right in both cases.
With it, the step is {eq}`eq-update`:

$$
W^{[l]} \leftarrow W^{[l]} - \alpha \, \min\Bigl(1, \frac{c}{N}\Bigr) \,
\frac{\partial f}{\partial W^{[l]}} .
$$

**Why one number for all?** By {eq}`eq-steepest` the derivatives of all weights together
point where the loss rises most. Multiplied by one positive number they still do, so the
step leads straight down, only less far: no longer than $\alpha c$. If each layer or
each entry were cut by itself, the step would turn aside.
""",
    function=clipped_step,
    returns="W",
    cases=_cases,
    expected=_by_nnlib,
    slips=slips.of_function(
        clipped_step,
        """
never-shortened: min(1, c / N) -> 1
    no derivative is ever shortened: c is not used.
always-of-length-c: min(1, c / N) -> c / N
    derivatives that are short enough are made longer. They should stay as they are.
shorter-ones-lengthened: min(1, c / N) -> max(1, c / N)
    the long ones stay as they are and the short ones are lengthened. Which of the two
    was to be done?
upside-down: min(1, c / N) -> min(1, N / c)
    the number is upside down. Whatever has the length N is to get the length c.
cut-to-one: min(1, c / N) -> min(1, 1 / N)
    the derivatives get the length 1. They are to get the length c.
c-for-the-factor: min(1, c / N) -> (c if N > c else 1)
    long derivatives are multiplied by c. Their length is then c times what it was.
root-missing: np.sqrt(sum(np.sum(dW[l] ** 2) for l in dW))
-> sum(np.sum(dW[l] ** 2) for l in dW)
    this is the square of the length. A root is missing.
lengths-added: np.sqrt(sum(np.sum(dW[l] ** 2) for l in dW))
-> sum(np.sqrt(np.sum(dW[l] ** 2)) for l in dW)
    the lengths of the layers are added. For that of one long row, all squares are added
    up, and then one root is taken.
sizes-added: np.sqrt(sum(np.sum(dW[l] ** 2) for l in dW))
-> sum(np.sum(np.abs(dW[l])) for l in dW)
    the sizes of all entries are added. A length has squares in it, and a root.
layer-by-layer: factor * dW[l] -> min(1, c / np.sqrt(np.sum(dW[l] ** 2))) * dW[l]
    each layer is cut by itself. One length is meant, that of all layers together, and
    one number for all.
largest-entry: np.sqrt(sum(np.sum(dW[l] ** 2) for l in dW))
-> max(np.max(np.abs(dW[l])) for l in dW)
    this is the largest entry. All entries have a part in the length.
entry-by-entry: alpha * factor * dW[l] -> alpha * np.clip(dW[l], -c, c)
    each entry is cut by itself. One length is meant, that of all entries together.
first-layer-for-all: sum(np.sum(dW[l] ** 2) for l in dW) -> np.sum(dW[1] ** 2)
    this is the length of the first layer alone.
last-layer-for-all: sum(np.sum(dW[l] ** 2) for l in dW) -> np.sum(dW[len(dW)] ** 2)
    this is the length of the last layer alone.
length-of-the-weights: np.sum(dW[l] ** 2) for l in dW -> np.sum(W[l] ** 2) for l in W
    this is the length of the weights. It is the derivatives that are limited.
length-of-the-step: min(1, c / N) -> min(1, c / (alpha * N))
    the length of the step is limited to c here. It is the derivatives that are, before
    alpha comes in.
mean-for-sum: np.sqrt(sum(np.sum(dW[l] ** 2) for l in dW))
-> np.sqrt(sum(np.mean(dW[l] ** 2) for l in dW))
    a mean stands where a sum belongs: the length of a row grows with each number in it.
uphill: W[l] - alpha -> W[l] + alpha
    the sign. The derivatives point uphill.
no-alpha: alpha * factor * dW[l] -> factor * dW[l]
    the learning rate is missing.
    see: surface, alpha=1.1
writes-into-dw: return { -> dW |= {l: factor * dW[l] for l in dW}; return {
    the derivatives you were given have been written over. Whoever called the function
    may still need them.
writes-into-w: return { -> W |= {
and: for l in W} -> for l in W}; return W
    the old weights are overwritten. Make new matrices, in a new dictionary.
""",
    ),
)
