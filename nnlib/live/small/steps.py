"""A bump from two steps, and what moving one of them does to it (chapter 1)."""

from __future__ import annotations

import numpy as np

from nnlib.data import add_ones, bump
from nnlib.live import Axis, Chart, Figure, Formula, Line, Points, Slider
from nnlib.live.figure import Arrays
from nnlib.loss import mean_squared_error
from nnlib.network import Network

POINTS, TARGETS = bump()
X = np.linspace(-1, 1, 41).reshape(-1, 1)


def steps() -> Figure:
    """Return the figure: the chapter's two nodes, of which the second can be moved."""
    return Figure(
        name="steps",
        title="Two steps make a bump",
        question="Drag the second step along. What becomes of the bump when it stands "
        "where the first does, and what when it stands to the left of it?",
        compute=_compute,
        controls=[
            Slider("at", "second step at *x*", [k / 20 for k in range(-20, 21)], 0.25)
        ],
        drawings=[
            Chart(
                "The two steps",
                Axis("x", (-1, 1)),
                Axis("a", (-1.2, 1.2)),
                [
                    Line("x", "a1", "*a*_{1}^{[1]}", 1),
                    Line("x", "a2", "*a*_{2}^{[1]}", 2),
                    Points("place", "middle", "", 2),
                ],
                drags=("at", ""),
            ),
            Chart(
                "Their difference, scaled",
                Axis("x", (-1, 1)),
                Axis("y", (-1.4, 1.4)),
                [
                    Points("x_data", "y_data"),
                    Line("x", "curve", "prediction *ŷ*", 3),
                ],
            ),
            Formula(
                ["*ŷ* = 0.65 tanh(1 + 4*x*) − 0.65 tanh(<bias:1> + 4*x*), *f* = <f:4>"]
            ),
        ],
        summary="with the second step at <at:2> the loss is <f:4|was>",
        alt="Left, two steps of the same shape from -1 to 1, the first at x = -0.25, "
        "the second at x = 0.25. Right, their difference, scaled, is a bump through "
        "the middle of the data points.",
        small=True,
    )


def _compute(at: float) -> Arrays:
    network = Network([2, 2, 1], ["tanh", "identity"], seed=0)
    # A step with the weights b and 4 stands where b + 4 x = 0.
    bias = 0.0 - 4 * at
    network.W[1] = np.array([[1, bias], [4, 4]])
    network.W[2] = np.array([[0.65], [-0.65]])
    _, A = network.forward(add_ones(X))
    return {
        "x": X[:, 0],
        "a1": A[1][:, 0],
        "a2": A[1][:, 1],
        "curve": A[2][:, 0],
        "place": np.array([at]),
        "middle": np.zeros(1),
        "x_data": POINTS[:, 0],
        "y_data": TARGETS[:, 0],
        "bias": np.array([bias]),
        "f": np.array([mean_squared_error(network(add_ones(POINTS)), TARGETS)]),
    }
