"""What every module asks of the matrices it is given, and the errors that say so.

A wrong shape or a NaN is caught where it enters, and the message names the symbol
of the book, the shapes or the value at fault, and what to do.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.floating[Any]]
"""A matrix of float32 or float64 numbers."""

Layers = dict[int, Array]
"""One matrix a layer, under the layer's own number: ``W[1]`` is W^[1]."""


def matrix(name: str, value: ArrayLike, *, column: bool = False) -> Array:
    """Return ``value`` as a matrix of finite floats, or say what is wrong with it.

    float32 and float64 are kept as given; every other real type, integers
    included, becomes float64.

    Parameters
    ----------
    name : the symbol the reader knows it by, such as ``"X"`` or ``"W[2]"``.
    value : anything NumPy can make a matrix of.
    column : whether a one-dimensional value is most likely meant as a column.

    Raises
    ------
    ValueError
        If it is no matrix of numbers, has no entries, or holds a NaN or an infinity.
    """
    try:
        M = np.asarray(value)
    except ValueError as error:
        raise ValueError(
            f"{name} is not a matrix: its rows have different lengths."
        ) from error
    if M.dtype.kind not in "fiub":
        raise ValueError(
            f"{name} holds {M.dtype} values, but real numbers are needed. "
            f"Convert it first, for example with {name}.astype(float)."
        )
    if M.ndim != 2:
        raise ValueError(_not_two_dimensional(name, M, column))
    if M.size == 0:
        raise ValueError(
            f"{name} has shape {M.shape}: it is empty. Give it at least one row "
            "and one column."
        )
    if M.dtype not in (np.float32, np.float64):
        M = M.astype(np.float64)
    if not np.isfinite(M).all():
        i, j = np.argwhere(~np.isfinite(M))[0]
        raise ValueError(
            f"{name} holds {M[i, j]} at row {i}, column {j} (counted from 0). "
            "Every entry must be a finite number: remove or replace such rows first."
        )
    return M


def _not_two_dimensional(name: str, M: NDArray[Any], column: bool) -> str:
    if M.ndim != 1:
        return (
            f"{name} has shape {M.shape}: it has {M.ndim} dimensions, but a matrix "
            "has two, rows and columns."
        )
    shaped = f"{name}.reshape(-1, 1)"
    if column:
        return (
            f"{name} has shape {M.shape}: it is one-dimensional, but a column is "
            f"needed, of shape ({M.size}, 1). Use {shaped}."
        )
    return (
        f"{name} has shape {M.shape}: it is one-dimensional, but a matrix is needed. "
        f"Use {shaped} for a column or {name}.reshape(1, -1) for a row."
    )


def multipliable(left: str, A: Array, right: str, B: Array) -> None:
    """Raise ValueError unless the product A B exists, naming both shapes."""
    if A.shape[1] != B.shape[0]:
        raise ValueError(
            f"{left} {right} does not exist: {left} has shape {A.shape} and {right} "
            f"has shape {B.shape}. {left} must have as many columns as {right} has "
            f"rows, but {A.shape[1]} is not {B.shape[0]}."
        )


def same_shape(left: str, A: Array, right: str, B: Array) -> None:
    """Raise ValueError unless A and B have the same shape, naming both shapes."""
    if A.shape != B.shape:
        raise ValueError(
            f"{left} has shape {A.shape} but {right} has shape {B.shape}. They must "
            "have the same shape: NumPy would stretch one of them without a word."
        )


def positive(name: str, value: float) -> float:
    """Return ``value`` if it is a finite number above 0; raise ValueError if not."""
    if not math.isfinite(value) or value <= 0:
        raise ValueError(f"{name} is {value}, but it must be a finite number above 0.")
    return value


def fraction(name: str, value: float) -> float:
    """Return ``value`` if 0 <= value < 1; raise ValueError if not."""
    if not 0 <= value < 1:
        raise ValueError(f"{name} is {value}, but it must be at least 0 and below 1.")
    return value


def count(name: str, value: int) -> int:
    """Return ``value`` if it is a whole number of at least 1; raise if not.

    Raises
    ------
    ValueError
        If it is below 1, or no whole number.
    """
    if isinstance(value, bool) or value != int(value) or value < 1:
        raise ValueError(
            f"{name} is {value}, but it must be a whole number, 1 or more."
        )
    return int(value)
