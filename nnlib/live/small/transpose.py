"""Why the way back takes the transpose: the same edges, walked backwards (chapter 4)."""

from __future__ import annotations

import numpy as np

from nnlib.backprop import backprop
from nnlib.live import Figure, Formula, Matrix, Network, Slider
from nnlib.live.figure import Arrays
from nnlib.network import Network as NeuralNetwork

X = np.array([[0.5, -1.0, 2.0]])
W = np.array([[1.0, -2.0], [0.5, 1.5], [-1.0, 2.0]])
Y = np.array([[-3.0, 2.0]])


def transpose() -> Figure:
    """Return the figure: a layer of three nodes that feeds a layer of two."""
    return Figure(
        name="transpose",
        title="The same edges, there and back",
        question="Choose a node *j* on the left. Which row of *W* holds what goes out "
        "from it, and which column of *W*^{⊤} what comes back?",
        compute=_compute,
        controls=[Slider("j", "node *j* of layer *l*", [1, 2, 3], 1, 0, whole=True)],
        drawings=[
            Network("The edges of node *j*", ["edges"], ["layer l", "layer l + 1"]),
            Matrix("*A*^{[l]}", "A", "lit_A", decimals=1, limit=3, width=0.6),
            Matrix("*W*^{[l+1]}", "W", "lit_W", decimals=1, limit=3, width=0.45),
            Matrix("*Z*^{[l+1]}", "Z", "lit_Z", decimals=1, limit=3, width=0.45),
            Matrix("∂*f*/∂*A*^{[l]}", "dA", "lit_A", decimals=1, limit=3, width=0.6),
            Matrix("*W*^{[l+1]⊤}", "W_T", "lit_W_T", decimals=1, limit=3, width=0.6),
            Matrix("∂*f*/∂*Z*^{[l+1]}", "dZ", "lit_Z", decimals=1, limit=3, width=0.45),
            Formula(
                [
                    "Forward, node <j> sends *A*_{j} *W*_{jk} to node *k*:",
                    "to node 1: <a:1> · <w1:1> = <sent1:2>, one of the three terms of "
                    "*Z*_{1} = <Z[0]:2>",
                    "to node 2: <a:1> · <w2:1> = <sent2:2>, one of the three terms of "
                    "*Z*_{2} = <Z[1]:2>",
                    "Back, it gathers ∂*f*/∂*Z*_{k} *W*_{jk} along the same two edges:",
                    "∂*f*/∂*A*_{j} = <dZ[0]:2> · <w1:1> + <dZ[1]:2> · <w2:1> = <da:2>",
                ],
            ),
        ],
        summary="node <j> sends <sent1:2> to node 1 and <sent2:2> to node 2; back to "
        "it come <dZ[0]:2> times <w1:1> and <dZ[1]:2> times <w2:1>, together <da:2>",
        alt="Three nodes on the left, two on the right, and the two edges of node 1, "
        "which are row 1 of W and column 1 of W transposed. Back to node 1 come 2 "
        "times 1 and -1 times -2, together 4.",
        small=True,
    )


def _compute(j: int) -> Arrays:
    # The layer on its own, as if its activations were examples: then df/dA[l] is a
    # derivative with respect to what a layer of identities before it puts out.
    network = NeuralNetwork([3, 3, 2], ["identity", "identity"], seed=0)
    network.W = {1: np.eye(3), 2: W}
    d = backprop(network, X, Y)
    row = j - 1
    lit_W = np.zeros_like(W)
    lit_W[row] = 1
    lit_A = np.zeros_like(X)
    lit_A[0, row] = 1
    sent = X[0, row] * W[row]
    return {
        "edges": W,
        "A": d.A[1],
        "W": W,
        "Z": d.Z[2],
        "dA": d.dA[1],
        "W_T": W.T,
        "dZ": d.dZ[2],
        "lit_A": lit_A,
        "lit_W": lit_W,
        "lit_W_T": lit_W.T,
        "lit_Z": np.full((1, 2), 2.0),
        "a": X[0, [row]],
        **{f"w{k + 1}": W[row, [k]] for k in (0, 1)},
        **{f"sent{k + 1}": sent[[k]] for k in (0, 1)},
        "da": d.dA[1][0, [row]],
    }
