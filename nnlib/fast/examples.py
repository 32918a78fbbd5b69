"""The examples of a run: all at once or in mini-batches, and the loss (chapter 6).

Mini-batches and the loss are worked out from a few examples at a time: few enough to
stay in a processor's cache. So are the buffers, and no copy of all examples is made.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

import numpy as np

from nnlib.activations import Activation
from nnlib.checks import Array, Layers
from nnlib.fast.buffers import buffer
from nnlib.fast.stepping import Forward, Pass

FEW = 16
"""How many examples tell what is most often the same for all."""

GATHERED = 2**16
"""Bytes of examples that are gathered together, unless one batch has more."""

MEASURED = 2**19
"""Bytes of examples that are measured together: half of a core's own cache, or less."""


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
        self.batch.forward(W)
        self.squares, self.measured = self.batch.squares(), True
        return self.squares / self.batch.m

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


class Batches:
    """The mini-batches of an epoch, whose rows are gathered several batches at a time.

    ``squares`` is the sum of ||E||_F^2 over the batches of the latest epoch, each as
    its own forward pass has left it.
    """

    def __init__(
        self, W: Layers, g: dict[int, Activation], X: Array, Y: Array, size: int
    ) -> None:
        self.X, self.Y, self.size, self.g = X, Y, size, g
        self.squares, m = 0.0, len(X)
        self.all: Loss | None = None  # made when it is first asked for
        self.passes = {r: Pass(W, g, X[:r], Y[:r]) for r in {size, m % size} - {0}}
        self.rows = min(m, size * max(1, GATHERED // X[:size].nbytes))
        self.x = buffer((self.rows, X.shape[1]), X.dtype)
        self.y, self.e = (buffer((self.rows, Y.shape[1]), Y.dtype) for _ in "ye")
        self.parts = {r: self._parts(r) for r in {self.rows, m % self.rows} - {0}}

    def _parts(self, count: int) -> list[tuple[Pass, Array, Array, Array, Array]]:
        """Return, for each batch of so many rows, its pass and what that holds."""
        parts = []
        for start in range(0, count, self.size):
            rows = slice(start, min(start + self.size, count))
            x = self.x[rows]
            parts.append((self.passes[len(x)], x, x.T, self.y[rows], self.e[rows]))
        return parts

    def use(self, g: dict[int, Activation]) -> None:
        """Use these activation functions from now on."""
        self.g, self.all = g, None
        for batch in self.passes.values():
            batch.use(g)

    def loss(self, W: Layers) -> float:
        """Return the loss over all examples."""
        if self.all is None:
            self.all = Loss(W, self.g, self.X, self.Y)
        return self.all.of(W)

    def drawn(
        self, rng: np.random.Generator, weights: Callable[[], Layers]
    ) -> Iterator[Pass]:
        """Yield each batch, in an order drawn anew, after its forward pass."""
        self.squares = 0.0
        order = rng.permutation(len(self.X))
        for start in range(0, len(order), self.rows):
            rows = order[start : start + self.rows]
            count = len(rows)
            # "clip" lets NumPy write straight into the buffer.
            self.X.take(rows, 0, self.x[:count], "clip")
            self.Y.take(rows, 0, self.y[:count], "clip")
            for batch, x, x_T, y, e in self.parts[count]:
                batch.hold(x, x_T, y, e)
                batch.forward(weights())
                yield batch
            errors = self.e[:count].ravel()
            self.squares += float(errors.dot(errors))
