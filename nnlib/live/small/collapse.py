"""The bend in an activation function, put in and taken out by hand (chapter 1)."""

from __future__ import annotations

import numpy as np

from nnlib.activations import Activation
from nnlib.data import add_ones
from nnlib.live import Axis, Chart, Figure, Formula, Line, Points, Slider
from nnlib.live.figure import Arrays
from nnlib.network import Network

W1 = np.array([[1, 1, -1], [0.5, -1, 2]])
W2 = np.array([[2.0], [5], [-1]])
"""The weights of the network worked out by hand in the chapter."""

EXAMPLE = np.array([[1.0, 2]])
X = add_ones(np.linspace(-3, 4, 15).reshape(-1, 1))
Z = np.array([[-3.0, 0, 3]])


def collapse() -> Figure:
    """Return the figure: the left arm of g lifted, and the network's line bent."""
    return Figure(
        name="collapse",
        title="Put the bend in",
        question="Drag the dot of the first chart up, from the identity to ReLU. Where "
        "does the network's line begin to bend, and what does it predict at "
        "*x*_{2} = 2?",
        compute=_compute,
        controls=[
            Slider("arm", "*g*(−1)", [k / 20 for k in range(-20, 1)], -1.0),
        ],
        drawings=[
            Chart(
                "The activation function of layer 1",
                Axis("z", (-3, 3)),
                Axis("a", (-3, 3)),
                [Line("z", "g", "", 1), Points("bent", "a_bent", "", 1)],
                drags=("", "arm"),
            ),
            Chart(
                "What the network predicts",
                Axis("x₂", (-3, 4)),
                Axis("", (-20, 30)),
                [
                    Line("x", "flat", "one matrix, *x*^{⊤}*W*^{[1]}*W*^{[2]}", 2),
                    Line("x", "curve", "the network", 1),
                    Points("x_at", "y_at", "at *x*_{2} = 2", 1),
                ],
            ),
            Formula(
                [
                    "At *x*_{2} = 2: *z*^{[1]} = (2, −1, 3), "
                    "*a*^{[1]} = (<a[0]:0>, <a[1]:2>, <a[2]:0>)",
                    "prediction = <a[0]:0> · 2 + <a[1]:2> · 5 + <a[2]:0> · (−1) = "
                    "<y_at:2>",
                ]
            ),
        ],
        summary="with *g*(−1) = <arm:2> the prediction at 2 is <y_at:2|was>",
        alt="Left, an activation function that is still the identity, a straight line, "
        "with a dot at z = -1. Right, the function of the network is the same straight "
        "line as that of the one matrix, and predicts -4 at 2.",
        small=True,
    )


def _compute(arm: float) -> Arrays:
    left = abs(arm)  # the slope left of 0: 1 for the identity, 0 for ReLU
    g = Activation(
        "bent",
        lambda Z: np.where(Z > 0, Z, left * Z),
        lambda Z: np.where(Z > 0, 1.0, left),
    )
    network = Network([2, 3, 1], [g, "identity"], seed=0)
    network.W[1], network.W[2] = W1, W2
    _, A = network.forward(EXAMPLE)
    return {
        "z": Z[0],
        "g": g(Z)[0],
        "bent": np.array([-1.0]),
        "a_bent": g(np.array([[-1.0]]))[0],
        "x": X[:, 1],
        "flat": (X @ W1 @ W2)[:, 0],
        "curve": network(X)[:, 0],
        "x_at": EXAMPLE[0, 1:],
        "a": A[1][0],
        "y_at": A[2][0],
    }
