"""Derivatives by central differences: the check every formula is put to (chapter 3).

Slow, approximate, and entirely ignorant of calculus, which is why it can be trusted
to judge a formula.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nnlib.checks import Array, floats, matrix, positive


def central_differences(
    f: Callable[[Array], float], X: ArrayLike, h: float = 1e-5
) -> NDArray[np.float64]:
    """Return df/dX, of the shape of X, each entry by nudging one entry of X.

    Parameters
    ----------
    f : takes a matrix of the shape of X to one number.
    X : where the derivative is wanted. The work is done in float64.
    h : half the width of the nudge.

    Raises
    ------
    ValueError
        If f returns anything but one finite number, or h is not positive or so small
        beside an entry of X that adding it changes nothing.

    Notes
    -----
    Chapter 3: df/dX_ij is about (f(X + h E_ij) - f(X - h E_ij)) / 2h, where E_ij is
    1 at (i, j) and 0 elsewhere. The error of the formula shrinks as h^2, and that of
    rounding grows as 1/h.
    """
    h = positive("h", h)
    X = matrix("X", X).astype(np.float64)
    if (X + h == X).any():
        raise ValueError(
            f"h is {h:g}, too small beside the entry {np.abs(X).max():g} of X: adding "
            "it changes nothing. Take a larger h, or bring X to about the size of 1."
        )
    df_dX = np.empty(X.shape)
    for i, j in np.ndindex(X.shape):
        E = np.zeros(X.shape)
        E[i, j] = h
        df_dX[i, j] = (_number(f(X + E)) - _number(f(X - E))) / (2 * h)
    return df_dX


def _number(value: ArrayLike) -> float:
    number = np.asarray(value)
    real = number.dtype.kind in "fiub"
    if number.size != 1 or not real or not np.isfinite(number).all():
        raise ValueError(
            f"f returned {value!r}, but a derivative needs f to return one finite "
            "number for each matrix it is given."
        )
    return float(number.item())


@dataclass(frozen=True)
class Comparison:
    """A formula's df/dX beside the one measured by central differences.

    Attributes
    ----------
    name : what was compared, for the message.
    formula, measured : the two matrices.
    tolerance : the largest `error` that passes.
    """

    name: str
    formula: Array
    measured: Array
    tolerance: float

    @property
    def error(self) -> float:
        """The largest difference, per unit of 1 + the largest measured entry."""
        if self.formula.shape != self.measured.shape:
            return np.inf
        scale = 1 + np.abs(self.measured).max()
        return float(np.abs(self.formula - self.measured).max() / scale)

    @property
    def agrees(self) -> bool:
        """Whether the formula passed. A NaN never does."""
        return self.error <= self.tolerance

    def __repr__(self) -> str:
        rows, columns = self.measured.shape
        if self.agrees:
            return (
                f"{self.name}: agrees with central differences in all "
                f"{rows} x {columns} entries"
            )
        if self.formula.shape != self.measured.shape:
            return (
                f"{self.name}: DISAGREES: shape of the formula "
                f"{self.formula.shape}, of the variable {self.measured.shape}"
            )
        D = np.abs(self.formula - self.measured)
        i, j = np.unravel_index(np.argmax(D), D.shape)
        return (
            f"{self.name}: DISAGREES, most at [{i}, {j}]: "
            f"formula {self.formula[i, j]:.6g}, measured {self.measured[i, j]:.6g}"
        )


def check(
    name: str,
    formula: ArrayLike,
    f: Callable[[Array], float],
    X: ArrayLike,
    *,
    h: float = 1e-5,
    tolerance: float = 1e-6,
) -> Comparison:
    """Compare a formula's value of df/dX with central differences.

    Parameters
    ----------
    name : what is compared, such as ``"df/dX"``.
    formula : the matrix the formula gives.
    f : the scalar function of the matrix X.
    X : where the formula was evaluated.
    h, tolerance : as in `central_differences` and `Comparison`.

    Returns
    -------
    Comparison
        Print it to see what was compared; ask ``.agrees`` for the verdict.

    Raises
    ------
    ValueError
        As in `central_differences`, or if the formula's matrix is not of numbers.
    """
    measured = central_differences(f, X, h)
    return Comparison(name, floats("formula", formula), measured, tolerance)
