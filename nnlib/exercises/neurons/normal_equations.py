"""The weights of linear regression in closed form."""

from collections.abc import Iterator

import numpy as np

from nnlib.checks import Array
from nnlib.exercises import slips
from nnlib.exercises.cases import Matrix, matrix, sizes
from nnlib.exercises.function import Case, FunctionExercise


def weights_of_line(X: Matrix, Y: Matrix) -> Array:
    """Return w, n x 1: the weights for which the loss is smallest.

    X, m x n, holds one example a row. Y, m x 1, holds the targets.
    """
    return np.linalg.solve(X.T @ X, X.T @ Y)


def _examples(rng: np.random.Generator, m: int, n: int) -> Case:
    """Return X and Y that determine w well, beyond all rounding."""
    X = matrix(rng, m, n)
    while np.linalg.cond(X) > 10:
        X = matrix(rng, m, n)
    return X, matrix(rng, m, 1)


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    yield np.array([[2.0]]), np.array([[6.0]])
    yield _examples(rng, 2, 1)
    yield np.array([[1.0, 0], [1, 2]]), np.array([[1.0], [5]])
    yield np.array([[1.0, 0], [1, 1], [1, 2]]), np.array([[1.0], [2], [6]])
    for m, n in [(2, 2), (3, 3), (3, 1)]:
        yield _examples(rng, m, n)
    for _ in range(4):
        n, m = sorted(sizes(rng, 2))
        yield _examples(rng, m, n)


def _by_singular_values(X: Matrix, Y: Matrix) -> Array:
    return np.linalg.lstsq(X, Y)[0]


normal_equations = FunctionExercise(
    name="normal-equations",
    title="The best weights",
    task=r"""
Linear regression predicts the target $y^{(i)}$ of example $i$ by $x^{(i)\top} w$. The
examples are the rows of $X$, $m \times n$, the targets are the column $Y$,
$m \times 1$, and the weights are the column $w$, $n \times 1$. The loss is

$$
f(w) = \frac{1}{m} \sum_{i=1}^{m} \left( x^{(i)\top} w - y^{(i)} \right)^2.
$$

Write a function that returns the $w$ with the smallest loss. There are at least as many
examples as inputs, and you may rely on it that there is one best $w$.
`np.linalg.solve(M, right)` returns the $w$ for which $M w$ is the column `right`; the
matrix $M$ must be square.
""",
    hints=(
        r"Where the loss is smallest, every partial derivative "
        r"$\frac{\partial f}{\partial w_j}$ is zero. It is "
        r"$\frac{2}{m} \sum_i e^{(i)} X_{ij}$, where $e^{(i)}$ is the error of example "
        "$i$.",
        r"The errors are the column $X w - Y$, and $\sum_i X_{ij} e^{(i)}$ is entry "
        "$j$ of a matrix product. Of which matrix with that column?",
        r"So $X^\top (X w - Y) = 0$. Bring what has no $w$ in it to the right. What "
        "stands before $w$ is the square matrix that `np.linalg.solve` asks for.",
    ),
    derivation=r"""
Let $e^{(i)} = \sum_k X_{ik} w_k - Y_{i1}$ be the error of example $i$. Only the term
with $k = j$ contains $w_j$, so $\frac{\partial e^{(i)}}{\partial w_j} = X_{ij}$, and

$$
\frac{\partial f}{\partial w_j}
= \frac{1}{m} \sum_{i=1}^{m} 2 e^{(i)} X_{ij}
= \frac{2}{m} \sum_{i=1}^{m} (X^\top)_{ji} \, e^{(i)}
= \frac{2}{m} \left( X^\top (X w - Y) \right)_{j1},
$$

as in {eq}`eq-line-partials`. At the smallest loss all $n$ of them are zero. The factor
$\frac{2}{m}$ does not matter for that, and what remains is

$$
X^\top X w = X^\top Y,
$$

the normal equations {eq}`eq-normal-equations`: $n$ equations for $n$ unknowns.
$X^\top X$ is $n \times n$ and $X^\top Y$ is $n \times 1$, which is what
`np.linalg.solve` wants. It is shorter and more exact than making the inverse of
$X^\top X$ and multiplying by it.

$X$ itself cannot be given to `solve`: with more examples than inputs it is not square,
and $X w = Y$ has no solution unless the line goes through every point.
""",
    function=weights_of_line,
    returns="w",
    cases=_cases,
    expected=_by_singular_values,
    slips=slips.of_function(
        weights_of_line,
        """
right-hand-side: np.linalg.solve(X.T @ X, X.T @ Y) -> X.T @ Y
    this is the right-hand side of the equations, before they are solved. The matrix
    that stands before w is still to be dealt with.
solved-for-x: np.linalg.solve(X.T @ X, X.T @ Y) -> np.linalg.solve(X, Y)
    X has to be square for this, and with more examples than inputs it is not. Set the
    derivatives to zero first: that gives as many equations as weights.
y-on-the-right: X.T @ Y) -> Y)
    the right-hand side. Whatever the errors are multiplied by in the derivative
    multiplies Y as well as X w.
transpose-misplaced: X.T @ X -> X @ X.T
and: X.T @ Y -> X @ Y
    the transpose is on the wrong matrix. There is one equation for each weight, so the
    matrix of the equations is n x n.
inverse-on-the-right: np.linalg.solve(X.T @ X, X.T @ Y)
-> X.T @ Y @ np.linalg.inv(X.T @ X)
    the order. M stands to the left of w, and its inverse must come from the left too.
inverse-entry-by-entry: np.linalg.solve(X.T @ X, X.T @ Y)
-> np.linalg.inv(X.T @ X) * X.T @ Y
    * multiplies entry by entry. An inverse undoes a matrix product, and is applied by
    one.
no-column: np.linalg.solve(X.T @ X, X.T @ Y) -> np.linalg.solve(X.T @ X, X.T @ Y)[:, 0]
    w has lost its column. It is a matrix, n x 1, like Y.
predictions: np.linalg.solve(X.T @ X, X.T @ Y) -> X @ np.linalg.solve(X.T @ X, X.T @ Y)
    these are the predictions X w. The weights w are wanted.
""",
    ),
)
