"""The controls of a live figure: what a reader can set, and to which values."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from numbers import Real
from typing import Any

Setting = float | int | str


@dataclass(frozen=True)
class Slider:
    """A number on a slider.

    Parameters
    ----------
    name : the argument of the figure's function, and the trait of its widget.
    label : what stands beside it; may hold ``*italics*`` and ``_{subscripts}``.
    values : the values a built page records, in ascending order. In a notebook the
        slider also reaches every number between them.
    value : the value at the start, one of ``values``.
    digits : digits after the point when the value is shown.
    whole : whether only whole numbers make sense.
    plays : whether it has buttons that play it from its first value to its last.
    pace : the seconds for which playing stays at each value; 0 is as fast as it draws.
    """

    name: str
    label: str
    values: Sequence[float]
    value: float
    digits: int = 2
    whole: bool = False
    plays: bool = False
    pace: float = 0

    def __post_init__(self) -> None:
        if list(self.values) != sorted(set(self.values)):
            raise ValueError(f"The values of {self.name} are not in ascending order.")
        _check_start(self.name, self.value, self.values)

    @property
    def listed(self) -> Sequence[Setting]:
        """The values that a built page can show."""
        return self.values

    def spec(self) -> dict[str, Any]:
        """Return what the drawing module needs to know."""
        values = [float(value) for value in self.values]
        return {**asdict(self), "values": values, "kind": "slider"}

    def checked(self, value: Any) -> Setting:
        """Return a value that the slider reaches, as a number.

        Raises
        ------
        ValueError
            If it is no number, out of range, or not whole where it should be.
        """
        low, high = self.values[0], self.values[-1]
        kind = "a whole number" if self.whole else "a number"
        is_number = isinstance(value, Real) and not isinstance(value, bool)
        if not is_number or not low <= value <= high or (self.whole and value % 1):
            raise ValueError(
                f"{self.name} is {value!r}, but it must be {kind} from {low:g} to "
                f"{high:g}."
            )
        return int(value) if self.whole else float(value)


@dataclass(frozen=True)
class Choice:
    """One of a few named options.

    Parameters
    ----------
    name, label : as for `Slider`.
    options : the names to choose from.
    value : the one chosen at the start.
    """

    name: str
    label: str
    options: Sequence[str]
    value: str

    def __post_init__(self) -> None:
        _check_start(self.name, self.value, self.options)

    @property
    def listed(self) -> Sequence[Setting]:
        """The values that a built page can show: all of them."""
        return self.options

    def spec(self) -> dict[str, Any]:
        """Return what the drawing module needs to know."""
        return {**asdict(self), "kind": "choice"}

    def checked(self, value: Any) -> Setting:
        """Return a value that is one of the options.

        Raises
        ------
        ValueError
            If it is not.
        """
        if value not in self.options:
            raise ValueError(
                f"{self.name} is {value!r}, but it must be one of "
                f"{', '.join(self.options)}."
            )
        return str(value)


Control = Slider | Choice


def _check_start(name: str, value: Setting, listed: Sequence[Setting]) -> None:
    if value not in listed:
        raise ValueError(f"{name} starts at {value!r}, which is not among {listed}.")


def logarithmic(low: float, high: float, per_decade: int = 3) -> list[float]:
    """Return round values, evenly spread over decades: 0.01, 0.02, 0.05, 0.1, ..

    Parameters
    ----------
    low, high : powers of ten, the first and last value.
    per_decade : 1, 2 or 3 values a decade.
    """
    fronts = {1: (1,), 2: (1, 3), 3: (1, 2, 5)}[per_decade]
    first, last = round(math.log10(low)), round(math.log10(high))
    values = [float(f"{k}e{power}") for power in range(first, last) for k in fronts]
    return [*values, float(f"1e{last}")]
