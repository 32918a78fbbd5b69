"""What a comparison of a formula with central differences says (chapter 3)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nnlib.checks import Array
from nnlib.numerical.measured import Reading

AGREES, DISAGREES, CANNOT_TELL = "agrees", "DISAGREES", "CANNOT TELL"


FLOAT64 = (
    "The formula's matrix is of float32 numbers, and what was lost in them can be as "
    "much. Work the formula out in float64."
)


@dataclass(frozen=True)
class Comparison:
    """A formula's df/dU beside the one measured by central differences.

    Attributes
    ----------
    name : what was compared, for the message.
    formula : the formula's matrix.
    readings : what was measured, one `Reading` for each entry of U.
    verdicts : "agrees", "DISAGREES" or "CANNOT TELL", for each entry of U.
    """

    name: str
    formula: Array
    readings: NDArray[np.object_]
    verdicts: NDArray[np.object_]

    @property
    def measured(self) -> NDArray[np.float64]:
        """The derivatives by central differences."""
        return self._each("slope")

    @property
    def uncertainty(self) -> NDArray[np.float64]:
        """How far each measured derivative may be from the true one."""
        return self._each("uncertainty")

    def _each(self, name: str) -> NDArray[np.float64]:
        values = [getattr(reading, name) for reading in self.readings.flat]
        return np.array(values, dtype=float).reshape(self.readings.shape)

    @property
    def verdict(self) -> str:
        """The worst verdict of an entry."""
        found = set(self.verdicts.flat)
        return next(word for word in (DISAGREES, CANNOT_TELL, AGREES) if word in found)

    @property
    def agrees(self) -> bool:
        """Whether every entry was found right."""
        return self.verdict == AGREES

    def __repr__(self) -> str:
        rows, columns = self.verdicts.shape
        if self.agrees:
            return (
                f"{self.name}: agrees with central differences in all "
                f"{rows} x {columns} entries"
            )
        if self.formula.shape != self.verdicts.shape:
            return (
                f"{self.name}: DISAGREES: shape of the formula "
                f"{self.formula.shape}, of the variable {self.verdicts.shape}"
            )
        places = self.verdicts == self.verdict
        if self.verdict == DISAGREES:
            i, j = _largest(np.abs(self.formula - self.measured), places)
            formula, measured = _told_apart(self.formula[i, j], self.measured[i, j])
            return (
                f"{self.name}: DISAGREES, most at [{i}, {j}]: "
                f"formula {formula}, measured {measured}"
            )
        i, j = _largest(self.uncertainty, places)
        reading = self.readings[i, j]
        outside = reading.off(self.formula[i, j]) > reading.uncertainty
        short = outside and self.formula.dtype == np.float32
        return (
            f"{self.name}: CANNOT TELL in {places.sum()} of {places.size} entries. "
            f"At [{i}, {j}]: formula {self.formula[i, j]:.6g}, measured "
            f"{reading.slope:.6g}, give or take {reading.uncertainty:.1g}. "
            f"{FLOAT64 if short else _advice(reading)}"
        )


def _advice(reading: Reading) -> str:
    """Say why no verdict is possible, and what helps."""
    if min(reading.values) == max(reading.values):
        return (
            "f does not change in any digit here. Its derivative may be 0, as where a "
            "ReLU is off, or f may be too large to show it: subtract a constant from f."
        )
    if reading.smooth:
        return (
            f"f is about {reading.values[2]:.1g} here, and its rounding hides so small "
            "a derivative. Subtract a constant from f, bring the targets or U to about "
            "the size of 1, or give a longer step h."
        )
    if reading.corner > reading.truncation:
        below, above = reading.sides
        return (
            f"The slope is {below:.3g} below and {above:.3g} above: f may have a "
            "corner here, as ReLU has at 0. Move U a little."
        )
    return (
        f"Within the step h = {reading.h:.1g}, f bends too much, or is rounded on the "
        "way to its value. Give another h, or move U a little."
    )


def _largest(M: Array, places: NDArray[np.bool_]) -> tuple[int, int]:
    """Return where M is largest among some places: the first, if others are as large.

    What differs by rounding is as large, and NaN is larger than all.
    """
    M = np.where(np.isnan(M), np.inf, M)
    largest = M[places].max() * (1 - 1e-6)
    i, j = np.argwhere(places & (M >= largest))[0]
    return int(i), int(j)


def _told_apart(a: float, b: float) -> tuple[str, str]:
    """Return both numbers with as many digits, six or more, as tell them apart."""
    pairs = ((f"{a:.{digits}g}", f"{b:.{digits}g}") for digits in range(6, 18))
    return next(pair for pair in pairs if pair[0] != pair[1])
