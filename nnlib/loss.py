"""The loss and its derivative (chapters 2 and 3)."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from nnlib.checks import Array, matrix, same_shape


def mean_squared_error(A: ArrayLike, Y: ArrayLike) -> float:
    """Return f = (1/m) ||A - Y||_F^2, the mean over examples of the squared error.

    Parameters
    ----------
    A : predictions, m x n^[L], one example a row.
    Y : targets, of the same shape.

    Raises
    ------
    ValueError
        If the shapes differ, an entry is not finite, or the squares are too large to
        be numbers of their type.

    Notes
    -----
    Chapter 2, the loss in one expression.
    """
    A, Y = _predictions_and_targets(A, Y)
    with np.errstate(over="ignore"):
        f = squared_error(A, Y)
    if not math.isfinite(f):
        raise _too_large("The sum of the squares of A - Y is", A, Y)
    return f


def mean_squared_error_derivative(A: ArrayLike, Y: ArrayLike) -> Array:
    """Return df/dA = (2/m) (A - Y), of the shape of A.

    Parameters, errors: as for `mean_squared_error`.

    Notes
    -----
    Chapter 3, the norm rule and the sum rule; chapter 4, the first equation.
    """
    A, Y = _predictions_and_targets(A, Y)
    m = len(Y)
    with np.errstate(over="ignore"):
        dA: Array = 2 / m * (A - Y)
    if not np.isfinite(dA).all():
        raise _too_large("A - Y is", A, Y)
    return dA


def squared_error(A: Array, Y: Array) -> float:
    """Return `mean_squared_error` of matrices known to be sound, or inf, or NaN."""
    m = len(Y)
    E = A - Y
    return float(np.vdot(E, E)) / m


def _predictions_and_targets(A: ArrayLike, Y: ArrayLike) -> tuple[Array, Array]:
    A, Y = matrix("A", A, column=True), matrix("Y", Y, column=True)
    same_shape("A", A, "Y", Y)
    return A, Y


def _too_large(what: str, A: Array, Y: Array) -> ValueError:
    return ValueError(
        f"{what} too large for {np.result_type(A, Y)} numbers: A holds entries up to "
        f"{np.abs(A).max():.3g}, and Y up to {np.abs(Y).max():.3g}. Divide the targets "
        "by a constant, or, if A has grown in training, try a smaller learning rate."
    )
