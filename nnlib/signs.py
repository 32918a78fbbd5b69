"""Signs of a training that went wrong, looked for once, after its end (chapter 5).

Each is a fact of the network on its training examples: no derivative gets through a
layer, a layer is constant and the prediction with it, the loss has grown, columns are
far from the size of 1. Where the network fits, or there is nothing to fit, or a network
of identities fits as well as any can, nothing is said.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable

import numpy as np

from nnlib.activations import identity
from nnlib.checks import Array
from nnlib.checks.entrywise import ActivationError
from nnlib.fast.examples import FEW, NotFinite
from nnlib.network import Network, forward


class StuckWarning(RuntimeWarning):
    """After training, a layer lets no derivative through, or makes all alike."""


SMALL = 1e-4
NOTHING = 1e-30
"""A derivative that moves no weight, not even with Adam, which divides by its size."""


def poor_fit(
    network: Network,
    X: Array,
    Y: Array,
    losses: list[float],
    loss: Callable[[], float],
) -> str:
    """Return what explains a poor fit, in sentences; nothing if it is not poor.

    Parameters
    ----------
    X, Y : the training examples and targets.
    losses : what was met on the way, first to last.
    loss : measures the loss of the network as it is now. That takes time, so it is
        called only if there is something that could explain a poor fit.

    Warns
    -----
    StuckWarning
        If the network cannot learn from these examples any more.
    """
    with np.errstate(all="ignore"):
        try:  # a few examples show most networks to be sound
            stuck = _stuck(network, X[:FEW], Y)
            scales = far_from_one(X, Y)
            grown = bool(losses) and losses[-1] > 2 * losses[0]
            # A single example, or ones that are all alike, allow one prediction only.
            if not (stuck or scales or grown) or _alike(X) or _alike(Y):
                return ""
            f = loss()
            if f < Y.var(axis=0).sum() / 2:
                return ""  # it fits better than a constant could
            stuck = stuck and _stuck(network, X, Y)
        except (ActivationError, NotFinite):  # one that an interrupted epoch has left
            return ""
    if stuck:
        again = "" if scales else ", from another seed or with a smaller alpha"
        text = f"{stuck} {scales}Start again with new weights{again}."
        warnings.warn(text, StuckWarning, stacklevel=3)
        return f" {text}"
    if scales and _best_possible(network, X, Y, f):
        return ""
    if losses and f > 2 * losses[0]:
        return f" The loss has grown. {scales or 'Try a smaller alpha.'}".rstrip()
    return f" {scales}".rstrip()


def _alike(M: Array) -> bool:
    """Whether all rows are the same. Most often the first few tell."""
    return all((M[k : k + 100] == M[0]).all() for k in range(0, len(M), 100))


def _best_possible(network: Network, X: Array, Y: Array, loss: float) -> bool:
    """Whether all layers are identities, and no weights lower the loss by 1 %."""
    if any(g != identity for g in network.g.values()):
        return False
    # Least squares, in the few rows that QR makes of many: lengths stay what they are.
    R = np.linalg.qr(np.hstack([X, Y], dtype=np.float64), "r")
    R_X, R_Y = np.hsplit(R, [X.shape[1]])
    W, *_ = np.linalg.lstsq(R_X, R_Y)
    return loss <= 1.01 * float(np.sum((R_X @ W - R_Y) ** 2)) / len(X)


def _stuck(network: Network, X: Array, Y: Array) -> str:
    """Return which layer keeps the network from learning, or nothing."""
    g, n = network.g, network.n
    X = X.astype(np.result_type(*network.W.values()), copy=False)
    Z, A = forward(network.W, g, X)
    for l in range(network.L, 0, -1):
        slope = np.abs(g[l].prime(Z[l])).max()
        if slope > SMALL:
            continue  # nodes that are alike may still come to differ
        nodes = f"all {n[l]} nodes" if n[l] > 1 else "the only node"
        where = f"{nodes} of layer {l} ({g[l].name})"
        layers = "W[1]" if l == 1 else f"W[1] to W[{l}]"
        if slope <= NOTHING:
            why = "" if A[l].any() else ", and so is a (dead)"
            if g[l].name in ("tanh", "sigmoid"):
                why = ", since z is too far out (saturated)"
            return (
                f"At {where}, the derivative is 0 for every example{why}: no further "
                f"step changes {layers}."
            )
        size = g[l].highest - g[l].lowest
        finite = math.isfinite(size)
        sizes = size if finite else np.abs(A[l]).max(axis=0)  # each node by itself
        prediction = A[network.L]
        if (np.ptp(A[l], axis=0) <= SMALL * sizes).all() and (
            np.ptp(prediction, axis=0) <= SMALL * np.ptp(Y, axis=0)
        ).all():
            return (
                f"At {where}, a is the same for every example, to 4 digits"
                f"{' of its range' * finite}, and its derivative nearly 0: the "
                "prediction cannot depend on X."
            )
    return ""


def far_from_one(X: Array, Y: Array) -> str:
    """Return which of X and Y has columns far from the size of 1, or nothing.

    The size of a column is its mean absolute value. Constant columns of X, such as one
    of ones, do not count.
    """
    advice = ""
    X = X[:: 1 + len(X) // 1000]  # so many rows show what sizes there are
    sizes = np.abs(X)
    top, sizes = sizes.max(axis=0), sizes.mean(axis=0)
    k = top.argmax()
    if sizes.max() > 10 or top[k] < 0.2 or (X[:, k] == X[0, k]).all():
        changing = np.flatnonzero(np.ptp(X, axis=0))
        top, sizes = top[changing], sizes[changing]
    if len(sizes) and (sizes.max() > 10 or top.max() < 0.2):
        smallest, largest = (
            f"{float(f'{sizes[k]:.2g}'):g} (column {changing[k]})"
            for k in (sizes.argmin(), sizes.argmax())
        )
        advice = (
            f"The columns of X have sizes from {smallest} to {largest}, counted from "
            "0: bring them to about 1 first, data.standardise(X). "
            if len(sizes) > 1
            else f"X has the size {largest}: bring it to about 1 first, "
            "data.standardise(X). "
        )
    size = np.abs(Y[:: 1 + len(Y) // 1000]).mean()
    if size > 10:
        advice += (
            f"The targets have the size {float(f'{size:.2g}'):g}: bring them to about "
            "1 first, data.standardise(Y). "
        )
    return advice
