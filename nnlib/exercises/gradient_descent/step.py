"""One step of gradient descent, all layers at once."""

from collections.abc import Iterator

import numpy as np

from nnlib.checks import Layers
from nnlib.exercises import slips
from nnlib.exercises.cases import matrix, sizes
from nnlib.exercises.function import Case, FunctionExercise
from nnlib.optimisers import GradientDescent


def one_step(W: Layers, dW: Layers, alpha: float) -> Layers:
    """Return the new weights, a dictionary with the keys and shapes of W.

    W[l] and dW[l] are n^[l-1] x n^[l], for l = 1 .. L; alpha is a number above 0.
    W, dW and the matrices in them stay as they are.
    """
    return {l: W[l] - alpha * dW[l] for l in W}


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    two, three, five = sizes(rng, 2), sizes(rng, 3), sizes(rng, 4)
    shapes = [(1, 1), (2, 2), (1, 1, 1), (3, 1, 2), (2, 2, 2, 2), two, three, five]
    for n, alpha in zip(shapes, [0.5, 0.1, 0.5, 0.2, 0.1, 2.0, 0.3, 0.05], strict=True):
        layers = range(1, len(n))
        W = {l: matrix(rng, n[l - 1], n[l]) for l in layers}
        yield W, {l: matrix(rng, n[l - 1], n[l]) for l in layers}, alpha


def _by_nnlib(W: Layers, dW: Layers, alpha: float) -> Layers:
    return GradientDescent(alpha).step(W, dW)


step = FunctionExercise(
    name="step",
    title="One step, all layers",
    task=r"""
Gradient descent replaces the weights of every layer $l = 1, \dots, L$ by

$$
W^{[l]} - \alpha \frac{\partial f}{\partial W^{[l]}}
$$

where $f$ is the loss and $\alpha > 0$ the learning rate. Write this one step. `W` and
`dW` are dictionaries: `W[l]` holds $W^{[l]}$ and `dW[l]` holds
$\frac{\partial f}{\partial W^{[l]}}$, of the same shape. Return a new dictionary with
the new weights, and leave the old weights as they are: whoever called your function may
want to go back to them.
""",
    hints=(
        "The formula is the same for every layer, and no layer needs another one's "
        "result. So go through the keys of `W`, one after the other.",
        "`W[l] -= ...` writes into the old matrix. `W[l] - ...` makes a new one. Put "
        "the new ones into a dictionary of their own.",
        "A dictionary can be made in one line: `{l: ... for l in W}`.",
    ),
    derivation=r"""
For every layer the update {eq}`eq-update` is one line. All derivatives have been
calculated at the old weights, so the layers may be done in any order.

What matters is where the result goes. `W[l] = ...` would put it into the caller's
dictionary, and `W[l] -= ...` into the caller's matrix. A copy made by `dict(W)` or
`W.copy()` is a new dictionary, but it holds the same matrices, so `-=` would change
them all the same. The solution makes new matrices in a new dictionary. Then old and new
weights exist side by side, which you need whenever a step turns out to be a bad one.
""",
    function=one_step,
    returns="W",
    cases=_cases,
    expected=_by_nnlib,
    slips=slips.of_function(
        one_step,
        """
uphill: W[l] - alpha * dW[l] -> W[l] + alpha * dW[l]
    the sign. The derivative points uphill, and the step is to go down.
no-alpha: W[l] - alpha * dW[l] -> W[l] - dW[l]
    the learning rate is missing: the step is as long as the derivative.
    see: surface, alpha=1.1
writes-into-w: return { -> W |= {
and: for l in W} -> for l in W}; return W
    the old weights are overwritten. `W[l] = ...` changes the dictionary you were given,
    and `W[l] -= ...` the matrix in it, even in a copy of the dictionary. Make new
    matrices, in a new dictionary.
last-layer-alone: W[l] - alpha * dW[l] -> W[l] - alpha * dW[l] if l == len(W) else W[l]
    only the last layer has moved. Every layer takes its step.
last-layer-left: W[l] - alpha * dW[l] -> W[l] - alpha * dW[l] if l < len(W) else W[l]
    the last layer has not moved. `range(1, L)` ends before L.
alpha-twice: W[l] - alpha * dW[l] -> W[l] - alpha**2 * dW[l]
    the learning rate is in there twice.
    see: surface, alpha=0.03
change-alone: W[l] - alpha * dW[l] -> -alpha * dW[l]
    this is the change alone. The new weights are the old ones and the change together.
""",
    ),
)
