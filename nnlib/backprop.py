"""Backpropagation: the four equations of chapter 4 as four lines."""

from __future__ import annotations

import warnings
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from nnlib.activations import Activation
from nnlib.checks import Array, Layers, all_finite, matrix, multipliable
from nnlib.labels import not_labels
from nnlib.network import Network, forward


class UnreachableTargetWarning(UserWarning):
    """A target lies outside the range of the last activation function."""


class Derivatives(NamedTuple):
    """What a forward and a backward pass leave, each under its layer's number.

    ``Z[l]``, ``A[l]``, ``dZ[l]``, ``dA[l]`` are m x n^[l]; ``dW[l]`` is
    n^[l-1] x n^[l]. ``dM`` stands for df/dM.
    """

    Z: Layers
    A: Layers
    dA: Layers
    dZ: Layers
    dW: Layers


def backprop(network: Network, X: ArrayLike, Y: ArrayLike) -> Derivatives:
    """Return every derivative of the loss f = (1/m) ||A^[L] - Y||_F^2.

    Parameters
    ----------
    X : examples, m x n, one a row.
    Y : targets, m x n^[L].

    Raises
    ------
    ValueError
        If X, Y and the weights do not fit together or are not finite, or a derivative
        is too large for a number.

    Warns
    -----
    UnreachableTargetWarning
        If the last activation function can never reach a target.
    """
    X, Y = check_examples(network, X, Y)
    with np.errstate(over="ignore", invalid="ignore"):
        Z, A = forward(network.W, network.g, X)
        dA, dZ, dW = backward(network.W, network.g, Z, A, Y)
    all_finite("df/dW", dW)
    return Derivatives(Z, A, dA, dZ, dW)


def backward(
    W: Layers, g: dict[int, Activation], Z: Layers, A: Layers, Y: Array
) -> tuple[Layers, Layers, Layers]:
    """Return dA, dZ and dW for matrices known to be sound.

    Notes
    -----
    Chapter 4, the four equations of backpropagation, in their order.
    """
    m, L = len(Y), len(W)
    dA: Layers = {}
    dZ: Layers = {}
    dW: Layers = {}
    dA[L] = 2 / m * (A[L] - Y)
    for l in range(L, 0, -1):
        if l < L:
            dA[l] = dZ[l + 1] @ W[l + 1].T
        dZ[l] = dA[l] * g[l].prime(Z[l])
        dW[l] = A[l - 1].T @ dZ[l]
    return dA, dZ, dW


def check_examples(
    network: Network, X: ArrayLike, Y: ArrayLike, prefix: str = ""
) -> tuple[Array, Array]:
    """Return X and Y as sound matrices that fit the network and each other.

    Raises and warns as `backprop` does; ``prefix`` goes before the names X and Y.
    """
    network.check()
    x, y = prefix + "X", prefix + "Y"
    X = matrix(x, X)
    not_labels(y, Y, len(X), network.n[network.L])
    Y = matrix(y, Y, column=True)
    multipliable(x, X, "W[1]", network.W[1])
    columns = network.n[network.L]
    if Y.shape != (len(X), columns):
        raise ValueError(
            f"{y} has shape {Y.shape}, but {x} has shape {X.shape} and the last layer "
            f"has {columns} node{'s' * (columns > 1)}, so {y} must have shape "
            f"{(len(X), columns)}: a row for each example, a column for each node."
        )
    g = network.g[network.L]
    if Y.min() < g.lowest or Y.max() > g.highest:
        warnings.warn(
            f"{y} runs from {Y.min():g} to {Y.max():g}, but the last activation "
            f"function, {g.name}, only reaches from {g.lowest:g} to {g.highest:g}. "
            "No weights can fit such targets: choose another last activation, such as "
            "identity, or rescale Y.",
            UnreachableTargetWarning,
            stacklevel=3,
        )
    return X, Y
