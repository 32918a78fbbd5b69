"""A chain of numbers, each made from the one before: walked forward, and back."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.patches import Circle

from nnlib.language import say
from nnlib.plots.style import BACKWARD, FORWARD, INK

GAP, RADIUS = 2.0, 0.4
ROWS = {"forward": 0.85, "back": -1.0}
"""How high the values and the derivatives stand, above and below the chain."""


def draw_chain(
    ax: Axes,
    names: Sequence[str],
    values: Sequence[float],
    factors: Sequence[tuple[str, float]],
) -> None:
    """Draw a chain of numbers that ends at f, with what is computed on both ways.

    Above each number stands its value. Below it stands the derivative of the last
    number with respect to it, which is 1 at the end, and on the way back is multiplied
    by one factor a link.

    Parameters
    ----------
    names, values : of each number, from the first to the last; names are mathematics.
    factors : for each link the derivative of its end with respect to its beginning, as
        mathematics and as a number; one fewer than the names.
    """
    derivative = 1.0
    for k in reversed(range(len(names))):
        x = k * GAP
        if k < len(factors):
            symbol, factor = factors[k]
            derivative *= factor
            _arrow(ax, x + RADIUS, x + GAP - RADIUS, 0, INK)
            _arrow(ax, x + GAP - 0.3, x + 0.3, ROWS["back"], BACKWARD)
            _words(ax, x + GAP / 2, ROWS["back"] + 0.12, f"$\\times\\, {factor:g}$")
            _words(ax, x + GAP / 2, 0.1, f"${symbol}$", size=10)
        ax.add_patch(Circle((x, 0), RADIUS, fc="white", ec=INK, lw=1.5, zorder=3))
        _words(ax, x, 0, f"${names[k]}$", va="center")
        _words(ax, x, ROWS["forward"], f"${values[k]:g}$", FORWARD, "center")
        _words(ax, x, ROWS["back"], f"${derivative:g}$", BACKWARD, "center")
    for row, y in ROWS.items():
        colour = FORWARD if row == "forward" else BACKWARD
        named = say("forward") if row == "forward" else say("back")
        _words(ax, -1.2, y, named, colour, "center")
    ax.set(xlim=(-1.9, (len(names) - 1) * GAP + 0.6), ylim=(-1.5, 1.3), aspect="equal")
    ax.set_axis_off()


def _words(
    ax: Axes,
    x: float,
    y: float,
    text: str,
    colour: str = INK,
    va: str = "bottom",
    size: int = 13,
) -> None:
    ax.text(x, y, text, ha="center", va=va, fontsize=size, color=colour, zorder=4)


def _arrow(ax: Axes, x0: float, x1: float, y: float, colour: str) -> None:
    look = {"arrowstyle": "-|>", "color": colour, "lw": 1.3, "shrinkA": 0, "shrinkB": 0}
    ax.annotate("", (x1, y), (x0, y), arrowprops=look, zorder=2)
