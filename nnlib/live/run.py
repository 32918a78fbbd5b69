"""A run of training that figures watch: it stops where they look, and goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from nnlib import data
from nnlib.backprop import backward
from nnlib.checks import Array, generator
from nnlib.data.preparing import Examples
from nnlib.fast.descent import Descent
from nnlib.fast.examples import NotFinite
from nnlib.network import Network, forward
from nnlib.optimisers import Optimiser

DATA: dict[str, Callable[..., Examples]] = {
    "sine": data.sine,
    "bump": data.bump,
    "stair": data.step,
    "noisy mixture": data.noisy_mixture,
}
CURVE = data.add_ones(np.linspace(-1, 1, 33).reshape(-1, 1))
GONE = 10.0
"""A loss above which training has diverged, and nothing is worth drawing."""


class Run:
    """The steps of `nnlib.training.train`, taken when they are asked for.

    Parameters
    ----------
    hidden : the numbers of nodes of the hidden layers.
    g : the name of their activation function; the last layer has the identity.
    optimiser : as for `train`.
    examples, held_out : x and Y, m x 1 each; there may be none that are held out.
    seed : for the first weights, and for the order of the examples in mini-batches.
    batch_size : examples a step; None takes all of them.
    """

    def __init__(
        self,
        hidden: Sequence[int],
        g: str,
        optimiser: Optimiser,
        examples: Examples,
        held_out: Examples | None,
        seed: int,
        batch_size: int | None = None,
    ) -> None:
        self.n, self.g = [2, *hidden, 1], [g] * len(hidden) + ["identity"]
        self.optimiser, self.seed = optimiser, seed
        (self.x, self.Y), self.held_out = examples, held_out
        self.batch_size = min(batch_size or len(self.x), len(self.x))
        self._begin()

    def _begin(self) -> None:
        self.network = Network(self.n, self.g, seed=self.seed)
        self.descent = Descent(
            self.network,
            self.optimiser,
            data.add_ones(self.x),
            self.Y,
            self.batch_size,
            self.held_out and (data.add_ones(self.held_out[0]), self.held_out[1]),
        )
        self.rng = generator(self.seed)
        self.epoch, self.gone = 0, False
        self.losses: dict[int, tuple[float, float]] = {}

    def go_to(self, epoch: int, look: Iterable[int]) -> None:
        """Go to an epoch; what came after it is forgotten.

        ``losses`` then holds the loss over the examples and over those held out, if
        there are any, after each of the epochs in ``look``, and after this one. Beyond
        `GONE` there are no steps any more, and the losses are NaN.
        """
        if epoch < self.epoch:
            self._begin()
        # A diverging run overflows, which is for the reader to see, not a warning.
        with np.errstate(over="ignore", invalid="ignore"):
            for stop in sorted({*look, epoch} - self.losses.keys()):
                self._steps(stop - self.epoch)
                self.epoch = stop
                self.losses[stop] = self._measured()

    def _steps(self, epochs: int) -> None:
        try:
            for _ in range(epochs):
                if self.gone:
                    return
                self.gone = not self.descent.epoch(self.rng) < GONE
        except NotFinite:
            self.gone = True

    def _measured(self) -> tuple[float, float]:
        if self.gone:
            return np.nan, np.nan
        try:
            loss, held_out = self.descent.loss(), self.descent.held_out_loss()
        except NotFinite:
            return np.nan, np.nan
        return loss, held_out[0] if held_out else np.nan

    def arrays(self) -> dict[str, Array]:
        """Return what there is to see at this epoch, except for the way here."""
        loss, held_out_loss = self.losses[self.epoch]
        x_held_out, Y_held_out = self.held_out or (np.empty((0, 1)),) * 2
        W = {l: M.copy() for l, M in self.descent.now.W.items()}
        g, X, L = self.network.g, self.descent.X, self.network.L
        with np.errstate(over="ignore", invalid="ignore"):
            Z, A = forward(W, g, X)
            _, _, dW = backward(W, g, Z, A, self.Y)
        if not loss < GONE:
            loss = held_out_loss = np.nan
            W = dW = {l: np.full_like(W[l], np.nan) for l in W}
        weight, derivative = W[1][:1, 0], dW[1][:1, 0]
        return {
            "x": self.x.ravel(),
            "y": self.Y.ravel(),
            "x_held_out": x_held_out.ravel(),
            "y_held_out": Y_held_out.ravel(),
            "x_curve": CURVE[:, 1],
            "curve": forward(W, g, CURVE)[1][L].ravel(),
            "now": np.array([self.epoch], dtype=float),
            "loss": np.array([loss]),
            "held_out_loss": np.array([held_out_loss]),
            **{f"W{l}": W[l] for l in W},
            "dW": derivative,
            "weight": weight,
            "weight_next": weight - self.optimiser.alpha * derivative,
        }

    def way(self, look: Sequence[int]) -> Array:
        """Return the losses after some epochs that were looked at, k x 2."""
        return np.array([self.losses[epoch] for epoch in look])
