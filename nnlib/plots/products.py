"""A product as it is formed, a network as blocks with shapes, and times compared."""

from __future__ import annotations

from collections.abc import Mapping

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, Rectangle
from numpy.typing import ArrayLike

from nnlib.checks import Array, multipliable
from nnlib.language import say
from nnlib.network import Network
from nnlib.plots.matrices import draw_matrix
from nnlib.plots.style import COLUMN, DATA, ENTRY, FORWARD, INK, ROW


def _arrow(start: tuple[float, float], end: tuple[float, float]) -> FancyArrowPatch:
    return FancyArrowPatch(
        start, end, arrowstyle="-|>", mutation_scale=12, color=INK, clip_on=False
    )


def product(
    X: Array, W: Array, i: int | None, j: int | None, *, decimals: int = 0
) -> Figure:
    """Draw Z = X W with what makes one entry, one row or one column of Z lit up.

    X stands to the left of Z and W above it, so that each entry of Z lies where its
    row of X meets its column of W. The corner between holds the product written out.

    Parameters
    ----------
    X, W : the matrices, m x n and n x p, n, p at most about 4.
    i : the row of X, counted from 0; None lights all of them, for column j of Z.
    j : the column of W, counted from 0; None lights all of them, for row i of Z.
    decimals : digits after the point of each number.
    """
    multipliable("X", X, "W", W)
    (m, n), p = X.shape, W.shape[1]
    rows = range(m) if i is None else [i]
    columns = range(p) if j is None else [j]
    # A length of 1 is a cell.
    gap, left, bottom = 1.6, 2.1, 1.3
    right, middle = left + n + gap, bottom + m + gap
    width, height = right + p + 0.2, middle + n + 1.1
    fig = plt.figure(figsize=(0.55 * width, 0.55 * height))
    fig.set_layout_engine("none")

    def draw(
        name: str, M: Array, x: float, y: float, lit: list[tuple[int, int]], colour: str
    ) -> Axes:
        h, w = M.shape
        ax = fig.add_axes((x / width, y / height, w / width, h / height))
        draw_matrix(ax, M, f"${name}$", decimals=decimals, lit=lit, lit_colour=colour)
        ax.tick_params(length=0, labelsize=10)
        return ax

    lit = [(r, k) for r in rows for k in range(n)]
    ax = draw("X", X, left, bottom, lit, ROW)
    ax.set_yticks(range(m), [f"example {r + 1}" for r in range(m)])
    lit = [(k, c) for k in range(n) for c in columns]
    ax = draw("W", W, right, middle, lit, COLUMN)
    ax.set_xticks(range(p), [f"node {c + 1}" for c in range(p)])
    lit = [(r, c) for r in rows for c in columns]
    ax = draw("Z", X @ W, right, bottom, lit, ENTRY)
    ax.set(xlabel=ax.get_title(), title="")
    if i is not None:
        ax.add_patch(_arrow((-0.3 - gap, i), (-0.6, i)))
    if j is not None:
        ax.add_patch(_arrow((j, 0.1 - gap), (j, -0.6)))
    corner = ((right - 0.2) / 2 / width, (middle + n / 2) / height)
    fig.text(*corner, _written_out(X, W, i, j, decimals), ha="center", va="center")
    return fig


def _written_out(X: Array, W: Array, i: int | None, j: int | None, d: int) -> str:
    if j is None:
        return "" if i is None else f"row {i + 1} of $Z$ =\n(row {i + 1} of $X$) $W$"
    if i is None:
        return f"column {j + 1} of $Z$ =\n$X$ (column {j + 1} of $W$)"

    def number(x: float) -> str:
        text = f"{np.round(x, d) + 0:.{d}f}"  # + 0 turns -0.0 into 0.0.
        return f"({text})" if text.startswith("-") else text

    q = range(len(W))
    names = [f"X_{{{i + 1}{k + 1}}} W_{{{k + 1}{j + 1}}}" for k in q]
    values = [f"{number(X[i, k])} \\cdot {number(W[k, j])}" for k in q]
    total = number(X[i] @ W[:, j]).strip("()")
    named, valued = " + ".join(names), " + ".join(values)
    return f"$Z_{{{i + 1}{j + 1}}} = {named}$\n$= {valued} = {total}$"


def layer_shapes(network: Network, m: int, i: int = 0) -> Axes:
    """Draw a forward pass as blocks, one cell an entry, and return the axes.

    From left to right stand A^[0], Z^[1], A^[1], .., A^[L] and Y, each m high and as
    wide as its layer. W^[l] stands above Z^[l], as wide, since it has as many columns.
    One example is shaded: it keeps its row from the first block to the last.

    Parameters
    ----------
    network : at most about 8 nodes a layer.
    m : the number of examples, at most about 12.
    i : the example to shade, counted from 0.
    """
    _, ax = plt.subplots(figsize=(7, 4))
    n, L, gap, middle = network.n, network.L, 2, m / 2

    def block(name: str, shape: tuple[int, int], x: float, y: float, hue: str) -> None:
        rows, columns = shape
        for r, c in np.ndindex(shape):
            fc = to_rgba(hue, 0.8 if y == 0 and r == i else 0.2)
            ax.add_patch(Rectangle((x + c, y + rows - 1 - r), 1, 1, fc=fc, ec=INK))
        below = y + rows + 1.6 if y else -1.4
        ax.text(x + columns / 2, below, f"${name}$", ha="center")
        ax.text(x + columns / 2, below - 1.2, f"{rows} × {columns}", ha="center")

    x = 0
    block("A^{[0]}", (m, n[0]), x, 0, FORWARD)
    for l in range(1, L + 1):
        x += n[l - 1] + gap
        ax.add_patch(_arrow((x - gap, middle), (x, middle)))
        block(f"Z^{{[{l}]}}", (m, n[l]), x, 0, ENTRY)
        ax.add_patch(_arrow((x + n[l] / 2, m + 1.6), (x + n[l] / 2, m)))
        block(f"W^{{[{l}]}}", (n[l - 1], n[l]), x, m + 1.6, COLUMN)
        x += n[l] + gap
        ax.add_patch(_arrow((x - gap, middle), (x, middle)))
        ax.text(x - 1, middle + 0.4, f"$g^{{[{l}]}}$", ha="center")
        block(f"A^{{[{l}]}}", (m, n[l]), x, 0, FORWARD)
    block("Y", (m, n[L]), x + n[L] + gap, 0, DATA)
    right, top = x + 2 * n[L] + gap + 1, m + 4.2 + max(n.values())
    ax.set(xlim=(-0.5, right), ylim=(-3, top), aspect="equal")
    ax.axis("off")
    return ax


def times(m: ArrayLike, seconds: Mapping[str, ArrayLike]) -> Axes:
    """Draw the seconds that each named way takes against the number of examples m."""
    _, ax = plt.subplots()
    for (name, t), marker in zip(seconds.items(), "os^D", strict=False):
        ax.loglog(np.asarray(m), np.asarray(t), marker=marker, label=name)
    ax.set(xlabel=say("number of examples $m$"), ylabel=say("seconds"))
    ax.legend()
    return ax
