"""Three ways to turn the derivatives dW into a step (chapter 5).

Each takes the weights and the derivatives of every layer to new weights, and leaves
the old ones untouched. ``start`` clears what an optimiser remembers of past steps.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

import numpy as np

from nnlib.checks import Layers, fraction, positive, same_shape


@runtime_checkable
class Optimiser(Protocol):
    """What `nnlib.training.train` asks of an optimiser."""

    alpha: float

    def start(self, W: Layers) -> None:
        """Forget all past steps and get ready for weights of these shapes."""

    def step(self, W: Layers, dW: Layers) -> Layers:
        """Return the weights after one step."""


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


@dataclass
class Momentum:
    """V^[l] <- beta V^[l] + df/dW^[l], then W^[l] <- W^[l] - alpha V^[l].

    V starts at zero. Raises ValueError unless alpha > 0 and 0 <= beta < 1.
    """

    alpha: float
    beta: float = 0.9
    V: Layers = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        self.alpha = positive("alpha", self.alpha)
        self.beta = fraction("beta", self.beta)

    def start(self, W: Layers) -> None:
        """Set V to zero."""
        self.V = _zeros(W)

    def step(self, W: Layers, dW: Layers) -> Layers:
        """Return the weights after one step."""
        _same_shapes(W, dW)
        if not self.V:
            self.start(W)
        self.V = {l: self.beta * self.V[l] + dW[l] for l in W}
        return {l: W[l] - self.alpha * self.V[l] for l in W}


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
        self.t, self.M, self.S = 0, _zeros(W), _zeros(W)

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


def _zeros(W: Layers) -> Layers:
    return {l: np.zeros_like(W[l]) for l in W}


def _same_shapes(W: Layers, dW: Layers) -> None:
    for l in W:
        same_shape(f"W[{l}]", W[l], f"df/dW[{l}]", dW[l])
