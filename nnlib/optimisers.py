"""Three ways to turn the derivatives dW into a step (chapter 5).

Each takes the weights and the derivatives of every layer to new weights, and leaves
the old ones untouched. ``start`` clears what an optimiser remembers of past steps.
`nnlib.fast.updates` has the same formulas for training at speed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from numbers import Integral
from typing import Any, ClassVar, Protocol

import numpy as np

from nnlib.checks import Layers, floats, fraction, positive


class Optimiser(Protocol):
    """What `nnlib.training.train` asks of an optimiser."""

    alpha: float

    def start(self, W: Layers) -> None:
        """Forget all past steps and get ready for weights of these shapes."""

    def step(self, W: Layers, dW: Layers) -> Layers:
        """Return the weights after one step."""


def _whole(name: str, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, Integral) or int(value) < 0:
        raise ValueError(
            f"{name} is {value!r}, but it must be a whole number, 0 or more."
        )
    return int(value)


def _layers(name: str, M: Any) -> Layers:
    """Return a dictionary of matrices of floats, or say that it is none."""
    if not isinstance(M, dict):
        raise ValueError(
            f"{name} must be a dictionary with a matrix for each layer, as network.W "
            f"and backprop(network, X, Y).dW are, but it is {M!r:.80}."
        )
    return {l: floats(f"{name}[{l}]", M[l]) for l in M}


_Checks = dict[str, Callable[[str, Any], Any]]


class _Checked:
    """Refuses what an attribute cannot be, also if it is set later.

    Raises AttributeError for a name that an optimiser of the book does not have, since
    nothing would read it. One derived from them may have more.
    """

    _checks: ClassVar[_Checks] = {"alpha": positive}

    def __setattr__(self, name: str, value: object) -> None:
        if _Checked in type(self).__bases__ and name not in self._checks:
            raise AttributeError(
                f"{type(self).__name__} has no {name} to set. It has "
                f"{', '.join(self._checks)}."
            )
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
        W, dW = _matching(W, dW)
        return {l: W[l] - self.alpha * dW[l] for l in W}


@dataclass
class Momentum(_Checked):
    """V^[l] <- beta V^[l] + df/dW^[l], then W^[l] <- W^[l] - alpha V^[l].

    V starts at zero. Raises ValueError unless alpha > 0 and 0 <= beta < 1.
    """

    _checks: ClassVar[_Checks] = {"alpha": positive, "beta": fraction, "V": _layers}
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
        W, dW = _matching(W, dW, V=self.V)
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
        "t": _whole,
        "R": _layers,
        "S": _layers,
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
        W, dW = _matching(W, dW, R=self.R, S=self.S)
        beta1, beta2 = self.beta1, self.beta2
        self.t += 1
        self.R = {l: beta1 * self.R[l] + (1 - beta1) * dW[l] for l in W}
        self.S = {l: beta2 * self.S[l] + (1 - beta2) * dW[l] ** 2 for l in W}
        R_hat = {l: self.R[l] / (1 - beta1**self.t) for l in W}
        S_hat = {l: self.S[l] / (1 - beta2**self.t) for l in W}
        alpha, epsilon = self.alpha, self.epsilon
        return {l: W[l] - alpha * R_hat[l] / (np.sqrt(S_hat[l]) + epsilon) for l in W}


def _zeros(W: Layers) -> Layers:
    W = _layers("W", W)
    return {l: np.zeros_like(W[l]) for l in W}


def _matching(W: Layers, dW: Layers, **memory: Layers) -> tuple[Layers, Layers]:
    """Return W and dW as matrices of floats.

    Raises ValueError unless dW, and what is remembered, have the shapes of W.
    """
    W, dW = _layers("W", W), _layers("dW", dW)
    shapes = {l: np.shape(W[l]) for l in W}
    for name, M in {"df/dW": dW, **memory}.items():
        others = {l: np.shape(M[l]) for l in M}
        if others != shapes:
            l = next(l for l in [*W, *M] if others.get(l) != shapes.get(l))
            what_to_do = (
                "They must have the same shape: NumPy would stretch one of them "
                "and say nothing."
                if name == "df/dW"
                else f"{name} is left from the steps of another network: call start(W) "
                "first, or make a new optimiser."
            )
            raise ValueError(
                f"W[{l}] has {_words(shapes, l)} but {name}[{l}] has "
                f"{_words(others, l)}. {what_to_do}"
            )
    return W, dW


def _words(shapes: dict[int, tuple[int, ...]], l: int) -> str:
    return f"shape {shapes[l]}" if l in shapes else "no matrix"
