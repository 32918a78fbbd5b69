"""How a live figure's arrays are drawn: charts, matrices, networks and formulas.

Each drawing names arrays that the figure's function returns. Text may hold
``*italics*``, ``_{subscripts}`` and ``^{superscripts}``; in a `Formula`, ``<name:2>``
stands for a number with two digits, ``<name[3]:2>`` for entry 3 of an array,
``<name[i]:2>`` for the one that a control i chooses, counted from 1, and
``<name[i,x]:2>`` for the one in the row that i chooses and where the slider x stands
among its values. After an
operator, as in ``+ <name:2>``, a negative number gets brackets. ``<name:2s>`` has at
least two significant digits, which suits an array shown on a logarithmic axis.
Where a change is read out, ``<name:2|was>`` also says what the number was before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from nnlib.live.linked import Linked, Row


@dataclass(frozen=True)
class Axis:
    """One axis of a chart.

    Parameters
    ----------
    label : plain text.
    domain : its ends; None takes those of the data, rounded outwards.
    log : whether it is logarithmic.
    zero : whether 0 is on it, whatever the data are.
    """

    label: str
    domain: tuple[float, float] | None = None
    log: bool = False
    zero: bool = False


@dataclass(frozen=True)
class Line:
    """A curve through the points (x_k, y_k), broken where an entry is NaN.

    ``colour`` 1 to 4 also sets the line's pattern; 0 is the colour of ink. A thin line
    stays in the background. ``row`` is the control whose value chooses the row of a
    matrix that is drawn, counted from 1.
    """

    x: str
    y: str
    label: str = ""
    colour: int = 1
    thin: bool = False
    row: str = ""
    kind: str = field(default="line", init=False)


@dataclass(frozen=True)
class Points:
    """A dot at each (x_k, y_k); a NaN leaves one out. ``row`` is as for a `Line`."""

    x: str
    y: str
    label: str = ""
    colour: int = 0
    row: str = ""
    kind: str = field(default="points", init=False)


@dataclass(frozen=True)
class Field:
    """A surface seen from above: z from 0, pale, to 1, dark, over the whole chart.

    Rows run from the low end of the y axis to the high, columns likewise along x.
    """

    z: str
    label: str = ""
    colour: int = 1
    kind: str = field(default="field", init=False)


Mark = Line | Points | Field


@dataclass(frozen=True)
class Chart:
    """Marks on a pair of axes. ``width`` is its share of a row, 1 for a third.

    ``size`` is its width and height in pixels where it has its room, ``when`` the
    options of controls for which it is there; for others it is not.
    ``sets`` names a `PointSet` whose points are set by clicks on the chart; ``drags``
    the sliders, for x and for y, that follow a hand on it, "" for none.
    """

    title: str
    x: Axis
    y: Axis
    marks: Sequence[Mark]
    width: float = 1
    sets: str = ""
    drags: tuple[str, str] = ("", "")
    size: tuple[int, int] = (360, 240)
    when: Mapping[str, Sequence[str]] = field(default_factory=dict)
    kind: str = field(default="chart", init=False)


@dataclass(frozen=True)
class Matrix:
    """A matrix, a coloured cell an entry with its number inside.

    Parameters
    ----------
    title : its symbol, filled in as a line of a `Formula` is; or one for each option of
        the control ``by``.
    array : the matrix; a NaN is an entry not computed yet, and stays empty.
    lit : an array of the same shape; 1, 2 or 3 frames an entry in that colour, and 4
        more makes its number stand out.
    decimals : digits after the point.
    limit : the size of entry that gets the full colour; None takes the largest.
    pick : names of the controls that a click sets to the entry's row and column, ""
        where there is none.
    trim : whether rows and columns of NaN at the end are left out.
    by : the name of the control that chooses the title.
    """

    title: str | Mapping[str, str]
    array: str
    lit: str = ""
    decimals: int = 2
    limit: float | None = None
    pick: tuple[str, ...] = ()
    trim: bool = False
    width: float = 0.6
    by: str = ""
    kind: str = field(default="matrix", init=False)

    @property
    def choices(self) -> Mapping[str, Sequence[str]]:
        """The title for each option, as a `Formula` has lines."""
        titles = {"": self.title} if isinstance(self.title, str) else self.title
        return {option: [title] for option, title in titles.items()}


@dataclass(frozen=True)
class Network:
    """A network as nodes and edges; an edge is as wide as its weight is large.

    Parameters
    ----------
    weights : the weight matrices, W[1] to W[L]; rows and columns of NaN at the end
        are left out, and so are empty matrices at the end, with their layers.
    layers : a plain-text name for each of the layers 0 to L. Where there are fewer,
        the last name is still that of the last layer.
    nodes : what is written in the nodes, layer by layer, as a line of a `Formula`.
    decimals : digits after the point of the weights, written on the edges; None where
        they are not.
    strong : arrays of the shapes of the weights; where one is 0, the edge is pale.
    size : as for a `Chart`.
    """

    title: str
    weights: Sequence[str]
    layers: Sequence[str]
    nodes: Sequence[str] = ()
    decimals: int | None = None
    strong: Sequence[str] = ()
    size: tuple[int, int] = (360, 240)
    width: float = 1
    kind: str = field(default="network", init=False)


@dataclass(frozen=True)
class Formula:
    """Lines of text with the current numbers put in.

    Parameters
    ----------
    lines : the lines; or, for each option of the control ``by``, its own lines, and
        for all it has besides, those named "".
    by : the name of that control.
    when : as for a `Chart`.
    told : the controls that have them read out when they are moved.
    """

    lines: Sequence[str] | Mapping[str, Sequence[str]]
    by: str = ""
    title: str = ""
    width: float = 3
    when: Mapping[str, Sequence[str]] = field(default_factory=dict)
    told: Sequence[str] = ()
    kind: str = field(default="text", init=False)

    @property
    def choices(self) -> Mapping[str, Sequence[str]]:
        """The lines for each option; without ``by`` there is one, named ''."""
        return self.lines if isinstance(self.lines, Mapping) else {"": self.lines}


Drawing = Chart | Matrix | Network | Formula | Linked

PLACE = re.compile(r"<(\w+)(?:\[([\w,]+)\])?(?::(\d)(s?))?(?:\|was)?>")
"""A place in a formula: name, entry, digits, whether they are significant digits."""


def spec(drawing: Drawing) -> dict[str, Any]:
    """Return what the drawing module needs to know of a drawing."""
    found = {"when": {}, **asdict(drawing)}
    if isinstance(drawing, Chart):
        empty = {"x": "", "y": "", "z": "", "thin": False, "row": ""}
        found["marks"] = [{**empty, **asdict(mark)} for mark in drawing.marks]
    if isinstance(drawing, Formula | Matrix):
        found["lines"] = drawing.choices
    if isinstance(drawing, Row):
        found["drawings"] = [spec(one) for one in drawing.drawings]
    if isinstance(drawing, Matrix):
        found["title"] = next(iter(drawing.choices.values()))[0]
    return found


def finest(drawing: Drawing) -> Iterator[tuple[str, float]]:
    """Yield the arrays a drawing shows, each with the smallest change one could see.

    That is a five hundredth of a chart's range, less than a pixel, or a tenth of a
    written number's last digit.
    """
    if isinstance(drawing, Matrix):
        yield drawing.array, 10.0 ** -(drawing.decimals + 1)
        yield drawing.lit, 1.0
    if isinstance(drawing, Network):
        for name in drawing.strong:
            yield name, 1.0
    if isinstance(drawing, Network) and drawing.decimals is not None:
        for name in drawing.weights:
            yield name, 10.0 ** -(drawing.decimals + 1)
    if isinstance(drawing, Formula):
        for line in (line for lines in drawing.choices.values() for line in lines):
            yield from finest_written(line)
    if isinstance(drawing, Chart):
        for mark in drawing.marks:
            for axis, name in ((drawing.x, "x"), (drawing.y, "y")):
                if axis.domain and not axis.log and hasattr(mark, name):
                    yield getattr(mark, name), (axis.domain[1] - axis.domain[0]) / 500


def finest_written(line: str) -> Iterator[tuple[str, float]]:
    """Yield the arrays whose numbers a line of text holds, as `finest` does."""
    for name, _, digits, significant in PLACE.findall(line):
        if not significant:
            yield name, 10.0 ** -(int(digits or 0) + 1)


def on_log_axis(drawing: Drawing) -> Iterator[str]:
    """Yield the arrays a drawing shows on a logarithmic axis."""
    if isinstance(drawing, Chart):
        for mark in drawing.marks:
            for axis, name in ((drawing.x, "x"), (drawing.y, "y")):
                if axis.log and hasattr(mark, name):
                    yield getattr(mark, name)
