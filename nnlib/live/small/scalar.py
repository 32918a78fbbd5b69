"""Forward and back where every matrix is one number (chapter 1)."""

from __future__ import annotations

import functools

import numpy as np

from nnlib.backprop import backprop
from nnlib.live import Axis, Chart, Figure, Formula, Line, Points, Slider
from nnlib.live.figure import Arrays
from nnlib.loss import mean_squared_error
from nnlib.network import Network

X, Y, W2 = 2.0, -0.5, 1.5
WEIGHTS = [k / 10 for k in range(-20, 21)]
REACH = 0.45
"""How far the piece of the tangent reaches to either side."""


def scalar() -> Figure:
    """Return the figure: two layers of one node, and the loss over the first weight."""
    return Figure(
        name="scalar",
        title="One node a layer, forward and back",
        question="Move *w*^{[1]}. Which numbers change on the way forward, and which "
        "factors on the way back? Where is one of them so small that ∂*f*/∂*w*^{[1]} "
        "is nearly 0?",
        compute=_compute,
        controls=[Slider("w", "weight *w*^{[1]}", WEIGHTS, 0.5, digits=1)],
        drawings=[
            Formula(
                [
                    "*x* = <x:1>, *y* = <y:1>",
                    "*z*^{[1]} = *x* *w*^{[1]} = <x:1> · <w:1> = <z1:2>",
                    "*a*^{[1]} = tanh(<z1:2>) = <a1:2>",
                    "*z*^{[2]} = *a*^{[1]} *w*^{[2]} = <a1:2> · <w2:1> = <z2:2>",
                    "*a*^{[2]} = tanh(<z2:2>) = <a2:2>",
                    "*f* = (*a*^{[2]} − *y*)^{2} = <f:2>",
                ],
                title="Forward, from the top",
                width=1.1,
            ),
            Chart(
                "The loss over *w*^{[1]}, and its slope here",
                Axis("w[1]", (-2, 2)),
                Axis("f", (0, 2.5)),
                [
                    Line("ws", "curve", "*f*"),
                    Line("near", "tangent", "slope ∂*f*/∂*w*^{[1]}", 2),
                    Points("at", "f"),
                ],
                drags=("w", ""),
                width=1.4,
            ),
            Formula(
                [
                    "∂*f*/∂*w*^{[1]} = ∂*f*/∂*z*^{[1]} · *x* = <dz1:2> · <x:1> = "
                    "<dw1:2>",
                    "∂*f*/∂*z*^{[1]} = ∂*f*/∂*a*^{[1]} · tanh′(*z*^{[1]}) = <da1:2> · "
                    "<slope1:2> = <dz1:2>",
                    "∂*f*/∂*a*^{[1]} = ∂*f*/∂*z*^{[2]} · *w*^{[2]} = <dz2:2> · <w2:1> "
                    "= <da1:2>",
                    "∂*f*/∂*z*^{[2]} = ∂*f*/∂*a*^{[2]} · tanh′(*z*^{[2]}) = <da2:2> · "
                    "<slope2:2> = <dz2:2>",
                    "∂*f*/∂*a*^{[2]} = 2 (*a*^{[2]} − *y*) = <da2:2>",
                    "∂*f*/∂*f* = 1",
                ],
                title="Back, from the bottom",
                width=1.65,
            ),
            Formula(
                [
                    "2 (*a*^{[2]} − *y*) = <da2:2>",
                    "tanh′(*z*^{[2]}) = <slope2:3>",
                    "*w*^{[2]} = <w2:1>",
                    "tanh′(*z*^{[1]}) = <slope1:3>",
                    "*x* = <x:1>",
                    "<da2:2> · <slope2:3> · <w2:1> · <slope1:3> · <x:1>",
                    "= <dw1:2> = ∂*f*/∂*w*^{[1]}",
                ],
                title="The factors, and their product",
                width=0.92,
            ),
        ],
        summary="w is <w:1>, the prediction <a2:2>, the loss <f:2|was>, and its "
        "derivative with respect to w <dw1:2|was>",
        alt="The numbers of a network with one node a layer, forward and back, and its "
        "loss over the first weight: a curve that falls to 0 at about -0.2 and is flat "
        "at both ends. At 0.5 the loss is 1.73 and its slope 1.11.",
        small=True,
    )


def _network(w: float) -> Network:
    network = Network([1, 1, 1], ["tanh", "tanh"], seed=0)
    network.W = {1: np.array([[w]]), 2: np.array([[W2]])}
    return network


def _loss(w: float) -> float:
    return mean_squared_error(_network(w)([[X]]), [[Y]])


@functools.cache
def _curve() -> Arrays:
    ws = np.linspace(WEIGHTS[0], WEIGHTS[-1], 161)
    return {"ws": ws, "curve": np.array([_loss(w) for w in ws])}


def _compute(w: float) -> Arrays:
    network = _network(w)
    d = backprop(network, [[X]], [[Y]])
    f, slope = _loss(w), d.dW[1].item()
    near = np.array([w - REACH, w + REACH])
    numbers = {
        f"{name}{l}": np.atleast_1d(M[l].item())
        for name, M in {"z": d.Z, "a": d.A, "da": d.dA, "dz": d.dZ}.items()
        for l in (1, 2)
    }
    return {
        **_curve(),
        **numbers,
        "slope1": network.g[1].prime(d.Z[1])[0],
        "slope2": network.g[2].prime(d.Z[2])[0],
        "dw1": np.array([slope]),
        "x": np.array([X]),
        "y": np.array([Y]),
        "w2": np.array([W2]),
        "f": np.array([f]),
        "at": np.array([w]),
        "near": near,
        "tangent": f + slope * (near - w),
    }
