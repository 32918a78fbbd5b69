"""The sigmoid and its derivative."""

from collections.abc import Iterator

import numpy as np

from nnlib.checks import Array
from nnlib.exercises import slips
from nnlib.exercises.cases import Matrix, matrix, sizes
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


sigmoid_prime = FunctionExercise(
    name="sigmoid-prime",
    title="The sigmoid and its slope",
    warm_up=True,
    task=r"""
The sigmoid is

$$
g(z) = \frac{1}{1 + \mathrm{e}^{-z}}.
$$

Derive $g'(z)$ on paper. Then write one function that takes a matrix $Z$ and returns two
matrices of its shape: $A$ with the entries $g(Z_{ij})$, and `prime` with the entries
$g'(Z_{ij})$. NumPy has `np.exp`, which works on every entry of a matrix. What you
return as `prime` is compared with slopes measured on the sigmoid itself.
""",
    hints=(
        r"Call the denominator $u = 1 + \mathrm{e}^{-z}$. What is the derivative of "
        r"$\frac{1}{u}$ with respect to $u$, and that of $u$ with respect to $z$?",
        r"You have $\frac{\mathrm{e}^{-z}}{(1 + \mathrm{e}^{-z})^2}$, a product of two "
        "fractions with the same denominator. One of them is $a = g(z)$. What do the "
        "two add up to?",
        "If $1$ minus the first fraction is the second, both can be written with $a$ "
        "alone. So compute $A$ first and make `prime` from it, entry by entry.",
    ),
    derivation=r"""
Set $u = 1 + \mathrm{e}^{-z}$. Then $g = \frac{1}{u}$ and
$\frac{du}{dz} = -\mathrm{e}^{-z}$. The derivative of $\frac{1}{u}$ is
$-\frac{1}{u^2}$, so by the chain rule

$$
g'(z) = -\frac{1}{u^2} \cdot \left(-\mathrm{e}^{-z}\right)
= \frac{\mathrm{e}^{-z}}{\left(1 + \mathrm{e}^{-z}\right)^2}
= \frac{1}{1 + \mathrm{e}^{-z}} \cdot \frac{\mathrm{e}^{-z}}{1 + \mathrm{e}^{-z}}.
$$

The first factor is $a = g(z)$. The two factors add up to
$\frac{1 + \mathrm{e}^{-z}}{1 + \mathrm{e}^{-z}} = 1$, so the second is $1 - a$, and

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
    slips=slips.of_function(
        sigmoid_and_slope,
        """
prime-of-z: return A, A * (1 - A) -> return A, Z * (1 - Z)
    z stands where a belongs. The short formula for the derivative is made of the value
    of the sigmoid, not of its argument.
prime-of-tanh: return A, A * (1 - A) -> return A, 1 - A**2
    this is the derivative of tanh. The sigmoid has one of its own.
prime-at-a: return A, A * (1 - A)
-> M = 1 / (1 + np.exp(-A)); return A, M * (1 - M)
    the derivative is taken at A instead of Z. A has been through the sigmoid already;
    do not send it through once more.
negative-prime: return A, A * (1 - A) -> return A, -A * (1 - A)
    a sign. Two minus signs meet, one from 1/u and one from the exponent. The sigmoid
    rises everywhere, so no slope is negative.
no-square-below: return A, A * (1 - A) -> return A, 1 - A
    the square of the denominator is lost. The derivative of 1/u with respect to u has u
    squared below the line.
matrix-product: return A, A * (1 - A) -> return A, A @ (1 - A)
    @ is the matrix product. Here every entry stands for itself.
other-sign: 1 / (1 + np.exp(-Z)) -> 1 / (1 + np.exp(Z))
    the sign in the exponent. The sigmoid rises, so where z is large, A is near 1.
math-exp: 1 / (1 + np.exp(-Z)) -> 1 / (1 + math.exp(-Z))
    math.exp takes one number. Z is a matrix, even if it has one entry, and np.exp works
    on every entry.
no-brackets: 1 / (1 + np.exp(-Z)) -> 1 / 1 + np.exp(-Z)
    brackets are missing. Python divides before it adds, so the denominator needs
    brackets around the whole of it.
other-order: return A, A * (1 - A) -> return A * (1 - A), A
    the two results are in the wrong order.
""",
    ),
)
