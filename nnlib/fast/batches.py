"""Mini-batches, drawn anew in each epoch (chapter 6).

No copy of all examples is made: the rows of a few batches are gathered in a buffer,
which stays in a processor's cache until their steps are taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from nnlib.activations import Activation
from nnlib.checks import Array, Layers
from nnlib.fast.buffers import buffer
from nnlib.fast.examples import Loss
from nnlib.fast.stepping import Pass

GATHERED = 2**17
"""Bytes of examples that are gathered together, unless one batch has more."""

Part = tuple[Pass, Array, Array, Array, Array]
"""A pass, and what it is to hold: X, X^T, Y and a place for E."""


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

    def _parts(self, count: int) -> tuple[Array, Array, Array, list[Part]]:
        """Return views of so many rows, of all and of each batch with its pass."""
        x, y, e = self.x[:count], self.y[:count], self.e[:count]
        parts = []
        for start in range(0, count, self.size):
            rows = slice(start, start + self.size)
            part = x[rows]
            parts.append((self.passes[len(part)], part, part.T, y[rows], e[rows]))
        return x, y, e.ravel(), parts

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
            x, y, errors, parts = self.parts[len(rows)]
            # "clip" lets NumPy write straight into the buffer.
            self.X.take(rows, 0, x, "clip")
            self.Y.take(rows, 0, y, "clip")
            for batch, x, x_T, y, e in parts:
                batch.hold(x, x_T, y, e)
                batch.forward(weights())
                yield batch
            self.squares += float(errors.dot(errors))
