"""The controls of a live figure: what a reader can set, and to which values."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from numbers import Real
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

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
    begins : whether it also begins to play by itself, once it is in view, unless the
        reader has asked for less motion.
    pace : the seconds for which playing stays at each value; 0 is as fast as it draws.
    log : whether what counts are ratios, as for a learning rate: then values between
        those listed are spread by their ratios, and have two significant digits. Else
        they have ``digits`` after the point.
    view : whether it only chooses what is shown of the arrays, and is no argument of
        the figure's function.
    hidden : whether it is set on the drawings alone.
    carries : a control that goes on by one when this one is stepped over its end.
    completes : a control that goes to its end when this one is moved.
    """

    name: str
    label: str
    values: Sequence[float]
    value: float
    digits: int = 2
    whole: bool = False
    plays: bool = False
    begins: bool = False
    pace: float = 0
    log: bool = False
    view: bool = False
    hidden: bool = False
    carries: str = ""
    completes: str = ""

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
        return _in_range(self.name, value, self.values[0], self.values[-1], self.whole)


@dataclass(frozen=True)
class Choice:
    """One of a few named options.

    Parameters
    ----------
    name, label : as for `Slider`.
    options : the names to choose from.
    value : the one chosen at the start.
    view : as for `Slider`.
    """

    name: str
    label: str
    options: Sequence[str]
    value: str
    view: bool = False

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


@dataclass(frozen=True)
class Number:
    """A whole number that is typed in.

    Parameters
    ----------
    name, label : as for `Slider`.
    low, high : the smallest and the largest.
    value : the number at the start.
    strides : if there are any, it has buttons that play it upwards, from picture to
        picture by as many as the reader chooses among these.
    by : what stands beside that choice.
    """

    name: str
    label: str
    low: int
    high: int
    value: int
    strides: Sequence[int] = ()
    by: str = ""
    view: ClassVar[bool] = False

    def __post_init__(self) -> None:
        _check_start(self.name, self.value, self.listed)

    @property
    def listed(self) -> Sequence[int]:
        """The numbers that it reaches."""
        return range(self.low, self.high + 1)

    def spec(self) -> dict[str, Any]:
        """Return what the drawing module needs to know."""
        plays = bool(self.strides)
        return {**asdict(self), "whole": True, "plays": plays, "kind": "number"}

    def checked(self, value: Any) -> Setting:
        """Return a number that is in range.

        Raises
        ------
        ValueError
            If it is no number, not whole or out of range.
        """
        return _in_range(self.name, value, self.low, self.high, whole=True)


PAIR = re.compile(r"(-?\d+(?:\.\d+)?)_(-?\d+(?:\.\d+)?)", re.ASCII)
"""A point as text, x before y."""


@dataclass(frozen=True)
class PointSet:
    """Points of the reader's own, set on a chart or typed in.

    As a setting they are text, a point after the other: ``"-0.5_0.2 0.31_1"``.

    Parameters
    ----------
    name, label : as for `Slider`.
    across, up : the ends of x and of y.
    most : how many there can be; one at least there always is.
    value : the points at the start.
    choice, option : the control that chooses what is shown, and its option that shows
        these. Whoever sets a point chooses that.
    x, y : the arrays that hold what is shown. Where these points are not, they begin
        with those.
    """

    name: str
    label: str
    across: tuple[float, float]
    up: tuple[float, float]
    most: int
    value: str
    choice: str
    option: str
    x: str
    y: str
    view: ClassVar[bool] = False

    def __post_init__(self) -> None:
        self.checked(self.value)

    @property
    def listed(self) -> Sequence[Setting]:
        """The points at the start: all sets of points cannot be listed."""
        return [self.value]

    def spec(self) -> dict[str, Any]:
        """Return what the drawing module needs to know."""
        return {**asdict(self), "kind": "points"}

    def checked(self, value: Any) -> Setting:
        """Return points in range, as text.

        Raises
        ------
        ValueError
            If they are not written as points, are none or too many, or out of range.
        """
        words = value.split(" ") if isinstance(value, str) else []
        good = 1 <= len(words) <= self.most and all(map(PAIR.fullmatch, words))
        if good:
            points = pairs(value)
            low, high = np.transpose([self.across, self.up])
            good = bool(((low <= points) & (points <= high)).all())
        if not good:
            raise ValueError(
                f"{self.name} is {value!r:.80}, but it must be 1 to {self.most} points "
                f"such as '-0.5_0.2 0.31_1', with x from {self.across[0]:g} to "
                f"{self.across[1]:g} and y from {self.up[0]:g} to {self.up[1]:g}."
            )
        return str(value)


def pairs(value: str) -> NDArray[np.float64]:
    """Return the points of a `PointSet`, m x 2, a point a row."""
    return np.array(PAIR.findall(value), dtype=float)


@dataclass(frozen=True)
class Picture:
    """A picture of the reader's own, painted on a pad; at the start it is empty.

    As a setting it is text, row after row: for each pixel a digit from 0, which is
    empty, to f, which is full.

    Parameters
    ----------
    name, label : as for `Slider`.
    hint : what to paint.
    choice, option : the control that chooses what is shown, and its option for which
        the picture counts. Whoever paints chooses that.
    side : how many pixels it is wide, and high.
    """

    name: str
    label: str
    hint: str
    choice: str
    option: str
    side: int = 8
    view: ClassVar[bool] = False

    @property
    def value(self) -> str:
        """The empty picture."""
        return "0" * self.side**2

    @property
    def listed(self) -> Sequence[Setting]:
        """The empty picture: all pictures cannot be listed."""
        return [self.value]

    def spec(self) -> dict[str, Any]:
        """Return what the drawing module needs to know."""
        return {**asdict(self), "value": self.value, "kind": "picture"}

    def checked(self, value: Any) -> Setting:
        """Return a picture, as text.

        Raises
        ------
        ValueError
            If it is not written as one, or has too few or too many pixels.
        """
        many = self.side**2
        if not isinstance(value, str) or not re.fullmatch(f"[0-9a-f]{{{many}}}", value):
            length = f" ({len(value)} characters)" if isinstance(value, str) else ""
            raise ValueError(
                f"{self.name} is {value!r:.80}{length}, but it must be a text of "
                f"{many} characters, one a pixel, row after row: 0 for an empty one, "
                "1 to 9 and a to f for ever darker ones."
            )
        return value


def pixels(value: str) -> NDArray[np.float64]:
    """Return a `Picture` as 1 x (number of pixels), from 0, empty, to 1, full."""
    return np.array([[int(digit, 16) / 15 for digit in value]])


Control = Slider | Choice | Number | PointSet | Picture


def _in_range(name: str, value: Any, low: float, high: float, whole: bool) -> Setting:
    kind = "a whole number" if whole else "a number"
    is_number = isinstance(value, Real) and not isinstance(value, bool)
    if not is_number or not low <= value <= high or (whole and value % 1):
        raise ValueError(
            f"{name} is {value!r}, but it must be {kind} from {low:g} to {high:g}."
        )
    return int(value) if whole else float(value)


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
