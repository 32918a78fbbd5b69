"""Why the way back has a transpose: the same edges, walked backwards (chapter 4)."""

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
            _edges("Forward: *A*^{[l]} and *Z*^{[l+1]}", "A", "Z"),
            _edges("Back: ∂*f*/∂*A*^{[l]} and ∂*f*/∂*Z*^{[l+1]}", "dA", "dZ"),
            Formula(
                [
                    "From node <j> goes out, to nodes 1 and 2:",
                    "<a:1> · <w1:1> = <sent1:2> and <a:1> · <w2:1> = <sent2:2>",
                ],
                width=1.3,
            ),
            Formula(
                [
                    "Back to node <j> comes, from nodes 1 and 2:",
                    "<dZ[0]:1> · <w1:1> + <dZ[1]:1> · <w2:1> = <da:1>",
                ],
                width=1.3,
            ),
            _matrix("*W*^{[l+1]}, row <j>", "W", "lit_W"),
            _matrix("∂*f*/∂*Z*^{[l+1]}", "dZ", "lit_dZ", pick=()),
            _matrix("*W*^{[l+1]⊤}, column <j>", "W_T", "lit_W_T", pick=("", "j")),
            _matrix("∂*f*/∂*A*^{[l]}", "dA", "lit_dA", pick=("", "j")),
        ],
        summary="node <j> sends <sent1:2> to node 1 and <sent2:2> to node 2; back to "
        "it come <dZ[0]:2> times <w1:1> and <dZ[1]:2> times <w2:1>, together <da:2>",
        alt="Three nodes on the left, two on the right, and the two edges of node 1, "
        "which are row 1 of W and column 1 of W transposed. Back to node 1 come 2 "
        "times 1 and -1 times -2, together 4.",
        small=True,
    )


def _edges(title: str, left: str, right: str) -> Network:
    nodes = [f"<{left}[{k}]:1>" for k in range(3)]
    nodes += [f"<{right}[{k}]:1>" for k in range(2)]
    layers = ["layer l", "layer l + 1"]
    return Network(
        title,
        ["W"],
        layers,
        nodes=nodes,
        decimals=1,
        strong=["lit_W"],
        width=1.3,
    )


def _matrix(
    title: str, array: str, lit: str, pick: tuple[str, ...] = ("j", "")
) -> Matrix:
    return Matrix(title, array, lit, decimals=1, limit=3, pick=pick, width=0.6)


def _compute(j: int) -> Arrays:
    # A layer of identities stands before the one that is shown, and hands it X.
    network = NeuralNetwork([3, 3, 2], ["identity", "identity"], seed=0)
    network.W = {1: np.eye(3), 2: W}
    d = backprop(network, X, Y)
    row = j - 1
    lit_W = np.zeros_like(W)
    lit_W[row] = 3
    lit_dA = np.zeros_like(X)
    lit_dA[0, row] = 1
    sent = X[0, row] * W[row]
    return {
        "A": d.A[1],
        "W": W,
        "Z": d.Z[2],
        "dA": d.dA[1],
        "W_T": W.T,
        "dZ": d.dZ[2],
        "lit_dA": lit_dA,
        "lit_W": lit_W,
        "lit_W_T": lit_W.T,
        "lit_dZ": np.full((1, 2), 2.0),
        "a": X[0, [row]],
        **{f"w{k + 1}": W[row, [k]] for k in (0, 1)},
        **{f"sent{k + 1}": sent[[k]] for k in (0, 1)},
        "da": d.dA[1][0, [row]],
    }
