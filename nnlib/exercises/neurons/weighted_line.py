"""A line for examples of which some count more than others."""

from collections.abc import Iterator

import numpy as np

from nnlib.checks import Array
from nnlib.exercises import slips
from nnlib.exercises.cases import Matrix, matrix, sizes
from nnlib.exercises.function import Case, FunctionExercise


def weighted_line(X: Matrix, Y: Matrix, c: Matrix) -> Array:
    """Return w, n x 1: the weights for which f is smallest.

    X, m x n, holds one example a row. Y, m x 1, holds the targets, and c, m x 1, says
    how much each example counts.
    """
    M = X.T @ (c * X)
    right = X.T @ (c * Y)
    w = np.linalg.solve(M, right)
    return w


def _examples(rng: np.random.Generator, m: int, n: int) -> Case:
    """Return examples that determine w well, beyond all rounding."""
    X = matrix(rng, m, n)
    while np.linalg.cond(X) > 6:
        X = matrix(rng, m, n)
    # All different, so that no two examples can be mixed up unseen.
    c = rng.permutation(np.arange(1.0, m + 1))[:, np.newaxis]
    return X, matrix(rng, m, 1), c


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    yield np.array([[1.0], [1]]), np.array([[3.0], [6]]), np.array([[2.0], [1]])
    yield _examples(rng, 2, 1)
    yield _examples(rng, 3, 1)
    for _ in range(3):
        yield _examples(rng, 3, 2)
    yield _examples(rng, 4, 3)
    for _ in range(4):
        n, m = sorted(sizes(rng, 2))
        yield _examples(rng, m, n)


def _by_repeating(X: Matrix, Y: Matrix, c: Matrix) -> Array:
    """An example that counts three times may as well be there three times."""
    rows = np.repeat(np.arange(len(X)), c[:, 0].astype(int))
    return np.linalg.lstsq(X[rows], Y[rows])[0]


weighted_line_exercise = FunctionExercise(
    name="weighted-line",
    title="Examples that count more",
    task=r"""
Some examples are surer than others, and so they shall count more. Linear regression
predicts the target $y^{(i)}$ of example $i$ by $x^{(i)\top} w$, and now the loss is

$$
f(w) = \sum_{i=1}^{m} c_i \left( x^{(i)\top} w - y^{(i)} \right)^2,
$$

where the number $c_i > 0$ says how much example $i$ counts. The examples are the rows
of $X$, $m \times n$; the targets are the column $Y$ and the $c_i$ the column $c$, both
$m \times 1$.

Set the derivatives of this $f$ to zero, and write a function that returns the $w$ with
the smallest loss, $n \times 1$. You may rely on it that there is one.
`np.linalg.solve(M, right)` returns the $w$ for which $M w$ is the column `right`; the
matrix $M$ must be square.
""",
    hints=(
        r"Differentiate with respect to one weight $w_k$. The chain rule brings out "
        r"$2 c_i \left( x^{(i)\top} w - y^{(i)} \right) x_k^{(i)}$ for each example. "
        r"What is multiplied by $c_i$ in it?",
        r"The sum over the examples is zero for every $k$. Bring what holds $w$ to one "
        r"side and what holds $y^{(i)}$ to the other: $c_i$ is in both.",
        "`c * X` multiplies row $i$ of $X$ by $c_i$, because `c` is a column with as "
        "many rows as `X`.",
    ),
    derivation=r"""
The derivative of $f$ with respect to the weight $w_k$ is

$$
\frac{\partial f}{\partial w_k}
= \sum_{i=1}^{m} 2 c_i \left( x^{(i)\top} w - y^{(i)} \right) x_k^{(i)} .
$$

It is what {eq}`eq-line-partials` has, but each example brings its $c_i$ along. Set to
zero, for every $k$,

$$
\sum_{i=1}^{m} x_k^{(i)} c_i \, x^{(i)\top} w = \sum_{i=1}^{m} x_k^{(i)} c_i \, y^{(i)}
.
$$

Row $i$ of `c * X` is $c_i x^{(i)\top}$, and the sum over $i$ is a product with
$X^\top$ from the left. So the square matrix is `X.T @ (c * X)` and the column on the
right is `X.T @ (c * Y)`. If all $c_i$ are the same they cancel, and
{eq}`eq-normal-equations` is left.

If the $c_i$ are whole numbers, there is another way to see that this is right: an
example that counts three times may as well stand in the data three times. This is how
the answers are tried.
""",
    function=weighted_line,
    returns="w",
    cases=_cases,
    expected=_by_repeating,
    slips=slips.of_function(
        weighted_line,
        """
weights-left-out: (c * X) -> X
and: (c * Y) -> Y
    every example counts the same: c is not used.
weights-on-the-right-alone: (c * X) -> X
    c multiplies the targets, but not the predictions. In the derivative it multiplies
    the error, which is the difference of the two.
weights-on-the-left-alone: (c * Y) -> Y
    c multiplies the predictions, but not the targets. In the derivative it multiplies
    the error, which is the difference of the two.
weights-squared: X.T @ (c * X) -> (c * X).T @ (c * X)
and: X.T @ (c * Y) -> (c * X).T @ (c * Y)
    c comes in twice. Multiply each row by its c, and the square of an error has the
    square of c before it.
weights-squared-on-the-left: X.T @ (c * X) -> (c * X).T @ (c * X)
    c comes in twice in the matrix, once with each X. Each example counts c times there,
    as it does among the targets.
roots: (c * X) -> (np.sqrt(c) * X)
and: (c * Y) -> (np.sqrt(c) * Y)
    only the root of c comes in. Whoever multiplies the rows by a root does so on both
    sides of the product, X transposed and X.
mean-of-the-weights: (c * Y) -> (c * Y) / len(Y)
    the right-hand side alone is divided by the number of examples. What is done to one
    side of an equation is done to the other.
no-column: np.linalg.solve(M, right) -> np.linalg.solve(M, right)[:, 0]
    the numbers are there, but w has lost its column. It is a matrix, n x 1, like Y.
predictions: np.linalg.solve(M, right) -> X @ np.linalg.solve(M, right)
    you return the predictions X w. The weights themselves are wanted.
right-hand-side: np.linalg.solve(M, right) -> right
    you return the right-hand side. The equations are still to be solved.
""",
    ),
)
