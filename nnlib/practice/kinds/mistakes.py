"""Mistakes in a product of two matrices, which more than one kind of problem knows."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnlib.practice.problem import Mistake

Matrix = NDArray[Any]


def signs_lost(blank: str, left: Matrix, right: Matrix) -> Mistake:
    """Return the product of what the factors are without their signs."""
    product = np.abs(left) @ np.abs(right)
    return "signs-lost", "the signs of the factors are gone.", {blank: product}


def first_term_alone(blank: str, left: Matrix, right: Matrix) -> Mistake:
    """Return the first term of each sum of products."""
    cause = "of each sum of products only the first product is there."
    return "first-term-alone", cause, {blank: left[:, :1] @ right[:1]}
