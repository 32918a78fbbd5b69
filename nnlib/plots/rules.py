"""What a rule does to each matrix, and how good central differences are (chapter 3)."""

from __future__ import annotations

from collections.abc import Mapping

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch
from numpy.typing import ArrayLike

from nnlib.checks import Array
from nnlib.language import say
from nnlib.plots.matrices import Cells, draw_matrix
from nnlib.plots.style import BACKWARD, FORWARD, INK
from nnlib.rules import Rule

# In inches: the least width of a column, between columns, above a matrix. Small, so
# that the numbers stay legible when a phone shrinks the picture to its own width.
COLUMN, GAP, TITLE = 1.0, 0.58, 0.7


def draw_rule(
    rule: Rule,
    U: Array,
    dG: ArrayLike,
    entry: tuple[int, int],
    formula: str,
    *,
    symbols: tuple[str, str] = ("U", "G"),
    factor: tuple[str, Array, Cells] | None = None,
    decimals: int = 0,
) -> Figure:
    """Draw a rule: above, U and G(U); beneath, df/dU and df/dG, each by its shape.

    One entry of U is framed, and every entry of G that moves with it. Beneath, the
    same entries of df/dG are framed, and the entry of df/dU that they make.

    Parameters
    ----------
    rule, U, dG : the rule, its input, and df/dG, of the shape of G(U).
    entry : the entry of U to follow, as (row, column) counted from 0.
    formula : G(U) in matplotlib's mathematics, such as ``"U K"``.
    symbols : the names of the variable and of the value.
    factor : a name, the matrix that holds the factors dG_st / dU_ij, and its framed
        cells; None if they are all the same number.
    decimals : digits after the point in each cell.
    """
    G, dU = np.atleast_2d(rule.G(U)), rule.pullback(U, dG)
    delta_U = np.zeros(U.shape)
    delta_U[entry] = 1e-3
    moved = np.argwhere(np.atleast_2d(rule.G(U + delta_U)) != G)
    reached = [(int(s), int(t)) for s, t in moved]
    variable, value = symbols

    cell = 0.36 + 0.05 * decimals
    columns = [U.shape[1], factor[1].shape[1] if factor else 0, G.shape[1]]
    widths = [max(cell * count, COLUMN) for count in columns]
    upper = cell * max(len(U), len(G))
    lower = max(upper, cell * len(factor[1])) if factor else upper
    width, height = sum(widths) + 2 * GAP, upper + lower + 2 * TITLE
    centres = np.cumsum([widths[0] / 2, *(GAP + np.add(widths[:-1], widths[1:]) / 2)])
    top, bottom = lower + TITLE + upper / 2, lower / 2

    fig = plt.figure(figsize=(width, height), layout="none")

    def place(column: int, y: float, M: Array, name: str, lit: Cells, c: str) -> None:
        w, h = cell * M.shape[1], cell * M.shape[0]
        corner = (centres[column] - w / 2) / width, (y - h / 2) / height
        ax = fig.add_axes((*corner, w / width, h / height))
        draw_matrix(ax, M, f"${name}$", decimals=decimals, lit=lit, lit_colour=c)

    def arrow(y: float, start: int, end: int, colour: str, word: str = "") -> None:
        away = np.sign(end - start)
        tail = centres[start] + away * (cell * columns[start] / 2 + 0.1)
        head = centres[end] - away * (cell * columns[end] / 2 + 0.1)
        ends = [(x / width, y / height) for x in (tail, head)]
        line = FancyArrowPatch(*ends, arrowstyle="-|>", mutation_scale=16, lw=2)
        line.set_color(colour)
        fig.add_artist(line)
        fig.text((tail + head) / 2 / width, (y + 0.1) / height, word, ha="center")

    place(0, top, U, variable, [entry], FORWARD)
    place(2, top, G, f"{value} = {formula}", reached, FORWARD)
    arrow(top, 0, 2, FORWARD, "forward")
    place(0, bottom, dU, rf"\partial f / \partial {variable}", [entry], BACKWARD)
    df_dG = np.atleast_2d(np.asarray(dG, dtype=float))
    place(2, bottom, df_dG, rf"\partial f / \partial {value}", reached, BACKWARD)
    if factor:
        name, M, cells = factor
        place(1, bottom, M, name, cells, BACKWARD)
        arrow(bottom, 2, 1, BACKWARD, "back")
        arrow(bottom, 1, 0, BACKWARD)
    else:
        arrow(bottom, 2, 0, BACKWARD, "back")
    return fig


def errors_against_step(
    h: ArrayLike, errors: Mapping[str, ArrayLike], predicted: Mapping[str, ArrayLike]
) -> Axes:
    """Draw errors of difference quotients against their step h, both axes logarithmic.

    Parameters
    ----------
    h : the steps.
    errors : a name for each list of measured errors, one for each step: markers.
    predicted : a name for each list of errors that theory predicts: lines.
    """
    _, ax = plt.subplots()
    for marker, (name, error) in zip("os^v", errors.items(), strict=False):
        ax.loglog(h, error, marker, label=name)
    for style, (name, error) in zip(("-", "--", ":"), predicted.items(), strict=False):
        ax.loglog(h, error, style, color=INK, linewidth=1.3, label=name)
    ax.set_xlabel(say("step $h$"))
    ax.set_ylabel(say("error"))
    ax.legend()
    return ax
