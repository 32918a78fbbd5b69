"""Derivatives by central differences: the check of every derivative (chapter 3).

Slow, approximate, and entirely ignorant of calculus, which is why it can be trusted
to judge a formula. How exact they are is the matter of `measured`, and the verdict on
a formula that of `verdict`.
"""

from __future__ import annotations

from collections.abc import Callable
from numbers import Real

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nnlib.checks import Array, matrix, positive
from nnlib.checks.tables import shown

Function = Callable[[Array], float]
"""Takes a matrix to one number."""


def central_differences(
    f: Function, U: ArrayLike, h: float | None = None
) -> NDArray[np.float64]:
    """Return df/dU, of the shape of U, each entry by nudging one entry of U.

    Parameters
    ----------
    f : takes a matrix of the shape of U to one number.
    U : where the derivative is wanted. The work is done in float64.
    h : half the width of the nudge. Without it, 1e-5, times the size of the entry
        where that is above 1.

    Raises
    ------
    ValueError
        If f is no function or returns anything but one finite number, or h is not
        positive or so small beside an entry of U that adding it changes nothing.

    Notes
    -----
    Chapter 3: df/dU_ij is about (f(U + h N_ij) - f(U - h N_ij)) / 2h, where N_ij is
    1 at (i, j) and 0 elsewhere. Appendix 8: the error of the formula shrinks as h^2,
    and that of rounding grows as 1/h.
    """
    U = variable(U)
    step = steps(U, h)
    df_dU = np.empty(U.shape)
    for at in np.ndindex(U.shape):
        below, above = float(U[at] - step[at]), float(U[at] + step[at])
        change = value(f, U, at, above) - value(f, U, at, below)
        # The step taken: by rounding, it may not be 2h.
        df_dU[at] = finite(change / (above - below))
    return df_dU


def variable(U: ArrayLike) -> NDArray[np.float64]:
    """Return U as a matrix of float64, or say what is wrong with it."""
    return matrix("U", U).astype(np.float64)


def sizes(U: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how large each entry of U is, and 1 where it is smaller than that."""
    return np.maximum(np.abs(U), 1)


def steps(U: NDArray[np.float64], h: float | None) -> NDArray[np.float64]:
    """Return the step for each entry of U: h, or one chosen for its size."""
    if h is None:
        return 1e-5 * sizes(U)
    h = positive("h", h)
    lost = (U + h == U) | (U - h == U)
    if lost.any():
        raise ValueError(
            f"h is {h:g}, too small beside the entry {U[lost][0]:g} of U: adding or "
            "subtracting it changes nothing. Take a larger h, or leave it out: then "
            "one is chosen for each entry."
        )
    return np.full(U.shape, h)


def value(
    f: Function, U: NDArray[np.float64], at: tuple[int, ...], entry: float
) -> float:
    """Return f of U with another entry at one place, or say why it is no number."""
    M = U.copy()  # What f does to its matrix is its own affair.
    M[at] = entry
    return number(f, M)


def number(f: Function, M: NDArray[np.float64]) -> float:
    """Return f of M as a float; raise ValueError if it is not one finite number."""
    if not callable(f):
        raise ValueError(
            f"f is {shown(f)}, but it must be a function that takes the matrix U and "
            "returns one number. Give its name, without brackets after it."
        )
    returned: ArrayLike = f(M)
    try:
        # NumPy has no type for Python's long integers, but they may fit a float.
        one = np.asarray(float(returned) if isinstance(returned, Real) else returned)
    except (OverflowError, ValueError):
        one = np.empty(0)
    real = one.dtype.kind in "fiub" and not np.ma.is_masked(returned)
    if one.size != 1 or not real or not np.isfinite(one).all():
        raise ValueError(
            f"f returned {shown(returned)}, but a derivative needs f to return one "
            "finite number for each matrix it is given."
        )
    return float(one.item())


def finite(derivative: float) -> float:
    """Return a measured derivative; raise ValueError if it has overflowed."""
    if not np.isfinite(derivative):
        raise ValueError(
            "a derivative of f is too large for a float64 number. Divide f by a "
            "constant, or bring U to about the size of 1."
        )
    return derivative
