"""A formula for a derivative, judged by central differences (chapter 3).

Each entry is judged by itself, by how exactly it could be measured. A derivative too
small to be measured is called neither right nor wrong.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from nnlib.checks import floats
from nnlib.numerical.comparison import AGREES, CANNOT_TELL, DISAGREES, Comparison
from nnlib.numerical.differences import Function, variable
from nnlib.numerical.measured import EXACT, Meter, Reading


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
        uncertain, or that speaks against the formula, is measured with a longer and
        a shorter one too.

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
    An entry DISAGREES if it lies outside the uncertainty of the measured one, and a
    second measurement does not speak for it. It agrees if it lies within, and the
    measured one is known to a part in a thousand. An entry of 0 also agrees if the
    measured one and its uncertainty are less than a millionth of the largest entry,
    or of the slope of f a step away, as at a minimum. Else the measurement CANNOT
    TELL. A matrix of float32 numbers may be off by half a part in a hundred, and by a
    ten-thousandth of the slopes on the way to U, before it is called wrong: so much
    can be lost in its factors.
    """
    F, U = floats("formula", formula), variable(U)
    meter = Meter(f, U, h)
    places = list(np.ndindex(U.shape))
    found = {at: meter.read(at) for at in places}
    verdicts = np.full(U.shape, DISAGREES, dtype=object)
    if F.shape == U.shape:
        for at in places:
            if not (found[at].exact and _within(F[at], found[at])):
                found[at] = meter.again(at, found[at])
        largest = max(abs(r.slope) if r.exact else 0.0 for r in found.values())
        for at in places:
            verdicts[at] = _verdict(F[at], found[at], largest, meter)
    readings = np.empty(U.shape, dtype=object)
    for at in places:
        readings[at] = found[at]
    return Comparison(name, F, readings, verdicts)


def _within(formula: Any, reading: Reading) -> bool:
    """Say whether a formula is off by no more than the reading, or its rounding, is."""
    rounding = 1000 * float(np.finfo(formula).eps) * abs(reading.slope)
    return reading.off(formula) <= reading.uncertainty + rounding


def _verdict(formula: Any, reading: Reading, largest: float, meter: Meter) -> str:
    """Return the verdict on one entry; ``largest`` is the largest one measured."""
    if _within(formula, reading):
        zero = abs(float(formula)) <= 1e-15 * largest
        nothing = reading.vanishes(max(largest, reading.steep))
        return AGREES if reading.exact or (zero and nothing) else CANNOT_TELL
    if not reading.sure:
        return CANNOT_TELL
    if formula.dtype == np.float32:
        # Its factors had no more digits either, and 1 - tanh^2 can lose them all.
        lost = 1e-4 * max(largest, meter.steepness())
        if reading.off(formula) <= lost + 5 * EXACT * abs(reading.slope):
            return CANNOT_TELL
    return DISAGREES
