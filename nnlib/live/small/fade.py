"""Derivatives that fade on their way back, and weights against it (chapter 4)."""

from __future__ import annotations

import functools

import numpy as np

from nnlib.backprop import backprop
from nnlib.live import Axis, Chart, Figure, Formula, Line, Points, Slider
from nnlib.live.figure import Arrays
from nnlib.network import Network

LAYERS, WIDTH = 8, 8
TIMES = [1, 1.2, 1.4, 1.7, 2, 2.5, 3, 4, 5, 7, 10]
FUNCTIONS = {"sigmoid": "sigmoid", "tanh": "tanh", "relu": "ReLU"}
RNG = np.random.default_rng(0)
X, Y = 2 * RNG.random((50, WIDTH)) - 1, RNG.random((50, 1))


def fade() -> Figure:
    """Return the figure: the size of df/dW in eight layers, for weights of any size."""
    marks = [
        mark
        for colour, (g, name) in enumerate(FUNCTIONS.items(), start=1)
        for mark in (
            Line("layers", f"size_{g}", name, colour),
            Points("layers", f"size_{g}", "", colour),
        )
    ]
    return Figure(
        name="fade",
        title="How derivatives fade",
        question="Make the weights larger. How far does the sigmoid's line come up, "
        "and why no further? Why does that of ReLU hardly move?",
        compute=_compute,
        controls=[Slider("times", "all weights, times", TIMES, 1.0, log=True)],
        drawings=[
            Chart(
                "The size of ∂*f*/∂*W*^{[l]}, where layer 8 has 1",
                Axis("layer l", (1, LAYERS)),
                Axis("size", (1e-6, 100), log=True),
                marks,
                width=1.5,
            ),
            Formula(
                [
                    "The mean of *g*^{[l]}′(*Z*^{[l]}):",
                    *(f"{name} <prime_{g}:3>" for g, name in FUNCTIONS.items()),
                    "Layer 1 has, where layer 8 has 1:",
                    *(f"{name} <size_{g}[0]:2s>" for g, name in FUNCTIONS.items()),
                ],
                width=1.1,
            ),
        ],
        summary="weights times <times:1>: where layer 8 has 1, layer 1 has with "
        "sigmoid <size_sigmoid[0]:2s|was>; with tanh <size_tanh[0]:2s|was>; with ReLU "
        "<size_relu[0]:2s|was>",
        alt="The size of df/dW in eight layers, on a logarithmic axis. With tanh and "
        "ReLU it stays within a factor of ten. With the sigmoid it falls, from layer 8 "
        "to layer 1, to about three millionths.",
        small=True,
    )


@functools.cache
def _passes(g: str, times: float) -> Arrays:
    """Return the size of df/dW, layer by layer, and the mean of g' in hidden layers."""
    network = Network([WIDTH] * LAYERS + [1], [g] * (LAYERS - 1) + ["identity"], seed=1)
    network.W = {l: times * W for l, W in network.W.items()}
    d = backprop(network, X, Y)
    sizes = np.sqrt([(d.dW[l] ** 2).mean() for l in network.W])
    slopes = [network.g[l].prime(d.Z[l]).mean() for l in range(1, LAYERS)]
    return {f"size_{g}": sizes / sizes[-1], f"prime_{g}": np.array([np.mean(slopes)])}


def _compute(times: float) -> Arrays:
    arrays = {"layers": np.arange(1.0, LAYERS + 1)}
    for g in FUNCTIONS:
        arrays |= _passes(g, times)
    return arrays
