"""How exact central differences are: df/dU_ij as measured, and how far it may be off.

Chapter 3 names two errors, truncation and rounding. Each entry is measured with the
step h and once more with 2h, and the five values of f show both:

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
    h : the step taken.
    f : the value of f at U.
    """

    slope: float
    rounding: float
    truncation: float
    corner: float
    sides: tuple[float, float]
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

    def contradicts(self, other: Reading) -> bool:
        """Say whether two readings of one derivative cannot both be right."""
        apart = abs(self.slope - other.slope)
        return apart > self.uncertainty + other.uncertainty

    def doubted(self, other: Reading) -> Reading:
        """Return this reading, so uncertain that it does not contradict another."""
        return self._replace(truncation=abs(self.slope - other.slope))


class Meter:
    """Measures derivatives as `central_differences` does, which explains f, U, h."""

    def __init__(
        self, f: Function, U: NDArray[np.float64], h: float | None = None
    ) -> None:
        self.f, self.U = f, U
        self.chosen = h is None
        self.h, self.size = steps(U, h), sizes(U)
        self.f_U = number(f(U.copy()))
        self.noise = _noise(f, U)

    def read(self, at: tuple[int, ...]) -> Reading:
        """Measure one derivative, with two steps if one is not exact enough.

        A long step makes rounding small, and a short one the bends of f.
        """
        first = self._with(at, float(self.h[at]))
        second = None if first.exact else self.again(at, first)
        if second is None:
            return first
        if second.contradicts(first):
            return first.doubted(second)
        return second if second.exact or second.smooth else first

    def again(self, at: tuple[int, ...], first: Reading) -> Reading | None:
        """Measure once more, with a step that makes another error than the first.

        There is none if the reader chose the step, or f is defined near U alone.
        """
        h = float(self.h[at])
        if not self.chosen:
            return None
        if first.h > h:
            return self._try(at, first.h / 10)
        rounded = first.smooth and not first.exact
        return self._try(at, h * (1e3 if rounded else 1e-2))

    def surroundings(self, at: tuple[int, ...]) -> float:
        """Return how steep f is from U to where the entry has moved by its size."""
        far = self._try(at, float(self.size[at]))
        return 0.0 if far is None else max(map(abs, far.sides))

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
        noise = max(self.noise, 2**-53 * max(map(abs, f)))
        return Reading(
            slope,
            rounding=5 * noise / h,
            truncation=2 * abs(twice - slope),
            corner=abs(float(FOURTH @ f)) / (2 * h),
            sides=((f[2] - f[1]) / h, (f[3] - f[2]) / h),
            h=h,
            f=self.f_U,
        )


def _noise(f: Function, U: NDArray[np.float64]) -> float:
    """Return the size of the rounding errors in f near U.

    Fourth differences of its values on a line show them, and their median no corner.
    """
    signs = np.where(np.random.default_rng(0).random(U.shape) < 0.5, -1, 1)
    line = 1e-6 * sizes(U) * signs
    values = [number(f(U + t * line)) for t in range(-6, 7)]
    # Normal errors of size 1 leave a median of 0.67 times this root.
    left = np.abs(np.diff(values, 4)) / np.sqrt(FOURTH @ FOURTH)
    return float(np.median(left)) / 0.67
