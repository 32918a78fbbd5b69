"""Plain gradient descent and momentum on a long bowl, from any start (chapter 5)."""

from __future__ import annotations

import functools

import numpy as np

from nnlib.backprop import backprop
from nnlib.checks import Array
from nnlib.live import Axis, Chart, Figure, Formula, Line, Points, Slider
from nnlib.live.figure import Arrays
from nnlib.loss import mean_squared_error
from nnlib.network import Network
from nnlib.optimisers import GradientDescent, Momentum

CURVATURES = (0.02, 1.0)
ALPHA, STEPS = 0.8, 40
# Two examples, each of which only one weight is used for: f is the half of
# 0.02 w1^2 + 1 w2^2.
X, Y = np.diag(np.sqrt(CURVATURES)), np.zeros((2, 1))
ACROSS = [k / 2 for k in range(-10, 11)]
UP = [k / 4 for k in range(-8, 9)]
LEVELS = (0.02, 0.08, 0.2, 0.5, 1.0, 1.75)
METHODS = {"plain": GradientDescent, "momentum": Momentum}


def momentum() -> Figure:
    """Return the figure: two paths from a start that is put down on the map."""
    return Figure(
        name="momentum",
        title="Momentum on a long bowl",
        question="Put the start anywhere on the map. Along which direction does "
        "momentum gain, and what does it cost across? From where is plain gradient "
        "descent just as good?",
        compute=_compute,
        controls=[
            Slider("w1", "start *w*_{1}", ACROSS, -4.5, digits=1),
            Slider("w2", "start *w*_{2}", UP, 1.5),
        ],
        drawings=[
            Chart(
                "Lines of equal loss, and both paths",
                Axis("w₁", (-5, 5)),
                Axis("w₂", (-2, 2)),
                [
                    Line("ring1", "ring2", "equal loss", 0, thin=True),
                    Line("plain1", "plain2", "gradient descent"),
                    Points("plain1", "plain2", "", 1),
                    Line("momentum1", "momentum2", "momentum, *β* = 0.9", 2),
                    Points("momentum1", "momentum2", "", 2),
                    Points("start1", "start2", "start"),
                ],
                drags=("w1", "w2"),
                width=1.6,
            ),
            Formula(
                [
                    "*f* = ½ (0.02 *w*_{1}^{2} + *w*_{2}^{2})",
                    "at the start: *f* = <f:3>",
                    f"gradient descent, after {STEPS} steps:",
                    f"(<plain1[{STEPS}]:2>, <plain2[{STEPS}]:2>): *f* = <f_plain:4>",
                    f"momentum, after {STEPS} steps:",
                    f"(<momentum1[{STEPS}]:2>, <momentum2[{STEPS}]:2>): *f* = "
                    "<f_momentum:4>",
                ],
                width=1,
            ),
        ],
        summary="from <w1:1>, <w2:2> with loss <f:3>, 40 steps of gradient descent "
        "end with loss <f_plain:4|was> and of momentum with <f_momentum:4|was>",
        alt="Ovals of equal loss, long from left to right. From the upper left, "
        "gradient descent drops to the long axis and creeps along it, half of the way. "
        "Momentum swings far up and down, but reaches the middle.",
        small=True,
    )


def _network(w1: float, w2: float) -> Network:
    network = Network([2, 1], ["identity"], seed=0)
    network.W = {1: np.array([[w1], [w2]])}
    return network


def _loss(w: Array) -> Array:
    return np.array([mean_squared_error(_network(*w)(X), Y)])


@functools.lru_cache(maxsize=1000)
def _path(method: str, w1: float, w2: float) -> Array:
    """Return the weights before the first step and after each, a row a step."""
    network, optimiser = _network(w1, w2), METHODS[method](ALPHA)
    optimiser.start(network.W)
    path = [network.W[1][:, 0]]
    for _ in range(STEPS):
        network.W = optimiser.step(network.W, backprop(network, X, Y).dW)
        path.append(network.W[1][:, 0])
    return np.array(path)


@functools.cache
def _rings() -> Arrays:
    """Return the lines of equal loss, one after the other, a NaN after each."""
    turn = np.linspace(0, 2 * np.pi, 49)
    circle = np.stack([np.cos(turn), np.sin(turn)])
    axes = [np.sqrt(2 * np.array(LEVELS) / kappa) for kappa in CURVATURES]
    return {
        f"ring{i + 1}": np.concatenate([[*r * circle[i], np.nan] for r in axes[i]])
        for i in (0, 1)
    }


def _compute(w1: float, w2: float) -> Arrays:
    paths = {method: _path(method, w1, w2) for method in METHODS}
    return {
        **_rings(),
        **{f"{name}{i + 1}": paths[name][:, i] for name in paths for i in (0, 1)},
        "start1": np.array([w1]),
        "start2": np.array([w2]),
        "f": _loss(paths["plain"][0]),
        **{f"f_{name}": _loss(path[-1]) for name, path in paths.items()},
    }
