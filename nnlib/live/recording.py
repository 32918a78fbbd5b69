"""Record a figure for a page that has no kernel: its arrays for every setting, packed.

An array is kept once for each setting of the controls it depends on, and for no
other. Its values become 16-bit codes, as fine as the eye or the written digits can
tell; differences of neighbouring codes are small, and compress well.
"""

from __future__ import annotations

import base64
import functools
import itertools
import math
import zlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nnlib.live.controls import Control, Setting
from nnlib.live.drawings import finest, finest_written, on_log_axis
from nnlib.live.figure import Arrays, Figure

MISSING = 65535
"""The code of a NaN."""
LOG_STEP = 0.002
"""The step of a logarithm, in decades: half a per cent, a sixth of a pixel."""


@dataclass(frozen=True)
class Track:
    """One array, recorded: value = low + step * code, or ten to that power.

    ``controls`` names those it depends on, the first axes of the codes; ``grows`` the
    control that reveals it, entry by entry; ``shape`` is the array's own; ``along`` the
    axes along which differences were taken, in this order.
    """

    name: str
    controls: list[str]
    grows: str
    shape: list[int]
    low: float
    step: float
    log: bool
    along: list[int]
    codes: NDArray[np.uint16]

    def values(self) -> NDArray[np.float64]:
        """Return what a page will show, all settings at once."""
        values = self.low + self.step * self.codes
        values = 10**values if self.log else values
        return np.where(self.codes == MISSING, np.nan, values)

    def spec(self) -> dict[str, Any]:
        """Return what a page needs to unpack the codes."""
        return {key: value for key, value in self.__dict__.items() if key != "codes"}

    def start(
        self, controls: Sequence[Control], settings: Mapping[str, Setting]
    ) -> dict[str, Any]:
        """Return what a page needs to show the array for these settings."""
        at = {
            c.name: list(c.listed).index(settings[c.name])
            for c in controls
            if not c.view
        }
        codes = self.codes[tuple(at[name] for name in self.controls)].ravel()
        if self.grows:
            codes = np.where(np.arange(codes.size) > at[self.grows], MISSING, codes)
        needed = ["name", "shape", "low", "step", "log"]
        return {key: self.spec()[key] for key in needed} | {"codes": codes.tolist()}


def parts(figure: Figure) -> list[str]:
    """Return the parts of a recording: options of a control, or '' for the whole."""
    found = [c.listed for c in figure.controls if c.name == figure.parts]
    return [str(option) for option in found[0]] if found else [""]


def tracks(figure: Figure, part: str = "") -> list[Track]:
    """Return what a page of a built book answers from: the whole, or one part of it."""
    controls = [c for c in figure.controls if not c.view and c.name != figure.parts]
    compute = figure.compute
    if part:
        compute = functools.partial(compute, **{figure.parts: part})
    arrays = evaluate(compute, controls)
    steps: dict[str, float] = {}
    shown = [pair for drawing in figure.drawings for pair in finest(drawing)]
    said = " ".join([figure.summary, *figure.words.values()])
    for name, step in [*shown, *finest_written(said)]:
        steps[name] = min(step, steps.get(name, step))
    if figure.origins:
        # Three digits are written of what is asked for, and four of a product.
        for name in arrays:
            finest_step = 1e-4 if name in figure.origins else 2e-5
            steps[name] = min(finest_step, steps.get(name, 1))
    logs = {name for drawing in figure.drawings for name in on_log_axis(drawing)}
    return record(arrays, controls, steps, logs)


def evaluate(
    compute: Callable[..., Mapping[str, ArrayLike]], controls: Sequence[Control]
) -> Arrays:
    """Return each array for all settings: an axis a control, then the array's own.

    Raises
    ------
    ValueError
        If an array has different shapes for different settings.
    """
    names = [control.name for control in controls]
    grid = [control.listed for control in controls]
    found: dict[str, list[int]] = {}
    kept: dict[str, dict[object, tuple[int, NDArray[np.float64]]]] = {}
    for settings in itertools.product(*grid):
        arrays = compute(**dict(zip(names, settings, strict=True)))
        for name, array in arrays.items():
            values = np.asarray(array, dtype=np.float64)
            # A page shows what is not finite as missing.
            values = np.where(np.isfinite(values), values, np.nan)
            # Many settings share an array, and it may be large: keep it once.
            known = kept.setdefault(name, {})
            key = values.shape, values.tobytes()
            position, _ = known.setdefault(key, (len(known), values))
            found.setdefault(name, []).append(position)
    sizes = [len(listed) for listed in grid]
    whole = {}
    for name, positions in found.items():
        different = [values for _, values in kept[name].values()]
        shapes = {values.shape for values in different}
        if len(shapes) > 1 or len(positions) != math.prod(sizes):
            raise ValueError(
                f"{name} has the shapes {sorted(shapes)}: a recorded array needs one "
                "shape for all settings. Fill up with NaN."
            )
        which = np.reshape(positions, sizes)
        for axis in range(which.ndim):
            first = which.take([0], axis=axis)
            which = first if np.all(first == which) else which
        # Along an axis where nothing changes, no copy is made.
        whole[name] = np.broadcast_to(
            np.stack(different)[which], (*sizes, *shapes.pop())
        )
    return whole


def record(
    arrays: Arrays,
    controls: Sequence[Control],
    steps: Mapping[str, float],
    logs: Collection[str],
) -> list[Track]:
    """Return the tracks of a figure.

    Parameters
    ----------
    arrays : as `evaluate` returns them.
    steps : the smallest change one could see in an array; where there is none, a
        thousandth of its range.
    logs : the arrays shown on a logarithmic axis, where the eye sees ratios.
    """
    recorded = []
    for name, values in arrays.items():
        values, needed = _without_constant_axes(values, controls)
        values, grows = _without_growth(values, needed)
        log = name in logs and not (values <= 0).any()
        step = LOG_STEP if log else steps.get(name)
        recorded.append(_track(name, values, [c.name for c in needed], grows, step))
    return recorded


def _without_constant_axes(
    values: NDArray[np.float64], controls: Sequence[Control]
) -> tuple[NDArray[np.float64], list[Control]]:
    """Drop the axes of controls along which nothing changes."""
    needed: list[Control] = []
    for axis, control in reversed(list(enumerate(controls))):
        first = values.take([0], axis=axis)
        if values.strides[axis] == 0 or np.array_equal(
            np.broadcast_to(first, values.shape), values, equal_nan=True
        ):
            values = first.squeeze(axis)
        else:
            needed.insert(0, control)
    return values, needed


def _without_growth(
    values: NDArray[np.float64], needed: list[Control]
) -> tuple[NDArray[np.float64], str]:
    """Drop the axis of a control that only reveals the array, entry by entry.

    A loss curve grows with the epoch: at position p it holds its first p + 1 entries
    and NaN after. The last position holds them all.
    """
    if not needed or values.shape[len(needed) - 1 :] != (len(needed[-1].listed),) * 2:
        return values, ""
    full = values[..., -1:, :]
    seen = np.tri(values.shape[-1], dtype=bool)
    if not np.array_equal(values, np.where(seen, full, np.nan), equal_nan=True):
        return values, ""
    return full[..., 0, :], needed.pop().name


def _track(
    name: str,
    values: NDArray[np.float64],
    controls: list[str],
    grows: str,
    step: float | None,
) -> Track:
    log = step is LOG_STEP
    values = np.log10(values) if log else values
    known = values[~np.isnan(values)]
    low, high = (known.min(), known.max()) if known.size else (0.0, 0.0)
    step = max(step or (high - low) / 1000, (high - low) / (MISSING - 1)) or 1.0
    if low < 0 < high:
        # A whole number of steps below 0, so that what is nearly 0 is shown as 0.
        low = np.rint(low / step) * step
    codes = np.minimum(np.rint((values - low) / step), MISSING - 1)
    codes = np.where(np.isnan(values), MISSING, codes).astype(np.uint16)
    along = min(
        itertools.chain(
            [()], *(itertools.product(range(codes.ndim), repeat=k) for k in (1, 2))
        ),
        key=lambda axes: len(zlib.compress(_planes(codes, axes), 1)),
    )
    shape = list(values.shape[len(controls) :])
    low, step = float(low), float(step)
    return Track(name, controls, grows, shape, low, step, log, list(along), codes)


def _planes(codes: NDArray[np.uint16], along: Iterable[int]) -> bytes:
    """Return the differences along some axes, all low bytes before all high bytes."""
    for axis in along:
        first = np.zeros_like(codes.take([0], axis=axis))
        codes = np.diff(codes, axis=axis, prepend=first)
    low, high = (codes & 255).astype(np.uint8), (codes >> 8).astype(np.uint8)
    return low.tobytes() + high.tobytes()


def pack(tracks: Sequence[Track]) -> str:
    """Return the codes of all tracks, compressed, as text for a page."""
    planes = b"".join(_planes(track.codes, track.along) for track in tracks)
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    return base64.b64encode(deflate.compress(planes) + deflate.flush()).decode()
