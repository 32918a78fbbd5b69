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

GATHERED = 2**16
"""Bytes of examples that are gathered together, unless one batch has more."""


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
