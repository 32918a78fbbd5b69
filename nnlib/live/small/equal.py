"""Equal nodes stay equal, and nearly equal ones take long to part (chapter 5)."""

from __future__ import annotations

import functools

import numpy as np

from nnlib import data
from nnlib.backprop import backprop
from nnlib.live import Axis, Chart, Figure, Formula, Line, Points, Slider
from nnlib.live.figure import Arrays
from nnlib.loss import mean_squared_error
from nnlib.network import Network
from nnlib.optimisers import GradientDescent

ALPHA, STEPS, EVERY, NODES = 0.3, 1000, 10, 4
SPREADS = [0.0, 0.001, 0.01, 0.03, 0.1, 0.3, 1.0]
x, Y = data.bump()
X = data.add_ones(x)
RNG = np.random.default_rng(0)
AWAY = {1: 2 * RNG.random((2, NODES)) - 1, 2: 2 * RNG.random((NODES, 1)) - 1}
"""How far each weight is from the others at the start, for a spread of 1."""


def equal() -> Figure:
    """Return the figure: four nodes that start alike, or not quite, and the fit."""
    return Figure(
        name="equal",
        title="Four nodes that start alike",
        question="With a spread of 0 the four lines are one for ever. How large must "
        "the spread be for the nodes to part within these steps, and what does the "
        "network gain when they do?",
        compute=_compute,
        controls=[
            Slider("spread", "spread of the first weights", SPREADS, 0.0, digits=3)
        ],
        drawings=[
            Chart(
                "The weight of *x* in each node, *W*_{2j}^{[1]}",
                Axis("step", (0, STEPS)),
                Axis("", (-1, 4)),
                [Line("steps", f"node{j}", f"node {j}", j) for j in range(1, 5)],
                width=1.3,
            ),
            Chart(
                "The network's function",
                Axis("x", (-1, 1)),
                Axis("y", (-0.5, 1.5)),
                [
                    Points("x", "y", "targets"),
                    Line("x", "fit", f"after {STEPS} steps"),
                ],
                width=1.3,
            ),
            Formula(
                [
                    f"After {STEPS} steps *W*_{{2j}}^{{[1]}} is <last[0]:2>, "
                    "<last[1]:2>, <last[2]:2> and <last[3]:2>;",
                    "the loss has fallen from <f_first:3> to <f_last:3>.",
                ]
            ),
        ],
        summary="after 1000 steps the weights of x are <last[0]:2>, <last[1]:2>, "
        "<last[2]:2> and <last[3]:2>, and the loss is <f_last:3|was>",
        alt="The weights of four nodes over 1000 steps lie on one line, since they "
        "start equal, and the function at the end is far from the bump of targets.",
        small=True,
    )


@functools.lru_cache(maxsize=100)
def _compute(spread: float) -> Arrays:
    network = Network([2, NODES, 1], ["tanh", "identity"], seed=0)
    network.W = {l: 0.5 + spread * AWAY[l] for l in AWAY}
    step, seen = GradientDescent(ALPHA), []
    first = mean_squared_error(network(X), Y)
    for k in range(STEPS + 1):
        if k % EVERY == 0:
            seen.append(network.W[1][1])
            fit = network(X)
        network.W = step.step(network.W, backprop(network, X, Y).dW)
    return {
        "steps": np.arange(0.0, STEPS + 1, EVERY),
        **{f"node{j + 1}": np.array(seen)[:, j] for j in range(NODES)},
        "last": seen[-1],
        "x": x[:, 0],
        "y": Y[:, 0],
        "fit": fit[:, 0],
        "f_first": np.array([first]),
        "f_last": np.array([mean_squared_error(fit, Y)]),
    }
