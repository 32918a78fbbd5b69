"""Three ways to turn the derivatives dW into a step (chapter 5).

Each takes the weights and the derivatives of every layer to new weights, and leaves
the old ones untouched. ``start`` clears what an optimiser remembers of past steps.
`nnlib.fast.updates` has the same formulas for training at speed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol, runtime_checkable

import numpy as np

from nnlib.checks import Layers, fraction, positive


@runtime_checkable
class Optimiser(Protocol):
    """What `nnlib.training.train` asks of an optimiser."""

    alpha: float

    def start(self, W: Layers) -> None:
        """Forget all past steps and get ready for weights of these shapes."""

    def step(self, W: Layers, dW: Layers) -> Layers:
        """Return the weights after one step."""


_Checks = dict[str, Callable[[str, Any], float]]


class _Checked:
    """Refuses a number that cannot be, also one that is set later."""

    _checks: ClassVar[_Checks] = {"alpha": positive}

    def __setattr__(self, name: str, value: object) -> None:
        check = self._checks.get(name)
        super().__setattr__(name, check(name, value) if check else value)


@dataclass
class GradientDescent(_Checked):
    """W^[l] <- W^[l] - alpha df/dW^[l], for every l at once.

    Raises ValueError if alpha is not a finite number above 0.
    """

    alpha: float

    def start(self, W: Layers) -> None:
        """Do nothing: gradient descent remembers no past steps."""

    def step(self, W: Layers, dW: Layers) -> Layers:
        """Return the weights after one step.

        Raises ValueError if dW does not have a matrix of the shape of each W[l].
        """
        _same_shapes(W, dW)
        return {l: W[l] - self.alpha * dW[l] for l in W}


@dataclass
class Momentum(_Checked):
    """V^[l] <- beta V^[l] + df/dW^[l], then W^[l] <- W^[l] - alpha V^[l].

    V starts at zero. Raises ValueError unless alpha > 0 and 0 <= beta < 1.
    """

    _checks: ClassVar[_Checks] = {"alpha": positive, "beta": fraction}
    alpha: float
    beta: float = 0.9
    V: Layers = field(default_factory=dict, init=False, repr=False)

    def start(self, W: Layers) -> None:
        """Set V to zero."""
        self.V = _zeros(W)

    def step(self, W: Layers, dW: Layers) -> Layers:
        """Return the weights after one step.

        Raises ValueError if dW does not have a matrix of the shape of each W[l], or V
        is left from a network of other shapes: then `start` afresh.
        """
        if not self.V:
            self.start(W)
        _same_shapes(W, dW, V=self.V)
        self.V = {l: self.beta * self.V[l] + dW[l] for l in W}
        return {l: W[l] - self.alpha * self.V[l] for l in W}


@dataclass
class Adam(_Checked):
    """Steps scaled, entry by entry, by averages of past derivatives.

    R is a running mean of df/dW and S of its square; after t steps from zero both
    are too small by a known factor, which the step divides out.

    Raises ValueError unless alpha, epsilon > 0 and 0 <= beta1, beta2 < 1.

    Notes
    -----
    Chapter 5, Adam; Kingma and Ba (2015), algorithm 1.
    """

    _checks: ClassVar[_Checks] = {
        "alpha": positive,
        "beta1": fraction,
        "beta2": fraction,
        "epsilon": positive,
    }
    alpha: float = 0.001
    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-8
    t: int = field(default=0, init=False, repr=False)
    R: Layers = field(default_factory=dict, init=False, repr=False)
    S: Layers = field(default_factory=dict, init=False, repr=False)

    def start(self, W: Layers) -> None:
        """Set R and S to zero and the count of steps t to 0."""
        self.t, self.R, self.S = 0, _zeros(W), _zeros(W)

    def step(self, W: Layers, dW: Layers) -> Layers:
        """Return the weights after one step.

        Raises ValueError if dW does not have a matrix of the shape of each W[l], or R
        and S are left from a network of other shapes: then `start` afresh.
        """
        if not self.R:
            self.start(W)
        _same_shapes(W, dW, R=self.R, S=self.S)
        beta1, beta2 = self.beta1, self.beta2
        self.t += 1
        self.R = {l: beta1 * self.R[l] + (1 - beta1) * dW[l] for l in W}
        self.S = {l: beta2 * self.S[l] + (1 - beta2) * dW[l] ** 2 for l in W}
        R = {l: self.R[l] / (1 - beta1**self.t) for l in W}
        S = {l: self.S[l] / (1 - beta2**self.t) for l in W}
        return {l: W[l] - self.alpha * R[l] / (np.sqrt(S[l]) + self.epsilon) for l in W}


def _layers(name: str, M: object) -> None:
    if not isinstance(M, dict):
        raise ValueError(
            f"{name} must be a dictionary with a matrix for each layer, as network.W "
            f"and backprop(network, X, Y).dW are, but it is {M!r:.80}."
        )


def _zeros(W: Layers) -> Layers:
    _layers("W", W)
    return {l: np.zeros_like(W[l]) for l in W}


def _same_shapes(W: Layers, dW: Layers, **memory: Layers) -> None:
    """Raise ValueError unless dW, and what is remembered, have the shapes of W."""
    _layers("W", W)
    _layers("dW", dW)
    shapes = {l: np.shape(W[l]) for l in W}
    for name, M in {"df/dW": dW, **memory}.items():
        others = {l: np.shape(M[l]) for l in M}
        if others != shapes:
            l = next(l for l in [*W, *M] if others.get(l) != shapes.get(l))
            what_to_do = (
                "They must have the same shape: NumPy would stretch one of them "
                "without a word."
                if name == "df/dW"
                else f"{name} is left from the steps of another network: call start(W) "
                "first, or make a new optimiser."
            )
            raise ValueError(
                f"W[{l}] has {_words(shapes, l)} but {name}[{l}] has "
                f"{_words(others, l)}. {what_to_do}"
            )


def _words(shapes: dict[int, tuple[int, ...]], l: int) -> str:
    return f"shape {shapes[l]}" if l in shapes else "no matrix"
