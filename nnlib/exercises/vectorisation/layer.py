"""One layer, all examples at once."""

from collections.abc import Iterator

import numpy as np

from nnlib.exercises.cases import Matrix, matrix, sizes
from nnlib.exercises.exercise import Slip
from nnlib.exercises.function import Case, FunctionExercise


def tanh_layer(X: Matrix, W: Matrix) -> Matrix:
    """Return A, m x p: the activations of a tanh layer with weights W, n x p."""
    Z = X @ W
    return np.tanh(Z)


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    for m, n, p in [(1, 1, 1), (1, 2, 2), (2, 2, 2), (1, 2, 3), (3, 2, 1)]:
        yield matrix(rng, m, n), matrix(rng, n, p)
    for _ in range(4):
        m, n, p = sizes(rng, 3)
        yield matrix(rng, m, n), matrix(rng, n, p)


def _by_entry(X: Matrix, W: Matrix) -> Matrix:
    return np.array([[np.tanh(sum(x * w)) for w in W.T] for x in X])


layer = FunctionExercise(
    name="layer",
    title="One layer, all examples at once",
    task=r"""
Write a tanh layer as a function. $X$ is $m \times n$, one example a row; $W$ is
$n \times p$, one node a column. Return the activations $A$, one row an example, without
a loop.
""",
    hints=(
        "Entry $(i, j)$ of $Z$ belongs to example $i$ and node $j$. Which row and "
        "which column does it need?",
        "`@` is the matrix product. Which of the two matrices has the examples in its "
        "rows? That one stands on the left.",
        "`np.tanh` works on every entry of a matrix.",
    ),
    derivation=r"""
Entry $(i, j)$ of $Z^{[1]}$ is $x^{(i)\top} w_j$: row $i$ of $X$ times column $j$ of
$W^{[1]}$. That is what the product $X W^{[1]}$ holds there, {eq}`eq-Z1`. Then tanh is
applied to each entry.
""",
    function=tanh_layer,
    returns="A",
    cases=_cases,
    expected=_by_entry,
    slips=(
        Slip(
            lambda X, W: np.tanh(X @ W.T),
            "W is transposed. Its columns are the nodes already.",
        ),
        Slip(
            lambda X, W: np.tanh(W @ X),
            "the order of the product. Row i of the result must belong to example i, "
            "so the matrix with the examples in its rows stands on the left.",
        ),
        Slip(
            lambda X, W: np.tanh(X * W),
            "* multiplies entry by entry. The matrix product is @.",
        ),
        Slip(
            lambda X, W: X @ W,
            "the activation function is missing: this is Z, not A.",
        ),
    ),
)
