"""A still picture of a live figure, for print and for wherever nothing moves."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from numpy.typing import NDArray

from nnlib.language import say
from nnlib.live.controls import Setting
from nnlib.live.drawings import (
    PLACE,
    Chart,
    Formula,
    Line,
    Matrix,
    Network,
    Points,
)
from nnlib.live.figure import Figure
from nnlib.live.linked import Diagram, Row
from nnlib.plots.matrices import draw_matrix

Arrays = Mapping[str, NDArray[np.float64]]
Picture = Chart | Matrix | Network
COLOURS = ["#222222", "#0072b2", "#c04e00", "#00785a", "#a34f7c"]
DASHES = ["-", "-", "--", ":", "-."]
ON_AN_EDGE: dict[str, Any] = {
    "ha": "center",
    "va": "center",
    "bbox": {"facecolor": "white", "edgecolor": "none", "pad": 1},
}
ROW = 2.6
"""The widths that fit beside each other on a page."""


def still(figure: Figure, settings: Mapping[str, Setting] | None = None) -> bytes:
    """Return a PNG of the figure's drawings, at the start or at other settings."""
    settings = {**figure.start, **(settings or {})}
    arrays = figure.arrays(settings)
    positions = {
        f"{control.name}:position": list(control.listed).index(settings[control.name])
        for control in figure.controls
        if settings[control.name] in control.listed
    }
    settings |= positions
    rows = _rows(list(_pictures(figure, arrays, settings)))
    heights = [max(_height(drawing, arrays) for drawing in row) for row in rows]
    lines = [
        line
        for drawing in figure.drawings
        if isinstance(drawing, Formula) and _is_there(drawing, settings)
        for line in _written(drawing, arrays, settings)
    ]
    with plt.style.context("nnlib.plots.book"):
        fig = plt.figure(figsize=(9, sum(heights) + 0.2 * len(lines)), dpi=100)
        grid = fig.add_gridspec(len(rows), 1, height_ratios=heights)
        for r, row in enumerate(rows):
            widths = [drawing.width for drawing in row]
            rest = max(ROW - sum(widths), 0.01)
            places = grid[r].subgridspec(1, len(row) + 1, width_ratios=[*widths, rest])
            for k, drawing in enumerate(row):
                ax = fig.add_subplot(places[k])
                if isinstance(drawing, Chart):
                    _draw_chart(ax, drawing, arrays, settings)
                elif isinstance(drawing, Network):
                    _draw_network(ax, drawing, arrays, settings)
                else:
                    _draw_matrix(ax, drawing, arrays, settings)
        fig.supxlabel("\n".join(lines), fontsize=10)
        file = io.BytesIO()
        # A title may be higher than the room that squares leave above them.
        fig.savefig(file, format="png", bbox_inches="tight", pad_inches=0.08)
        plt.close(fig)
    return file.getvalue()


def _pictures(
    figure: Figure, arrays: Arrays, settings: Mapping[str, Setting]
) -> Iterator[Picture | Formula]:
    """Yield what can be drawn as it is, or something simpler in its place."""
    for drawing in figure.drawings:
        if isinstance(drawing, Diagram):
            weights = sorted(name for name in figure.origins if name[0] == "W")
            yield Network(drawing.title, weights, drawing.layers)
        elif isinstance(drawing, Row):
            for entries in drawing.drawings:
                title = figure.origins[entries.array].title
                width = 0.085 * (1 + arrays[entries.array].shape[1])
                yield Matrix(title, entries.array, width=width, decimals=1)
        elif isinstance(drawing, Chart):
            if _is_there(drawing, settings):
                yield drawing
        elif isinstance(drawing, Matrix | Network | Formula):
            yield drawing


def _is_there(drawing: Chart | Formula, settings: Mapping[str, Setting]) -> bool:
    return all(settings[name] in drawing.when[name] for name in drawing.when)


def _rows(drawings: Sequence[Picture | Formula]) -> list[list[Picture]]:
    """Return the pictures in rows, broken where a page breaks them."""
    rows: list[list[Picture]] = [[]]
    used = 0.0
    for drawing in drawings:
        if used + drawing.width > ROW:
            rows.append([])
            used = 0
        used += drawing.width
        if not isinstance(drawing, Formula):
            rows[-1].append(drawing)
    return [row for row in rows if row]


def _height(drawing: Picture, arrays: Arrays) -> float:
    """Return how high a picture is, in inches."""
    if not isinstance(drawing, Matrix):
        return 3
    return 0.8 + 0.4 * len(arrays[drawing.array])


def _written(
    drawing: Formula | Matrix, arrays: Arrays, settings: Mapping[str, Setting]
) -> list[str]:
    """Return the lines of a drawing for the chosen option, filled in."""
    option = settings.get(drawing.by, "")
    # A whole number has no point in JavaScript, nor here.
    key = option if isinstance(option, str) else f"{option:g}"
    chosen = drawing.choices[key if key in drawing.choices else ""]
    return [_filled(line, arrays, settings) for line in chosen]


def _plain(text: str) -> str:
    return re.sub(r"[*_^{}]|\\[a-z]+", "", text)


def _trimmed(M: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return M without rows and columns of NaN."""
    known = ~np.isnan(M)
    return M[known.any(axis=1)][:, known.any(axis=0)]


def _filled(line: str, arrays: Arrays, settings: Mapping[str, Setting]) -> str:
    def number(place: re.Match[str]) -> str:
        name, entry, digits, significant = place.groups()
        value = settings.get(name, "")
        if name in arrays:
            value = _entry(arrays[name], entry or "0", settings)
        if isinstance(value, str):
            return say(value)
        tiny = 0 < abs(value) < min(1e-4, 0.5 * 10 ** -int(digits or 0))
        form = "#.{}g" if significant else ".1e" if tiny else ".{}f"
        shown = format(value, form.format(digits or 0)).rstrip(".")
        operator = line[: place.start()].endswith(("+ ", "− ", "· "))
        return f"({shown})" if operator and shown.startswith("-") else shown

    return _plain(PLACE.sub(number, line))


def _entry(
    M: NDArray[np.float64], entry: str, settings: Mapping[str, Setting]
) -> float:
    """Return an entry: by its number, or as controls choose it (see `drawings`)."""
    if entry.isdecimal():
        return float(M.reshape(-1)[int(entry)])
    row, _, column = entry.partition(",")
    chosen = M[min(int(settings[row]), len(M)) - 1]
    return float(chosen[int(settings[f"{column}:position"])] if column else chosen)


def _column(
    M: NDArray[np.float64], row: str, settings: Mapping[str, Setting]
) -> NDArray[np.float64]:
    """Return the data of a mark: a vector, or the row that a control chooses."""
    if not row or M.ndim < 2:
        return M
    chosen: NDArray[np.float64] = M[min(int(settings[row]), len(M)) - 1]
    return chosen


def _draw_chart(
    ax: Axes, chart: Chart, arrays: Arrays, settings: Mapping[str, Setting]
) -> None:
    for mark in chart.marks:
        colour = COLOURS[mark.colour]
        label = _plain(mark.label)
        if isinstance(mark, Line):
            x, y = (_column(arrays[a], mark.row, settings) for a in (mark.x, mark.y))
            width = 0.5 if mark.thin else None
            ax.plot(x, y, DASHES[mark.colour], color=colour, lw=width, label=label)
        elif isinstance(mark, Points):
            x, y = (_column(arrays[a], mark.row, settings) for a in (mark.x, mark.y))
            ax.plot(x, y, "o", color=colour, markersize=4, label=label)
        elif chart.x.domain and chart.y.domain:
            extent = (*chart.x.domain, *chart.y.domain)
            ax.imshow(
                arrays[mark.z],
                "Greys",
                vmin=0,
                vmax=2,
                origin="lower",
                extent=extent,
                aspect="auto",
            )
    ax.set(title=_plain(chart.title), xlabel=chart.x.label, ylabel=chart.y.label)
    ax.set_xscale("log" if chart.x.log else "linear")
    ax.set_yscale("log" if chart.y.log else "linear")
    ax.set_xlim(chart.x.domain)
    ax.set_ylim(chart.y.domain)
    if any(mark.label for mark in chart.marks):
        ax.legend(fontsize=8)


def _draw_matrix(
    ax: Axes, matrix: Matrix, arrays: Arrays, settings: Mapping[str, Setting]
) -> None:
    M = arrays[matrix.array]
    M = _trimmed(M) if matrix.trim else M
    if M.size == 0:
        ax.set_axis_off()
        return
    title = _written(matrix, arrays, settings)[0]
    draw_matrix(ax, M, title, decimals=matrix.decimals)
    marks = arrays[matrix.lit] if matrix.lit else np.zeros(M.shape)
    for (i, j), mark in np.ndenumerate(np.nan_to_num(marks).astype(int) % 4):
        if mark:
            edge, style = COLOURS[mark], "--" if mark == 2 else "-"
            corner = (j - 0.45, i - 0.45)
            ax.add_patch(
                Rectangle(corner, 0.9, 0.9, fill=False, ec=edge, ls=style, lw=mark + 1)
            )


def _draw_network(
    ax: Axes, network: Network, arrays: Arrays, settings: Mapping[str, Setting]
) -> None:
    W = [_trimmed(arrays[name]) for name in network.weights if arrays[name].size]
    limit = max(np.abs(M).max() for M in W) or 1.0
    sizes = [W[0].shape[0], *(M.shape[1] for M in W)]
    places = [
        [(l, (k + 0.5) / size) for k in range(size)] for l, size in enumerate(sizes)
    ]
    for l, M in enumerate(W):
        for (i, j), w in np.ndenumerate(M):
            (x0, y0), (x1, y1) = places[l][i], places[l + 1][j]
            colour, dash = ("#e08a2a", "--") if w < 0 else ("#7b6fb5", "-")
            width = 0.4 + 5 * abs(w) / limit
            pale = network.strong and arrays[network.strong[l]][i, j] == 0
            alpha = 0.25 if pale else 1
            ax.plot([x0, x1], [y0, y1], dash, color=colour, lw=width, alpha=alpha)
            if network.decimals is not None:
                share = 0.3 if sizes[l] > sizes[l + 1] else 0.7
                at = x0 + share * (x1 - x0), y0 + share * (y1 - y0)
                ax.text(*at, f"{w:.{network.decimals}f}", **ON_AN_EDGE)
    size = 26 if network.nodes else 11
    every = [place for layer in places for place in layer]
    for x, y in every:
        ax.plot(x, y, "o", color="#222222", markerfacecolor="#f4f4ef", markersize=size)
    for name, place in zip(network.nodes, every, strict=False):
        words = _filled(name, arrays, settings)
        ax.text(*place, words, ha="center", va="center", fontsize=9)
    ax.set_title(_plain(network.title))
    names = [*network.layers[: len(W)], network.layers[-1]]
    ax.set_xticks(range(len(sizes)), names)
    ax.set_yticks([])
    ax.set_ylim(1, 0)
    ax.grid(False)
