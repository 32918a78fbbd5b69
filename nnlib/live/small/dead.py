"""A ReLU moved until it is dead (chapter 5)."""

from __future__ import annotations

import functools

import numpy as np

from nnlib.backprop import backprop
from nnlib.data import add_ones
from nnlib.live import Axis, Chart, Figure, Formula, Line, Points, Slider
from nnlib.live.figure import Arrays
from nnlib.loss import mean_squared_error
from nnlib.network import Network
from nnlib.optimisers import GradientDescent

ALPHA, STEPS, W2 = 0.3, 100, 1.0
x = np.linspace(-1, 1, 9).reshape(-1, 1)
X, Y = add_ones(x), np.maximum(0, 0.25 + 0.75 * x)
WEIGHTS = [k / 10 for k in range(-20, 11)]


def dead() -> Figure:
    """Return the figure: one ReLU node, nine examples, and its bias weight to move."""
    return Figure(
        name="dead",
        title="A ReLU, and the step that does nothing",
        question="Move *w*_{1} down. How many examples must keep *z* above 0, so that "
        "training still finds the way back? What is left of ∂*f*/∂*w* when none does?",
        compute=_compute,
        controls=[Slider("w1", "bias weight *w*_{1}", WEIGHTS, -0.5, digits=1)],
        drawings=[
            Chart(
                "The node *a* = ReLU(*w*_{1} + *w*_{2} *x*)",
                Axis("x", (-1, 1)),
                Axis("a", (-0.1, 2)),
                [
                    Line("x", "now", "now"),
                    Line("x", "after", f"after {STEPS} steps", 2),
                    Points("x", "targets", "targets"),
                ],
                width=1.3,
            ),
            Chart(
                "The loss over *w*_{1}, with *w*_{2} = 1",
                Axis("w₁", (-2, 1)),
                Axis("f", (0, 0.6)),
                [
                    Line("weights", "losses", "*f*"),
                    Points("at", "f", "now"),
                ],
                drags=("w1", ""),
                width=1.3,
            ),
            Formula(
                [
                    "*z* is above 0 for <alive> of the 9 examples.",
                    f"*w*_{{1}} ← *w*_{{1}} − {ALPHA} ∂*f*/∂*w*_{{1}} = <w1:1> − "
                    f"{ALPHA} · <dw1:3> = <next1:3>",
                    f"*w*_{{2}} ← *w*_{{2}} − {ALPHA} ∂*f*/∂*w*_{{2}} = <w2:1> − "
                    f"{ALPHA} · <dw2:3> = <next2:3>",
                    f"The loss is <f:4>; after {STEPS} such steps <f_after:4>.",
                ]
            ),
        ],
        summary="z is above 0 for <alive> of 9 examples; the derivatives are <dw1:3> "
        "and <dw2:3>; the loss is <f:4>, and after 100 steps <f_after:4|was>",
        alt="Nine targets on a bent line, a ReLU that is too low, and the same after "
        "100 steps, on the targets. The loss over the bias weight falls to its lowest "
        "from the right, rises to the left, and is flat from -1 on.",
        small=True,
    )


def _network(w1: float) -> Network:
    network = Network([2, 1], ["relu"], seed=0)
    network.W = {1: np.array([[w1], [W2]])}
    return network


def _loss(network: Network) -> float:
    return mean_squared_error(network(X), Y)


@functools.cache
def _losses() -> Arrays:
    weights = np.linspace(WEIGHTS[0], WEIGHTS[-1], 121)
    losses = [_loss(_network(w1)) for w1 in weights]
    return {"weights": weights, "losses": np.array(losses)}


def _compute(w1: float) -> Arrays:
    network = _network(w1)
    d = backprop(network, X, Y)
    arrays = {
        **_losses(),
        "x": x[:, 0],
        "targets": Y[:, 0],
        "now": d.A[1][:, 0],
        "at": np.array([w1]),
        "f": np.array([_loss(network)]),
        "alive": np.array([float((d.Z[1] > 0).sum())]),
        "w2": np.array([W2]),
    }
    step = GradientDescent(ALPHA)
    for i in (1, 2):
        arrays[f"dw{i}"] = d.dW[1][i - 1]
        arrays[f"next{i}"] = step.step(network.W, d.dW)[1][i - 1]
    for _ in range(STEPS):
        network.W = step.step(network.W, backprop(network, X, Y).dW)
    return {
        **arrays,
        "after": network(X)[:, 0],
        "f_after": np.array([_loss(network)]),
    }
