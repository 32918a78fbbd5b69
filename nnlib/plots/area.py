"""A product as an area that grows along both sides (chapter 3)."""

from __future__ import annotations

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from nnlib.plots.style import BLUE, INK, ORANGE, PALE


def growing_area(u: float, v: float, delta_u: float, delta_v: float) -> Axes:
    """Draw u v as a rectangle, and what is added when both sides grow.

    Parameters
    ----------
    u, v : its width and its height, both positive.
    delta_u, delta_v : by how much they grow, both positive.
    """
    _, ax = plt.subplots(figsize=(5, 3))
    for x, y, width, height, colour, hatch, name in [
        (0, 0, u, v, PALE, "", "$u v$"),
        (u, 0, delta_u, v, BLUE, "//", r"$\delta u\, v$"),
        (0, v, u, delta_v, BLUE, "\\\\", r"$u\, \delta v$"),
        (u, v, delta_u, delta_v, ORANGE, "", r"$\delta u\, \delta v$"),
    ]:
        tile = Rectangle((x, y), width, height, facecolor=colour, hatch=hatch)
        tile.set(edgecolor=INK, alpha=1 if colour == PALE else 0.45)
        ax.add_patch(tile)
        middle = x + width / 2, y + height / 2
        plate = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}
        ax.annotate(name, middle, ha="center", va="center", bbox=plate, size=13)
    edge = 0.01 * u  # so that the outline is not cut in half
    ax.set(xlim=(-edge, u + delta_u + edge), ylim=(-edge, v + delta_v + edge))
    ax.set_aspect("equal")
    ax.axis("off")
    return ax
