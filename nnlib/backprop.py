"""Backpropagation: the four equations of chapter 4 as four lines."""

from __future__ import annotations

import warnings
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from nnlib.activations import Activation, in_layers
from nnlib.checks import Array, Layers, all_finite, floats, matrix, multipliable
from nnlib.checks.labels import refuse_labels
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
    network : a `Network`, whose forward pass is that of the book.
    X : examples, m x n, one a row.
    Y : targets, m x n^[L].

    Raises
    ------
    ValueError
        If X, Y and the weights do not fit together or are not finite, a derivative is
        too large for a number, an activation function of your own gives no number, or
        the network has a forward pass, or a ``__call__``, of its own.

    Warns
    -----
    UnreachableTargetWarning
        If the last activation function can never reach a target.
    """
    X, Y = check_examples(network, X, Y)
    with np.errstate(over="ignore", invalid="ignore"):
        g = in_layers(network.g)
        Z, A = forward(network.W, g, X)
        dA, dZ, dW = backward(network.W, g, Z, A, Y)
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
    _refuse_own_passes(network)
    network.check()
    x, y = prefix + "X", prefix + "Y"
    _refuse_pairs(x, X)
    X = matrix(x, X)
    columns = network.n[network.L]
    refuse_labels(y, Y, len(X), columns)
    if columns > 1 and floats(y, Y).shape in ((len(X),), (len(X), 1)):
        raise ValueError(
            f"{y} holds one value an example, but the last layer has {columns} nodes. "
            f"Either give the layer one node, or {y} a column for each node, so that "
            f"its shape is {(len(X), columns)}."
        )
    Y = matrix(y, Y, column=True)
    multipliable(x, X, "W[1]", network.W[1])
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


def _refuse_own_passes(network: Network) -> None:
    """Raise ValueError unless it is a network whose forward pass is the book's."""
    if not isinstance(network, Network):
        raise ValueError(
            f"{network!r} is not a network. Make one first, for example "
            "Network([2, 8, 1], ['tanh', 'identity'], seed=0)."
        )
    books = {"forward": Network.forward, "__call__": Network.__call__}
    for name in books:
        if getattr(getattr(network, name), "__func__", None) is not books[name]:
            raise ValueError(
                f"This {type(network).__name__} has a {name} of its own, but backprop "
                "and train know the derivatives of one forward pass alone: Z[l] = "
                f"A[l-1] W[l], A[l] = g[l](Z[l]). Leave {name} as it is, or derive "
                "your own backward pass from yours."
            )


def _refuse_pairs(x: str, X: ArrayLike) -> None:
    if _pair(X) or (isinstance(X, tuple | list) and [*map(_pair, X)] == [True, True]):
        raise ValueError(
            f"{x} is {'a pair' if _pair(X) else 'two pairs'} of matrices. Does it come "
            "from data.split, which gives examples with their targets, twice? Take all "
            "apart: (X_train, Y_train), (X_held, Y_held) = data.split(X, Y). Then "
            "train with X_train, Y_train and held_out=(X_held, Y_held)."
        )


def _pair(X: object) -> bool:
    """Whether it is two matrices, or tables."""
    return isinstance(X, tuple | list) and [getattr(M, "ndim", 0) for M in X] == [2, 2]
