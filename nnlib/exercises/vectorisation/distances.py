"""How far every example is from every other, without a loop."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from nnlib.exercises import slips
from nnlib.exercises.cases import Matrix, matrix, sizes
from nnlib.exercises.function import Case, FunctionExercise


def squared_distances(X: Matrix) -> Any:
    """Return D, m x m: how far example i is from example j, squared.

    X is m x n, one example a row.
    """
    s = np.sum(X**2, axis=1, keepdims=True)
    return s + s.T - 2 * X @ X.T


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    yield (np.array([[1.0], [3.0]]),)
    yield (np.array([[1.0, 2.0], [4.0, 6.0]]),)
    for m, n in [(1, 2), (2, 1), (2, 2), (3, 3), (3, 1)]:
        yield (matrix(rng, m, n),)
    for _ in range(4):
        yield (matrix(rng, *sizes(rng, 2)),)


def _pair_by_pair(X: Matrix) -> Matrix:
    return np.array([[sum((x - y) ** 2) for y in X] for x in X])


distances = FunctionExercise(
    name="distances",
    title="Every example against every other",
    task=r"""
The examples are the rows $x^{(1)\top}, \dots, x^{(m)\top}$ of $X$, $m \times n$. How
alike two of them are is often told by their squared distance,

$$
D_{ij} = \sum_{k=1}^{n} \left( x_k^{(i)} - x_k^{(j)} \right)^2,
$$

and $D$ is $m \times m$. The definition is a loop over $i$, over $j$ and over $k$. Write
a function that returns $D$ **without any loop**: multiply the square out, and see which
of the three sums that arise is a matrix product, and which of two numbers need only be
spread out over rows or columns.

There are no activation functions in it and no weights. All that you need of the chapter
is how an entry of a product is made.
""",
    hints=(
        r"$(u - v)^2 = u^2 - 2 u v + v^2$. So $D_{ij}$ is the sum of the squares in "
        r"row $i$, plus that of the squares in row $j$, minus twice $\sum_k X_{ik} "
        r"X_{jk}$.",
        r"In $\sum_k X_{ik} X_{jk}$ the index of the sum is the last one in both "
        r"factors. In a matrix product it is the last of the first factor and the "
        r"first of the second.",
        "`np.sum(M, axis=1, keepdims=True)` is a column with the sum of each row of "
        "`M`. A column plus a row is a matrix: NumPy spreads both.",
    ),
    derivation=r"""
Multiply out:

$$
D_{ij} = \sum_{k} X_{ik}^2 + \sum_{k} X_{jk}^2 - 2 \sum_{k} X_{ik} X_{jk} .
$$

The first sum belongs to row $i$ alone. Call it $s_i$; then the second is $s_j$. The
third is $\sum_k X_{ik} (X^\top)_{kj}$, and by {eq}`eq-product-entry` that is entry
$(i, j)$ of $X X^\top$. So

$$
D_{ij} = s_i + s_j - 2 \left( X X^\top \right)_{ij} .
$$

In the code `s` is a column, and `s.T` a row. Their sum is an $m \times m$ matrix, with
$s_i + s_j$ in row $i$ and column $j$: NumPy repeats the column for every column and the
row for every row. This is the spreading that makes nonsense of a loss when a target has
lost its column. Here it is wanted.

Three loops have become one product, and the diagonal gives a check: no example is any
distance from itself.
""",
    function=squared_distances,
    returns="D",
    cases=_cases,
    expected=_pair_by_pair,
    slips=slips.of_function(
        squared_distances,
        """
product-once: 2 * X @ X.T -> X @ X.T
    the product of two different examples comes twice when the square is multiplied out.
product-added: s.T - 2 -> s.T + 2
    the sign of the mixed term. The examples are subtracted, not added.
mixed-term-left-out: s + s.T - 2 * X @ X.T -> s + s.T
    the square of a difference is not the sum of two squares: there is a third term.
product-alone: s + s.T - 2 * X @ X.T -> X @ X.T
    this is the mixed term alone, without the squares of either example.
one-example-twice: s + s.T -> s + s
or: s + s.T -> s.T + s.T
    the sum of squares of one of the two examples stands there twice, and that of the
    other not at all.
one-example-left-out: s + s.T -> s
    the squares of only one of the two examples are there.
columns-for-rows: 2 * X @ X.T -> 2 * X.T @ X
    the product compares inputs with inputs. Each entry must take one row of X with
    another, and D is m x m.
column-sums: axis=1, keepdims=True) -> axis=0, keepdims=True)
    the squares are added down the columns, over the examples. Each example has a sum of
    its own, over its inputs.
sum-of-all: np.sum(X**2, axis=1, keepdims=True) -> np.sum(X**2, keepdims=True)
    all squares are added to one number. Each example has a sum of its own.
root: s + s.T - 2 * X @ X.T -> np.sqrt(np.maximum(s + s.T - 2 * X @ X.T, 0))
    this is the distance. Its square is wanted.
mean-over-inputs: s + s.T - 2 * X @ X.T -> (s + s.T - 2 * X @ X.T) / X.shape[1]
    this is divided by the number of inputs. The squares are added, not averaged.
""",
    ),
)
