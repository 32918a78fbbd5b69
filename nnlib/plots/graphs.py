"""The graph of a computation, drawn from its tape ("From rules to any network")."""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

from nnlib.language import say
from nnlib.plots.style import FORWARD, INK, PALE
from nnlib.tape import Node

WIDE, HIGH = 0.7, 0.5
"""A box; its neighbours should stand 1.6 or more to the side, or 1 above."""


def draw_graph(ax: Axes, places: Mapping[Node, tuple[str, float, float]]) -> None:
    """Draw matrices of a tape as boxes, with an arrow from each to what it made.

    An arrow says by which rule, with its own start as the variable U. Where several
    arrows leave a matrix, as many contributions come back to it. Matrices that were
    given, not made, are shaded.

    Parameters
    ----------
    places : for each node that is to be drawn its symbol, in matplotlib's mathematics,
        and where its centre stands: to the right, and up.
    """
    boxes = {}
    for node, (symbol, x, y) in places.items():
        size = " × ".join(map(str, np.shape(node.value))) or say("a number")
        boxes[node] = FancyBboxPatch(
            (x - WIDE / 2, y - HIGH / 2),
            WIDE,
            HIGH,
            "round,pad=0.04,rounding_size=0.08",
            fc="white" if node.made_by else PALE,
            ec=INK,
            lw=1.3,
            zorder=3,
        )
        ax.add_patch(boxes[node])
        ax.text(x, y + 0.09, symbol, ha="center", va="center", fontsize=13, zorder=4)
        ax.text(x, y - 0.17, size, ha="center", va="center", fontsize=9, zorder=4)
    for node in places:
        rules: dict[Node, list[str]] = {}
        for rule, U in node.made_by:
            rules.setdefault(U, []).append(spelt(rule.name))
        for U in rules.keys() & places.keys():
            (x0, y0), (x1, y1) = places[U][1:], places[node][1:]
            ax.add_patch(
                FancyArrowPatch(
                    (x0, y0),
                    (x1, y1),
                    arrowstyle="-|>",
                    mutation_scale=12,
                    patchA=boxes[U],
                    patchB=boxes[node],
                    shrinkA=0,
                    shrinkB=0,
                    color=FORWARD,
                    lw=1.5,
                    zorder=2,
                )
            )
            ax.text(
                (x0 + x1) / 2,
                (y0 + y1) / 2,
                ", ".join(rules[U]),
                ha="center",
                va="center",
                fontsize=10,
                bbox={"fc": ax.get_facecolor(), "ec": "none", "pad": 1},
                zorder=2.5,
            )
    across = [x for _, x, _ in places.values()]
    up = [y for _, _, y in places.values()]
    ax.set_xlim(min(across) - WIDE / 2 - 0.15, max(across) + WIDE / 2 + 0.15)
    ax.set_ylim(min(up) - HIGH / 2 - 0.15, max(up) + HIGH / 2 + 0.15)
    ax.set_axis_off()


def spelt(name: str) -> str:
    """Return the name of a rule as matplotlib sets it: symbols in mathematics."""
    if re.search("[a-z]{3}", name.replace("odot", "")):
        return name
    symbols = name.replace("odot", r"\odot").replace("||", r"\|")
    return f"${symbols}$"
