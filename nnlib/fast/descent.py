"""One run of training: where it stands, and how it takes a step (chapter 6).

Two vectors of weights take turns. The first step of an epoch reads one and writes the
other, so that the weights from before the epoch survive one that diverges, and nothing
is copied for it.
"""

from __future__ import annotations

import math

import numpy as np

from nnlib.activations import in_layers
from nnlib.checks import Array
from nnlib.fast.stepping import Pass, Weights, one_vector
from nnlib.fast.updates import updater
from nnlib.network import Network
from nnlib.optimisers import Optimiser


class NotFinite(Exception):
    """The loss or a weight is no longer a finite number."""


class Descent:
    """The steps of one run of `nnlib.training.train`, which explains the arguments."""

    def __init__(
        self,
        network: Network,
        optimiser: Optimiser,
        X: Array,
        Y: Array,
        batch_size: int,
        held_out: tuple[Array, Array] | None,
    ) -> None:
        W = network.W
        self.network, self.L = network, network.L
        self.n, self.g = dict(network.n), dict(network.g)
        self.types = {l: W[l].dtype for l in W}
        self.now, self.spare = Weights(W), Weights(W)
        self.now.load(W)
        self.before = self.now
        self.dw, self.dW = one_vector(W)
        self.updater = updater(optimiser, W)
        self.batch_size = batch_size
        self.whole = self._pass(X, Y)
        self.held_out = self._pass(*held_out) if held_out is not None else None
        self.batches = {
            size: self._pass(X[:size].copy(), Y[:size].copy())
            for size in (batch_size, len(X) % batch_size)
            if 0 < size < len(X)
        }
        self.passes = [self.whole, *self.batches.values()]
        if self.held_out is not None:
            self.passes.append(self.held_out)

    def _pass(self, X: Array, Y: Array) -> Pass:
        # The arithmetic is that of the weights, whatever the type of the examples.
        X, Y = (np.ascontiguousarray(M, dtype=self.dw.dtype) for M in (X, Y))
        return Pass(self.now.W, in_layers(self.g), X, Y)

    def losses(self) -> list[float]:
        """Return the loss, then that of the held-out examples, if there are any.

        A step with all examples goes on from this forward pass.
        """
        measured = (
            [self.whole] if self.held_out is None else [self.whole, self.held_out]
        )
        return [self._loss(examples) for examples in measured]

    def _loss(self, examples: Pass) -> float:
        examples.forward(self.now.W)
        f = examples.loss()
        if not math.isfinite(f):
            raise NotFinite
        return f

    def epoch(self, rng: np.random.Generator) -> None:
        """Take one step with all examples, or one with each mini-batch."""
        whole, size = self.whole, self.batch_size
        self.before = self.now
        if size == whole.m:
            self._step(whole, self.spare)
        else:
            order = rng.permutation(whole.m)
            for start in range(0, whole.m, size):
                rows = order[start : start + size]
                batch = self.batches[len(rows)]
                # "clip" lets NumPy write straight into the buffer.
                whole.A[0].take(rows, 0, batch.A[0], "clip")
                whole.Y.take(rows, 0, batch.Y, "clip")
                batch.forward(self.now.W)
                self._step(batch, self.spare if start == 0 else self.now)
        # A weight that is not finite stays so: one look an epoch is enough.
        if not self.now.finite():
            raise NotFinite

    def _step(self, examples: Pass, to: Weights) -> None:
        examples.backward(self.now.T, self.dW, self.updater.factor)
        self.updater.update(self.now.vector, self.dw, to.vector)
        to.shown = None
        if to is not self.now:
            self.now, self.spare = to, self.now

    def go_back(self) -> None:
        """Return to the weights from before the epoch; the run is over."""
        self.now = self.before

    def hand_over(self) -> None:
        """Give the network the weights, in matrices that are its own."""
        if self.now.shown is None and not self.now.finite():
            self.go_back()  # interrupted within an epoch that was about to diverge
        if self.now.shown is None or not self._sound():
            W = self.now.W
            self.now.shown = {l: W[l].astype(self.types[l]) for l in W}
            self.network.W = self.now.shown
        self.updater.show()

    def _sound(self) -> bool:
        """Say whether the network is, and if not, restore its L, n and g."""
        try:
            self.network.check()
        except Exception:  # a reader may have made anything of it
            network = self.network
            network.L, network.n, network.g = self.L, dict(self.n), dict(self.g)
            return False
        return True

    def take_back(self) -> None:
        """Go on from what the network holds, should a callback have changed it.

        Raises ValueError if the network is no longer sound, or has other shapes.
        """
        self.network.check()
        W, g, mine = self.network.W, self.network.g, self.now.W
        shapes, begun = ({l: M[l].shape for l in sorted(M)} for M in (W, mine))
        if shapes != begun:
            raise ValueError(
                f"The weights have the shapes {shapes}, but training began with "
                f"{begun}. Train a network of other shapes in a run of its own."
            )
        same_g = all(g[l] is self.g[l] for l in mine)
        if same_g and all(np.array_equal(W[l], mine[l]) for l in mine):
            return
        if not same_g:
            self.g = dict(g)
            for examples in self.passes:
                examples.use(in_layers(self.g))
        self.now.load(W)
        self.whole.forward(mine)
