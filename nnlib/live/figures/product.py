"""Rows and columns: which numbers an entry of Z is made of (chapter 2)."""

from __future__ import annotations

import numpy as np

from nnlib.activations import KNOWN
from nnlib.checks import Array
from nnlib.live import Choice, Figure, Formula, Matrix, Slider
from nnlib.live.figure import Arrays
from nnlib.network import Network

X = np.array([[1.0, 2, 0], [0, 1, 2], [1, -1, 2], [2, 2, -1]])
W = np.array([[1.0, -1], [2, 0], [-1, 2]])
"""The small example of the chapter."""

FULL = 5.0
"""The size of entry that gets the full colour, the same in every matrix."""


def _names(symbol: str, rows: int, columns: int) -> dict[str, tuple[int, int]]:
    """Return the place of every entry, counted from 0, under its name on the page."""
    return {
        symbol + "".join("₀₁₂₃₄"[k + 1] for k in place): place
        for place in np.ndindex(rows, columns)
    }


PLACES = {"X": _names("X", *X.shape), "W": _names("W", *W.shape)}


def product() -> Figure:
    """Return the figure: a matrix product, one of its entries and all that it needs."""
    return Figure(
        name="product",
        title="Rows and columns",
        question="Pick an entry of Z, with the sliders or by a click on it: which "
        "numbers is it made of? Then change one number of X. Which entries of Z "
        "change with it? And which do if you change one number of W?",
        compute=_compute,
        controls=[
            Slider("i", "row *i*", [1, 2, 3, 4], 3, digits=0, whole=True),
            Slider("j", "column *j*", [1, 2], 2, digits=0, whole=True),
            Choice("g", "activation *g*", list(KNOWN), "relu"),
            Choice("entry", "number to change", [*PLACES["X"], *PLACES["W"]], "X₃₁"),
            Slider("added", "added to it", range(-3, 4), 0, digits=0, whole=True),
        ],
        drawings=[
            Matrix("*X*", "X", "lit_X", decimals=0, limit=FULL, width=0.56),
            Matrix("*W*", "W", "lit_W", decimals=0, limit=FULL, width=0.36),
            _like_Z("*Z* = *XW*", "Z", decimals=0),
            _like_Z("*A* = *g*(*Z*)", "A", decimals=2),
            _like_Z("change of *Z*", "Z_change", decimals=0),
            Formula(
                [
                    "*Z*_{<i><j>} = *X*_{<i>1} *W*_{1<j>} + *X*_{<i>2} *W*_{2<j>} + "
                    "*X*_{<i>3} *W*_{3<j>}",
                    "*Z*_{<i><j>} = <row[0]:0> · <column[0]:0> + "
                    "<row[1]:0> · <column[1]:0> + <row[2]:0> · <column[2]:0> = <z:0>",
                    "*A*_{<i><j>} = *g*(*Z*_{<i><j>}) = <g>(<z:0>) = <a:2>",
                ],
                width=1.5,
            ),
            Formula(
                {
                    name: [
                        f"*{symbol}*_{{{row + 1}{column + 1}}} = "
                        "<before:0> + <added:0> = <now:0>"
                    ]
                    for symbol, names in PLACES.items()
                    for name, (row, column) in names.items()
                },
                by="entry",
                width=1,
            ),
        ],
        summary="Z in row <i>, column <j> is <z:0>, and its activation <a:2>; <entry> "
        "is <now:0>",
        words={
            "added": "with <added:0> added <entry> is <now:0|was>, *Z* in row <i>, "
            "column <j> is <z:0|was>, and its activation <a:2|was>"
        },
        alt="A matrix X of 4 rows and 3 columns, a matrix W of 3 rows and 2 columns, "
        "their product Z and the activations A. Row 3 of X, column 2 of W and the "
        "entry 3 in row 3, column 2 of Z are framed.",
    )


def _like_Z(title: str, array: str, decimals: int) -> Matrix:
    """Draw a matrix of the shape of Z, in which a click picks an entry."""
    return Matrix(title, array, "lit_Z", decimals, FULL, pick=("i", "j"), width=0.36)


def _compute(i: int, j: int, g: str, entry: str, added: int) -> Arrays:
    changed = {"X": X.copy(), "W": W.copy()}
    M, place = changed[entry[0]], PLACES[entry[0]][entry]
    before = M[place]
    M[place] += added
    (Z_before, _), (Z, A) = _layer(g, X, W), _layer(g, **changed)
    lit_X, lit_W, lit_Z = np.zeros_like(X), np.zeros_like(W), np.zeros_like(Z)
    row, column = i - 1, j - 1
    lit_X[row] = 1
    lit_W[:, column] = 2
    lit_Z[row, column] = 3
    return {
        **changed,
        "Z": Z,
        "A": A,
        "Z_change": Z - Z_before,
        "lit_X": lit_X,
        "lit_W": lit_W,
        "lit_Z": lit_Z,
        "row": changed["X"][row],
        "column": changed["W"][:, column],
        "z": Z[row, [column]],
        "a": A[row, [column]],
        "before": np.array([before]),
        "now": np.array([M[place]]),
    }


def _layer(g: str, X: Array, W: Array) -> tuple[Array, Array]:
    """Return Z and A of a layer with the weights W."""
    network = Network([len(W), W.shape[1]], [g], seed=0)
    network.W[1] = W
    Z, A = network.forward(X)
    return Z[1], A[1]
