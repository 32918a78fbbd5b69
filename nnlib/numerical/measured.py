"""How exact central differences are: df/dU_ij as measured, and how far it may be off.

Chapter 3 names two errors, truncation and rounding. Each entry is measured with the
step h and with 2h, and the five values of f show both:

- truncation makes the two derivatives differ, by three times the error of the first;
- values on a smooth curve leave next to nothing in their fourth difference. What is
  left is rounding, or a corner in the curve, as ReLU has one.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nnlib.numerical.differences import Function, finite, number, sizes, steps, value

EXACT = 1e-3
"""The part of itself that a derivative may be off by, and still be called measured."""

NOTHING = 1e-6
"""The part of another slope that is nothing beside it."""

FOURTH = np.array([1, -4, 6, -4, 1])


class Reading(NamedTuple):
    """One derivative as measured, and bounds of its error, one for each cause.

    Attributes
    ----------
    slope : the derivative.
    rounding : of f, whose values have so many digits and no more.
    truncation : of Taylor's series.
    corner : a slope that is not the same on either side.
    sides : the slopes below and above.
    steep : the steepest of them, also with other steps if they were tried.
    h : the step taken.
    f : the value of f at U.
    """

    slope: float
    rounding: float
    truncation: float
    corner: float
    sides: tuple[float, float]
    steep: float
    h: float
    f: float

    @property
    def uncertainty(self) -> float:
        """How far the slope may be from the derivative."""
        return self.rounding + self.truncation + self.corner

    @property
    def exact(self) -> bool:
        """Whether about three digits of the slope are known."""
        return self.uncertainty <= EXACT * abs(self.slope)

    @property
    def smooth(self) -> bool:
        """Whether f bends no more than its rounding makes it seem to."""
        return self.truncation + self.corner < 2 * self.rounding

    def vanishes(self, beside: float) -> bool:
        """Whether the slope is nothing beside another one."""
        return abs(self.slope) + self.uncertainty <= NOTHING * beside

    @property
    def sure(self) -> bool:
        """Whether a formula can be refused: of a bending f, one digit must be known."""
        digit = self.uncertainty <= abs(self.slope) / 10
        return digit or self.smooth or self.vanishes(self.steep)

    def contradicts(self, other: Reading) -> bool:
        """Say whether two readings of one derivative cannot both be right."""
        apart = abs(self.slope - other.slope)
        return apart > self.uncertainty + other.uncertainty


class Meter:
    """Measures derivatives as `central_differences` does, which explains f, U, h."""

    def __init__(
        self, f: Function, U: NDArray[np.float64], h: float | None = None
    ) -> None:
        self.f, self.U = f, U
        self.chosen = h is None
        self.step = steps(U, h)
        self.f_U = number(f, U.copy())
        self.noise, self.digits = _noise(f, U)

    def read(self, at: tuple[int, ...]) -> Reading:
        """Measure one derivative."""
        return self._with(at, float(self.step[at]))

    def again(self, at: tuple[int, ...], first: Reading) -> Reading:
        """Measure once more, and return the reading with the least uncertainty.

        A long step makes rounding small, and a short one the bends of f: both are
        tried, unless the reader chose the step, or f is defined near U alone. If
        another reading contradicts the best, it is as uncertain as they are apart.
        """
        further = (first.h * 1e3, first.h * 1e-2) if self.chosen else ()
        others = [self._try(at, h) for h in further]
        readings = [first, *(reading for reading in others if reading)]
        best = min(readings, key=lambda reading: reading.uncertainty)
        apart = [abs(best.slope - r.slope) for r in readings if best.contradicts(r)]
        steep = max(abs(side) for reading in readings for side in reading.sides)
        return best._replace(truncation=max([best.truncation, *apart]), steep=steep)

    def steepness(self) -> float:
        """Return how steep f is on the way from 0 to U, if it is defined there."""
        try:
            with np.errstate(all="ignore"):
                way = [number(self.f, part * self.U) for part in (0, 0.5)]
        except (ValueError, ArithmeticError):
            return 0.0
        length = float(np.abs(self.U).max())
        return max(abs(f - self.f_U) for f in way) / length if length else 0.0

    def _try(self, at: tuple[int, ...], h: float) -> Reading | None:
        try:
            with np.errstate(all="ignore"):
                return self._with(at, h)
        except (ValueError, ArithmeticError):
            return None

    def _with(self, at: tuple[int, ...], h: float) -> Reading:
        x = [float(self.U[at]) + k * h for k in range(-2, 3)]
        f = [self.f_U if k == 2 else value(self.f, self.U, at, x[k]) for k in range(5)]
        slope = finite((f[3] - f[1]) / (x[3] - x[1]))
        twice = finite((f[4] - f[0]) / (x[4] - x[0]))
        noise = max(self.noise, self.digits * max(map(abs, f)))
        sides = ((f[2] - f[1]) / h, (f[3] - f[2]) / h)
        return Reading(
            slope,
            rounding=5 * noise / h,
            truncation=2 * abs(twice - slope),
            corner=abs(float(FOURTH @ f)) / (2 * h),
            sides=sides,
            steep=max(map(abs, sides)),
            h=h,
            f=self.f_U,
        )


def _noise(f: Function, U: NDArray[np.float64]) -> tuple[float, float]:
    """Return the size of the rounding errors in f near U, and of the last digit of f.

    The values of f are taken at uneven places of a line through U, for even ones may
    all be rounded alike. Of five values in a row, the sum that is 0 for any cubic
    curve leaves their rounding errors. It is taken in many places, and of them the
    median, so that a corner of f does not count.
    """
    rng = np.random.default_rng(0)
    line = 1e-6 * sizes(U) * np.where(rng.random(U.shape) < 0.5, -1, 1)
    t = np.arange(-6, 7) + 0.8 * (rng.random(13) - 0.5)
    values = np.array([number(f, U + t_k * line) for t_k in t])
    left = [abs(_cubic(t[k : k + 5]) @ values[k : k + 5]) for k in range(9)]
    # Numbers of float32 have no more digits, whatever type they come in.
    with np.errstate(over="ignore"):
        short = np.array_equal(values, values.astype(np.float32))
    # Normal errors of size 1 leave a median of 0.67.
    return float(np.median(left)) / 0.67, 2**-24 if short else 2**-53


def _cubic(t: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return five weights, of length 1, whose sum with any cubic of t is 0."""
    apart = t[:, np.newaxis] - t + np.eye(5)
    weights: NDArray[np.float64] = 1 / apart.prod(axis=1)
    return weights / np.linalg.norm(weights)
