"""What the gradient promises of a step, and what the step keeps (chapter 5)."""

from __future__ import annotations

import functools

import numpy as np

from nnlib import data
from nnlib.backprop import backprop
from nnlib.live import Axis, Chart, Figure, Formula, Line, Points, Slider
from nnlib.live.figure import Arrays
from nnlib.loss import mean_squared_error
from nnlib.network import Network

ALPHAS = [k / 100 for k in range(41)]
x, Y = data.bump()
X = data.add_ones(x)


def promise() -> Figure:
    """Return the figure: the loss along one step, and the straight line it leaves."""
    return Figure(
        name="promise",
        title="The promise of a step",
        question="How long may the step be before the loss is far above what was "
        "promised? Where is it lowest, and from where on does the step do harm?",
        compute=_compute,
        controls=[Slider("alpha", "learning rate *α*", ALPHAS, 0.1)],
        drawings=[
            Chart(
                "The loss after one step",
                Axis("α", (0, 0.4)),
                Axis("f", (-0.2, 0.8)),
                [
                    Line("alphas", "truth", "true"),
                    Line("alphas", "promised", "promised", 2),
                    Points("at", "f_true", "", 1),
                    Points("at", "f_promised", "", 2),
                ],
                drags=("alpha", ""),
                width=1.4,
            ),
            Formula(
                [
                    "before the step: *f* = <f:4>",
                    "promised: *f* − *α* ‖∇*f*‖^{2}",
                    "= <f:4> − <alpha:2> · <squares:4> = <f_promised:4>",
                    "true: <f_true:4>",
                ],
                width=1.2,
            ),
        ],
        summary="a step with alpha <alpha:2> promises the loss <f_promised:4>; it is "
        "<f_true:4|was>",
        alt="The loss after one step, against alpha: a straight line down that the "
        "true curve follows only at first. The curve has its lowest point and then "
        "rises above where it began.",
        small=True,
    )


def _network() -> Network:
    return Network([2, 8, 1], ["tanh", "identity"], seed=1)


@functools.cache
def _gradient() -> tuple[float, float]:
    """Return the loss, and the sum of the squares of all its derivatives."""
    d = backprop(_network(), X, Y)
    squares = sum((dW**2).sum() for dW in d.dW.values())
    return mean_squared_error(d.A[2], Y), float(squares)


@functools.cache
def _after(alpha: float) -> float:
    """Return the loss after one step."""
    network = _network()
    dW = backprop(network, X, Y).dW
    network.W = {l: network.W[l] - alpha * dW[l] for l in dW}
    return mean_squared_error(network(X), Y)


def _compute(alpha: float) -> Arrays:
    f, squares = _gradient()
    alphas = np.array(ALPHAS)
    return {
        "alphas": alphas,
        "truth": np.array([_after(a) for a in ALPHAS]),
        "promised": f - alphas * squares,
        "at": np.array([alpha]),
        "f": np.array([f]),
        "squares": np.array([squares]),
        "f_true": np.array([_after(alpha)]),
        "f_promised": np.array([f - alpha * squares]),
    }
