"""What the cases of exercises are made of: small matrices a reader can follow."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]


def matrix(
    rng: np.random.Generator,
    rows: int,
    columns: int,
    smallest: float = 0.1,
    largest: float = 3,
) -> Matrix:
    """Return random numbers with one digit and either sign, of these sizes."""
    tenths = round(10 * smallest), round(10 * largest) + 1
    size = rng.integers(*tenths, (rows, columns)) / 10
    signs: Matrix = rng.choice([-1.0, 1.0], (rows, columns))
    return size * signs


def sizes(rng: np.random.Generator, count: int, largest: int = 4) -> tuple[int, ...]:
    """Return random sizes that all differ, so that no two can be mixed up unseen."""
    return tuple(int(n) for n in rng.permutation(np.arange(2, largest + 2))[:count])
