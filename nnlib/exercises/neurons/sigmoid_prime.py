"""The sigmoid and its derivative."""

from collections.abc import Callable, Iterator

import numpy as np

from nnlib.checks import Array
from nnlib.exercises.cases import Matrix, matrix, sizes
from nnlib.exercises.exercise import Slip
from nnlib.exercises.function import Case, FunctionExercise
from nnlib.numerical import central_differences

Two = tuple[Matrix, Matrix]


def sigmoid_and_slope(Z: Matrix) -> Two:
    """Return two matrices of the shape of Z, one after the other.

    The first, A, is the sigmoid of every entry of Z. The second, prime, is the
    derivative of the sigmoid at every entry of Z.
    """
    A = 1 / (1 + np.exp(-Z))
    return A, A * (1 - A)


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    yield (np.zeros((1, 1)),)
    for m, n in [(1, 1), (1, 2), (2, 1), (2, 2), (1, 3)]:
        yield (matrix(rng, m, n),)
    for _ in range(4):
        yield (matrix(rng, *sizes(rng, 2)),)


def _measured(Z: Matrix) -> tuple[Array, Array]:
    """The sigmoid as a tanh, and its slopes by central differences."""

    def value(Z: Array) -> Array:
        return (1 + np.tanh(Z / 2)) / 2

    return value(Z), central_differences(lambda Z: value(Z).sum(), Z)


def _other_sign(Z: Matrix) -> Two:
    A = 1 / (1 + np.exp(Z))
    return A, A * (1 - A)


def _no_brackets(Z: Matrix) -> Two:
    A = 1 / 1 + np.exp(-Z)
    return A, A * (1 - A)


def _with(prime: Callable[[Matrix, Matrix], Matrix]) -> Callable[[Matrix], Two]:
    """Return a function with the right A and a derivative made of A and Z."""

    def answer(Z: Matrix) -> Two:
        A = 1 / (1 + np.exp(-Z))
        return A, prime(A, Z)

    return answer


sigmoid_prime = FunctionExercise(
    name="sigmoid-prime",
    title="The sigmoid and its slope",
    task=r"""
The sigmoid is

$$
g(z) = \frac{1}{1 + e^{-z}}.
$$

Derive $g'(z)$ on paper. Then write one function that takes a matrix $Z$ and returns two
matrices of its shape: $A$ with the entries $g(Z_{ij})$, and `prime` with the entries
$g'(Z_{ij})$. NumPy has `np.exp`, which works on every entry of a matrix. What you
return as `prime` is compared with slopes measured on the sigmoid itself.
""",
    hints=(
        "Call the denominator $u = 1 + e^{-z}$. What is the derivative of "
        r"$\frac{1}{u}$ with respect to $u$, and that of $u$ with respect to $z$?",
        r"You have $\frac{e^{-z}}{(1 + e^{-z})^2}$, a product of two fractions with "
        "the same denominator. One of them is $a = g(z)$. What do the two add up to?",
        "If $1$ minus the first fraction is the second, both can be written with $a$ "
        "alone. So compute $A$ first and make `prime` from it, entry by entry.",
    ),
    derivation=r"""
Set $u = 1 + e^{-z}$. Then $g = \frac{1}{u}$ and $\frac{du}{dz} = -e^{-z}$. The
derivative of $\frac{1}{u}$ is $-\frac{1}{u^2}$, so by the chain rule

$$
g'(z) = -\frac{1}{u^2} \cdot \left(-e^{-z}\right)
= \frac{e^{-z}}{\left(1 + e^{-z}\right)^2}
= \frac{1}{1 + e^{-z}} \cdot \frac{e^{-z}}{1 + e^{-z}}.
$$

The first factor is $a = g(z)$. The two factors add up to
$\frac{1 + e^{-z}}{1 + e^{-z}} = 1$, so the second is $1 - a$, and

$$
g'(z) = a (1 - a), \qquad a = g(z),
$$

which is {eq}`eq-sigmoid-prime`. The code computes $A$ once and uses it twice. All
operations work entry by entry, so the product of $A$ and $1 - A$ is `*`, not `@`.
""",
    function=sigmoid_and_slope,
    returns=("A", "prime"),
    cases=_cases,
    expected=_measured,
    slips=(
        Slip(
            _with(lambda A, Z: Z * (1 - Z)),
            "z stands where a belongs. The short formula for the derivative is made of "
            "the value of the sigmoid, not of its argument.",
        ),
        Slip(
            _with(lambda A, Z: 1 - A**2),
            "this is the derivative of tanh. The sigmoid has one of its own.",
        ),
        Slip(
            _with(lambda A, Z: sigmoid_and_slope(A)[1]),
            "the derivative is taken at A instead of Z. A has been through the sigmoid "
            "already; do not send it through once more.",
        ),
        Slip(
            _with(lambda A, Z: -A * (1 - A)),
            "a sign. Two minus signs meet, one from 1/u and one from the exponent. The "
            "sigmoid rises everywhere, so no slope is negative.",
        ),
        Slip(
            _with(lambda A, Z: 1 - A),
            "the square of the denominator is lost. The derivative of 1/u with respect "
            "to u has u squared below the line.",
        ),
        Slip(
            _with(lambda A, Z: A @ (1 - A)),
            "@ is the matrix product. Here every entry stands for itself.",
        ),
        Slip(
            _other_sign,
            "the sign in the exponent. The sigmoid rises, so where z is large, A is "
            "near 1.",
        ),
        Slip(
            _no_brackets,
            "brackets are missing. Python divides before it adds, so the denominator "
            "needs brackets around the whole of it.",
        ),
        Slip(
            lambda Z: sigmoid_and_slope(Z)[::-1],
            "the two results are in the wrong order.",
        ),
    ),
)
