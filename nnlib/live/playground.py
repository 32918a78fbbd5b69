"""Training with nothing held back: the figure of chapter 5 once Python answers."""

from __future__ import annotations

import functools
from collections.abc import Callable

import numpy as np

from nnlib.checks import Array
from nnlib.live.controls import Choice, Number, PointSet, Slider, logarithmic, pairs
from nnlib.live.drawings import Axis, Chart, Formula, Line, Mark, Network, Points
from nnlib.live.figure import Figure
from nnlib.live.run import DATA, Run
from nnlib.optimisers import Adam, GradientDescent, Momentum, Optimiser

WIDEST = 16
LONGEST = 100_000
SEEN = 200
"""The most epochs whose losses are drawn: one for each pixel or two."""
OWN = "my points"
METHODS: dict[str, Callable[[float], Optimiser]] = {
    "gradient descent": GradientDescent,
    "momentum": Momentum,
    "Adam": Adam,
}
STEPS = {
    "gradient descent": [
        "*W*_{11}^{[1]} ← *W*_{11}^{[1]} − *α* ∂*f*/∂*W*_{11}^{[1]} = "
        "<weight:3> − <alpha:2s> · (<dW:3>) = <weight_next:3>"
    ],
    "momentum": ["*V* ← 0.9 *V* + ∂*f*/∂*W*, then *W* ← *W* − *α* *V*"],
    "Adam": ["*W* ← *W* − *α* *R̂* / (√*Ŝ* + *ε*)"],
}
FUNCTION: list[Mark] = [
    Points("x", "y", "training set", 0),
    Points("x_held_out", "y_held_out", "held out", 3),
    Line("x_curve", "curve", "prediction", 1),
]
"""The examples of a `Run`, and its network's function."""
LOSS: list[Mark] = [
    Line("epochs", "losses", "training set", 1),
    Line("epochs", "held_out_losses", "held out", 2),
    Points("now", "loss"),
]
"""The way of a `Run`."""
LOSSES = {
    **{name: ["*f* = <loss:3s>, held out <held_out_loss:3s>"] for name in DATA},
    OWN: ["*f* = <loss:3s>"],
}


def playground() -> Figure:
    """Return the figure: any network of one or two hidden layers, on any points."""
    return Figure(
        name="training",
        title="Training a network",
        question="Set points that one hidden layer cannot fit, but two can. How small "
        "must alpha be for Adam? What do batches of one example do to the loss?",
        compute=_compute,
        controls=[
            Choice("examples", "data set", [*DATA, OWN], "bump"),
            Slider("width", "hidden nodes", range(1, WIDEST + 1), 2, 0, whole=True),
            Slider("second", "second layer", range(WIDEST + 1), 0, 0, whole=True),
            Choice("g", "activation *g*", ["tanh", "sigmoid", "relu"], "tanh"),
            Choice("method", "method", list(METHODS), "gradient descent"),
            Slider(
                "alpha",
                "learning rate *α*",
                logarithmic(0.0001, 10, per_decade=2),
                0.3,
                log=True,
            ),
            Number("batch", "batch size, 0 for all", 0, 100, 0),
            Number("seed", "seed", 0, 999_999, 1),
            PointSet(
                "own",
                OWN,
                (-1, 1),
                (-1.5, 2),
                100,
                "-0.8_0.9 -0.4_0.1 0_-0.3 0.4_0.1 0.8_0.9",
                "examples",
                OWN,
                "x",
                "y",
            ),
            Number(
                "epoch", "epoch", 0, LONGEST, 0, (1, 5, 20, 100), "epochs per picture"
            ),
        ],
        drawings=[
            Chart(
                "The network's function",
                Axis("x", (-1, 1)),
                Axis("y", (-1.5, 2)),
                FUNCTION,
                sets="own",
            ),
            Chart(
                "Loss",
                Axis("epoch"),
                Axis("f", (1e-6, 10), log=True),
                LOSS,
            ),
            Network(
                "Weights as a diagram",
                ["W1", "W2", "W3"],
                ["1, x", "hidden", "second", "ŷ"],
            ),
            Formula(LOSSES, by="examples"),
            Formula(STEPS, by="method"),
        ],
        summary="epoch <epoch>, loss <loss:3s|was>",
        alt="A bump of data points with the nearly flat function of an untrained "
        "network, its loss, and its weights as a diagram.",
    )


@functools.lru_cache(maxsize=2)
def _run(
    examples: str,
    hidden: tuple[int, ...],
    g: str,
    method: str,
    alpha: float,
    batch: int,
    seed: int,
    own: str,
) -> Run:
    optimiser = METHODS[method](alpha)
    if examples == OWN:
        x, Y = np.split(pairs(own), 2, axis=1)
        return Run(hidden, g, optimiser, (x, Y), None, seed, batch)
    taken, held_out = (DATA[examples](m=30, seed=k) for k in (1, 2))
    return Run(hidden, g, optimiser, taken, held_out, seed, batch)


def _compute(
    examples: str,
    width: int,
    second: int,
    g: str,
    method: str,
    alpha: float,
    batch: int,
    seed: int,
    own: str,
    epoch: int,
) -> dict[str, Array]:
    hidden = (width, second) if second else (width,)
    # Points that are not shown make no other run.
    own = own if examples == OWN else ""
    run = _run(examples, hidden, g, method, alpha, batch, seed, own)
    stride = 1
    while epoch > SEEN * stride:
        stride *= 2
    run.go_to(epoch, range(0, epoch, stride))
    seen = sorted({*range(0, epoch, stride), epoch})
    losses = run.way(seen)
    return {
        "W3": np.empty((0, 0)),
        **run.arrays(),
        "epochs": np.array(seen, dtype=float),
        "losses": losses[:, 0],
        "held_out_losses": losses[:, 1],
    }
