"""A formula for a derivative, judged by central differences (chapter 3).

Each entry is judged by itself, by how exactly it could be measured. A derivative too
small to be measured is called neither right nor wrong.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nnlib.checks import Array, floats
from nnlib.numerical.comparison import AGREES, CANNOT_TELL, DISAGREES, Comparison
from nnlib.numerical.differences import Function, variable
from nnlib.numerical.measured import EXACT, Meter, Reading

NOTHING = 1e-6
"""The part of the slopes around it that is nothing beside them."""


def check(
    name: str,
    formula: ArrayLike,
    f: Function,
    U: ArrayLike,
    *,
    h: float | None = None,
) -> Comparison:
    """Compare a formula's value of df/dU with central differences.

    Parameters
    ----------
    name : what is compared, such as ``"df/dX"``.
    formula : the matrix the formula gives.
    f : the scalar function of the matrix U.
    U : where the formula was evaluated.
    h : as in `central_differences`. Without it, an entry that one step leaves
        uncertain is measured with a longer or a shorter one too.

    Returns
    -------
    Comparison
        Print it to see what was compared; ask ``.agrees`` for the verdict.

    Raises
    ------
    ValueError
        As in `central_differences`, or if the formula's matrix is not of numbers.

    Notes
    -----
    An entry DISAGREES if it is further from the measured one than that may be off. It
    agrees if it is not, and the measured one is known to a part in a thousand. An
    entry of 0 also agrees if what is measured is nothing beside the largest entry, or
    beside the slope of f further away. Else the measurement CANNOT TELL.
    """
    F, U = floats("formula", formula), variable(U)
    meter = Meter(f, U, h)
    readings = np.empty(U.shape, dtype=object)
    for at in np.ndindex(U.shape):
        readings[at] = meter.read(at)
    verdicts = np.full(U.shape, DISAGREES, dtype=object)
    if F.shape == U.shape:
        for at in np.ndindex(U.shape):
            verdicts[at] = _verdict(meter, at, F, readings)
    return Comparison(name, F, readings, verdicts)


def _verdict(
    meter: Meter, at: tuple[int, ...], F: Array, readings: NDArray[np.object_]
) -> str:
    """Return the verdict on one entry. A reading that proves doubtful is replaced."""
    reading: Reading = readings[at]
    formula = float(F[at])
    off = abs(formula - reading.slope)
    if reading.exact and off <= reading.uncertainty:
        return AGREES
    further = meter.surroundings(at)
    around = max(further, np.abs(F[np.isfinite(F)]).max(initial=0))
    # The formula's matrix is rounded as well, as its larger entries are.
    eps = np.finfo(F.dtype).eps
    if not off <= reading.uncertainty + 1000 * eps * around:
        proved = _proved_wrong(meter, at, formula, readings, further)
        return DISAGREES if proved else CANNOT_TELL
    if reading.exact and off <= EXACT * abs(reading.slope):
        return AGREES
    # f stands still, or a formula of 0 meets a derivative that is nothing.
    still = formula == reading.slope == around == 0
    zero = abs(formula) <= 10 * eps * around
    nothing = reading.uncertainty <= NOTHING * around
    return AGREES if still or (zero and nothing) else CANNOT_TELL


def _proved_wrong(
    meter: Meter,
    at: tuple[int, ...],
    formula: float,
    readings: NDArray[np.object_],
    further: float,
) -> bool:
    """Say whether a reading that speaks against a formula can be relied on."""
    reading: Reading = readings[at]
    other = meter.again(at, reading)
    if other is not None:
        # It must speak against the formula too, unless the step is one so short that
        # rounding hides most.
        long = other.h > meter.h[at]
        allowed = long and abs(formula - other.slope) <= other.uncertainty
        if allowed or other.contradicts(reading):
            readings[at] = reading.doubted(other)
            return False
    steep = max(abs(reading.slope), further)
    return reading.smooth or reading.uncertainty <= steep / 10
