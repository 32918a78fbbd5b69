"""What a learning rate does on a parabola (chapter 5)."""

from __future__ import annotations

import math

import numpy as np

from nnlib.backprop import backprop
from nnlib.live import Axis, Chart, Figure, Formula, Line, Points, Slider
from nnlib.live.figure import Arrays
from nnlib.network import Network
from nnlib.optimisers import GradientDescent

KAPPA, STEPS, START = 6.0, 12, 1.0
# One weight and one example whose target is 0: f = (x w)^2 = 3 w^2.
X, Y = np.array([[math.sqrt(KAPPA / 2)]]), np.array([[0.0]])
ALPHAS = [0.01, 0.03, 0.05, 0.1, 0.15, 1 / 6, 0.2, 0.25, 0.3, 0.32, 1 / 3, 0.35, 0.4]
ENDS = (-2.5, 2.5)


def rate() -> Figure:
    """Return the figure: a path down a parabola, for a learning rate to choose."""
    return Figure(
        name="rate",
        title="One weight, one learning rate",
        question="Move *α*: from where on does each step overshoot, and from where on "
        "does it do so by more and more? What is special about *α* = 1/6?",
        compute=_compute,
        controls=[Slider("alpha", "learning rate *α*", ALPHAS, 0.25, digits=3)],
        drawings=[
            Chart(
                "The path on *f*(*w*) = 3 *w*^{2}",
                Axis("w", ENDS),
                Axis("f", (0, 12)),
                [
                    Line("ws", "curve", "*f*", 0, thin=True),
                    Line("path", "heights", "steps"),
                    Points("path", "heights", "", 1),
                ],
                width=1.3,
            ),
            Chart(
                "The weight, step by step",
                Axis("step", (0, STEPS)),
                Axis("w", ENDS),
                [
                    Line("steps", "path", "*w*"),
                    Points("steps", "path", "", 1),
                ],
                width=1.3,
            ),
            Formula(
                [
                    "Each step multiplies *w* by 1 − *α* *κ* = 1 − <alpha:3> · 6 = "
                    "<factor:3>.",
                    "*w* goes <first[0]:3>, <first[1]:3>, <first[2]:3>, <first[3]:3>, "
                    f"and after {STEPS} steps it is <last:2>.",
                ]
            ),
        ],
        summary="alpha <alpha:3> multiplies w by <factor:3> in each step; after 12 "
        "steps it is <last:2|was>",
        alt="A parabola, and on it a path that jumps from side to side and closes in "
        "on the bottom: with alpha 0.25 the weight goes 1, -0.5, 0.25, -0.125.",
        small=True,
    )


def _compute(alpha: float) -> Arrays:
    network = Network([1, 1], ["identity"], seed=0)
    network.W = {1: np.array([[START]])}
    step, ways = GradientDescent(alpha), [START]
    for _ in range(STEPS):
        network.W = step.step(network.W, backprop(network, X, Y).dW)
        ways.append(network.W[1].item())
    w = np.array(ways)
    path = np.where(np.abs(w) <= ENDS[1], w, np.nan)
    ws = np.linspace(-2, 2, 81)
    return {
        "ws": ws,
        "curve": KAPPA / 2 * ws**2,
        "path": path,
        "heights": KAPPA / 2 * path**2,
        "steps": np.arange(0.0, STEPS + 1),
        "first": w[:4],
        "last": w[[STEPS]],
        "factor": np.array([1 - alpha * KAPPA]),
    }
