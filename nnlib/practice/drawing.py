"""Small whole numbers, from a seed, the same on every machine."""

from __future__ import annotations

from random import Random

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]


def nonzero(random: Random, most: int = 3) -> int:
    """Return a whole number from -most to most, not 0."""
    return random.choice([-1, 1]) * random.randint(1, most)


def row(random: Random, count: int, most: int = 3) -> Whole:
    """Return some of them."""
    return np.array([nonzero(random, most) for _ in range(count)])


def matrix(random: Random, rows: int, columns: int, most: int = 3) -> Whole:
    """Return a matrix of them."""
    return row(random, rows * columns, most).reshape(rows, columns)
