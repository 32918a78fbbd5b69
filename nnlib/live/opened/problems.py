"""The problems of the opened network, and the way it learns each of them."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from nnlib import data
from nnlib.backprop import backprop
from nnlib.checks import Array, Layers
from nnlib.data.preparing import Examples
from nnlib.network import Network

M = 8
"""The examples of each problem: so many that all of them can be seen at once."""
HIDDEN = [3, 3]
ALPHA = 0.3
UPDATES = [
    *range(21),
    *np.unique(np.geomspace(22, 1500, 40).round().astype(int)).tolist(),
]
"""After which updates the network can be looked at."""


@dataclass(frozen=True)
class Problem:
    """Examples to learn, and a network that does.

    ``inputs`` counts those besides the column of ones, which pictures go without.
    Targets of more than one input are -1 and 1, which the last activation must reach.
    """

    examples: Callable[[], Examples]
    inputs: int
    last: str
    seed: int


def _noise() -> Array:
    return 0.03 * (2 * np.random.default_rng(0).random((M, 2)) - 1)


def _sides() -> Array:
    """Return the targets of two classes whose examples take turns."""
    return np.where(np.arange(M) % 2, 1.0, -1.0).reshape(M, 1)


def _rings() -> Examples:
    """Return points on two circles about 0: the inner one is 1, the outer -1."""
    Y = _sides()
    angle = 2 * np.pi * np.arange(M).reshape(M, 1) / M
    radius = np.where(Y > 0, 0.3, 0.85)
    return radius * np.hstack([np.cos(angle), np.sin(angle)]) + _noise(), Y


def _moons() -> Examples:
    """Return points on two half circles, each with an end inside the other."""
    Y = _sides()
    angle = np.pi * (np.arange(M) // 2 / (M / 2 - 1)).reshape(M, 1)
    X = np.hstack([-np.cos(angle) * Y, 0.5 - np.sin(angle) * Y])
    X += np.where(Y > 0, [[0.5, 0.0]], [[-0.5, -0.6]])
    return X / 1.6 + _noise(), Y


def _spiral() -> Examples:
    """Return points on two arms that wind about 0."""
    Y = _sides()
    far = (1 + np.arange(M) // 2).reshape(M, 1) / (M / 2)
    angle = 1.5 * np.pi * far
    return 0.95 * far * Y * np.hstack([np.cos(angle), np.sin(angle)]), Y


INKS = "0123456789abcdefg"
"""How dark a pixel is, from white to black."""
PICTURES = [
    "007fd10008d6f400021dd000002fb1000001cc1000001a8000845e90007dd900",
    "009e810000ceec00009a0f40003gce20004gg20003g8ad2001f13g8000bgfb10",
    "029fe93004d89g800006ef30000be2000002fb0000002f400156dg6002ccdb00",
    "00a7d900009acf20004bab00001ga10000cd400000c1c00001a2e00000be5000",
    "018cfe4003b88cc000002d700002fc100000d50000009d000078ef0000efb200",
    "00ab400000afdd10008b0e40000dfd0001bgg00001f39a0000e6fa00008e7100",
    "009gd6000065gg000008f5000005e30000009f2000000bc00048bfc000bec800",
    "0077dg4000dd6c7000a4ab10008ga00003eg0000088b500004a9800001bg6000",
]
"""The first threes and eights of `data.digits`, in turn, an ink for each pixel.

They are written out, so that the figure needs no package that ships them.
"""


def _digits() -> Examples:
    """Return pictures of a three and an eight in turn: an eight is 1, a three -1."""
    inks = [[INKS.index(ink) for ink in picture] for picture in PICTURES]
    return np.array(inks) / (len(INKS) - 1), _sides()


DIGITS = "digits 3 and 8"
PROBLEMS = {
    "bump": Problem(lambda: data.bump(M, noise=0), 1, "identity", 1),
    "sine": Problem(lambda: data.sine(M, noise=0), 1, "identity", 2),
    "stair": Problem(lambda: data.step(M, noise=0), 1, "identity", 6),
    "rings": Problem(_rings, 2, "tanh", 1),
    "two moons": Problem(_moons, 2, "tanh", 0),
    "spiral": Problem(_spiral, 2, "tanh", 2),
    DIGITS: Problem(_digits, 64, "tanh", 0),
}


@functools.cache
def problem_of(name: str) -> tuple[Array, Array]:
    """Return X, with its column of ones unless these are pictures, and Y."""
    x, Y = PROBLEMS[name].examples()
    return (x if x.shape[1] == 64 else data.add_ones(x)), Y


def network_of(name: str, W: Layers | None = None) -> Network:
    """Return the network of a problem: as it begins, or with other weights."""
    problem = PROBLEMS[name]
    g = ["tanh"] * len(HIDDEN) + [problem.last]
    inputs = problem_of(name)[0].shape[1]
    network = Network([inputs, *HIDDEN, 1], g, seed=problem.seed)
    network.W = W or network.W
    return network


@functools.lru_cache(maxsize=8)
def _way(name: str) -> dict[int, Layers]:
    """Return what is known of the weights: after no update, those at the start."""
    return {0: network_of(name).W}


def weights_after(name: str, update: int) -> Layers:
    """Return W[1] to W[L] after so many steps of gradient descent from the start."""
    X, Y = problem_of(name)
    way = _way(name)
    known = max(k for k in way if k <= update)
    W = way[known]
    for _ in range(known, update):
        dW = backprop(network_of(name, W), X, Y).dW
        W = {l: W[l] - ALPHA * dW[l] for l in W}
    way[update] = W
    return W
