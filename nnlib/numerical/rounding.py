"""How f is rounded near U: the size of its rounding errors, and its last digit."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from nnlib.numerical.differences import Function, number, sizes


def line(
    f: Function, U: NDArray[np.float64]
) -> tuple[NDArray[np.float64], list[float]]:
    """Return places on a line through U, and the values of f there.

    The places are uneven, for at even ones all numbers may be rounded alike.
    """
    rng = np.random.default_rng(0)
    direction = 1e-6 * sizes(U) * np.where(rng.random(U.shape) < 0.5, -1, 1)
    t = np.arange(-10, 11) + 0.8 * (rng.random(21) - 0.5)
    return t, [number(f, U + t_k * direction) for t_k in t]


def noise(t: NDArray[np.float64], values: list[float]) -> float:
    """Return the size of the rounding errors in values of f.

    Of five values in a row, the sum that is 0 for any cubic curve leaves their
    rounding errors. It is taken in many places, and of them the median, so that a
    corner of f does not count.
    """
    left = [abs(_cubic(t[k : k + 5]) @ values[k : k + 5]) for k in range(len(t) - 4)]
    # Normal errors of size 1 leave a median of 0.67.
    return max(float(np.median(left)) / 0.67, chance(values) / 4)


def last_digit(values: list[float]) -> float:
    """Return the largest power of 2 of which all values are multiples.

    It is far from the first digit if f is rounded on the way to its value, to float32
    for example.
    """
    fractions, exponents = np.frexp([value for value in values if value] or [0.0])
    digits = (fractions * 2**53).astype(np.int64)
    return float(np.ldexp((digits & -digits).astype(float), exponents - 53).min())


def chance(values: list[float]) -> float:
    """Return the last digit, or that of float32 numbers: it may be round by chance."""
    return min(last_digit(values), float(2**-23 * np.abs(values).max()))


def _cubic(t: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return five weights, of length 1, whose sum with any cubic of t is 0."""
    apart = t[:, np.newaxis] - t + np.eye(5)
    weights: NDArray[np.float64] = 1 / apart.prod(axis=1)
    return weights / np.linalg.norm(weights)
