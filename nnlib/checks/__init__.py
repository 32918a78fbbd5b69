"""What every module asks of the matrices it is given, and the errors that say so.

A wrong shape or a NaN is caught where it enters, and the message names the symbol
of the book, the shapes or the value at fault, and what to do.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from decimal import Decimal
from numbers import Integral, Real
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nnlib.checks.advice import reshaped
from nnlib.checks.entries import as_floats, not_finite, reads
from nnlib.checks.tables import array, shown

Array = NDArray[np.floating[Any]]
"""A matrix of float32 or float64 numbers."""

Layers = dict[int, Array]
"""One matrix a layer, under the layer's own number: ``W[1]`` is W^[1]."""

BLOCK = 2**16
"""Entries that are looked at together: what is noted about them stays small."""


def floats(name: str, value: ArrayLike) -> Array:
    """Return ``value`` as an array of floats, of any shape; raise ValueError if not.

    float32 and float64 are kept as given; every other real type, integers and objects
    that are numbers included, becomes float64.
    """
    if type(value) is np.ndarray and value.dtype in (np.float32, np.float64):
        return value  # as it is nearly always, and many times in a training
    M = array(name, value)
    if M.dtype in (np.float32, np.float64):
        return M
    return M.astype(np.float64) if M.dtype.kind in "fiub" else as_floats(name, value, M)


def matrix(name: str, value: ArrayLike, *, column: bool = False) -> Array:
    """Return ``value`` as a matrix of finite `floats`, or say what is wrong with it.

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
    M = floats(name, value)
    if M.size == 0:
        raise ValueError(
            f"{name} has shape {M.shape}: it is empty. Give it at least one row "
            "and one column."
        )
    if not is_finite(M):
        raise ValueError(not_finite(name, value, M))
    if M.ndim != 2:
        raise ValueError(_not_two_dimensional(name, value, M, column))
    return M


def is_finite(M: NDArray[Any]) -> bool:
    """Say whether all entries are finite, from a few rows at a time."""
    if M.size <= BLOCK:
        return bool(np.isfinite(M).all())
    rows = max(1, BLOCK * len(M) // M.size)
    return all(np.isfinite(M[k : k + rows]).all() for k in range(0, len(M), rows))


def _not_two_dimensional(
    name: str, value: ArrayLike, M: NDArray[Any], column: bool
) -> str:
    if M.ndim != 1:
        return (
            f"{name} has shape {M.shape}: it has {M.ndim} dimensions, but a matrix "
            "has two, rows and columns."
        )
    shaped = reshaped(name, value, (-1, 1))
    if column:
        return (
            f"{name} has shape {M.shape}: it is one-dimensional, but a column is "
            f"needed, of shape ({M.size}, 1). Use {shaped}."
        )
    return (
        f"{name} has shape {M.shape}: it is one-dimensional, but a matrix is needed. "
        f"Use {shaped} for a column or {reshaped(name, value, (1, -1))} for a row."
    )


def multipliable(left: str, A: Array, right: str, B: Array) -> None:
    """Raise ValueError unless the product A B exists, naming both shapes."""
    if A.shape[1:] != B.shape[:1]:
        raise ValueError(
            f"{left} {right} does not exist: {left} has shape {A.shape} and {right} "
            f"has shape {B.shape}. {left} must have as many columns as {right} has "
            "rows."
        )


def same_shape(left: str, A: Array, right: str, B: Array) -> None:
    """Raise ValueError unless A and B have the same shape, naming both shapes."""
    if A.shape != B.shape:
        raise ValueError(
            f"{left} has shape {A.shape} but {right} has shape {B.shape}. They must "
            "have the same shape: NumPy would stretch one of them and say nothing."
        )


def all_finite(name: str, M: Layers) -> None:
    """Raise ValueError if a computed matrix holds a NaN or an infinity."""
    for l in M:
        if not np.isfinite(M[l]).all():
            raise ValueError(
                f"{name}[{l}] is not finite: a number on the way there is too large, "
                "or undefined. Use smaller weights, or bring X and Y to about the size "
                "of 1, as data.standardise does."
            )


def number(name: str, value: object) -> float:
    """Return ``value`` if it is a finite number; raise ValueError if not."""
    return _number(name, value, "a finite number", math.isfinite)


def positive(name: str, value: float) -> float:
    """Return ``value`` if it is a finite number above 0; raise ValueError if not."""
    wanted = "a finite number above 0"
    return _number(name, value, wanted, lambda x: 0 < x < math.inf)


def fraction(name: str, value: float) -> float:
    """Return ``value`` if 0 <= value < 1; raise ValueError if not."""
    return _number(name, value, "at least 0 and below 1", lambda x: 0 <= x < 1)


def count(name: str, value: int) -> int:
    """Return ``value`` if it is a whole number, 1 or more; raise ValueError if not."""
    wanted = "a whole number, 1 or more"
    number = _number(name, value, wanted, lambda x: x >= 1 and x.is_integer())
    if number >= sys.maxsize:  # of more than that no computer keeps account
        raise ValueError(f"{name} is {shown(int(number))}, which is too large.")
    return int(number)


def _number(
    name: str, value: Any, wanted: str, suits: Callable[[float], bool]
) -> float:
    if isinstance(value, np.ndarray | np.generic) and value.ndim == 0:
        value = value.item()
    real = isinstance(value, Real | Decimal) and not isinstance(value, bool)
    if real and _overflows(value):
        raise ValueError(
            f"{name} is {shown(value)}: too large for a float, the largest of which is "
            f"near 1.8e308. It must be {wanted}."
        )
    if real and suits(float(value)):
        return float(value)  # not np.float64, which would widen float32 matrices
    quoted = isinstance(value, str) and reads(value)
    hint = " Leave out the quotation marks." * quoted
    raise ValueError(f"{name} is {shown(value)}, but it must be {wanted}.{hint}")


def _overflows(value: Any) -> bool:
    """Say whether a finite number is too large for a float."""
    try:
        return math.isinf(float(value)) and value not in (math.inf, -math.inf)
    except OverflowError:
        return True


def generator(seed: Any) -> np.random.Generator:
    """Return the Generator that starts at ``seed``, or ``seed`` itself if it is one.

    Raises
    ------
    ValueError
        If it is neither a Generator nor a whole number, 0 or more.
    """
    if isinstance(seed, np.random.Generator):
        return seed
    if isinstance(seed, bool) or not isinstance(seed, Integral) or int(seed) < 0:
        raise ValueError(
            f"seed is {shown(seed)}, but it must be a whole number, 0 or more, or a "
            "NumPy Generator: then the same numbers can be drawn again."
        )
    return np.random.default_rng(int(seed))
