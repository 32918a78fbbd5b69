"""The formulas of `nnlib.optimisers` on one vector, for training at speed (chapter 6).

All weights are one vector w, all derivatives another, dw, and the result goes into a
third. ``update`` may scribble on dw, which holds df/dW times ``factor``. Each run of
training has an updater of its own, which does the remembering, so that one optimiser
can serve two runs at once. alpha and beta are read from the optimiser in every step.
"""

from __future__ import annotations

import math
from typing import ClassVar, Protocol
from weakref import WeakValueDictionary

import numpy as np

from nnlib.checks import Array, Layers, floats, same_shape
from nnlib.fast.stepping import one_vector, split
from nnlib.optimisers import Adam, GradientDescent, Momentum, Optimiser


class Updater(Protocol):
    """What moves all weights at once, as one vector."""

    @property
    def factor(self) -> float:
        """What df/dW is to be multiplied by beforehand."""

    def update(self, w: Array, dw: Array, out: Array) -> None:
        """Write the weights after one step into ``out``."""

    def show(self) -> None:
        """Let the optimiser show what is remembered, in matrices of its own."""


class _GradientDescent:
    def __init__(self, optimiser: GradientDescent) -> None:
        self.optimiser = optimiser

    @property
    def factor(self) -> float:
        # The derivatives are multiplied by alpha on the way.
        return self.optimiser.alpha

    def update(self, w: Array, dw: Array, out: Array) -> None:
        np.subtract(w, dw, out)

    def show(self) -> None:
        pass


class _Momentum:
    factor = 1.0

    def __init__(self, optimiser: Momentum, W: Layers) -> None:
        self.optimiser, self.W = optimiser, W
        self.v, _ = one_vector(W)

    def update(self, w: Array, dw: Array, out: Array) -> None:
        v = self.v
        np.multiply(v, self.optimiser.beta, v)
        np.add(v, dw, v)
        np.multiply(v, self.optimiser.alpha, dw)
        np.subtract(w, dw, out)

    def show(self) -> None:
        self.optimiser.V = split(self.v.copy(), self.W)


class _Adam:
    factor = 1.0

    def __init__(self, optimiser: Adam, W: Layers) -> None:
        self.optimiser, self.W, self.t = optimiser, W, 0
        self.r, _ = one_vector(W)
        self.s, _ = one_vector(W)
        self.scratch, _ = one_vector(W)

    def update(self, w: Array, dw: Array, out: Array) -> None:
        r, s, scratch = self.r, self.s, self.scratch
        adam = self.optimiser
        beta1, beta2 = adam.beta1, adam.beta2
        self.t += 1
        np.multiply(dw, 1 - beta1, scratch)
        np.multiply(r, beta1, r)
        np.add(r, scratch, r)
        np.multiply(dw, dw, dw)
        np.multiply(dw, 1 - beta2, dw)
        np.multiply(s, beta2, s)
        np.add(s, dw, s)
        # Numbers multiply the vector once, so the root of 1 - beta2^t, which S divides
        # by, is taken out of the fraction.
        root = math.sqrt(1 - beta2**self.t)
        np.sqrt(s, dw)
        np.add(dw, adam.epsilon * root, dw)
        np.divide(r, dw, dw)
        np.multiply(dw, adam.alpha * root / (1 - beta1**self.t), dw)
        np.subtract(w, dw, out)

    def show(self) -> None:
        adam = self.optimiser
        adam.t = self.t
        adam.R, adam.S = (split(M.copy(), self.W) for M in (self.r, self.s))


class Stepwise:
    """The same service for any other optimiser, by its ``step`` alone.

    It remembers for itself, so two runs at once would share one memory. The run that
    started it last has it; the other hears of it.
    """

    factor = 1.0
    _latest: ClassVar[WeakValueDictionary[int, Stepwise]] = WeakValueDictionary()

    def __init__(self, optimiser: Optimiser, W: Layers) -> None:
        self.optimiser, self.W = optimiser, W
        self._latest[id(optimiser)] = self
        # It may keep what it is given, so it is given copies.
        optimiser.start({l: W[l].copy() for l in W})

    def update(self, w: Array, dw: Array, out: Array) -> None:
        """Write the weights after one step into ``out``."""
        latest = self._latest.get(id(self.optimiser))
        if latest is not self and _remembers(self.optimiser):
            raise ValueError(
                f"{self.optimiser!r} has been started again by another run of train "
                "while this one is at work, and has forgotten this one's steps. Give "
                "each run an optimiser of its own."
            )
        W = self.optimiser.step(split(w.copy(), self.W), split(dw.copy(), self.W))
        np.concatenate(self._layers(W), out=out, casting="same_kind")

    def _layers(self, W: object) -> list[Array]:
        """Return the weights that ``step`` gave, or say why they are none."""
        name = f"{type(self.optimiser).__name__}.step"
        if not isinstance(W, dict) or set(W) != set(self.W):
            raise ValueError(
                f"{name} must return a dictionary of the new weights under the keys "
                f"{list(self.W)}, but it returned {W!r:.80}. Does it end with return?"
            )
        layers = {l: floats(f"{name}'s W[{l}]", W[l]) for l in self.W}
        for l in self.W:
            same_shape(f"W[{l}]", self.W[l], f"what {name} returned", layers[l])
        return [M.ravel() for M in layers.values()]

    def show(self) -> None:
        """Do nothing: it has remembered for itself."""


def _remembers(optimiser: Optimiser) -> bool:
    """Whether starting again may lose anything."""
    return getattr(type(optimiser), "start", None) is not GradientDescent.start


def updater(optimiser: Optimiser, W: Layers) -> Updater:
    """Return what moves all weights at once in one run; W gives their shapes."""
    # Not isinstance: a class derived from one of these may have a step of its own.
    if type(optimiser) is GradientDescent:
        return _GradientDescent(optimiser)
    if type(optimiser) is Momentum:
        return _Momentum(optimiser, W)
    if type(optimiser) is Adam:
        return _Adam(optimiser, W)
    return Stepwise(optimiser, W)
