"""Values of formulas as arrays: entries at indices, and room for indices.

The axes of an array: places near a case, one for each index, rows, columns.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from nnlib.derivations.errors import Misfit
from nnlib.derivations.functions import Array
from nnlib.derivations.point import Point
from nnlib.derivations.shapes import Index
from nnlib.language import say

MOST = 2_000_000
"""Numbers in one array."""

Pair = tuple[Index | None, Index | None]
"""The indices of a row and of a column."""


def without_axes(value: Array) -> Array:
    """Return places, rows and columns, where no index is left."""
    return value.reshape(value.shape[0], *value.shape[-2:])


def spread(value: Array, axes: int) -> Array:
    """Return places, rows and columns with axes for indices between them."""
    return value.reshape(value.shape[0], *(1,) * axes, *value.shape[1:])


def counted(index: Index, point: Point, axes: int) -> Array:
    """Return 0, 1, 2 ... along the axis of an index."""
    size = point.size(index.root().size or "1")
    shape = [1] * (axes + 3)
    shape[index.axis] = size
    return np.arange(size, dtype=float).reshape(shape)


def checked(operation: np.ufunc, left: Array, right: Array) -> Array:
    """Return an operation on two arrays, unless the result would be too large.

    Raises
    ------
    Misfit
        If so.
    """
    entries = 1
    for a, b in zip(left.shape, right.shape, strict=True):
        entries *= max(a, b)
    if entries > MOST:
        raise Misfit(say("So many indices at once cannot be tried."))
    found: Array = operation(left, right)
    return found


def taken(
    value: Array, row: Index | None, column: Index | None, point: Point, axes: int
) -> Array:
    """Return the entries of a matrix at an index of its row and of its column."""
    count = axes + 1
    grid = [
        np.arange(size).reshape([size if k == j else 1 for j in range(count)])
        for k, size in enumerate(value.shape[:count])
    ]
    at = [_along(one, point, count) for one in (row, column)]
    found: Array = value[(*grid, *at)]
    return found[..., None, None]


def lines_taken(
    value: Array, index: Index, axis: int, point: Point, axes: int
) -> Array:
    """Return the rows of a matrix at an index, or its columns, as matrices."""
    count = axes + 1
    value = value if axis == 0 else value.swapaxes(-1, -2)
    grid = [
        np.arange(size).reshape([size if k == j else 1 for j in range(count)])
        for k, size in enumerate(value.shape[:count])
    ]
    found: Array = value[(*grid, _along(index, point, count))]
    return found[..., None, :] if axis == 0 else found[..., None]


def picked(
    slopes: Array,
    first: Pair,
    second: Pair,
    point: Point,
    axes: int,
) -> Array:
    """Return slopes at the indices of their first two axes, and of the last two.

    Where the last two have no index, they are the rows and columns of the result.
    """
    count = axes + 1
    at = [_along(one, point, count) for one in first]
    if second == (None, None) and slopes.shape[2:] != (1, 1):
        found: Array = slopes[at[0], at[1]]
        return found
    at += [_along(one, point, count) for one in second]
    found = slopes[tuple(at)]
    return found[..., None, None]


def _along(index: Index | None, point: Point, count: int) -> NDArray[np.intp]:
    if index is None:
        return np.zeros((1,) * count, dtype=np.intp)
    size = point.size(index.root().size)
    shape = [size if k == index.axis else 1 for k in range(count)]
    return np.arange(size).reshape(shape)
