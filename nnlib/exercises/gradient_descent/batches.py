"""One epoch in mini-batches."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from nnlib.checks import Layers
from nnlib.exercises import slips
from nnlib.exercises.cases import Matrix
from nnlib.exercises.function import Case, FunctionExercise
from nnlib.exercises.gradient_descent import problem
from nnlib.optimisers import GradientDescent
from nnlib.training import train


def epoch(
    W: Layers, gradients: Any, X: Matrix, Y: Matrix, alpha: float, size: int, order: Any
) -> Layers:
    """Return the weights after one epoch, shaped as those in W.

    W is a dictionary of matrices, W[1] .. W[L], and must stay as it is. X is m x n and
    Y is m x p. gradients(W, X_B, Y_B) is the dictionary dW for the examples X_B with
    targets Y_B. order is an array of the row numbers 0 .. m - 1, shuffled.
    """
    for start in range(0, len(order), size):
        rows = order[start : start + size]
        dW = gradients(W, X[rows], Y[rows])
        W = {l: W[l] - alpha * dW[l] for l in W}
    return W


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    shapes = [(1, 1)] * 3 + [(2, 2), (2, 2, 1), (2, 3, 1), (3, 2, 2), (2, 1)]
    counts = [(1, 1), (2, 1), (3, 2), (4, 2), (5, 2), (7, 3), (6, 6), (3, 5)]
    for n, (m, size) in zip(shapes, counts, strict=True):
        X, Y = problem.small(rng, m, n[0]), problem.small(rng, m, n[-1])
        # So few may come out of a shuffle as they were.
        order = rng.permutation(m) if m > 3 else np.arange(m)[::-1]
        alpha = float(rng.choice([0.2, 0.3]))
        f = problem.BatchGradients(len(n) - 1)
        yield problem.weights(rng, n), f, X, Y, alpha, size, order


def _by_nnlib(W: Layers, _: Any, X: Any, Y: Any, a: float, size: int, o: Any) -> Layers:
    trained, left = problem.network(W), list(o)
    while left:
        rows, left = left[:size], left[size:]
        batch = np.array([X[i] for i in rows]), np.array([Y[i] for i in rows])
        train(trained, *batch, GradientDescent(a), epochs=1)
    return trained.W


SLIPS = slips.of_function(
    epoch,
    """
shuffled-x-alone: Y[rows] -> Y[start : start + size]
    X is shuffled, but Y is not, so examples meet targets that are not theirs. Both need
    the same rows.
    see: order, k=3, targets=stay behind
last-batch-left-out: len(order), size) -> len(order) // size * size, size)
    the last examples are left out when the size does not divide m. The last batch may
    be smaller.
returns-at-once: for l in W} -> for l in W}; return W
    there is only one step, with the first batch. Is the return in the loop?
always-the-first-batch: order[start : start + size] -> order[:size]
    every step is taken with the first batch. Where does the second one begin?
order-not-used: order[start : start + size] -> slice(start, start + size)
    the examples are taken as they stand in X, and `order` is not used. The first batch
    has the rows that are named first in `order`.
    see: batches, size=10, order=sorted
all-end-at-one-place: order[start : start + size] -> order[start:size]
    a slice names where it begins and where it ends, and all of yours end at the same
    place. So the second batch is empty.
gradients-of-the-start: dW = gradients(W,
-> first = first if start else W; dW = gradients(first,
    all derivatives are taken at the first weights. The second batch must be judged with
    the weights that the first one has led to.
share-of-examples: W[l] - alpha * dW[l] -> W[l] - alpha * len(rows) / len(X) * dW[l]
    the derivatives are multiplied by a batch's share of the examples. But `gradients`
    has divided by the number of examples in the batch already.
size-again: W[l] - alpha * dW[l] -> W[l] - alpha / len(rows) * dW[l]
    the derivatives are divided by the number of examples in the batch once more. They
    are those of a mean, so `gradients` has done it.
uphill: W[l] - alpha -> W[l] + alpha
    the sign of the steps. Derivatives point uphill, for a batch's loss too.
writes-into-w: W = { -> W |= {
    W is overwritten. Whoever called the function still needs the first weights.
""",
)

batches = FunctionExercise(
    name="batches",
    title="One epoch in mini-batches",
    task=r"""
Write one epoch of gradient descent in mini-batches. $X$ and $Y$ hold $m$ examples and
their targets, one a row. `order` is an array of the row numbers $0, \dots, m - 1$,
shuffled. The first batch consists of the rows of $X$ and $Y$ that the first `size`
entries of `order` name, the second batch of those that the next `size` entries name,
and so on. The last batch is smaller if `size` does not divide $m$.

For each batch in turn take one step, for every layer $l = 1, \dots, L$,

$$
W^{[l]} \leftarrow W^{[l]} - \alpha \frac{\partial f_B}{\partial W^{[l]}}
$$

where $f_B$ is the mean squared error of batch $B$ alone, and $\alpha$ the learning rate
`alpha`. The call `gradients(W, X_B, Y_B)` gives the dictionary of all
$\frac{\partial f_B}{\partial W^{[l]}}$ at the weights `W` for the examples `X_B` with
targets `Y_B`. Return the weights after the last batch. Those you are given stay as they
are.
""",
    hints=(
        "Take $m = 5$ and a size of 2, and write down where in `order` each batch "
        "begins and where it ends.",
        "`range(0, m, size)` counts in steps of that size. A slice that reaches beyond "
        "the end of an array stops at the end, and that is what the last batch needs.",
        "If `rows` is an array of row numbers, then `X[rows]` is the matrix of these "
        "rows, in this order. The same works for $Y$.",
    ),
    derivation=r"""
The batches begin at the places $0$, `size`, 2 `size`, ... of `order`, as long as these
are below $m$. The batch that begins at the place `start` ends before the place
`start + size`, or at the end of `order`. So every example is in exactly one batch. For
$m = 5$ and a size of 2 the batches begin at $0$, $2$ and $4$, and the last one has a
single example.

The same row numbers pick the examples from $X$ and the targets from $Y$, so that each
example keeps its target. Then one step {eq}`eq-update` is taken with the loss of the
batch, $f_B = \frac{1}{m_B} \lVert A_B - Y_B \rVert_F^2$, where $m_B$ is the number of
examples in the batch $B$, $A_B$ are the predictions for them and $Y_B$ their targets.
The factor $\frac{1}{m_B}$, and with it the $\frac{2}{m_B}$ in the derivative, belongs
to `gradients`, which counts the rows it is given. Finally the new weights take the name
`W`, so that the next batch goes on from them.
""",
    function=epoch,
    returns="W",
    cases=_cases,
    expected=_by_nnlib,
    slips=SLIPS,
)
