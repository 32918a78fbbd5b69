"""The judge that knows no calculus, written by the reader."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from nnlib.exercises import slips
from nnlib.exercises.cases import Matrix
from nnlib.exercises.function import Case, FunctionExercise


@dataclass(frozen=True)
class _Scalar:
    """A number made of a matrix, with its name and its derivative.

    No power is higher than 2: there central differences are exact, for every h.
    """

    name: str
    f: Callable[..., Any]
    derivative: Callable[..., Any]

    def __call__(self, U: Matrix) -> float:
        return float(self.f(U))


def _places(U: Matrix) -> Any:
    i, j = np.indices(U.shape)
    return 10.0 * (i + 1) + (j + 1)


def _corners(U: Matrix) -> Matrix:
    dU = np.zeros(U.shape)
    dU[0, 0] += U[-1, -1]
    dU[-1, -1] += U[0, 0]
    return dU


_SQUARES = _Scalar(
    "the sum of the squares of all entries", lambda U: (U * U).sum(), lambda U: 2 * U
)
_SQUARE = _Scalar(
    "the square of the sum of all entries",
    lambda U: U.sum() ** 2,
    lambda U: np.full(U.shape, 2 * U.sum()),
)
_LINEAR = _Scalar(
    "11 U_11 + 12 U_12 + ... + 21 U_21 + ..., each entry times its place",
    lambda U: (_places(U) * U).sum(),
    _places,
)
_CORNERS = _Scalar(
    "the first entry times the last", lambda U: U[0, 0] * U[-1, -1], _corners
)


def gradient_check(f: Callable[..., float], U: Matrix, h: float) -> Matrix:
    """Return dU, p x q: df/dU at U by central differences.

    f takes a matrix of the shape of U, p x q, to a number. Each entry is nudged by h,
    up and down. U itself must be left as it is.
    """
    dU = np.zeros(U.shape)
    for i, j in np.ndindex(U.shape):
        N = np.zeros(U.shape)
        N[i, j] = 1
        dU[i, j] = (f(U + h * N) - f(U - h * N)) / (2 * h)
    return dU


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    shapes = [(1, 1), (1, 2), (2, 1), (2, 2), (2, 2), (1, 3), (2, 3), (3, 2), (3, 3)]
    functions = [_SQUARES, _CORNERS, _SQUARES, _SQUARES, _LINEAR, _SQUARE]
    functions += [_CORNERS, _SQUARE, _LINEAR]
    for k, (shape, f) in enumerate(zip(shapes, functions, strict=True)):
        # Whole numbers and halves: no rounding, whoever nudges in place and goes back.
        U = rng.integers(1, 5, shape) * rng.choice([-1.0, 1.0], shape)
        yield f, U, (0.5, 0.25)[k % 2]


def _known(f: _Scalar, U: Matrix, h: float) -> Any:
    return f.derivative(U)


gradient_check_exercise = FunctionExercise(
    name="gradient-check",
    title="A judge of your own",
    task=r"""
Write the judge that all your derivatives have been put to. A function $f$ takes a
$p \times q$ matrix to a number. Return $\frac{\partial f}{\partial U}$ at $U$, called
`dU`, without knowing anything of $f$ but its values.

Take one entry of $U$ at a time. Raise it by $h$ from where it is, and lower it by $h$
from where it is, while all other entries stay. Divide the difference of the two values
of $f$ by the distance between the two places.

In every case here, $f$ holds no higher power than a square, so your result must be
exact, even with $h = 0.5$.
""",
    hints=(
        r"`for i, j in np.ndindex(U.shape):` visits every entry. Where do the results "
        r"go? Into a new matrix of the shape of $U$.",
        r"Let $N_{ij}$ be the matrix that is 1 at $(i, j)$ and 0 elsewhere. Then $h "
        r"N_{ij}$ makes the nudge: one place is $U + h N_{ij}$. It is made anew for "
        r"each entry.",
        r"How far is it from $U_{ij} - h$ to $U_{ij} + h$? Mind the brackets: "
        r"`a / 2 * h` divides by 2 and then multiplies.",
    ),
    derivation=r"""
Fix an entry $(i, j)$. Let $N_{ij}$ be the matrix of the shape of $U$ that is 1 there
and 0 elsewhere, and let $\varphi(h) = f(U + h N_{ij})$. Then $\varphi'(0)$ is the
wanted $\partial f / \partial U_{ij}$, and the central difference
{eq}`eq-central-differences` approximates it by

$$
\frac{\varphi(h) - \varphi(-h)}{2 h} .
$$

If no power of $U_{ij}$ is higher than 2, then $\varphi(h) = c_0 + c_1 h + c_2 h^2$ with
numbers $c_0$, $c_1$, $c_2$, and $\varphi'(0) = c_1$. The two values are
$c_0 + c_1 h + c_2 h^2$ and $c_0 - c_1 h + c_2 h^2$. Their difference is $2 c_1 h$, so
the quotient is exactly $c_1$, however large $h$ is. The one-sided difference

$$
\frac{\varphi(h) - \varphi(0)}{h} = c_1 + c_2 h
$$

is off by $c_2 h$. With the tiny $h$ of everyday use that would hardly show, which is
why this exercise takes a large one. For other functions the error of the central
difference is {eq}`eq-truncation`.

The code makes a fresh $N_{ij}$, called `N`, for each entry, so that no nudge is left
over from the entry before, and `U + h * N` is a new matrix, so that $U$ stays as it is.
Whoever writes `U_up = U` has made a second name and not a copy: a nudge to `U_up` is a
nudge to `U`.
""",
    function=gradient_check,
    returns="dU",
    cases=_cases,
    expected=_known,
    slips=slips.of_function(
        gradient_check,
        """
one-sided: (f(U + h * N) - f(U - h * N)) / (2 * h) -> (f(U + h * N) - f(U)) / h
    this is a one-sided difference: from U itself to one side. The two places lie on
    both sides of U.
    see: secant, h=0.5
distance-h: (f(U + h * N) - f(U - h * N)) / (2 * h) -> (f(U + h * N) - f(U - h * N)) / h
    everything is twice too large. How far apart are the two places?
    see: secant, h=0.5
no-brackets-below: / (2 * h) -> / 2 * h
    / 2 * h divides by 2 and then multiplies by h. Put brackets around what you divide
    by.
no-brackets-above: (f(U + h * N) - f(U - h * N)) -> f(U + h * N) - f(U - h * N)
    division comes before subtraction. Put brackets around the difference.
never-below: (f(U + h * N) - f(U - h * N)) / (2 * h) -> (f(U + h * N) - f(U)) / (2 * h)
    the second place is U itself, as if the nudge up had only been taken back. It must
    lie as far below U as the first lies above.
    see: secant, h=0.5
other-sign: (f(U + h * N) - f(U - h * N)) -> (f(U - h * N) - f(U + h * N))
    the sign. If f grows with an entry, the value at the higher place is the larger one,
    and the derivative is positive.
all-at-once: (f(U + h * N) - f(U - h * N)) / (2 * h) -> (f(U + h) - f(U - h)) / (2 * h)
    U + h nudges all entries at once. Only one entry may move at a time.
one-number: dU = np.zeros(U.shape) -> return (f(U + h) - f(U - h)) / (2 * h)
    this is one number, from all entries nudged at once. Each entry has a derivative of
    its own.
nudges-pile-up: N = np.zeros(U.shape) -> pass
and: dU = np.zeros(U.shape) -> dU = np.zeros(U.shape); N = np.zeros(U.shape)
    nudges pile up: those of earlier entries are still there when the next entry has its
    turn. Start each entry afresh.
never-undone: N[i, j] = 1 -> U[i, j] += h; raised = f(U); U[i, j] -= 2 * h
and: (f(U + h * N) - f(U - h * N)) -> (raised - f(U))
    U is nudged in place and never put back, so each entry is left h too low for those
    that follow.
writes-into-u: dU = np.zeros(U.shape) -> dU = U
    the results are written into U. dU = U is a second name for U and not a new matrix.
no-difference: (f(U + h * N) - f(U - h * N)) / (2 * h) -> 0
    everything is 0, as if both values of f were the same. U_up = U would be a second
    name for U and not a copy: a nudge down undoes a nudge up.
returns-at-once: / (2 * h) -> / (2 * h); return dU
    only the first entry is done. The return is in the loop and ends it.
""",
    ),
)
