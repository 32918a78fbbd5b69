"""All paths from a weight to the loss, one product each (chapter 4)."""

from __future__ import annotations

import math

from nnlib.checks import Array, Layers


def products(W: Layers, A: Layers, slope: Layers, dA_L: Array, l: int) -> Array:
    """Return the product of the factors along every path from the weights of layer l.

    A path starts at an activation of layer l - 1, passes W[l] into layer l and goes on
    through a node of each layer, up to a node of layer L. Its factors are what the
    chain rule gives on the way, for one example.

    Parameters
    ----------
    slope : ``slope[l]`` is g[l]'(Z[l]), m x n^[l].
    dA_L : df/dA^[L], m x n^[L].

    Returns
    -------
    An array m x n^[l-1] x n^[l] x n^[l+1] x .. x n^[L]. Summed over the examples and
    over all axes after the third, it is df/dW^[l].
    """
    product = A[l - 1][:, :, None] * slope[l][:, None, :]
    for k in range(l + 1, len(W) + 1):
        product = product[..., None] * W[k] * _along_last(slope[k], product.ndim + 1)
    return product * _along_last(dA_L, product.ndim)


def _along_last(M: Array, dimensions: int) -> Array:
    """Return M, m x n, as an array of more dimensions, all others of length 1."""
    return M.reshape(len(M), *[1] * (dimensions - 2), M.shape[1])


def counts(n: list[int], l: int) -> tuple[int, int, int]:
    """Return, for one weight of layer l and one example, how much its paths share.

    Parameters
    ----------
    n : the numbers of nodes n^[0] .. n^[L].

    Returns
    -------
    The number of paths; of their factors, counted on every path; of different ones.
    """
    L = len(n) - 1
    after = n[l + 1 :]
    paths = math.prod(after)
    # An activation, a slope for each layer from l to L, a weight for each after l, and
    # the derivative with respect to the prediction.
    length = 1 + (L - l + 1) + (L - l) + 1
    weights = sum(a * b for a, b in zip([1, *after], after, strict=False))
    different = 1 + (1 + sum(after)) + weights + (after[-1] if after else 1)
    return paths, paths * length, different


def multiplications(n: list[int], m: int) -> tuple[int, int]:
    """Return how many multiplications give df/dW of every layer.

    Returns
    -------
    Those of a sum over paths, in which each product is worked out from its first
    factor, and those of the last three equations of chapter 4.
    """
    L = len(n) - 1
    layers = range(1, L + 1)
    naive = 0
    for l in layers:
        paths, factors, _ = counts(n, l)
        naive += m * n[l - 1] * n[l] * (factors - paths)
    back = sum(n[l] + n[l - 1] * n[l] for l in layers)
    back += sum(n[l] * n[l + 1] for l in layers if l < L)
    return naive, m * back
