"""All examples of a run: the loss over them, and a step with all at once (chapter 6).

The loss is worked out from some of the examples at a time, few enough to stay in a
processor's cache. A step has to remember the activations of all, but no more than that.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

import numpy as np

from nnlib.activations import Activation
from nnlib.checks import Array, Layers
from nnlib.fast.stepping import Forward, Pass

FEW = 16
"""How many examples tell what is most often the same for all."""

MEASURED = 2**19
"""Bytes of examples that are measured together: half of a core's own cache, or less."""


ROWS = 2**13
"""Rows of a large product that are worked out together.

From more of them, OpenBLAS would copy tens of megabytes. Where there are more, the
product can differ in its last bits from one that is worked out at once.
"""


class NotFinite(Exception):
    """The loss or a weight is no longer a finite number."""


class Loss:
    """The loss over all examples, measured block by block."""

    def __init__(self, W: Layers, g: dict[int, Activation], X: Array, Y: Array) -> None:
        self.X, self.Y = X, Y
        widest = max(X.shape[1], *(W[l].shape[1] for l in W))
        self.rows = min(len(X), max(1, MEASURED // (widest * X.itemsize)))
        sizes = {self.rows, len(X) % self.rows} - {0}
        self.blocks = {r: Forward(W, g, X[:r], Y[:r]) for r in sizes}

    def use(self, g: dict[int, Activation]) -> None:
        """Use these activation functions from now on."""
        for block in self.blocks.values():
            block.use(g)

    def of(self, W: Layers) -> float:
        """Return f = (1/m) ||A^[L] - Y||_F^2 for these weights."""
        m, total = len(self.X), 0.0
        for start in range(0, m, self.rows):
            X, Y = (M[start : start + self.rows] for M in (self.X, self.Y))
            block = self.blocks[len(X)]
            block.hold(X, X.T, Y, block.E)
            block.forward(W)
            total += block.squares()
        return total / m


class Whole:
    """All examples as the only batch of an epoch.

    ``squares`` is ||E||_F^2, as the latest forward pass has left it.
    """

    def __init__(self, W: Layers, g: dict[int, Activation], X: Array, Y: Array) -> None:
        self.batch = Pass(W, g, X, Y)
        self.squares, self.measured = 0.0, False

    def use(self, g: dict[int, Activation]) -> None:
        """Use these activation functions, and other weights, from now on."""
        self.batch.use(g)
        self.measured = False

    def loss(self, W: Layers) -> float:
        """Return the loss. The next step goes on from this forward pass."""
        batch = self.batch
        if batch.m <= ROWS:
            batch.forward(W)
        else:
            self._forward(W)
        self.squares, self.measured = batch.squares(), True
        return self.squares / batch.m

    def _forward(self, W: Layers) -> None:
        """Do what the batch's own forward pass does, product by product."""
        batch = self.batch
        A, m = batch.A, batch.m
        for l in W:
            for k in range(0, m, ROWS):
                A[l - 1][k : k + ROWS].dot(W[l], A[l][k : k + ROWS])
            batch.g[l].forward(A[l])
        np.subtract(A[batch.L], batch.Y, batch.E)

    def drawn(
        self, rng: np.random.Generator, weights: Callable[[], Layers]
    ) -> Iterator[Pass]:
        """Yield the batch after its forward pass with the weights."""
        if not self.measured:
            self.loss(weights())
        self.measured = False
        if not math.isfinite(self.squares):
            raise NotFinite
        yield self.batch
