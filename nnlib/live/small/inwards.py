"""A composition of rules, from the outside in, one step at a time (chapter 3)."""

from __future__ import annotations

import numpy as np

from nnlib.activations import tanh
from nnlib.checks import Array
from nnlib.live import Figure, Formula, Matrix, Slider
from nnlib.rules import (
    addition,
    elementwise,
    left_multiplication,
    right_multiplication,
    squared_norm,
)

X = np.array([[1.0, -0.5, 0.5], [0.5, 1.0, -1.0]])
W = np.array([[0.5, -1.0], [1.0, 0.5], [-0.5, 1.0]])
C = np.array([[-0.5, 1.0], [0.5, -1.0]])

TITLES = {
    "X": "*X*",
    "W": "*W*",
    "Z": "*Z* = *X* *W*",
    "A": "*A* = *g*(*Z*)",
    "E": "*E* = *A* + *C*",
}
MADE = ["dE", "dA", "dZ", "dX", "dW"]
NEEDED = [["E"], ["dE"], ["Z", "dA"], ["W", "dZ"], ["X", "dZ"]]
"""What each step back makes, and what it makes it of."""

LINES = {
    "1": [
        "norm: ∂*f*/∂*E* = 2*E*",
        "∂*f*/∂*E*_{11} = 2 · <E[0]:3> = <dE[0]:3>",
    ],
    "2": [
        "sum: ∂*f*/∂*A* = ∂*f*/∂*E*",
        "∂*f*/∂*A*_{11} = <dA[0]:3>",
    ],
    "3": [
        "elementwise: ∂*f*/∂*Z* = ∂*f*/∂*A* ⊙ *g*′(*Z*)",
        "∂*f*/∂*Z*_{11} = <dA[0]:3> · <slope:3> = <dZ[0]:3>",
    ],
    "4": [
        "right multiplication: ∂*f*/∂*X* = ∂*f*/∂*Z* *W*^{⊤}",
        "∂*f*/∂*X*_{11} = <dZ[0]:3> · <W[0]:1> + <dZ[1]:3> · <W[1]:1> = <dX[0]:3>",
    ],
    "5": [
        "left multiplication: ∂*f*/∂*W* = *X*^{⊤} ∂*f*/∂*Z*",
        "∂*f*/∂*W*_{11} = <X[0]:1> · <dZ[0]:3> + <X[3]:1> · <dZ[2]:3> = <dW[0]:3>",
    ],
}


def inwards() -> Figure:
    """Return the figure: five matrices, and beneath each its derivative in turn."""
    above = [_matrix(title, name) for name, title in TITLES.items()]
    below = [_matrix(f"∂*f*/∂*{name}*", f"d{name}") for name in TITLES]
    return Figure(
        name="inwards",
        title="From the outside in",
        question="Go back step by step. Which matrices does each step need, and what "
        "do the last two steps have in common?",
        compute=_compute,
        controls=[
            Slider("step", "step back", [1, 2, 3, 4, 5], 1, digits=0, whole=True)
        ],
        drawings=[*above, *below, Formula(LINES, by="step", told=["step"])],
        summary="derivatives that are there: <step> of 5",
        alt="Above, the matrices X, W, Z, A and E of the way forward. Beneath each is "
        "room for its derivative; so far only df/dE is there, twice E. Both are "
        "framed.",
        small=True,
    )


def _matrix(title: str, name: str) -> Matrix:
    wide = 0.59 if name.endswith("X") else 0.4
    limit = 4.0 if name.startswith("d") else 2.0
    return Matrix(title, name, f"lit_{name}", limit=limit, width=wide)


def _compute(step: int) -> dict[str, Array]:
    Z = right_multiplication(W).G(X)
    A = elementwise(tanh).G(Z)
    E = addition(C).G(A)
    dE = squared_norm().pullback(E, 1.0)
    dA = addition(C).pullback(A, dE)
    dZ = elementwise(tanh).pullback(Z, dA)
    dX = right_multiplication(W).pullback(X, dZ)
    dW = left_multiplication(X).pullback(W, dZ)
    forward = {"X": X, "W": W, "Z": Z, "A": A, "E": E}
    back = dict(zip(MADE, (dE, dA, dZ, dX, dW), strict=True))
    for name in MADE[step:]:
        back[name] = np.full_like(back[name], np.nan)
    found = forward | back
    frames = {name: np.zeros_like(M) for name, M in found.items()}
    frames[MADE[step - 1]][:] = 1
    for name in NEEDED[step - 1]:
        frames[name][:] = 2 if name in back else 3
    lit = {f"lit_{name}": frame for name, frame in frames.items()}
    return found | lit | {"slope": tanh.prime(Z[:1, 0])}
