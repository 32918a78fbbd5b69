"""The two passes through a network: values flow forward, derivatives flow back."""

from __future__ import annotations

from collections.abc import Sequence

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from numpy.typing import ArrayLike

from nnlib.backprop import backprop
from nnlib.checks import Array
from nnlib.language import say
from nnlib.network import Network
from nnlib.plots.matrices import draw_matrix
from nnlib.plots.style import BACKWARD, FORWARD, INK

Point = tuple[float, float]

WEIGHTS, VALUES, DERIVATIVES, WANTED = 0.0, 1.08, 2.72, 4.5
"""Where the four columns of `draw_passes` stand; layer l is at height -2 l."""

WIDE, HIGH = 0.4, 0.31
"""Half a box's width and height."""


def draw_passes(ax: Axes, n: Sequence[int], m: int) -> None:
    """Draw the shapes of a network's forward pass, going down, and backward pass, up.

    Each derivative stands beside the matrix it belongs to and has its shape. Solid
    arrows are the forward pass, dashed ones the backward pass; each says what is done
    to the matrix it comes from, the dashed ones also by which rule.

    Parameters
    ----------
    ax : about 5.6 inches wide, and 2 inches for each layer and 2 more high.
    n : the number of nodes n^[0], .., n^[L].
    m : the number of examples.
    """
    bottom = -2.0 * (len(n) - 1)
    for l, nodes in enumerate(n):
        y, k = -2.0 * l, f"^{{[{l}]}}"
        size = f"{m} × {nodes}"
        _box(ax, VALUES, y, f"$A{k}$\n{size}")
        if l == 0:
            continue
        _box(ax, VALUES, y + 1, f"$Z{k}$\n{size}")
        _arrow(ax, (VALUES, y + 2 - HIGH), (VALUES, y + 1 + HIGH))
        _arrow(ax, (VALUES, y + 1 - HIGH), (VALUES, y + HIGH))
        _label(ax, VALUES + 0.07, y + 1.5, rf"$\cdot\, W{k}$")
        _label(ax, VALUES + 0.07, y + 0.5, f"$g{k}$")

        _box(ax, DERIVATIVES, y, rf"$\partial f/\partial A{k}$" + f"\n{size}", True)
        _box(ax, DERIVATIVES, y + 1, rf"$\partial f/\partial Z{k}$" + f"\n{size}", True)
        _arrow(ax, (DERIVATIVES, y + HIGH), (DERIVATIVES, y + 1 - HIGH), True)
        prime = rf"$\odot\, g^{{[{l}]\prime}}(Z{k})$"
        _label(ax, DERIVATIVES - 0.07, y + 0.5, prime, ha="right")
        _label(ax, DERIVATIVES + 0.07, y + 0.5, say("elementwise"), 9)
        if l > 1:
            _arrow(ax, (DERIVATIVES, y + 1 + HIGH), (DERIVATIVES, y + 2 - HIGH), True)
            factor = rf"$\cdot\, W^{{[{l}]\top}}$"
            _label(ax, DERIVATIVES - 0.07, y + 1.5, factor, ha="right")
            _label(ax, DERIVATIVES + 0.07, y + 1.5, say("right multiplication"), 9)

        size = f"{n[l - 1]} × {nodes}"
        _box(ax, WEIGHTS, y + 1, f"$W{k}$\n{size}")
        _box(ax, WANTED, y + 1, rf"$\partial f/\partial W{k}$" + f"\n{size}", True, 3)
        _arrow(ax, (WEIGHTS + WIDE, y + 1), (VALUES - WIDE, y + 1))
        _arrow(ax, (DERIVATIVES + WIDE, y + 1), (WANTED - WIDE, y + 1), True)
        x = (DERIVATIVES + WANTED) / 2
        factor = rf"$A^{{[{l - 1}]\top}}\, \cdot$"
        _label(ax, x, y + 1.2, factor, ha="center")
        _label(ax, x, y + 0.75, say("left\nmultiplication"), 9, ha="center")

    middle = (VALUES + DERIVATIVES) / 2
    _box(ax, middle, bottom - 1, f"$f$\n{say('a number')}")
    _arrow(ax, (VALUES, bottom - HIGH), (middle - WIDE, bottom - 1))
    _arrow(ax, (middle + WIDE, bottom - 1), (DERIVATIVES, bottom - HIGH), True)
    _label(ax, VALUES + 0.1, bottom - 0.9, say("loss"), ha="right")
    _label(ax, DERIVATIVES, bottom - 0.8, say("scaling,\nnorm, sum"), 9)
    _label(ax, VALUES, 0.6, say("forward pass ↓"), ha="center")
    _label(ax, DERIVATIVES, 0.6, say("backward pass ↑"), ha="center")
    _label(ax, WANTED, 0.6, say("wanted"), ha="center")
    ax.set(xlim=(-0.45, WANTED + 0.45), ylim=(bottom - 1.4, 0.8))
    ax.set_axis_off()


def draw_derivatives(network: Network, X: ArrayLike, Y: ArrayLike) -> Figure:
    """Draw every matrix of one forward and one backward pass, numbers inside.

    Above stand the matrices in the order in which the forward pass makes them, and
    beneath each the derivative of the loss with respect to it, in whole numbers.

    Parameters
    ----------
    network : a small one: two layers, at most three nodes in each.
    X, Y : a few examples and their targets.
    """
    d = backprop(network, X, Y)
    columns: list[tuple[str, Array, Array | None]] = [("A^{[0]}", d.A[0], None)]
    for l in network.W:
        columns.append((f"W^{{[{l}]}}", network.W[l], d.dW[l]))
        columns.append((f"Z^{{[{l}]}}", d.Z[l], d.dZ[l]))
        columns.append((f"A^{{[{l}]}}", d.A[l], d.dA[l]))
    figure, axes = plt.subplots(
        2,
        len(columns),
        figsize=(7, 3.6),
        width_ratios=[max(M.shape[1], 1.4) for _, M, _ in columns],
    )
    for (symbol, M, dM), (above, below) in zip(columns, axes.T, strict=True):
        draw_matrix(above, M, f"${symbol}$", decimals=0)
        if dM is None:
            below.set_axis_off()
        else:
            title = rf"$\dfrac{{\partial f}}{{\partial {symbol}}}$"
            draw_matrix(below, dM, title, decimals=0)
    return figure


def _box(
    ax: Axes, x: float, y: float, text: str, back: bool = False, lw: float = 1.5
) -> None:
    corner = (x - WIDE, y - HIGH)
    box = Rectangle(corner, 2 * WIDE, 2 * HIGH, fc="white", lw=lw)
    box.set(edgecolor=_colour(back), linestyle=_dashes(back))
    ax.add_patch(box)
    ax.text(x, y, text, ha="center", va="center", color=INK)


def _arrow(ax: Axes, start: Point, end: Point, back: bool = False) -> None:
    arrow = {"arrowstyle": "-|>", "lw": 2, "shrinkA": 0, "shrinkB": 0}
    arrow |= {"color": _colour(back), "linestyle": _dashes(back)}
    ax.annotate("", end, start, arrowprops=arrow)


def _colour(back: bool) -> str:
    return BACKWARD if back else FORWARD


def _dashes(back: bool) -> str:
    return "--" if back else "-"


def _label(
    ax: Axes, x: float, y: float, text: str, size: float = 11, ha: str = "left"
) -> None:
    ax.text(x, y, text, ha=ha, va="center", fontsize=size, color=INK)
