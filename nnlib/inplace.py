"""Activation functions that write over what they are given (chapter 6).

``forward`` writes A over Z, and ``backward`` writes df/dZ over df/dA. No array is made
in either. The derivative is worked out from A, which saves a second look at Z:

    sigmoid   g'(Z) = A odot (1 - A)
    tanh      g'(Z) = 1 - A odot A
    ReLU      g'(Z) = 1 where A > 0, else 0
    identity  g'(Z) = 1, so there is nothing to do
"""

from __future__ import annotations

import numpy as np

from nnlib.activations import Activation, identity, relu, sigmoid, tanh
from nnlib.checks import Array


class InPlace:
    """Any activation function, also one of a reader's own: it remembers Z."""

    def __init__(self, g: Activation, Z: Array) -> None:
        self.g, self.Z = g, np.empty_like(Z)

    def forward(self, A: Array) -> None:
        """Write A = g(Z) over Z."""
        np.copyto(self.Z, A)
        np.copyto(A, self.g(self.Z))

    def backward(self, dA: Array, A: Array) -> None:
        """Write df/dZ = df/dA odot g'(Z) over df/dA."""
        np.multiply(dA, self.g.prime(self.Z), dA)


class _Scratch(InPlace):
    def __init__(self, g: Activation, Z: Array) -> None:
        self.S = np.empty_like(Z)


class _Sigmoid(_Scratch):
    def forward(self, A: Array) -> None:
        # 1 / (1 + e^-z). Where e^-z overflows to infinity, this is 0, as it should be.
        np.negative(A, A)
        np.exp(A, A)
        np.add(A, 1.0, A)
        np.reciprocal(A, A)

    def backward(self, dA: Array, A: Array) -> None:
        np.subtract(1.0, A, self.S)
        np.multiply(self.S, A, self.S)
        np.multiply(dA, self.S, dA)


class _Tanh(_Scratch):
    def forward(self, A: Array) -> None:
        np.tanh(A, A)

    def backward(self, dA: Array, A: Array) -> None:
        np.multiply(A, A, self.S)
        np.subtract(1.0, self.S, self.S)
        np.multiply(dA, self.S, dA)


class _ReLU(InPlace):
    def __init__(self, g: Activation, Z: Array) -> None:
        self.on = np.empty(Z.shape, dtype=bool)

    def forward(self, A: Array) -> None:
        np.maximum(A, 0.0, out=A)

    def backward(self, dA: Array, A: Array) -> None:
        np.greater(A, 0.0, self.on)
        np.multiply(dA, self.on, dA)


class _Identity(InPlace):
    def __init__(self, g: Activation, Z: Array) -> None:
        pass

    def forward(self, A: Array) -> None:
        pass

    def backward(self, dA: Array, A: Array) -> None:
        pass


_KNOWN = {sigmoid: _Sigmoid, tanh: _Tanh, relu: _ReLU, identity: _Identity}


def in_place(g: Activation, Z: Array) -> InPlace:
    """Return ``g`` as it works in place on matrices of the shape and type of Z."""
    return _KNOWN.get(g, InPlace)(g, Z)
