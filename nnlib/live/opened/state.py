"""Every number of the opened network after some updates."""

from __future__ import annotations

import functools

import numpy as np

from nnlib.backprop import backprop
from nnlib.checks import Array, Layers
from nnlib.data import add_ones
from nnlib.live.opened.paths import counts, multiplications, products
from nnlib.live.opened.problems import (
    ALPHA,
    UPDATES,
    network_of,
    problem_of,
    weights_after,
)
from nnlib.loss import mean_squared_error
from nnlib.network import Network, forward

TURNS = np.linspace(-1, 1, 17)
"""By how much a reader can turn a weight."""
EDGE = 1.2
"""The ends of the axes on which two inputs are shown, on either side of 0."""
GRID = 24
"""The cells of the field along each of these axes."""


def state(problem: str, update: int) -> dict[str, Array]:
    """Return every array of both passes, and what else is shown beside them."""
    X, Y = problem_of(problem)
    W = weights_after(problem, update)
    network = network_of(problem, W)
    n = list(network.n.values())
    layers = range(1, network.L + 1)
    d = backprop(network, X, Y)
    slope = {l: network.g[l].prime(d.Z[l]) for l in layers}
    known = {"W": W, **d._asdict(), "slope": slope}
    paths = {l: products(W, {**d.A, 0: X}, slope, d.dA[network.L], l) for l in layers}
    arrays = {f"{name}{l}": M[l] for name, M in known.items() for l in layers}
    for l in layers:
        arrays[f"paths{l}"] = paths[l]
        arrays[f"share{l}"] = paths[l].reshape(*paths[l].shape[:3], -1).sum(axis=-1)
        arrays[f"next{l}"] = W[l] - ALPHA * d.dW[l]
        arrays[f"counts{l}"] = np.array(counts(n, l), dtype=float)
    arrays["multiplications"] = np.array(multiplications(n, len(X)), dtype=float)
    return {
        "X": X,
        "Y": Y,
        **arrays,
        "f": np.array([mean_squared_error(d.A[network.L], Y)]),
        **_turned(network, X, Y, d.dW),
        **_way(problem, update),
        **_function(network, X, Y),
    }


def numbered(M: Layers) -> Array:
    """Return the entries of all matrices in one row, the last layer first.

    So the number of a weight does not depend on how many inputs a network has.
    """
    return np.concatenate([M[l].ravel() for l in sorted(M, reverse=True)])


def _turned(network: Network, X: Array, Y: Array, dW: Layers) -> dict[str, Array]:
    """Return f as each weight is turned, a row for each, and what dW promises."""
    Z, A = forward(network.W, network.g, X)
    f = mean_squared_error(A[network.L], Y)
    A[0] = X
    rows = []
    for l in sorted(network.W, reverse=True):
        for i, j in np.ndindex(network.W[l].shape):
            # All turns at once: one changes a column of Z, and what comes after it.
            turned = np.repeat(Z[l][None], len(TURNS), axis=0)
            turned[:, :, j] += TURNS[:, None] * A[l - 1][:, i]
            a = network.g[l](turned)
            for k in range(l + 1, network.L + 1):
                a = network.g[k](a @ network.W[k])
            rows.append(((a - Y) ** 2).sum(axis=(1, 2)) / len(Y))
    slopes = numbered(dW)
    return {
        "turns": TURNS,
        "turned": np.array(rows),
        "promised": f + slopes[:, None] * TURNS,
        "weights": numbered(network.W),
    }


@functools.lru_cache(maxsize=8)
def _losses(problem: str) -> Array:
    X, Y = problem_of(problem)
    return np.array(
        [
            mean_squared_error(network_of(problem, weights_after(problem, k))(X), Y)
            for k in UPDATES
        ]
    )


def _way(problem: str, update: int) -> dict[str, Array]:
    seen = np.array(UPDATES) <= update
    return {
        "updates": np.array(UPDATES, dtype=float),
        "losses": np.where(seen, _losses(problem), np.nan),
        "now": np.array([update], dtype=float),
    }


def _function(network: Network, X: Array, Y: Array) -> dict[str, Array]:
    """Return what the network computes wherever it could be asked."""
    if network.n[0] == 2:
        x = np.linspace(-1, 1, 41)
        curve = network(add_ones(x.reshape(-1, 1)))
        return {"x": X[:, 1], "y": Y[:, 0], "x_curve": x, "curve": curve[:, 0]}
    if network.n[0] == 64:
        return {"number": 1.0 + np.arange(len(X)), "y": Y[:, 0]}
    sides = EDGE * (2 * (np.arange(GRID) + 0.5) / GRID - 1)
    x, y = np.meshgrid(sides, sides)
    field = network(add_ones(np.column_stack([x.ravel(), y.ravel()])))
    one, other = Y[:, 0] > 0, Y[:, 0] < 0
    return {
        "field": (1 + field.reshape(GRID, GRID)) / 2,
        "x1_one": np.where(one, X[:, 1], np.nan),
        "x2_one": np.where(one, X[:, 2], np.nan),
        "x1_other": np.where(other, X[:, 1], np.nan),
        "x2_other": np.where(other, X[:, 2], np.nan),
        **_lines(network.W[1]),
    }


def _lines(W: Array) -> dict[str, Array]:
    """Return where each hidden node's Z is 0, as the ends of a line."""
    found: dict[str, Array] = {}
    for j, (bias, across, up) in enumerate(W.T, start=1):
        ends = []
        for side in (-EDGE, EDGE):
            # Where the line meets a side of the field.
            with np.errstate(divide="ignore", invalid="ignore"):
                y, x = -(bias + across * side) / up, -(bias + up * side) / across
            ends += [(side, y)] if abs(y) <= EDGE else []
            ends += [(x, side)] if abs(x) <= EDGE else []
        seen = len(set(ends)) > 1
        both = np.array([min(ends), max(ends)] if seen else np.full((2, 2), np.nan))
        found |= {f"line{j}_x": both[:, 0], f"line{j}_y": both[:, 1]}
    return found
