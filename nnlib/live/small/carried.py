"""What each edge of a network carries, for one input after another (chapter 1)."""

from __future__ import annotations

import numpy as np

from nnlib.live import Figure, Formula, Slider
from nnlib.live import Network as Drawing
from nnlib.live.figure import Arrays
from nnlib.network import Network

W1 = np.array([[1, 1, -1], [0.5, -1, 2]])
W2 = np.array([[2.0], [5], [-1]])
"""The weights of the network worked out by hand in the chapter."""


def carried() -> Figure:
    """Return the figure: the network by hand, with numbers in its nodes and edges."""
    return Figure(
        name="carried",
        title="What each edge carries",
        question="Turn *x*_{2}. For which inputs has the weight 5 a say, and for which "
        "is it the only one that has?",
        compute=_compute,
        controls=[Slider("x", "input *x*_{2}", range(-3, 5), 2, digits=0, whole=True)],
        drawings=[
            Drawing(
                "Each edge with activation times weight, each node with its activation",
                ["first", "second"],
                ["x", "layer 1, ReLU", "prediction"],
                nodes=["1", "<x:0>", "<a[0]:1>", "<a[1]:1>", "<a[2]:1>", "<y:1>"],
                decimals=1,
                width=2,
            ),
            Formula(
                [
                    "*z*^{[1]} = (<z[0]:1>, <z[1]:1>, <z[2]:1>), "
                    "*a*^{[1]} = (<a[0]:1>, <a[1]:1>, <a[2]:1>)",
                    "*ŷ* = <a[0]:1> · 2 + <a[1]:1> · 5 + <a[2]:1> · (−1) = <y:1>",
                ]
            ),
        ],
        summary="for the input <x:0> the activations are <a[0]:1>, <a[1]:1> and "
        "<a[2]:1>, and the prediction is <y:1|was>",
        alt="The network worked out by hand, for the input (1, 2). In the nodes of "
        "layer 1 stand 2, 0 and 3. To the last node, which holds 1, lead edges that "
        "carry 4, 0 and -3.",
        small=True,
    )


def _compute(x: int) -> Arrays:
    network = Network([2, 3, 1], ["relu", "identity"], seed=0)
    network.W[1], network.W[2] = W1, W2
    Z, A = network.forward(np.array([[1.0, x]]))
    return {
        "first": A[0].T * W1,
        "second": A[1].T * W2,
        "z": Z[1][0],
        "a": A[1][0],
        "y": A[2][0],
    }
