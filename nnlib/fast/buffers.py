"""Arrays that fast steps write their results into, made once (chapter 6)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

CACHE_LINE = 64
"""Bytes that a processor moves at once."""


def buffer(shape: tuple[int, ...], dtype: DTypeLike) -> NDArray[Any]:
    """Return zeros that begin where a cache line does.

    NumPy's own arrays begin where the system puts them. Where that is no such place,
    each piece of one that the processor takes at a time lies across two lines, which
    cores that share the work pass to and fro.
    """
    dtype = np.dtype(dtype)
    size = math.prod(shape) * dtype.itemsize
    room = np.zeros(size + CACHE_LINE, np.uint8)
    start = -room.__array_interface__["data"][0] % CACHE_LINE
    return room[start : start + size].view(dtype).reshape(shape)
