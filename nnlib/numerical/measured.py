"""How exact central differences are: df/dU_ij as measured, and how far it may be off.

Appendix 8 derives two errors, truncation and rounding. Each entry is measured with the
step h and with 2h, and the five values of f show both:

- truncation makes the two derivatives differ, by three times the error of the first;
- values on a smooth curve leave next to nothing in their fourth difference. What is
  left is rounding, or a corner in the curve, as ReLU has one.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nnlib.numerical.differences import Function, finite, number, steps, value
from nnlib.numerical.rounding import chance, last_digit, line, noise

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
    h : the step taken.
    values : the five values of f, from two steps below to two above.
    steep : how steep f is within this step, or a longer one if that was tried.
    """

    slope: float
    rounding: float
    truncation: float
    corner: float
    h: float
    values: tuple[float, ...]
    steep: float

    @property
    def sides(self) -> tuple[float, float]:
        """The slopes below and above."""
        _, below, f, above, _ = self.values
        return (f - below) / self.h, (above - f) / self.h

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

    def off(self, formula: float) -> float:
        """How far a formula, of float64 or float32, is from the slope."""
        return abs(float(formula) - self.slope)

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
        self.noise = noise(*line(f, U))
        self.digit = np.inf

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
        digit = self.digit if self.digit < np.inf else chance([self.f_U])
        readings = [r._replace(corner=max(r.corner, digit / r.h)) for r in readings]
        best = min(readings, key=lambda reading: reading.uncertainty)
        apart = [abs(best.slope - r.slope) for r in readings if best.contradicts(r)]
        steep = max(reading.steep for reading in readings)
        return best._replace(truncation=max([best.truncation, *apart]), steep=steep)

    def steepness(self) -> float:
        """Return how steep f is on the line from -U through 0 to U."""
        try:
            with np.errstate(all="ignore"):
                line = [number(self.f, part * self.U) for part in (-1, 0, 0.5)]
        except (ValueError, ArithmeticError):
            return 0.0  # as f is not defined there
        length = float(np.abs(self.U).max())
        return max(abs(f - self.f_U) for f in line) / length if length else 0.0

    def _try(self, at: tuple[int, ...], h: float) -> Reading | None:
        try:
            with np.errstate(all="ignore"):
                return self._with(at, h)
        except (ValueError, ArithmeticError):
            return None

    def _with(self, at: tuple[int, ...], h: float) -> Reading:
        x = [float(self.U[at]) + k * h for k in range(-2, 3)]
        f = [self.f_U if k == 2 else value(self.f, self.U, at, x[k]) for k in range(5)]
        if min(f) < max(f):  # else f stands still, maybe at a round number
            self.digit = min(self.digit, last_digit(f))
        slope = finite((f[3] - f[1]) / (x[3] - x[1]))
        twice = finite((f[4] - f[0]) / (x[4] - x[0]))
        rounding = max(self.noise, 2**-53 * max(map(abs, f)))
        return Reading(
            slope,
            rounding=5 * rounding / h,
            truncation=2 * abs(twice - slope),
            corner=abs(float(FOURTH @ f)) / (2 * h),
            h=h,
            values=tuple(f),
            steep=max(abs(f[2] - f[1]), abs(f[3] - f[2])) / h,
        )
