"""The judge that knows no calculus, written by the reader."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from nnlib.exercises.cases import Matrix
from nnlib.exercises.exercise import Slip
from nnlib.exercises.function import Case, FunctionExercise


@dataclass(frozen=True)
class _Scalar:
    """A number made of a matrix, with its name and its derivative.

    No power is higher than 2: there central differences are exact, for every h.
    """

    name: str
    f: Callable[..., Any]
    derivative: Callable[..., Any]

    def __call__(self, X: Matrix) -> float:
        return float(self.f(X))


def _places(X: Matrix) -> Any:
    i, j = np.indices(X.shape)
    return 10.0 * (i + 1) + (j + 1)


def _corners(X: Matrix) -> Matrix:
    dX = np.zeros(X.shape)
    dX[0, 0] += X[-1, -1]
    dX[-1, -1] += X[0, 0]
    return dX


_SQUARES = _Scalar(
    "the sum of the squares of all entries", lambda X: (X * X).sum(), lambda X: 2 * X
)
_SQUARE = _Scalar(
    "the square of the sum of all entries",
    lambda X: X.sum() ** 2,
    lambda X: np.full(X.shape, 2 * X.sum()),
)
_LINEAR = _Scalar(
    "11 X_11 + 12 X_12 + ... + 21 X_21 + ..., each entry times its place",
    lambda X: (_places(X) * X).sum(),
    _places,
)
_CORNERS = _Scalar(
    "the first entry times the last", lambda X: X[0, 0] * X[-1, -1], _corners
)


def gradient_check(f: Callable[..., float], X: Matrix, h: float) -> Matrix:
    """Return dX, m x n: df/dX at X by central differences.

    f takes a matrix of the shape of X, m x n, to a number. Each entry is nudged by h,
    up and down. X itself must be left as it is.
    """
    dX = np.zeros(X.shape)
    for i, j in np.ndindex(X.shape):
        E = np.zeros(X.shape)
        E[i, j] = h
        dX[i, j] = (f(X + E) - f(X - E)) / (2 * h)
    return dX


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    shapes = [(1, 1), (1, 2), (2, 1), (2, 2), (2, 2), (1, 3), (2, 3), (3, 2), (3, 3)]
    functions = [_SQUARES, _CORNERS, _SQUARES, _SQUARES, _LINEAR, _SQUARE]
    functions += [_CORNERS, _SQUARE, _LINEAR]
    for k, (shape, f) in enumerate(zip(shapes, functions, strict=True)):
        # Whole numbers and halves: no rounding, whoever nudges in place and goes back.
        X = rng.integers(1, 5, shape) * rng.choice([-1.0, 1.0], shape)
        yield f, X, (0.5, 0.25)[k % 2]


def _known(f: _Scalar, X: Matrix, h: float) -> Any:
    return f.derivative(X)


def _with(quotient: Callable[..., Any]) -> Callable[..., Any]:
    """Return the solution with another quotient for each entry."""

    def answer(f: Callable[..., float], X: Matrix, h: float) -> Matrix:
        dX = np.zeros(X.shape)
        for i, j in np.ndindex(X.shape):
            E = np.zeros(X.shape)
            E[i, j] = h
            dX[i, j] = quotient(f, X, E, h)
        return dX

    return answer


def _never_undone(f: Callable[..., float], X: Matrix, h: float) -> Matrix:
    dX = np.zeros(X.shape)
    for i, j in np.ndindex(X.shape):
        X[i, j] += h
        raised = f(X)
        X[i, j] -= 2 * h
        dX[i, j] = (raised - f(X)) / (2 * h)
    return dX


def _pile_up(f: Callable[..., float], X: Matrix, h: float) -> Matrix:
    dX, E = np.zeros(X.shape), np.zeros(X.shape)
    for i, j in np.ndindex(X.shape):
        E[i, j] = h
        dX[i, j] = (f(X + E) - f(X - E)) / (2 * h)
    return dX


def _into_X(f: Callable[..., float], X: Matrix, h: float) -> Matrix:
    dX = X
    for i, j in np.ndindex(X.shape):
        E = np.zeros(X.shape)
        E[i, j] = h
        dX[i, j] = (f(X + E) - f(X - E)) / (2 * h)
    return dX


gradient_check_exercise = FunctionExercise(
    name="gradient-check",
    title="A judge of your own",
    task=r"""
Write the judge that all your derivatives have been put to. A function $f$ takes an
$m \times n$ matrix to a number. Return $\frac{\partial f}{\partial X}$ at $X$, called
`dX`, without knowing anything of $f$ but its values.

Take one entry of $X$ at a time. Raise it by $h$ from where it is, and lower it by $h$
from where it is, while all other entries stay. Divide the difference of the two values
of $f$ by the distance between the two places.

In every case here, $f$ holds no higher power than a square, so your result must be
exact, even with $h = 0.5$.
""",
    hints=(
        r"`for i, j in np.ndindex(X.shape):` visits every entry. Where do the results "
        r"go? Into a new matrix of the shape of $X$.",
        r"A matrix $E$ that is $h$ at one entry and 0 elsewhere makes the nudge: one "
        r"place is $X + E$. It is made anew for each entry.",
        r"How far is it from $X_{ij} - h$ to $X_{ij} + h$? Mind the brackets: "
        r"`a / 2 * h` divides by 2 and then multiplies.",
    ),
    derivation=r"""
Fix an entry $(i, j)$ and let $\varphi(t)$ be $f$ with $X_{ij} + t$ in place of
$X_{ij}$. Then $\varphi'(0)$ is the wanted $\partial f / \partial X_{ij}$, and the
central difference {eq}`eq-central-differences` approximates it by

$$
\frac{\varphi(h) - \varphi(-h)}{2 h} .
$$

If no power of $X_{ij}$ is higher than 2, then $\varphi(t) = a + b t + c t^2$ with
numbers $a$, $b$, $c$, and $\varphi'(0) = b$. The two values are $a + b h + c h^2$ and
$a - b h + c h^2$. Their difference is $2 b h$, so the quotient is exactly $b$, however
large $h$ is. The one-sided difference

$$
\frac{\varphi(h) - \varphi(0)}{h} = b + c h
$$

is off by $c h$. With the tiny $h$ of everyday use that would hardly show, which is why
this exercise takes a large one. For other functions the error of the central difference
is {eq}`eq-truncation`.

The code makes a fresh $E$ for each entry, so that no nudge is left over from the entry
before, and `X + E` is a new matrix, so that $X$ stays as it is. Whoever writes
`X_up = X` has made a second name and not a copy: a nudge to `X_up` is a nudge to `X`.
""",
    function=gradient_check,
    returns="dX",
    cases=_cases,
    expected=_known,
    slips=(
        Slip(
            _with(lambda f, X, E, h: (f(X + E) - f(X)) / h),
            "this is a one-sided difference: from X itself to one side. The two places "
            "lie on both sides of X.",
        ),
        Slip(
            _with(lambda f, X, E, h: (f(X + E) - f(X - E)) / h),
            "everything is twice too large. How far apart are the two places?",
        ),
        Slip(
            _with(lambda f, X, E, h: (f(X + E) - f(X - E)) / 2 * h),
            "/ 2 * h divides by 2 and then multiplies by h. Put brackets around what "
            "you divide by.",
        ),
        Slip(
            _with(lambda f, X, E, h: f(X + E) - f(X - E) / (2 * h)),
            "division comes before subtraction. Put brackets around the difference.",
        ),
        Slip(
            _with(lambda f, X, E, h: (f(X + E) - f(X)) / (2 * h)),
            "the second place is X itself, as if the nudge up had only been taken "
            "back. It must lie as far below X as the first lies above.",
        ),
        Slip(
            _with(lambda f, X, E, h: (f(X - E) - f(X + E)) / (2 * h)),
            "the sign. If f grows with an entry, the value at the higher place is the "
            "larger one, and the derivative is positive.",
        ),
        Slip(
            _with(lambda f, X, E, h: (f(X + h) - f(X - h)) / (2 * h)),
            "X + h nudges all entries at once. Only one entry may move at a time.",
        ),
        Slip(
            lambda f, X, h: (f(X + h) - f(X - h)) / (2 * h),
            "this is one number, from all entries nudged at once. Each entry has a "
            "derivative of its own.",
        ),
        Slip(
            _pile_up,
            "nudges pile up: those of earlier entries are still there when the next "
            "entry has its turn. Start each entry afresh.",
        ),
        Slip(
            _never_undone,
            "X is nudged in place and never put back, so each entry is left h too low "
            "for those that follow.",
        ),
        Slip(
            _into_X,
            "the results are written into X. dX = X is a second name for X and not a "
            "new matrix.",
        ),
        Slip(
            _with(lambda f, X, E, h: 0.0),
            "everything is 0, as if both values of f were the same. X_up = X would be "
            "a second name for X and not a copy: a nudge down undoes a nudge up.",
        ),
    ),
)
