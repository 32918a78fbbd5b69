"""The function a network computes, node by node and weight by weight (chapter 1)."""

from __future__ import annotations

import numpy as np

from nnlib.activations import KNOWN
from nnlib.data import add_ones
from nnlib.live import (
    Axis,
    Chart,
    Choice,
    Figure,
    Formula,
    Line,
    Matrix,
    Network,
    Points,
    Slider,
)
from nnlib.live.figure import Arrays
from nnlib.network import Network as NeuralNetwork
from nnlib.network import forward

WIDEST = 6
X = add_ones(np.linspace(-2, 2, 41).reshape(-1, 1))
AT = 30  # the row of X with x = 1, for which the sums are written out
TURNED = {
    "W₁₁ of layer 1": (1, 0, 0),
    "W₂₁ of layer 1": (1, 1, 0),
    "W₁₁ of layer 2": (2, 0, 0),
}
"""The weights a reader can turn, all of them node 1's: layer, row, column."""


def function() -> Figure:
    """Return the figure: a network with random weights, of which one can be turned."""
    others = [
        Line("x", f"share{k}", "" if k > 2 else "other nodes", 0, thin=True)
        for k in range(2, WIDEST + 1)
    ]
    return Figure(
        name="function",
        title="A network's function",
        question="What does one more hidden node add? Turn each weight of node 1: "
        "which moves its bend, and which only stretches its share? Can the function "
        "bend at all if *g*^{[1]} is the identity?",
        compute=_compute,
        controls=[
            Slider("width", "hidden nodes", [1, 2, 4, WIDEST], 4, digits=0, whole=True),
            Choice("g", "activation *g*^{[1]}", list(KNOWN), "tanh"),
            Slider("scale", "scale of *W*^{[1]}", [1, 2, 4], 2, digits=1),
            Slider("seed", "seed", [9, 68, 129], 129, digits=0, whole=True),
            Choice("turned", "weight to turn", list(TURNED), "W₁₁ of layer 1"),
            Slider("added", "added to it", [-2, -1, -0.5, 0, 0.5, 1, 2], 0.0),
        ],
        drawings=[
            Chart(
                "The network's function",
                Axis("x", (-2, 2)),
                Axis("", (-2.5, 2.5)),
                [
                    Line("x", "curve", "prediction *ŷ*, the sum of all shares", 1),
                    Points("at", "y_at", "", 1),
                ],
                width=1.2,
            ),
            Chart(
                "The share of each hidden node",
                Axis("x", (-2, 2)),
                Axis("", (-2.5, 2.5)),
                [
                    *others,
                    Line("x", "share1", "node 1", 2),
                    Points("at", "share1_at", "", 2),
                ],
                width=1.2,
            ),
            Network(
                "Weights as a diagram",
                ["W1", "W2"],
                ["1, x", "hidden", "ŷ"],
                width=1.2,
            ),
            Matrix("*W*^{[1]}", "W1", "lit1", limit=5, trim=True, width=1.04),
            Matrix("*W*^{[2]}", "W2", "lit2", limit=1, trim=True, width=0.36),
            Formula(
                [
                    "Node 1's share is *g*^{[1]}(*W*_{11}^{[1]} + *x* *W*_{21}^{[1]}) "
                    "*W*_{11}^{[2]}.",
                    "At *x* = 1: <g>(<W1[0]:2> + <W1[6]:2>) · <W2[0]:2>",
                    "= <a1_at:2> · <W2[0]:2> = <share1_at:2>",
                ],
                width=1.4,
            ),
            Formula(
                {name: [_turned(*place)] for name, place in TURNED.items()},
                by="turned",
                width=1,
                told=["turned", "added"],
            ),
            Formula({str(n): _sum(n) for n in range(1, WIDEST + 1)}, by="width"),
        ],
        summary="at x = 1 node 1's share is <share1_at:2|was> and the prediction "
        "<y_at:2|was>",
        alt="The function of a network with four hidden nodes, a smooth bump; the four "
        "steps that add up to it; its weights as a diagram and as two matrices.",
    )


def _turned(l: int, row: int, column: int) -> str:
    """Return the line that turns a weight."""
    return f"*W*_{{{row + 1}{column + 1}}}^{{[{l}]}} = <before:2> + <added:2> = <now:2>"


def _sum(width: int) -> list[str]:
    """Return the sum of the shares in two lines, so that it fits a narrow screen."""
    shares = [f"<share{k}_at:2>" for k in range(1, width + 1)]
    lines = ["At *x* = 1: *ŷ* = " + " + ".join(shares[:3])]
    if width > 3:
        lines.append("+ " + " + ".join(shares[3:]))
    lines[-1] += " = <y_at:2>"
    return lines


def _compute(
    width: int, g: str, scale: float, seed: int, turned: str, added: float
) -> Arrays:
    network = NeuralNetwork([2, WIDEST, 1], [g, "identity"], seed=seed)
    lit = {l: np.zeros_like(W) for l, W in network.W.items()}
    # A narrower network is the first nodes of the widest, so that a node added adds.
    W = {1: scale * network.W[1][:, :width], 2: network.W[2][:width].copy()}
    layer, *place = TURNED[turned]
    lit[layer][*place] = 2
    before = W[layer][*place]
    W[layer][*place] += added
    _, A = forward(W, network.g, X)
    fill = ((0, 0), (0, WIDEST - width))
    # Layer 2 is the identity, so that the prediction is the sum of the shares.
    shares = np.pad(A[1] * W[2].T, fill, constant_values=np.nan)
    nodes = range(1, WIDEST + 1)
    return {
        "x": X[:, 1],
        "curve": A[2].ravel(),
        **{f"share{k}": shares[:, k - 1] for k in nodes},
        "at": X[[AT], 1],
        "y_at": A[2][AT],
        **{f"share{k}_at": shares[AT, k - 1 : k] for k in nodes},
        "a1_at": A[1][AT, :1],
        "W1": np.pad(W[1], fill, constant_values=np.nan),
        "W2": np.pad(W[2].T, fill, constant_values=np.nan).T,
        "lit1": lit[1],
        "lit2": lit[2],
        "before": np.array([before]),
        "now": np.array([before + added]),
    }
