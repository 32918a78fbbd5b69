"""A sigmoid that learns slowly, because it starts in its flat part (chapter 5)."""

from __future__ import annotations

import functools

import numpy as np

from nnlib.activations import sigmoid
from nnlib.backprop import backprop
from nnlib.live import Axis, Chart, Figure, Formula, Line, Points, Slider
from nnlib.live.figure import Arrays
from nnlib.loss import mean_squared_error
from nnlib.network import Network
from nnlib.optimisers import GradientDescent

ALPHA, STEPS, EVERY, MILD = 0.15, 300, 5, 0.5
X, Y = np.array([[1.0, 1.0]]), np.array([[0.0]])
STARTS = [k / 4 for k in range(-4, 13)]
OVER = np.linspace(-1.5, 3, 91)


def slow() -> Figure:
    """Return the figure: one sigmoid node, one example, and its start to choose."""
    return Figure(
        name="slow",
        title="A sigmoid that starts in its flat part",
        question="The node must learn to say 0. Where does it learn slowly at first, "
        "although there it is most wrong? Which of the three factors is to blame?",
        compute=_compute,
        controls=[Slider("w", "start *w*_{1} = *w*_{2}", STARTS, 2.0)],
        drawings=[
            Chart(
                "The loss, step by step",
                Axis("step", (0, STEPS)),
                Axis("f", (0, 1)),
                [
                    Line("steps", "losses", "from this start"),
                    Line("steps", "mild", "from 0.5", 3),
                ],
                width=1.3,
            ),
            Chart(
                "The factor *g*′(*z*), with *z* = *w*_{1} + *w*_{2}",
                Axis("w₁ = w₂", (-1.5, 3)),
                Axis("g′(z)", (0, 0.3)),
                [
                    Line("over", "prime", "*g*′(*z*)", 2),
                    Points("trail", "trail_prime", "every 50 steps", 2),
                    Points("at", "slope", "at the start"),
                ],
                drags=("w", ""),
                width=1.3,
            ),
            Formula(
                [
                    "At the start *z* = <z:2> and *a* = *g*(*z*) = <a:3>; the target "
                    "is *y* = 0.",
                    "∂*f*/∂*w*_{2} = 2 (*a* − *y*) · *g*′(*z*) · *x* = <da:3> · "
                    "<slope:3> · 1 = <dw:3>",
                    "The loss is <losses[0]:3>, after 50 steps <losses[10]:3>, and "
                    f"after {STEPS} steps <losses[{STEPS // EVERY}]:3>.",
                ]
            ),
        ],
        summary="from <w:2> the derivative is <da:3> times <slope:3>, which is "
        "<dw:3>; the loss falls from <losses[0]:3> to <losses[10]:3> in 50 steps",
        alt="The loss of a sigmoid node that starts at w1 = w2 = 2 hardly falls, from "
        "0.964 to 0.930 in 50 steps, and then all the faster; from 0.5 it falls at "
        "once. The derivative of the sigmoid is a hill, and the start is at its foot.",
        small=True,
    )


@functools.cache
def _run(start: float) -> tuple[Arrays, Arrays]:
    """Return the numbers of the first step, and losses and weights on the way."""
    network = Network([2, 1], ["sigmoid"], seed=0)
    network.W = {1: np.full((2, 1), start)}
    step = GradientDescent(ALPHA)
    losses, weights = [], []
    first = backprop(network, X, Y)
    for _ in range(STEPS + 1):
        weights.append(network.W[1][1, 0])
        losses.append(mean_squared_error(network(X), Y))
        network.W = step.step(network.W, backprop(network, X, Y).dW)
    numbers = {"z": first.Z, "a": first.A, "da": first.dA}
    arrays = {name: M[1][0] for name, M in numbers.items()}
    arrays["dw"] = first.dW[1][1]
    return arrays, {"losses": np.array(losses), "weights": np.array(weights)}


def _compute(w: float) -> Arrays:
    first, run = _run(w)
    trail = run["weights"][::50]
    return {
        **first,
        "slope": sigmoid.prime(first["z"]),
        "steps": np.arange(0.0, STEPS + 1, EVERY),
        "losses": run["losses"][::EVERY],
        "mild": _run(MILD)[1]["losses"][::EVERY],
        "over": OVER,
        "prime": sigmoid.prime(2 * OVER),
        "trail": trail,
        "trail_prime": sigmoid.prime(2 * trail),
        "at": np.array([w]),
    }
