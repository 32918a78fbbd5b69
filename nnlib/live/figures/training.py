"""Training, watched: fit, loss and every weight, epoch by epoch (chapter 5)."""

from __future__ import annotations

import functools

import numpy as np

from nnlib.checks import Array
from nnlib.live import (
    Axis,
    Chart,
    Choice,
    Figure,
    Formula,
    Matrix,
    Network,
    Slider,
)
from nnlib.live.playground import FUNCTION, LOSS, playground
from nnlib.live.run import DATA, Run
from nnlib.optimisers import GradientDescent

WIDEST = 8
EPOCHS = [*range(0, 20), *range(20, 60, 2), *range(60, 200, 5), *range(200, 1001, 20)]


def training() -> Figure:
    """Return the figure: gradient descent on a network with one hidden layer."""
    return Figure(
        name="training",
        title="Training a network",
        question="How few nodes can fit the bump? What does training do when alpha is "
        "too large? When does the held-out loss turn up while the training loss falls?",
        compute=_compute,
        controls=[
            Choice("examples", "data set", list(DATA), "bump"),
            Slider("width", "hidden nodes", [1, 2, WIDEST], 2, digits=0, whole=True),
            Choice("g", "activation *g*^{[1]}", ["tanh", "sigmoid", "relu"], "tanh"),
            Slider("alpha", "learning rate *α*", [0.03, 0.3, 1.0], 0.3, log=True),
            Slider("seed", "seed", [1, 2], 1, digits=0, whole=True),
            Slider("epoch", "epoch", EPOCHS, 0, digits=0, whole=True, plays=True),
        ],
        drawings=[
            Chart(
                "The network's function",
                Axis("x", (-1, 1)),
                Axis("y", (-1.5, 2)),
                FUNCTION,
            ),
            Chart(
                "Loss",
                Axis("epoch", (0, EPOCHS[-1])),
                Axis("f", (0.001, 10), log=True),
                LOSS,
            ),
            Network(
                "Weights as a diagram",
                ["W1", "W2"],
                ["1, x", "hidden", "ŷ"],
                width=1.2,
            ),
            Matrix("*W*^{[1]}", "W1", decimals=1, trim=True, width=0.9),
            Matrix("*W*^{[2]}", "W2", decimals=1, trim=True, width=0.3),
            Formula(
                [
                    "*f* = <loss:4>, held out <held_out_loss:4>",
                    "*W*_{11}^{[1]} ← *W*_{11}^{[1]} − *α* ∂*f*/∂*W*_{11}^{[1]} = "
                    "<weight:3> − <alpha:2> · (<dW:3>) = <weight_next:3>",
                ]
            ),
        ],
        summary="epoch <epoch>, loss <loss:4|was>, held out <held_out_loss:4|was>",
        alt="A bump of data points with the nearly flat function of an untrained "
        "network, its loss, and its weights as a diagram and as heatmaps.",
        freed=playground(),
    )


@functools.lru_cache(maxsize=4)
def _run(examples: str, width: int, g: str, alpha: float, seed: int) -> Run:
    taken, held_out = (DATA[examples](m=30, seed=k) for k in (1, 2))
    return Run([width], g, GradientDescent(alpha), taken, held_out, seed)


def _compute(
    examples: str, width: int, g: str, alpha: float, seed: int, epoch: int
) -> dict[str, Array]:
    run = _run(examples, width, g, alpha, seed)
    seen = [listed for listed in EPOCHS if listed <= epoch]
    run.go_to(epoch, seen)
    losses = np.full((len(EPOCHS), 2), np.nan)
    losses[: len(seen)] = run.way(seen)
    arrays = run.arrays()
    return {
        **arrays,
        "epochs": np.array(EPOCHS, dtype=float),
        "losses": losses[:, 0],
        "held_out_losses": losses[:, 1],
        "W1": _padded(arrays["W1"]),
        "W2": _padded(arrays["W2"].T).T,
    }


def _padded(W: Array) -> Array:
    padded = np.full((len(W), WIDEST), np.nan)
    padded[:, : W.shape[1]] = W
    return padded
