"""Backpropagation at the speed of its matrix products (chapter 6).

The equations are those of `nnlib.network.forward` and `nnlib.backprop.backward`, in
the same order, and so are the numbers. What makes them fast:

- every result goes into an array made once, before the first step, which begins
  where a cache line does;
- ``a.dot(b, out)`` multiplies small matrices in less time than ``a @ b``, which uses no
  BLAS where the inner size is 1;
- A is written over Z and df/dZ over df/dA, which nobody asks for again;
- all weights are views of one vector and all df/dW of another, so that an optimiser
  moves them in one call.
"""

from __future__ import annotations

import math

import numpy as np

from nnlib.activations import Activation
from nnlib.checks import Array, Layers
from nnlib.fast.buffers import buffer
from nnlib.fast.inplace import in_place


def one_vector(W: Layers) -> tuple[Array, Layers]:
    """Return a vector of zeros as long as all of W, and views of it shaped like W."""
    size = sum(W[l].size for l in W)
    vector = buffer((size,), np.result_type(*W.values()))
    return vector, split(vector, W)


def split(vector: Array, W: Layers) -> Layers:
    """Return views of the vector, layer by layer, shaped like the matrices of W."""
    views: Layers = {}
    start = 0
    for l in W:
        views[l] = vector[start : start + W[l].size].reshape(W[l].shape)
        start += W[l].size
    return views


class Weights:
    """All weights as one vector, and the matrices W[l] and W[l]^T as views of it.

    ``shown`` are the same weights as the network holds them, if it does: matrices of
    their own, which a reader may keep or change.
    """

    def __init__(self, W: Layers) -> None:
        self.vector, self.W = one_vector(W)
        self.T = {l: self.W[l].T for l in W}
        self.shown: Layers | None = None

    def load(self, W: Layers) -> None:
        """Take over the weights of a network."""
        for l in W:
            self.W[l][:] = W[l]
        self.shown = W

    def finite(self) -> bool:
        """Say whether every weight is finite. Most often the sum of squares tells."""
        squares = self.vector.dot(self.vector)
        return math.isfinite(squares) or bool(np.isfinite(self.vector).all())


class Forward:
    """The forward pass for as many examples as X has rows, in buffers made once.

    Parameters
    ----------
    W, g : the weights, of which only shapes and type matter here, and the g^[l].
    X, Y : contiguous matrices of the type of W.
    """

    def __init__(self, W: Layers, g: dict[int, Activation], X: Array, Y: Array) -> None:
        self.m, self.L = len(X), len(W)
        self.A = {l: buffer((self.m, W[l].shape[1]), X.dtype) for l in W}
        self.hold(X, X.T, Y, buffer(Y.shape, Y.dtype))
        self.use(g)

    def hold(self, X: Array, X_T: Array, Y: Array, E: Array) -> None:
        """Take these examples, as many as before, and a place for the errors."""
        self.A[0], self.X_T, self.Y, self.E = X, X_T, Y, E

    def use(self, g: dict[int, Activation]) -> None:
        """Use these activation functions from now on."""
        self.g = {l: in_place(g[l], self.A[l]) for l in g}

    def forward(self, W: Layers) -> None:
        """Work out every A, and the errors E = A[L] - Y."""
        A, g, L = self.A, self.g, self.L
        for l in range(1, L + 1):
            # Z[l] = A[l-1] W[l]
            A[l - 1].dot(W[l], A[l])
            # A[l] = g[l](Z[l])
            g[l].forward(A[l])
        np.subtract(A[L], self.Y, self.E)

    def squares(self) -> float:
        """Return ||E||_F^2, of the latest forward pass."""
        errors = self.E.ravel()
        return float(errors.dot(errors))


class Pass(Forward):
    """The forward and the backward pass, made in the same way."""

    def __init__(self, W: Layers, g: dict[int, Activation], X: Array, Y: Array) -> None:
        super().__init__(W, g, X, Y)
        self.dA = {l: buffer(self.A[l].shape, X.dtype) for l in W}
        self.A_T = {l: self.A[l].T for l in W}

    def backward(self, W_T: Layers, dW: Layers, factor: float) -> None:
        """Write df/dW, times a factor, into dW. W_T[l] is W[l]^T.

        The factor costs nothing, since 2/m is multiplied by it once. A is written
        over, so that each backward pass needs a forward pass of its own.
        """
        A, A_T, g, m, L = self.A, self.A_T, self.g, self.m, self.L
        A_T[0] = self.X_T
        dA = dZ = self.dA
        # df/dA[L] = 2/m (A[L] - Y)
        np.multiply(self.E, factor * 2 / m, dA[L])
        for l in range(L, 0, -1):
            if l < L:
                # df/dA[l] = df/dZ[l+1] W[l+1]^T
                dZ[l + 1].dot(W_T[l + 1], dA[l])
            # df/dZ[l] = df/dA[l] odot g[l]'(Z[l])
            g[l].backward(dA[l], A[l])
            # df/dW[l] = A[l-1]^T df/dZ[l]
            A_T[l - 1].dot(dZ[l], dW[l])
