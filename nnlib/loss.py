"""The loss and its derivative (chapters 2 and 3)."""

from __future__ import annotations

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
        If the shapes differ or an entry is not finite.

    Notes
    -----
    Chapter 2, the loss in one expression.
    """
    return squared_error(*_predictions_and_targets(A, Y))


def mean_squared_error_derivative(A: ArrayLike, Y: ArrayLike) -> Array:
    """Return df/dA = (2/m) (A - Y), of the shape of A.

    Parameters, errors: as for `mean_squared_error`.

    Notes
    -----
    Chapter 3, the norm rule and the sum rule; chapter 4, the first equation.
    """
    A, Y = _predictions_and_targets(A, Y)
    m = len(Y)
    return 2 / m * (A - Y)


def squared_error(A: Array, Y: Array) -> float:
    """Return `mean_squared_error` of matrices known to be sound."""
    m = len(Y)
    E = A - Y
    return float(np.vdot(E, E)) / m


def _predictions_and_targets(A: ArrayLike, Y: ArrayLike) -> tuple[Array, Array]:
    A, Y = matrix("A", A, column=True), matrix("Y", Y, column=True)
    same_shape("A", A, "Y", Y)
    return A, Y
