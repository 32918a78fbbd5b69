"""Drawings of one neuron and of a network, with the symbols of the book."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Circle, FancyBboxPatch

from nnlib.backprop import Derivatives
from nnlib.checks import Array
from nnlib.language import say
from nnlib.plots.style import BACKWARD, BLUE, INK, ORANGE, PALE

RADIUS = 0.32
GAP = 2.6
"""From the centre of one layer to the next; nodes of a layer are 1 apart."""


def draw_neuron(ax: Axes) -> None:
    """Draw one neuron: n inputs, a weight on each, the sum z, then a = g(z).

    The picture shows the two steps inside a neuron and the symbol of each quantity.
    """
    for k, y in [("1", 3.0), ("2", 2.0), ("n", 0.0)]:
        ax.plot([0, 3.4], [y, 1.5], color=INK, lw=1.5, ls="-", zorder=1)
        _label(ax, 1.6, y + (1.5 - y) * 1.6 / 3.4, f"$w_{k}$")
        _node(ax, 0, y, f"$x_{k}$", face=PALE)
    _words(ax, 0, 0.85, r"$\vdots$", "bottom")
    box = "round,pad=0.3,rounding_size=0.4"
    ax.add_patch(FancyBboxPatch((2.6, 0.3), 3.6, 1.9, box, fc=PALE, ec=INK, zorder=0))
    _words(ax, 4.4, 2.65, say("one neuron"), "bottom")
    for x, symbol, step in [(3.4, "z", r"z = x^{\!\top}w"), (5.5, "a", "a = g(z)")]:
        _node(ax, x, 1.5, f"${symbol}$", radius=0.5)
        _words(ax, x, 0.75, f"${step}$", "top")
    _arrow(ax, 3.9, 5.0, 1.5)
    _words(ax, 4.45, 1.6, "$g$", "bottom")
    _arrow(ax, 6.0, 7.3, 1.5)
    _words(ax, 0, -0.45, say("inputs"), "top")
    _words(ax, 1.6, -0.45, say("weights"), "top")
    _words(ax, 7.1, 1.6, say("output"), "bottom")
    _frame(ax, (-0.6, 7.8), (-0.9, 3.4))


def draw_network(
    ax: Axes,
    n: Sequence[int],
    W: Mapping[int, Array] | None = None,
    *,
    numbers: bool = False,
) -> None:
    """Draw a network: a column of nodes for each layer, an edge for each weight.

    Above each layer stands its number l with n^[l], below it a^[l], and below the
    edges W^[l] with its shape. With weights given, an edge is as wide as its weight is
    large, solid for a positive one and dashed for a negative one.

    Parameters
    ----------
    n : the number of nodes n^[0], .., n^[L], each at most about eight.
    W : the weights, ``W[l]`` of shape n^[l-1] x n^[l], as in ``Network.W``.
    numbers : whether to write each weight on its edge; for small networks.
    """
    L, top = len(n) - 1, (max(n) - 1) / 2
    largest = max((float(np.abs(M).max()) for M in W.values()), default=0) if W else 0
    for l in range(1, L + 1):
        # Numbers stand where the edges have fanned out.
        t = 0.28 if n[l] < n[l - 1] else 0.72
        for i, j in np.ndindex(n[l - 1], n[l]):
            y0, y1 = _height(n[l - 1], i), _height(n[l], j)
            ends = [(l - 1) * GAP, l * GAP], [y0, y1]
            if W is None:
                ax.plot(*ends, color=INK, lw=0.9, ls="-", zorder=1)
                continue
            w = float(W[l][i, j])
            colour, style = (BLUE, "-") if w >= 0 else (ORANGE, "--")
            width = 5 * abs(w) / (largest or 1)
            ax.plot(*ends, color=colour, ls=style, lw=width, zorder=1)
            if numbers:
                _label(ax, (l - 1 + t) * GAP, y0 + t * (y1 - y0), f"${w:g}$")
        shape = f"$W^{{[{l}]}}$\n{n[l - 1]} × {n[l]}"
        _words(ax, (l - 0.5) * GAP, -top - 0.65, shape, "top")
    for l, nodes in enumerate(n):
        for i in range(nodes):
            symbol = f"$a_{{{i + 1}}}^{{[{l}]}}$" if l else f"$x_{{{i + 1}}}$"
            _node(ax, l * GAP, _height(nodes, i), symbol, "white" if l else PALE)
        count = f"{say('layer {l}', l=l)}\n$n^{{[{l}]}} = {nodes}$"
        _words(ax, l * GAP, top + 0.5, count, "bottom")
        a = f"$a^{{[{l}]}}$" if l else "$x = a^{[0]}$"
        _words(ax, l * GAP, -top - 0.65, a, "top")
    if nodes == 1:
        _arrow(ax, L * GAP + RADIUS, L * GAP + 1.1, 0)
        _words(ax, L * GAP + 1.35, 0, r"$\hat{y}$", "center")
    _frame(ax, (-0.8, L * GAP + (1.6 if nodes == 1 else 0.8)), (-top - 1.6, top + 1.4))


def draw_shares(ax: Axes, W: Mapping[int, Array], d: Derivatives, i: int) -> None:
    """Draw a network with what both passes give one example.

    In each node stands its activation and on each edge its weight. In the colour of the
    backward pass, df/dz stands beneath a node, and beneath a weight the example's share
    of df/dw: the activation at the edge's beginning times df/dz at its end. The shares
    of all examples add up to df/dW.

    Parameters
    ----------
    W : the weights, of a network of at most three nodes a layer.
    d : what `backprop` returned for them.
    i : the number of the example, from 0.
    """
    L, tall = len(W), 2.0
    for l in range(L + 1):
        nodes = d.A[l].shape[1]
        for k in range(nodes):
            x, y = l * 1.4 * GAP, tall * _height(nodes, k)
            _node(ax, x, y, f"${d.A[l][i, k]:g}$", "white" if l else PALE, 0.4)
            if l:
                _label(ax, x, y - 0.68, f"${d.dZ[l][i, k]:g}$", BACKWARD)
        if l == 0:
            continue
        before = W[l].shape[0]
        for (j, k), w in np.ndenumerate(W[l]):
            y0, y1 = tall * _height(before, j), tall * _height(nodes, k)
            x0 = (l - 1) * 1.4 * GAP
            ax.plot([x0, x0 + 1.4 * GAP], [y0, y1], color=INK, lw=1, ls="-", zorder=1)
            # Edges that cross do so in the middle: their numbers stand before it.
            t = 0.5 if before != nodes or j == k else 0.3
            x, y = x0 + t * 1.4 * GAP, y0 + t * (y1 - y0)
            _label(ax, x, y + 0.16, f"${w:g}$")
            share = d.A[l - 1][i, j] * d.dZ[l][i, k] + 0.0  # no -0
            _label(ax, x, y - 0.16, f"${share:g}$", BACKWARD)
    most = max(A.shape[1] for A in d.A.values())
    half = tall * (most - 1) / 2 + 1
    _frame(ax, (-0.6, L * 1.4 * GAP + 0.6), (-half, half - 0.4))


def _height(nodes: int, i: int) -> float:
    return (nodes - 1) / 2 - i


def _node(
    ax: Axes,
    x: float,
    y: float,
    symbol: str,
    face: str = "white",
    radius: float = RADIUS,
) -> None:
    ax.add_patch(Circle((x, y), radius, fc=face, ec=INK, lw=1.5, zorder=3))
    ax.text(x, y, symbol, ha="center", va="center", fontsize=14, zorder=4)


def _label(ax: Axes, x: float, y: float, text: str, color: str = INK) -> None:
    box = {"fc": "white", "ec": "none", "pad": 1.5}
    center = {"ha": "center", "va": "center"}
    ax.text(x, y, text, center, fontsize=13, color=color, bbox=box, zorder=2)


def _words(ax: Axes, x: float, y: float, text: str, va: str) -> None:
    ax.text(x, y, text, ha="center", va=va, fontsize=13, linespacing=1.3, zorder=4)


def _arrow(ax: Axes, x0: float, x1: float, y: float) -> None:
    look = {"arrowstyle": "-|>", "color": INK, "lw": 1.5, "shrinkA": 0, "shrinkB": 0}
    ax.annotate("", (x1, y), (x0, y), arrowprops=look, zorder=4)


def _frame(ax: Axes, x: tuple[float, float], y: tuple[float, float]) -> None:
    ax.set(xlim=x, ylim=y, aspect="equal")
    ax.set_axis_off()
