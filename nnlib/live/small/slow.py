"""A sigmoid that starts in its flat part, taught by two losses (chapter 5)."""

from __future__ import annotations

import functools

import numpy as np

from nnlib.activations import sigmoid
from nnlib.backprop import backprop
from nnlib.checks import Array
from nnlib.live import Axis, Chart, Choice, Figure, Formula, Line, Points, Slider
from nnlib.live.figure import Arrays
from nnlib.loss import mean_squared_error
from nnlib.network import Network
from nnlib.optimisers import GradientDescent

ALPHA, STEPS, EVERY, MILD = 0.15, 300, 5, 0.5
X, Y = np.array([[1.0, 1.0]]), np.array([[0.0]])
STARTS = [k / 4 for k in range(-4, 13)]
OVER = np.linspace(-1.5, 3, 91)
SQUARES, CROSS = "squares", "cross-entropy"


def slow() -> Figure:
    """Return the figure: one sigmoid node, one example, its start and its loss."""
    return Figure(
        name="slow",
        title="A sigmoid that starts in its flat part",
        question="The node must learn to say 0. With squares, where does it learn "
        "slowly at first, although there it is most wrong? Which of the three factors "
        "is to blame? Choose the other loss: which factor makes up for it?",
        compute=_compute,
        controls=[
            Slider("w", "start *w*_{1} = *w*_{2}", STARTS, 2.0),
            Choice("loss", "learns by", [SQUARES, CROSS], SQUARES),
        ],
        drawings=[
            Chart(
                "The squared error, step by step",
                Axis("step", (0, STEPS)),
                Axis("(a − y)²", (0, 1)),
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
                    "∂*f*/∂*w*_{2} = ∂*f*/∂*a* · *g*′(*z*) · *x* = <da:3> · "
                    "<slope:3> · 1 = <dw:3>",
                    "The squared error is <losses[0]:3>, after 50 steps "
                    f"<losses[10]:3>, and after {STEPS} steps "
                    f"<losses[{STEPS // EVERY}]:3>.",
                ]
            ),
        ],
        summary="from <w:2>, by <loss>, the derivative is <da:3> times <slope:3>, "
        "which is <dw:3|was>; the squared error falls from <losses[0]:3> to "
        "<losses[10]:3|was> in 50 steps",
        alt="The squared error of a sigmoid node that starts at w1 = w2 = 2 and learns "
        "by squares hardly falls, from 0.964 to 0.930 in 50 steps, and then all the "
        "faster; from 0.5 it falls at once. The derivative of the sigmoid is a hill, "
        "and the start is at its foot.",
        small=True,
    )


@functools.cache
def _run(start: float, loss: str) -> tuple[Arrays, Arrays]:
    """Return the numbers of the first step, and errors and weights on the way."""
    network = Network([2, 1], ["sigmoid"], seed=0)
    network.W = {1: np.full((2, 1), start)}
    step = GradientDescent(ALPHA)
    losses, weights = [], []
    first = _derivatives(network, loss)
    for _ in range(STEPS + 1):
        weights.append(network.W[1][1, 0])
        losses.append(mean_squared_error(network(X), Y))
        network.W = step.step(network.W, {1: _derivatives(network, loss)["dW"]})
    numbers = {name: first[name][0] for name in ("z", "a", "da")}
    numbers["dw"] = first["dW"][1]
    return numbers, {"losses": np.array(losses), "weights": np.array(weights)}


def _derivatives(network: Network, loss: str) -> dict[str, Array]:
    """Return z and a, and the derivatives by a and by the weights, of the one layer."""
    d = backprop(network, X, Y)
    z, a = d.Z[1], d.A[1]
    if loss == SQUARES:
        return {"z": z, "a": a, "da": d.dA[1], "dW": d.dW[1]}
    return {"z": z, "a": a, "da": (a - Y) / (a * (1 - a)), "dW": X.T @ (a - Y)}


def _compute(w: float, loss: str) -> Arrays:
    first, run = _run(w, loss)
    trail = run["weights"][::50]
    return {
        **first,
        "slope": sigmoid.prime(first["z"]),
        "steps": np.arange(0.0, STEPS + 1, EVERY),
        "losses": run["losses"][::EVERY],
        "mild": _run(MILD, loss)[1]["losses"][::EVERY],
        "over": OVER,
        "prime": sigmoid.prime(2 * OVER),
        "trail": trail,
        "trail_prime": sigmoid.prime(2 * trail),
        "at": np.array([w]),
    }
