"""Three ways to turn the derivatives dW into a step (chapter 5).

Each takes the weights and the derivatives of every layer to new weights, and leaves
the old ones untouched. ``start`` clears what an optimiser remembers of past steps.

``step`` is the formula as the book has it. ``update`` is the same formula for training
at speed (chapter 6): all weights are one vector w, all derivatives another, dw, and the
result goes into a third. It may scribble on dw, which holds df/dW times ``factor``.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import ClassVar, Protocol, cast, runtime_checkable

import numpy as np

from nnlib.checks import Array, Layers, fraction, positive, same_shape
from nnlib.stepping import one_vector, split


@runtime_checkable
class Optimiser(Protocol):
    """What `nnlib.training.train` asks of an optimiser."""

    alpha: float

    def start(self, W: Layers) -> None:
        """Forget all past steps and get ready for weights of these shapes."""

    def step(self, W: Layers, dW: Layers) -> Layers:
        """Return the weights after one step."""


class Updater(Protocol):
    """What moves all weights at once, as one vector."""

    @property
    def factor(self) -> float:
        """What df/dW is to be multiplied by beforehand."""

    def update(self, w: Array, dw: Array, out: Array) -> None:
        """Write the weights after one step into ``out``."""


@dataclass
class GradientDescent:
    """W^[l] <- W^[l] - alpha df/dW^[l], for every l at once.

    Raises ValueError if alpha is not a finite number above 0.
    """

    alpha: float

    def __post_init__(self) -> None:
        self.alpha = positive("alpha", self.alpha)

    def start(self, W: Layers) -> None:
        """Do nothing: gradient descent remembers no past steps."""

    def step(self, W: Layers, dW: Layers) -> Layers:
        """Return the weights after one step."""
        _same_shapes(W, dW)
        return {l: W[l] - self.alpha * dW[l] for l in W}

    @property
    def factor(self) -> float:
        """Have the derivatives multiplied by alpha on the way."""
        return self.alpha

    def update(self, w: Array, dw: Array, out: Array) -> None:
        """Write the weights after one step into ``out``."""
        np.subtract(w, dw, out)


@dataclass
class Momentum:
    """V^[l] <- beta V^[l] + df/dW^[l], then W^[l] <- W^[l] - alpha V^[l].

    V starts at zero. Raises ValueError unless alpha > 0 and 0 <= beta < 1.
    """

    alpha: float
    beta: float = 0.9
    factor: ClassVar[float] = 1.0
    V: Layers = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        self.alpha = positive("alpha", self.alpha)
        self.beta = fraction("beta", self.beta)

    def start(self, W: Layers) -> None:
        """Set V to zero."""
        self._v, self.V = one_vector(W)

    def step(self, W: Layers, dW: Layers) -> Layers:
        """Return the weights after one step."""
        _same_shapes(W, dW)
        if not self.V:
            self.start(W)
        self.V = {l: self.beta * self.V[l] + dW[l] for l in W}
        return {l: W[l] - self.alpha * self.V[l] for l in W}

    def update(self, w: Array, dw: Array, out: Array) -> None:
        """Write the weights after one step into ``out``."""
        v = self._v
        np.multiply(v, self.beta, v)
        np.add(v, dw, v)
        np.multiply(v, self.alpha, dw)
        np.subtract(w, dw, out)


@dataclass
class Adam:
    """Steps scaled, entry by entry, by averages of past derivatives.

    M is a running mean of df/dW and S of its square; after t steps from zero both
    are too small by a known factor, which the step divides out.

    Raises ValueError unless alpha, epsilon > 0 and 0 <= beta1, beta2 < 1.

    Notes
    -----
    Chapter 5, Adam; Kingma and Ba (2015), algorithm 1.
    """

    alpha: float = 0.001
    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-8
    factor: ClassVar[float] = 1.0
    t: int = field(default=0, init=False, repr=False)
    M: Layers = field(default_factory=dict, init=False, repr=False)
    S: Layers = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        self.alpha = positive("alpha", self.alpha)
        self.beta1 = fraction("beta1", self.beta1)
        self.beta2 = fraction("beta2", self.beta2)
        self.epsilon = positive("epsilon", self.epsilon)

    def start(self, W: Layers) -> None:
        """Set M and S to zero and the count of steps t to 0."""
        self.t = 0
        self._m, self.M = one_vector(W)
        self._s, self.S = one_vector(W)
        self._scratch, _ = one_vector(W)

    def step(self, W: Layers, dW: Layers) -> Layers:
        """Return the weights after one step."""
        _same_shapes(W, dW)
        if not self.M:
            self.start(W)
        beta1, beta2 = self.beta1, self.beta2
        self.t += 1
        self.M = {l: beta1 * self.M[l] + (1 - beta1) * dW[l] for l in W}
        self.S = {l: beta2 * self.S[l] + (1 - beta2) * dW[l] ** 2 for l in W}
        M = {l: self.M[l] / (1 - beta1**self.t) for l in W}
        S = {l: self.S[l] / (1 - beta2**self.t) for l in W}
        return {l: W[l] - self.alpha * M[l] / (np.sqrt(S[l]) + self.epsilon) for l in W}

    def update(self, w: Array, dw: Array, out: Array) -> None:
        """Write the weights after one step into ``out``."""
        m, s, scratch = self._m, self._s, self._scratch
        self.t += 1
        np.multiply(dw, 1 - self.beta1, scratch)
        np.multiply(m, self.beta1, m)
        np.add(m, scratch, m)
        np.multiply(dw, dw, dw)
        np.multiply(dw, 1 - self.beta2, dw)
        np.multiply(s, self.beta2, s)
        np.add(s, dw, s)
        # Numbers multiply the vector once, so the root of 1 - beta2^t, which S divides
        # by, is taken out of the fraction.
        root = math.sqrt(1 - self.beta2**self.t)
        np.sqrt(s, dw)
        np.add(dw, self.epsilon * root, dw)
        np.divide(m, dw, dw)
        np.multiply(dw, self.alpha * root / (1 - self.beta1**self.t), dw)
        np.subtract(w, dw, out)


class Stepwise:
    """The same service for any other optimiser, by its ``step`` alone."""

    factor = 1.0

    def __init__(self, optimiser: Optimiser, W: Layers) -> None:
        self.optimiser, self.W = optimiser, W

    def update(self, w: Array, dw: Array, out: Array) -> None:
        """Write the weights after one step into ``out``."""
        # It may keep what it is given, so it is given copies.
        W = self.optimiser.step(split(w.copy(), self.W), split(dw.copy(), self.W))
        _same_shapes(self.W, W)
        layers = [W[l].ravel() for l in self.W]
        np.concatenate(layers, out=out, casting="same_kind")


def updater(optimiser: Optimiser, W: Layers) -> Updater:
    """Return what moves all weights at once; W gives their shapes."""
    # Not isinstance: a class derived from one of these may have a step of its own.
    if type(optimiser) in (GradientDescent, Momentum, Adam):
        return cast(Updater, optimiser)
    return Stepwise(optimiser, W)


def _same_shapes(W: Layers, dW: Layers) -> None:
    for l in W:
        same_shape(f"W[{l}]", W[l], f"df/dW[{l}]", dW[l])
