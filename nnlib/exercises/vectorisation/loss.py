"""The loss, for any number of outputs."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from nnlib.exercises import slips
from nnlib.exercises.cases import Matrix, matrix, sizes
from nnlib.exercises.function import Case, FunctionExercise


def loss(A: Matrix, Y: Matrix) -> Any:
    """Return f, a number: the mean over the examples of their squared errors.

    A holds the predictions and Y the targets, both m x p: one row an example, one
    column an output.
    """
    m = len(Y)
    return np.linalg.norm(A - Y) ** 2 / m


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    yield np.array([[3.0]]), np.array([[1.0]])
    yield np.array([[1.0], [3.0]]), np.array([[2.0], [-1.0]])
    for m, p in [(1, 2), (2, 2), (3, 1), (1, 3), (3, 3)]:
        yield matrix(rng, m, p), matrix(rng, m, p)
    for _ in range(4):
        m, p = sizes(rng, 2)
        yield matrix(rng, m, p), matrix(rng, m, p)


def _by_entry(A: Matrix, Y: Matrix) -> float:
    total = 0.0
    for a, y in zip(A, Y, strict=True):
        total += sum((a[j] - y[j]) ** 2 for j in range(len(y)))
    return total / len(A)


loss_exercise = FunctionExercise(
    name="loss",
    title="The loss, for any number of outputs",
    warm_up=True,
    task=r"""
A network with $p$ outputs makes the predictions $A$ for $m$ examples; $Y$ holds the
targets. Both are $m \times p$, one row an example. The loss is

$$
f = \frac{1}{m} \lVert A - Y \rVert_F^2,
\qquad \lVert M \rVert_F = \sqrt{\sum_i \sum_j M_{ij}^2}.
$$

Write it as a function that returns one number, without a loop. If there is one output,
it is the mean of the squared errors. Be careful about what it is if there are more.
""",
    hints=(
        "$A - Y$ holds all errors. `np.linalg.norm` of a matrix is its Frobenius norm; "
        "`M**2` squares every entry of `M`, and `np.sum` adds all entries up. You need "
        "one of the two ways.",
        "With the norm: what does the exponent $2$ in the formula do to the root?",
        "By what is the sum divided? $m$ is the number of rows, which is `len(Y)`. "
        "`np.mean` would divide by the number of all entries.",
    ),
    derivation=r"""
Squaring the norm takes away its root:

$$
\frac{1}{m} \lVert A - Y \rVert_F^2
= \frac{1}{m} \sum_{i=1}^{m} \sum_{j=1}^{p} (A_{ij} - Y_{ij})^2 .
$$

The inner sum is the squared error of example $i$, over all its outputs. The outer one,
with the $\frac{1}{m}$, is the mean over the examples. This is {eq}`eq-loss`.

The code writes it down as it stands. `np.sum((A - Y)**2) / m` is the same number. And
`np.mean((A - Y)**2)` is the same if $p = 1$, but divides by $m p$ in general, and then
it is $p$ times too small. Its derivatives are too, which is worth knowing when you
compare with other libraries.
""",
    function=loss,
    returns="f",
    cases=_cases,
    expected=_by_entry,
    slips=slips.of_function(
        loss,
        """
mean-over-all-entries: np.linalg.norm(A - Y) ** 2 / m -> np.mean((A - Y) ** 2)
    np.mean divides by the number of all entries. The mean here is over the examples
    alone.
no-mean: np.linalg.norm(A - Y) ** 2 / m -> np.sum((A - Y) ** 2)
    the sum is not yet divided by the number of examples.
half: np.linalg.norm(A - Y) ** 2 / m -> np.sum((A - Y) ** 2) / (2 * len(Y))
    this is half of what is wanted. Some books put 2m below the line; here it is m.
norm-not-squared: np.linalg.norm(A - Y) ** 2 / m -> np.linalg.norm(A - Y) / len(Y)
    the norm is not squared. np.linalg.norm takes a root at its end.
norm-alone: np.linalg.norm(A - Y) ** 2 / m -> np.linalg.norm(A - Y)
    this is the norm alone. The formula does two more things with it.
other-norm: np.linalg.norm(A - Y) ** 2 / m -> np.linalg.norm(A - Y, 2) ** 2 / len(Y)
    the 2 in np.linalg.norm. Of a matrix that is another norm, its largest singular
    value. Without a second argument the norm is the Frobenius norm.
root: np.linalg.norm(A - Y) ** 2 / m -> np.sqrt(np.sum((A - Y) ** 2) / len(Y))
    the root of the loss. The exponent 2 takes the root of the norm away.
columns-for-m: np.linalg.norm(A - Y) ** 2 / m -> np.sum((A - Y) ** 2) / A.shape[1]
    the sum is divided by the number of outputs, not of examples.
square-of-the-sum: np.linalg.norm(A - Y) ** 2 / m -> np.sum(A - Y) ** 2 / len(Y)
    the square comes too late. Errors of different sign cancel if they are added before
    they are squared.
square-of-the-mean: np.linalg.norm(A - Y) ** 2 / m -> np.mean(A - Y) ** 2
    the mean of the errors, squared. Errors of different sign cancel in a mean. What is
    averaged is their squares.
mean-error: np.linalg.norm(A - Y) ** 2 / m -> np.mean(A - Y)
    this is the mean of the errors, where those of different sign cancel. No error is
    squared.
m-from-outside: len(Y) -> 4
    m is always 4 here, as in the chapter's own example. Whoever calls the function
    brings other examples, so m must be read from A or Y in it.
sizes-for-squares: np.linalg.norm(A - Y) ** 2 / m -> np.sum(np.abs(A - Y)) / len(Y)
    these are the sizes of the errors. The loss is made of their squares.
one-for-each-output: np.linalg.norm(A - Y) ** 2 / m -> np.mean((A - Y) ** 2, axis=0)
    this is one number for each output. The loss adds them up.
one-for-each-example: np.linalg.norm(A - Y) ** 2 / m -> np.sum((A - Y) ** 2, axis=1)
    this is one number for each example. The loss is the mean of them.
matrix-for-a-number: np.linalg.norm(A - Y) ** 2 / m -> (A - Y).T @ (A - Y) / len(Y)
    a product of matrices is a matrix, even if it is 1 x 1. The loss is a number, and
    with several outputs this matrix holds more than is wanted.
y-without-columns: np.linalg.norm(A - Y) ** 2 / m -> np.sum((A - Y[:, 0]) ** 2) / len(Y)
    Y has lost its second dimension, and NumPy then compares every prediction with every
    target. Keep Y as it comes.
""",
    ),
)
