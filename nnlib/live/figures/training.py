"""Training, watched: fit, loss and every weight, epoch by epoch (chapter 5)."""

from __future__ import annotations

import functools

import numpy as np

from nnlib import data
from nnlib.backprop import backward
from nnlib.checks import Array, Layers
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
from nnlib.loss import squared_error
from nnlib.network import Network as NeuralNetwork
from nnlib.network import forward
from nnlib.optimisers import GradientDescent

DATA = {
    "sine": data.sine,
    "bump": data.bump,
    "step": data.step,
    "noisy mixture": data.noisy_mixture,
}
WIDEST = 8
EPOCHS = [*range(0, 20), *range(20, 60, 2), *range(60, 200, 5), *range(200, 1001, 20)]
CURVE = data.add_ones(np.linspace(-1, 1, 33).reshape(-1, 1))
GONE = 10.0
"""A loss above which training has diverged, and nothing is worth drawing."""


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
            Slider("alpha", "learning rate *α*", [0.03, 0.3, 1.0], 0.3),
            Slider("seed", "seed", [1, 2], 1, digits=0, whole=True),
            Slider("epoch", "epoch", EPOCHS, 0, digits=0, whole=True, plays=True),
        ],
        drawings=[
            Chart(
                "The network's function",
                Axis("x", (-1, 1)),
                Axis("y", (-1.5, 2)),
                [
                    Points("x", "y", "training set", 0),
                    Points("x_held_out", "y_held_out", "held out", 3),
                    Line("x_curve", "curve", "prediction", 1),
                ],
            ),
            Chart(
                "Loss",
                Axis("epoch", (0, EPOCHS[-1])),
                Axis("f", (0.001, 10), log=True),
                [
                    Line("epochs", "losses", "training set", 1),
                    Line("epochs", "held_out_losses", "held out", 2),
                    Points("now", "loss"),
                ],
            ),
            Network("Weights as a diagram", ["W1", "W2"], ["1, x", "hidden", "ŷ"]),
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
        summary="epoch <epoch>, loss <loss:4>, held out <held_out_loss:4>",
        alt="A bump of data points with the nearly flat function of an untrained "
        "network, its loss, and its weights as a diagram and as heatmaps.",
    )


class _Run:
    """One training run, which remembers the weights it has been at."""

    def __init__(
        self, examples: str, width: int, g: str, alpha: float, seed: int
    ) -> None:
        self.optimiser = GradientDescent(alpha)
        self.x, self.Y = DATA[examples](m=30, seed=1)
        self.x_held_out, self.Y_held_out = DATA[examples](m=30, seed=2)
        self.X, self.X_held_out = data.add_ones(self.x), data.add_ones(self.x_held_out)
        self.network = NeuralNetwork([2, width, 1], [g, "identity"], seed=seed)
        self.weights: dict[int, Layers] = {0: self.network.W}
        self.losses = {0: self._losses()}

    def _losses(self) -> tuple[float, float]:
        W, g = self.network.W, self.network.g
        _, A = forward(W, g, self.X)
        _, A_held_out = forward(W, g, self.X_held_out)
        return squared_error(A[2], self.Y), squared_error(
            A_held_out[2], self.Y_held_out
        )

    def go_to(self, epoch: int) -> None:
        """Give the network the weights after so many epochs."""
        last = max(known for known in self.weights if known <= epoch)
        self.network.W = self.weights[last]
        if self.losses[last][0] < GONE:
            for _ in range(last, epoch):
                W, g = self.network.W, self.network.g
                Z, A = forward(W, g, self.X)
                _, _, dW = backward(W, g, Z, A, self.Y)
                self.network.W = self.optimiser.step(W, dW)
        self.weights[epoch] = self.network.W
        self.losses[epoch] = self._losses()


_run = functools.lru_cache(maxsize=4)(_Run)


# A diverging run overflows, which is for the reader to see, not a warning.
@np.errstate(over="ignore", invalid="ignore")
def _compute(
    examples: str, width: int, g: str, alpha: float, seed: int, epoch: int
) -> Arrays:
    run = _run(examples, width, g, alpha, seed)
    for listed in EPOCHS:
        if listed < epoch and listed not in run.weights:
            run.go_to(listed)
    run.go_to(epoch)
    W = run.network.W
    Z, A = forward(W, run.network.g, run.X)
    _, _, dW = backward(W, run.network.g, Z, A, run.Y)
    losses = np.array([run.losses[e] if e <= epoch else (np.nan,) * 2 for e in EPOCHS])
    loss, held_out_loss = run.losses[epoch]
    if not loss < GONE:
        loss = held_out_loss = np.nan
        W = {l: np.full_like(W[l], np.nan) for l in W}
        dW = W
    return {
        "x": run.x.ravel(),
        "y": run.Y.ravel(),
        "x_held_out": run.x_held_out.ravel(),
        "y_held_out": run.Y_held_out.ravel(),
        "x_curve": CURVE[:, 1],
        "curve": forward(W, run.network.g, CURVE)[1][2].ravel(),
        "epochs": np.array(EPOCHS, dtype=float),
        "losses": losses[:, 0],
        "held_out_losses": losses[:, 1],
        "now": np.array([epoch], dtype=float),
        "loss": np.array([loss]),
        "held_out_loss": np.array([held_out_loss]),
        "W1": _padded(W[1]),
        "W2": _padded(W[2].T).T,
        "dW": dW[1][:1, 0],
        "weight": W[1][:1, 0],
        "weight_next": W[1][:1, 0] - alpha * dW[1][:1, 0],
    }


def _padded(W: Array) -> Array:
    padding = ((0, 0), (0, WIDEST - W.shape[1]))
    return np.pad(W, padding, constant_values=np.nan)
