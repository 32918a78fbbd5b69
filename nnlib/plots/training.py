"""Training as pictures: paths on a loss surface, fits, images, weights as images."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from nnlib.checks import Array
from nnlib.plots.curves import Predict
from nnlib.plots.style import DATA, DIVERGING, INK, MODEL

Range = tuple[float, float]


def draw_loss_surface(
    ax: Axes,
    f: Callable[[float, float], float],
    first: Range,
    second: Range,
    paths: Mapping[str, ArrayLike] | None = None,
) -> None:
    """Draw the loss of two weights as a map: lines of equal loss, darker is higher.

    A path is the weights step after step: a ring where it starts, a mark a step. What
    leaves the map is not drawn.

    Parameters
    ----------
    f : the loss, given the first and the second weight.
    first, second : from where to where each weight runs.
    paths : a name for each path, k x 2, one row a step.
    """
    across, up = np.linspace(*first, 81), np.linspace(*second, 81)
    F = np.array([[f(a, b) for a in across] for b in up])
    # As much of the map between two lines as between any others, but finer low down.
    levels = np.unique(np.quantile(F, np.linspace(0, 1, 11) ** 1.25))
    shades = plt.get_cmap("Greys")(np.linspace(0, 0.45, len(levels) - 1))
    ax.contourf(across, up, F, levels, colors=shades)
    lines = ax.contour(across, up, F, levels[1:-1], colors="#777777", linewidths=0.6)
    ax.clabel(lines, levels[2:-1:2], fontsize=9, colors=INK, fmt="%.2g")
    for marker, (name, path) in zip("os^Dv", (paths or {}).items(), strict=False):
        path = np.asarray(path)
        (drawn,) = ax.plot(*path.T, marker=marker, markersize=4, lw=1.5, label=name)
        ax.plot(*path[0], "o", ms=10, mfc="none", mec=drawn.get_color(), mew=2)
    ax.set_xlim(*first)
    ax.set_ylim(*second)
    ax.grid(False)


def fits(
    X: Array, Y: Array, models: Mapping[str, Predict], *, columns: int = 3
) -> list[Axes]:
    """Draw one panel a model, all over the same data, and return the panels' axes.

    Parameters
    ----------
    X, Y : inputs and targets, each m x 1.
    models : a title for each function from inputs, k x 1, to predictions, k x 1.
    columns : how many panels stand side by side.
    """
    axes = _panels(len(models), columns, height=2.1)
    x = np.linspace(X.min(), X.max(), 300).reshape(-1, 1)
    for ax, (name, predict) in zip(axes, models.items(), strict=True):
        ax.plot(X, Y, "o", color=DATA, alpha=0.5, markersize=3)
        ax.plot(x, predict(x), color=MODEL)
        ax.set_title(name)
        ax.set_xlabel("$x$")
        ax.set_ylabel("$y$")
        ax.label_outer()
    return axes


def images(X: Array, titles: Sequence[str], *, columns: int = 3) -> list[Axes]:
    """Draw each row of X as a square image, 0 white and 1 black, and return the axes.

    Parameters
    ----------
    X : one image a row, its pixels row after row.
    titles : what to write above each image.
    columns : how many images stand side by side.
    """
    axes = _panels(len(X), columns, height=1.9)
    side = math.isqrt(X.shape[1])
    for ax, pixels, title in zip(axes, X, titles, strict=True):
        ax.imshow(pixels.reshape(side, side), cmap="Greys", vmin=0, vmax=1)
        ax.set_title(title)
        ax.set_xticks([])
        ax.set_yticks([])
        ax.grid(False)
        ax.spines[:].set_visible(False)
    return axes


def weight_images(W: Array, titles: Sequence[str], *, columns: int = 8) -> list[Axes]:
    """Draw each column of W as a square image, and return the axes.

    The colours say the sign, and so does a mark in each square that is large: more than
    a third of the largest. They are the same in all images.

    Parameters
    ----------
    W : the weights of a layer whose inputs are pixels, row after row; a column a node.
    titles : what to write above each image.
    columns : how many images stand side by side.
    """
    axes = _panels(W.shape[1], columns, height=8.2 / columns)
    side, largest = math.isqrt(len(W)), np.abs(W).max()
    for ax, weights, title in zip(axes, W.T, titles, strict=True):
        square = weights.reshape(side, side)
        ax.imshow(square, cmap=DIVERGING, vmin=-largest, vmax=largest)
        for i, j in np.argwhere(np.abs(square) > largest / 3):
            sign = "+" if square[i, j] > 0 else "\N{MINUS SIGN}"
            shade = "white" if abs(square[i, j]) > 0.7 * largest else INK
            size = 44 / columns
            ax.text(j, i, sign, ha="center", va="center", fontsize=size, color=shade)
        ax.set_title(title)
        ax.set_xticks([])
        ax.set_yticks([])
        ax.grid(False)
    return axes


def _panels(count: int, columns: int, height: float) -> list[Axes]:
    columns = min(columns, count)
    rows = math.ceil(count / columns)
    _, grid = plt.subplots(
        rows,
        columns,
        figsize=(7, height * rows),
        sharex=True,
        sharey=True,
        squeeze=False,
    )
    for ax in grid.flat[count:]:
        ax.remove()
    return list(grid.flat[:count])
