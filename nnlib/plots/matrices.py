"""Matrices as pictures: a cell an entry, coloured by sign and size, number inside."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from nnlib.checks import Array
from nnlib.plots.style import DIVERGING, ENTRY, INK

Cells = Collection[tuple[int, int]]


def draw_matrix(
    ax: Axes,
    M: Array,
    title: str,
    *,
    limit: float | None = None,
    decimals: int | None = 1,
    lit: Cells = (),
    lit_colour: str = ENTRY,
) -> None:
    """Draw the matrix M into ax, with its title and shape above it.

    Parameters
    ----------
    M : the matrix, at most about 12 x 12 if numbers are wanted. A NaN stays empty.
    title : the symbol, in matplotlib's mathematics, such as ``"$W^{[1]}$"``.
    limit : the size of entry that gets the full colour; None takes the largest.
    decimals : digits after the point in each cell; None writes no numbers.
    lit : cells to frame, as (row, column) counted from 0.
    lit_colour : the colour of the frames.
    """
    rows, columns = M.shape
    limit = limit or float(np.nanmax(np.abs(M), initial=0)) or 1.0
    ax.imshow(M, cmap=DIVERGING, vmin=-1.6 * limit, vmax=1.6 * limit, aspect="equal")
    if decimals is not None:
        for i, j in np.argwhere(~np.isnan(M)):
            # Adding 0 turns -0.0 into 0.0.
            number = f"{np.round(M[i, j], decimals) + 0:.{decimals}f}"
            ax.text(j, i, number, ha="center", va="center", fontsize=9, color=INK)
    for i, j in lit:
        ax.add_patch(
            Rectangle(
                (j - 0.5, i - 0.5), 1, 1, fill=False, ec=lit_colour, lw=3, clip_on=False
            )
        )
    ax.set_title(f"{title}\n{rows} × {columns}")
    ax.set_xticks([])
    ax.set_yticks([])
    ax.grid(False)
    for spine in ax.spines.values():
        spine.set_visible(False)
