"""Activation functions that write over what they are given (chapter 6).

``forward`` writes A over Z, and ``backward`` writes df/dZ over df/dA. No array is made
in either. The derivative is worked out from A, which saves a second look at Z:

    sigmoid   g'(Z) = A odot (1 - A)
    tanh      g'(Z) = 1 - A odot A
    ReLU      g'(Z) = 1 where A > 0, else 0
    identity  g'(Z) = 1, so there is nothing to do

It is written over A, which nobody asks for after that.
"""

from __future__ import annotations

import numpy as np

from nnlib.activations import Activation, identity, relu, sigmoid, tanh
from nnlib.checks import Array
from nnlib.fast.buffers import buffer


class InPlace:
    """Any activation function, also one of a reader's own: it remembers Z."""

    def __init__(self, g: Activation, Z: Array) -> None:
        self.g, self.Z = g, buffer(Z.shape, Z.dtype)

    def forward(self, A: Array) -> None:
        """Write A = g(Z) over Z."""
        np.copyto(self.Z, A)
        np.copyto(A, self.g(self.Z))

    def backward(self, dA: Array, A: Array) -> None:
        """Write df/dZ = df/dA odot g'(Z) over df/dA."""
        np.multiply(dA, self.g.prime(self.Z), dA)


class _Known(InPlace):
    def __init__(self, g: Activation, Z: Array) -> None:
        # As an array, since NumPy makes one of a Python number in every call.
        self.zero, self.one = np.zeros((), Z.dtype), np.ones((), Z.dtype)


class _Sigmoid(_Known):
    def forward(self, A: Array) -> None:
        # 1 / (1 + e^-z). Where e^-z overflows to infinity, this is 0, as it should be.
        np.negative(A, A)
        np.exp(A, A)
        np.add(A, self.one, A)
        np.reciprocal(A, A)

    def backward(self, dA: Array, A: Array) -> None:
        np.multiply(dA, A, dA)
        np.subtract(self.one, A, A)
        np.multiply(dA, A, dA)


class _Tanh(_Known):
    def forward(self, A: Array) -> None:
        np.tanh(A, A)

    def backward(self, dA: Array, A: Array) -> None:
        np.multiply(A, A, A)
        np.subtract(self.one, A, A)
        np.multiply(dA, A, dA)


class _ReLU(_Known):
    def __init__(self, g: Activation, Z: Array) -> None:
        super().__init__(g, Z)
        self.on = buffer(Z.shape, np.bool_)

    def forward(self, A: Array) -> None:
        np.maximum(A, self.zero, out=A)

    def backward(self, dA: Array, A: Array) -> None:
        # By way of booleans: np.sign is slow where it writes over what it reads. NumPy
        # would multiply by booleans in a buffer made for each call.
        np.greater(A, self.zero, self.on)
        np.copyto(A, self.on)
        np.multiply(dA, A, dA)


class _Identity(_Known):
    def forward(self, A: Array) -> None:
        pass

    def backward(self, dA: Array, A: Array) -> None:
        pass


_KNOWN = {sigmoid: _Sigmoid, tanh: _Tanh, relu: _ReLU, identity: _Identity}


def in_place(g: Activation, Z: Array) -> InPlace:
    """Return ``g`` as it works in place on matrices of the shape and type of Z."""
    return _KNOWN.get(g, InPlace)(g, Z)
