"""Rows that change places: the examples may, if their targets do too (chapter 2)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from nnlib.checks import Array
from nnlib.live import Choice, Figure, Formula, Matrix, Slider
from nnlib.loss import mean_squared_error
from nnlib.network import Network

X = np.array([[1.0, 2, 0], [0, 1, 2], [1, -1, 2], [2, 2, -1]])
Y = np.array([[4.0], [-6], [-6], [8]])
W1 = np.array([[1.0, -1], [2, 0], [-1, 2]])
W2 = np.array([[1.0], [-2]])
"""The small network of the chapter, its examples and targets."""

STAY, MOVE = "stay behind", "move along"
FULL = 8.0
LOSS = (
    "*f* = ((<error[0]:0>)² + (<error[1]:0>)² + (<error[2]:0>)² + (<error[3]:0>)²) / 4 "
    "= <f:1>"
)


def order() -> Figure:
    """Return the figure: row 1 of X changes places with another, with or without Y."""
    return Figure(
        name="order",
        title="Rows that change places",
        question="Let row 1 of *X* change places with another. Where does it go in the "
        "other matrices, and when does the loss mind?",
        compute=_compute,
        controls=[
            Slider("k", "row 1 ↔ row", [1, 2, 3, 4], 1, digits=0, whole=True),
            Choice("targets", "the targets", [STAY, MOVE], STAY),
        ],
        drawings=[
            _rows("*X*", "X", "lit_X", 0.5),
            _rows("*Z*^{[1]}", "Z1", "lit_Z1", 0.36),
            _rows("*A*^{[1]}", "A1", "lit_Z1", 0.36),
            _rows("*A*^{[2]}", "A2", "lit_A2", 0.2),
            _rows("*Y*", "Y", "lit_Y", 0.2),
            Formula(
                {
                    STAY: ["Each target stays where it was.", LOSS],
                    MOVE: ["Each target goes along with its row.", LOSS],
                },
                by="targets",
                width=2,
            ),
        ],
        summary="row 1 and row <k> have changed places; the loss is <f:1|was>",
        alt="The four rows of X, of Z 1, A 1 and A 2, the predictions 5, -8, -6 and 7, "
        "and of the targets Y, 4, -6, -6 and 8. Row 1 is framed in all of them. The "
        "loss is 1.5.",
        small=True,
    )


def _rows(title: str, array: str, lit: str, width: float) -> Matrix:
    return Matrix(title, array, lit, decimals=0, limit=FULL, width=width)


def _compute(k: int, targets: str) -> dict[str, Array]:
    rows = np.arange(4)
    rows[[0, k - 1]] = rows[[k - 1, 0]]
    network = Network([3, 2, 1], ["relu", "identity"], seed=0)
    network.W[1], network.W[2] = W1, W2
    Z, A = network.forward(X[rows])
    goes = rows if targets == MOVE else np.arange(4)
    return {
        "X": A[0],
        "Z1": Z[1],
        "A1": A[1],
        "A2": A[2],
        "Y": Y[goes],
        "lit_X": _framed(X, rows),
        "lit_Z1": _framed(Z[1], rows),
        "lit_A2": _framed(A[2], rows),
        "lit_Y": _framed(Y, goes),
        "error": (A[2] - Y[goes])[:, 0],
        "f": np.array([mean_squared_error(A[2], Y[goes])]),
    }


def _framed(M: Array, rows: NDArray[np.intp]) -> Array:
    """Return a matrix of the shape of M that is 1 in the row of example 1."""
    found = np.zeros_like(M)
    found[rows == 0] = 1
    return found
