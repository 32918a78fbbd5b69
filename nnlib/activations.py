"""Activation functions, each beside its derivative (chapter 1).

An activation function g takes one number to one number. Given a matrix, it works
on every entry. ``g(Z)`` is its value and ``g.prime(Z)`` its derivative there, both
of the shape of ``Z``.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike

from nnlib.checks import Array, floats


@dataclass(frozen=True)
class Activation:
    """An activation function and its derivative.

    Attributes
    ----------
    name : how you ask for it.
    g : the function, entry by entry; keeps the shape and the float type.
    derivative : its derivative g', the same way; it takes Z, not A.
    lowest, highest : the ends of the range of g, both counted as reachable.
    """

    name: str
    g: Callable[[Array], Array] = field(repr=False)
    derivative: Callable[[Array], Array] = field(repr=False)
    lowest: float = field(default=-math.inf, repr=False)
    highest: float = field(default=math.inf, repr=False)

    def __call__(self, Z: ArrayLike) -> Array:
        """Return g(Z), of the shape of Z. Raises ValueError if Z is not of numbers."""
        return self._of(self.g, Z)

    def prime(self, Z: ArrayLike) -> Array:
        """Return g'(Z), of the shape of Z. Raises ValueError if Z is not of numbers."""
        return self._of(self.derivative, Z)

    def _of(self, function: Callable[[Array], Array], Z: ArrayLike) -> Array:
        Z = floats("Z", Z)
        values = function(Z)
        if np.shape(values) != Z.shape:
            raise ValueError(
                f"The activation function {self.name}, or its derivative, made shape "
                f"{np.shape(values)} of Z, which has shape {Z.shape}. Both must take "
                "every entry to one number."
            )
        return values


def _sigmoid(Z: Array) -> Array:
    # e^-|z| never overflows, and both branches equal 1 / (1 + e^-z).
    E: Array = np.exp(-np.abs(Z))
    return np.where(Z >= 0, np.ones_like(E), E) / (1 + E)


def _sigmoid_prime(Z: Array) -> Array:
    A = _sigmoid(Z)
    return A * (1 - A)


def _relu(Z: Array) -> Array:
    return np.maximum(Z, 0)


def _relu_prime(Z: Array) -> Array:
    # ReLU has no derivative at 0; the book's convention there is 0.
    return np.where(Z > 0, np.ones_like(Z), np.zeros_like(Z))


def _tanh_prime(Z: Array) -> Array:
    return 1 - np.tanh(Z) ** 2


sigmoid = Activation("sigmoid", _sigmoid, _sigmoid_prime, lowest=0, highest=1)
relu = Activation("relu", _relu, _relu_prime, lowest=0)
tanh = Activation("tanh", np.tanh, _tanh_prime, lowest=-1, highest=1)
identity = Activation("identity", np.positive, np.ones_like)

KNOWN = {g.name: g for g in (sigmoid, relu, tanh, identity)}


def activation(g: str | Activation) -> Activation:
    """Return the activation function called ``g``, or ``g`` itself if it is one.

    Raises
    ------
    ValueError
        If no activation function has that name; the message lists the known ones.
    """
    if isinstance(g, Activation):
        return g
    if not isinstance(g, str) or g not in KNOWN:
        raise ValueError(
            f"{g!r} is not a known activation function. Known: {', '.join(KNOWN)}. "
            "For one of your own, make an Activation from g and its derivative."
        )
    return KNOWN[g]
