"""One run of training: where it stands, and how it takes a step (chapter 6).

Three vectors of weights take turns. The first step of an epoch reads one and writes
another, so that the weights from before this epoch and from before the last one survive
a divergence, and nothing is copied for it.
"""

from __future__ import annotations

import math

import numpy as np

from nnlib.activations import in_layers
from nnlib.checks import Array
from nnlib.checks.entrywise import ActivationError
from nnlib.fast.batches import Batches
from nnlib.fast.examples import FEW, Loss, NotFinite, Whole
from nnlib.fast.stepping import Weights, one_vector
from nnlib.fast.updates import updater
from nnlib.loss import squared_error
from nnlib.network import Network, forward
from nnlib.optimisers import Optimiser


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
        self.now, self.before, self.earlier = (Weights(W) for _ in range(3))
        self.now.load(W)
        self.dw, self.dW = one_vector(W)
        self.updater = updater(optimiser, W)
        self.X, self.Y = self._ready(X, Y)
        g, self.m = in_layers(self.g), len(X)
        self.examples: Whole | Batches = (
            Whole(W, g, self.X, self.Y)
            if batch_size == self.m
            else Batches(W, g, self.X, self.Y, batch_size)
        )
        self.held_out = (
            None if held_out is None else Loss(W, g, *self._ready(*held_out))
        )

    def _ready(self, X: Array, Y: Array) -> tuple[Array, Array]:
        # The arithmetic is that of the weights, whatever the type of the examples.
        dtype = self.dw.dtype
        return np.ascontiguousarray(X, dtype), np.ascontiguousarray(Y, dtype)

    def loss(self) -> float:
        """Return the loss over all examples."""
        return _finite(self.examples.loss(self.now.W))

    def held_out_loss(self) -> list[float]:
        """Return the loss over the held-out examples, if there are any."""
        return [_finite(self.held_out.of(self.now.W))] if self.held_out else []

    def epoch(self, rng: np.random.Generator) -> float:
        """Take one step with all examples, or one with each mini-batch.

        Returns the mean over the examples of the squared error, each measured just
        before the step that it had a part in.
        """
        self.before, self.earlier, to = self.now, self.before, self.earlier
        dw, dW, updater = self.dw, self.dW, self.updater
        for batch in self.examples.drawn(rng, lambda: self.now.W):
            now = self.now
            batch.backward(now.T, dW, updater.factor)
            updater.update(now.vector, dw, to.vector)
            to.shown = None
            self.now = to
        # What is not finite stays so: one look an epoch is enough.
        if not self.now.finite():
            raise NotFinite
        return _finite(self.examples.squares / self.m)

    def look(self) -> None:
        """Raise NotFinite or ActivationError if the last step has gone too far.

        A few examples tell, unless an activation function is a reader's own.
        """
        g = in_layers(self.g)
        if any(g[l] is not self.g[l] for l in g):
            self.loss()
        else:
            _, A = forward(self.now.W, g, self.X[:FEW])
            _finite(squared_error(A[self.L], self.Y[:FEW]))

    def go_back(self, epoch: int) -> int:
        """Return to the last weights before this epoch with a finite loss.

        Returns how many epochs these have had; the run is over. Raises NotFinite or
        ActivationError if it is the first weights that have no loss.
        """
        kept = epoch
        for weights in (self.before, self.earlier) if epoch else (self.now,):
            self.now, kept = weights, kept - 1
            try:
                self.loss()
                break
            except (NotFinite, ActivationError):
                if kept <= 0:
                    raise
        if kept < epoch - 1:
            self.now.shown = None  # the network has others
        return kept

    def hand_over(self) -> None:
        """Give the network the weights, in matrices that are its own."""
        if self.now.shown is None and not self.now.finite():
            self.now = self.before  # interrupted in an epoch about to diverge
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
        self.g = dict(g)
        self.now.load(W)
        for examples in (self.examples, self.held_out):
            if examples is not None:
                examples.use(in_layers(self.g))


def _finite(f: float) -> float:
    if not math.isfinite(f):
        raise NotFinite
    return f
