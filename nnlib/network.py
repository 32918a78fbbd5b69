"""A network: its weights, and the forward pass through its layers (chapters 1 and 2).

Layers are numbered as on the page. ``W[1]`` .. ``W[L]``, ``g[1]`` .. ``g[L]``,
``Z[1]`` .. ``Z[L]`` and ``A[0]`` .. ``A[L]`` are dictionaries whose keys are the
layer numbers, so that no index differs by one from the book, and a layer that does
not exist, such as ``W[0]``, is an error.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from nnlib.activations import Activation, activation, in_layers
from nnlib.checks import (
    Array,
    Layers,
    all_finite,
    count,
    generator,
    matrix,
    multipliable,
)

VARIANCES = {"1/n": 1, "2/n": 2}


class Network:
    """A dense network without bias terms (chapter 1).

    Parameters
    ----------
    n : the numbers of nodes n^[0], n^[1], .., n^[L]; n^[0] counts the inputs.
    g : the activation functions g^[1], .., g^[L], by name or as `Activation`.
    seed : a whole number or a NumPy Generator, from which the weights are drawn.
        The same seed gives the same weights on every machine.
    dtype : the float type of the weights, float64 or float32.
    variance : the variance of the first weights of layer l. In it n stands for n^[l-1],
        the values that come in. ``"1/n"`` suits tanh, the sigmoid and the identity;
        ``"2/n"`` suits ReLU, which sets half of what it is given to 0 (chapter 5).

    Attributes
    ----------
    L : the number of layers.
    n : ``n[l]`` is the number of nodes of layer l.
    g : ``g[l]`` is the activation function of layer l.
    W : ``W[l]`` holds the weights of layer l, n^[l-1] x n^[l], one column a node.

    Raises
    ------
    ValueError
        If a number of nodes is not a whole number above 0, their count does not suit
        the activation functions, an activation function is unknown, ``seed`` is none,
        ``dtype`` is neither float32 nor float64, or ``variance`` neither "1/n" nor
        "2/n".
    """

    def __init__(
        self,
        n: Sequence[int],
        g: Sequence[str | Activation],
        *,
        seed: int | np.random.Generator,
        dtype: DTypeLike = np.float64,
        variance: str = "1/n",
    ) -> None:
        lists = all(isinstance(v, list | tuple | range | np.ndarray) for v in (n, g))
        if not lists or len(g) != len(n) - 1 or len(g) == 0:
            raise ValueError(
                f"n = {n} and g = {g} do not fit: n lists the nodes of layers 0 to L "
                "and g the activation functions of layers 1 to L, so g must be one "
                "shorter than n. For example Network([2, 8, 1], ['tanh', 'identity'], "
                "seed=0)."
            )
        dtype = _float_type(dtype)
        if not isinstance(variance, str) or variance not in VARIANCES:
            raise ValueError(
                f"variance is {variance!r}, but it must be '1/n', which suits tanh, "
                "sigmoid and identity, or '2/n', which suits relu."
            )
        rng = generator(seed)
        self.L = len(g)
        self.n = {l: count(f"n[{l}]", nodes) for l, nodes in enumerate(n)}
        self.g = {l: activation(g_l) for l, g_l in enumerate(g, start=1)}
        self.W: Layers = {}
        for l in self.g:
            # Numbers from -r to r, uniform, have the variance r^2 / 3. This way each is
            # rounded once, where it is multiplied by r, and so the same everywhere.
            r = math.sqrt(3 * VARIANCES[variance] / self.n[l - 1])
            W = r * (2 * rng.random((self.n[l - 1], self.n[l])) - 1)
            self.W[l] = W.astype(dtype)

    def __repr__(self) -> str:
        g: object = self.g
        if isinstance(g, dict):  # as it is, since a reader may have set it by hand
            functions = [g.get(l) for l in range(1, self.L + 1)]
            g = [getattr(g_l, "name", g_l) for g_l in functions]
        return f"<Network n={list(self.n.values())} g={g}>"

    def forward(self, X: ArrayLike) -> tuple[Layers, Layers]:
        """Return Z and A of every layer, for all examples at once.

        Parameters
        ----------
        X : the examples, m x n, one a row.

        Returns
        -------
        Z : ``Z[l]`` is m x n^[l], for l = 1 .. L.
        A : ``A[l]`` is m x n^[l], for l = 0 .. L; ``A[0]`` is X.

        Raises
        ------
        ValueError
            If X is not a matrix of finite numbers with a column for each row of W[1],
            the weights are not sound (see `check`), or an activation function of your
            own gives no number.
        """
        X = matrix("X", X)
        self.check()
        multipliable("X", X, "W[1]", self.W[1])
        with np.errstate(over="ignore", invalid="ignore"):
            Z, A = forward(self.W, in_layers(self.g), X)
        all_finite("A", A)
        return Z, A

    def __call__(self, X: ArrayLike) -> Array:
        """Return the predictions A^[L], m x n^[L]; see `forward`."""
        _, A = self.forward(X)
        return A[self.L]

    def check(self) -> None:
        """Make sure that n, W and g are sound, since a reader may set them by hand.

        Integers become floats, and names become activation functions.

        Raises
        ------
        ValueError
            If a weight matrix is missing, holds a NaN or an infinity, or does not have
            one column for each node of its layer and one row for each of the layer
            before; if an activation function is unknown; or if L or a number of nodes
            is no whole number above 0.
        """
        layers = list(range(1, count("L", self.L) + 1))
        held = {
            "n": (self.n, [0, *layers]),
            "W": (self.W, layers),
            "g": (self.g, layers),
        }
        for name, (value, wanted) in held.items():
            keys = list(value) if isinstance(value, dict) else "none"
            if not isinstance(value, dict) or set(value) != set(wanted):
                raise ValueError(
                    f"{name} must be a dictionary with one entry for each layer, under "
                    f"the keys {wanted}, but its keys are {keys}."
                )
        for l in self.n:
            self.n[l] = count(f"n[{l}]", self.n[l])
        for l in layers:
            self.g[l] = activation(self.g[l])
            self.W[l] = matrix(f"W[{l}]", self.W[l])
            shape = self.n[l - 1], self.n[l]
            if self.W[l].shape != shape:
                raise ValueError(
                    f"W[{l}] has shape {self.W[l].shape}, but layer {l - 1} has "
                    f"{shape[0]} nodes and layer {l} has {shape[1]}, so it must have "
                    f"shape {shape}: one column a node."
                )


def forward(W: Layers, g: dict[int, Activation], X: Array) -> tuple[Layers, Layers]:
    """Return Z and A of every layer for matrices known to be sound.

    Notes
    -----
    Chapter 2, the forward pass.
    """
    Z: Layers = {}
    A: Layers = {0: X}
    for l in range(1, len(W) + 1):
        Z[l] = A[l - 1] @ W[l]
        A[l] = g[l](Z[l])
    return Z, A


def _float_type(dtype: DTypeLike) -> np.dtype[Any]:
    try:
        known = np.dtype(dtype)
    except (TypeError, ValueError, SyntaxError):
        known = None
    if known not in (np.float32, np.float64):
        raise ValueError(f"dtype is {dtype!r}, but it must be float32 or float64.")
    return known
