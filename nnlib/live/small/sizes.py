"""How large Z is, layer after layer, and df/dZ on the way back (chapter 5)."""

from __future__ import annotations

import functools
import math

import numpy as np

from nnlib.backprop import backprop
from nnlib.checks import Array
from nnlib.live import Axis, Chart, Figure, Formula, Line, Points, Slider
from nnlib.live.figure import Arrays
from nnlib.network import Network

NODES, LAYERS, NETWORKS = 100, 10, 5
FACTORS = [0.25, 0.35, 0.5, 0.7, 1, 1.4, 2, 2.8, 4, 5.6, 9]
FUNCTIONS = ("tanh", "relu")
RNG = np.random.default_rng(0)
X = 2 * RNG.random((50, NODES)) - 1
Y = RNG.random((50, NODES))


def sizes() -> Figure:
    """Return the figure: ten layers of tanh or ReLU, with first weights of any size."""
    return Figure(
        name="sizes",
        title="The size of *Z*, layer after layer",
        question="For which variance does the size stay, with tanh and with ReLU? What "
        "is the price where tanh seems to keep it, with far larger weights?",
        compute=_compute,
        controls=[
            Slider(
                "factor", "variance of the weights, times *n*", FACTORS, 1.0, log=True
            )
        ],
        drawings=[
            Chart(
                "Forward: the size of *Z*^{[l]}",
                Axis("layer l", (1, LAYERS)),
                Axis("size", (1e-4, 1e4), log=True),
                _lines("Z"),
                width=1.3,
            ),
            Chart(
                "Back: ∂*f*/∂*Z*^{[l]}, against layer 10",
                Axis("layer l", (1, LAYERS)),
                Axis("size", (1e-4, 1e4), log=True),
                _lines("dZ"),
                width=1.3,
            ),
            Formula(
                [
                    "variance <factor:2>/*n*: from layer 1 to layer 10 the size of *Z* "
                    "goes",
                    "with tanh from <Z_tanh[0]:2s> to <Z_tanh[9]:2s>,",
                    "with ReLU from <Z_relu[0]:2s> to <Z_relu[9]:2s>.",
                ]
            ),
        ],
        summary="variance <factor:2>/n: in layer 10 *Z* has with tanh the size "
        "<Z_tanh[9]:2s|was>; with ReLU <Z_relu[9]:2s|was>. Where ∂*f*/∂*Z* has 1 in "
        "layer 10, it has in layer 1 <dZ_tanh[0]:2s> with tanh and "
        "<dZ_relu[0]:2s> with ReLU",
        alt="Two charts over ten layers with variance 1/n, on logarithmic axes. "
        "Forward, the size of Z falls slowly with tanh, from 0.58 to 0.22, and with "
        "ReLU from 0.58 to 0.022. On the way back derivatives shrink to a half with "
        "tanh and to a tenth with ReLU.",
        small=True,
    )


def _lines(what: str) -> list[Line | Points]:
    names = zip(FUNCTIONS, ("tanh", "ReLU"), (1, 2), strict=True)
    return [
        mark
        for g, name, colour in names
        for mark in (
            Line("layers", f"{what}_{g}", name, colour),
            Points("layers", f"{what}_{g}", "", colour),
        )
    ]


@functools.cache
def _sizes(g: str, factor: float) -> Array:
    """Return the roots of the mean squares of all Z[l], and of all df/dZ[l]."""
    squares = np.zeros((2, LAYERS))
    for seed in range(NETWORKS):
        network = Network([NODES] * (LAYERS + 1), [g] * LAYERS, seed=seed)
        network.W = {l: math.sqrt(factor) * W for l, W in network.W.items()}
        d = backprop(network, X, Y)
        squares += [[(M[l] ** 2).mean() for l in d.Z] for M in (d.Z, d.dZ)]
    found: Array = np.sqrt(squares / NETWORKS)
    found[1] /= found[1, -1]
    return found


def _compute(factor: float) -> Arrays:
    found = {g: _sizes(g, factor) for g in FUNCTIONS}
    return {
        "layers": np.arange(1.0, LAYERS + 1),
        **{f"Z_{g}": M[0] for g, M in found.items()},
        **{f"dZ_{g}": M[1] for g, M in found.items()},
    }
