"""The rules of matrix calculus, one entry at a time, and the check (chapter 3)."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

import numpy as np

from nnlib import rules as known
from nnlib.activations import Activation, tanh
from nnlib.checks import Array
from nnlib.live import (
    Axis,
    Chart,
    Choice,
    Figure,
    Formula,
    Line,
    Matrix,
    Points,
    Slider,
    logarithmic,
)
from nnlib.live.recording import Arrays
from nnlib.numerical import central_differences

X = np.array([[0.5, -1.2, 0.3], [1.2, 0.8, -0.6]])
W = np.array([[1.1, -0.5], [0.7, 1.3], [-0.9, 0.4]])
C = np.array([[0.6, 1.1, -0.4], [-0.8, 0.5, 0.9]])
SINE = Activation("sine", np.sin, np.cos)
"""What follows G: f is the sum of the sines of its entries."""

STEPS = logarithmic(1e-12, 1e-1, per_decade=2)
ENDS = (1e-14, 1e-1)
RULES = {
    "X W": known.right_multiplication(W),
    "W X": known.left_multiplication(W),
    "tanh(X)": known.elementwise(tanh),
    "X + C": known.addition(C),
    "‖X‖²": known.squared_norm(),
    "c X": known.scaling(-1.5),
    "Xᵀ": known.transposition(),
    "X ⊙ C": known.elementwise_product(C),
}
TITLES = {
    "X W": "*W*, constant",
    "W X": "*W*, constant",
    "tanh(X)": "*g*′(*X*), *g* = tanh",
    "X + C": "*C*, constant",
    "‖X‖²": "2*X*",
    "c X": "*c*, constant",
    "Xᵀ": "no constant",
    "X ⊙ C": "*C*, constant",
}
"""The matrix that stands between X and G; `_held` returns it."""

LAWS = {
    "X W": "*G* = *X* *W* ⟹ ∂*f*/∂*X* = ∂*f*/∂*G* · *W*^{⊤}",
    "W X": "*G* = *W* *X* ⟹ ∂*f*/∂*X* = *W*^{⊤} · ∂*f*/∂*G*",
    "tanh(X)": "*G* = *g*(*X*) ⟹ ∂*f*/∂*X* = ∂*f*/∂*G* ⊙ *g*′(*X*)",
    "X + C": "*G* = *X* + *C* ⟹ ∂*f*/∂*X* = ∂*f*/∂*G*",
    "‖X‖²": "*G* = ‖*X*‖_{F}^{2}, a number ⟹ ∂*f*/∂*X* = ∂*f*/∂*G* 2*X*",
    "c X": "*G* = *c* *X* ⟹ ∂*f*/∂*X* = *c* ∂*f*/∂*G*",
    "Xᵀ": "*G* = *X*^{⊤} ⟹ ∂*f*/∂*X* = (∂*f*/∂*G*)^{⊤}",
    "X ⊙ C": "*G* = *X* ⊙ *C* ⟹ ∂*f*/∂*X* = ∂*f*/∂*G* ⊙ *C*",
}
PLACES = {
    "X W": ["*G*_{<i>1} *W*_{<j>1}", "*G*_{<i>2} *W*_{<j>2}"],
    "W X": ["*G*_{1<j>} *W*_{1<i>}", "*G*_{2<j>} *W*_{2<i>}", "*G*_{3<j>} *W*_{3<i>}"],
    "tanh(X)": ["*G*_{<i><j>} *g*′(*X*_{<i><j>})"],
    "X + C": ["*G*_{<i><j>}"],
    "‖X‖²": ["*G* 2*X*_{<i><j>}"],
    "c X": ["*G*_{<i><j>} *c*"],
    "Xᵀ": ["*G*_{<j><i>}"],
    "X ⊙ C": ["*G*_{<i><j>} *C*_{<i><j>}"],
}
"""The terms of one entry of df/dX."""


def _lines(rule: str) -> list[str]:
    places = [f"∂*f*/∂{place}" for place in PLACES[rule]]
    # The constants have one digit after the point, the slopes of tanh many.
    digits = 3 if rule == "tanh(X)" else 1
    factor = "" if rule in ("X + C", "Xᵀ") else f" · <G_term[k]:{digits}>"
    terms = [f"<dG_term[k]:3>{factor}".replace("k", str(k)) for k in range(len(places))]
    lines = [
        LAWS[rule],
        "∂*f*/∂*X*_{<i><j>}",
        f"= {' + '.join(places)}",
        f"= {' + '.join(terms)}",
    ]
    return [*lines, "= <dX_entry:3>"] if factor else lines


def rules() -> Figure:
    """Return the figure: what a rule does to df/dG, and how well a nudge agrees."""
    return Figure(
        name="rules",
        title="A rule, one entry at a time",
        question="Which entries of G move with the entry of X that you pick, and where "
        "are the same ones gathered on the way back? Which step h comes closest to "
        "the rule, and what goes wrong on either side of it?",
        compute=_compute,
        controls=[
            Choice("rule", "*G*(*X*)", list(RULES), "X W"),
            Slider("i", "row *i*", [1, 2], 2, digits=0, whole=True),
            Slider("j", "column *j*", [1, 2, 3], 1, digits=0, whole=True),
            Slider("h", "step *h*", STEPS, 1e-3, digits=4),
        ],
        drawings=[
            _matrix("*X*", "X", "lit_X", pick=("i", "j")),
            _matrix(TITLES, "held", "lit_held", by="rule"),
            _matrix("*G*(*X*)", "G", "lit_G"),
            Formula({rule: _lines(rule) for rule in RULES}, by="rule"),
            _matrix("∂*f*/∂*X*", "dX", "lit_X", pick=("i", "j")),
            _matrix("∂*G*/∂*X*_{<i><j>}", "dG_dX", "lit_G"),
            _matrix("∂*f*/∂*G*", "dG", "lit_G"),
            Formula(
                [
                    "After *G* comes *f* = ∑_{kl} sin *G*_{kl}, so "
                    "∂*f*/∂*G*_{kl} = cos *G*_{kl}.",
                    "By the rule, ∂*f*/∂*X*_{<i><j>} = <dX_entry:3>.",
                    "By a nudge of *h* = <now:1s> to either side,",
                    "(*f*(*X* + *hE*_{<i><j>}) − *f*(*X* − *hE*_{<i><j>})) / 2*h* = "
                    "<measured:3>.",
                    "They differ by <error:2s>.",
                ],
                title="The rule and the check",
                width=1.15,
            ),
            Chart(
                "The difference against *h*",
                Axis("h", (1e-12, 1e-1), log=True),
                Axis("difference", ENDS, log=True),
                [
                    Line("steps", "errors", "every *h*"),
                    Line("at_h", "ends", "this *h*", 2),
                    Points("now", "error"),
                ],
                width=1.2,
            ),
        ],
        summary="df/dX in row <i>, column <j> is <dX_entry:3> by the rule and "
        "<measured:3> by a nudge; they differ by <error:2s>",
        alt="A matrix X of 2 rows and 3 columns, a constant W and G = X W. The entry "
        "of X in row 2, column 1 is framed, and with it row 2 of G, row 1 of W, the "
        "same row of df/dG, and the entry of df/dX that it makes. Below, the error of "
        "the check against the step h falls to about 1e-11 and then rises again.",
    )


def _matrix(
    title: str | Mapping[str, str], array: str, lit: str, **more: Any
) -> Matrix:
    return Matrix(title, array, lit, limit=2, trim=True, width=0.53, **more)


def _compute(rule: str, i: int, j: int, h: float) -> Arrays:
    pair, entry = RULES[rule], (i - 1, j - 1)
    G = pair.G(X)
    dG = SINE.prime(G)
    dX = pair.pullback(X, dG)
    dG_dX = np.zeros_like(G)
    for place in np.ndindex(G.shape):
        unit = np.zeros_like(G)
        unit[place] = 1
        dG_dX[place] = pair.pullback(X, unit)[entry]
    moved = np.atleast_2d(dG_dX) != 0
    lit_X = np.zeros_like(X)
    lit_X[entry] = 1
    held, lit_held = _held(rule, *entry)
    measured = _measured(rule, h)[entry]
    errors = np.array([_measured(rule, step)[entry] - dX[entry] for step in STEPS])
    return {
        "X": X,
        "held": _padded(held),
        "G": _padded(G),
        "dX": dX,
        "dG_dX": _padded(dG_dX),
        "dG": _padded(dG),
        "lit_X": lit_X,
        "lit_held": _padded(lit_held),
        "lit_G": _padded(2.0 * moved),
        "dX_entry": dX[entry],
        "dG_term": _padded(np.atleast_2d(dG)[moved])[0],
        "G_term": _padded(np.atleast_2d(dG_dX)[moved])[0],
        "measured": measured,
        "error": _size([measured - dX[entry]]),
        "errors": _size(errors),
        "steps": np.array(STEPS),
        "now": np.array([h]),
        "at_h": np.array([h, h]),
        "ends": np.array(ENDS),
    }


def _held(rule: str, i: int, j: int) -> tuple[Array, Array]:
    """Return the constant of a rule, or what it multiplies by, and the part used."""
    table: dict[str, tuple[Array, Any]] = {
        "X W": (W, np.s_[j, :]),
        "W X": (W, np.s_[:, i]),
        "tanh(X)": (tanh.prime(X), np.s_[i, j]),
        "X + C": (C, np.s_[:0]),
        "‖X‖²": (2 * X, np.s_[i, j]),
        "c X": (np.array([[-1.5]]), np.s_[:]),
        "Xᵀ": (np.empty((0, 0)), np.s_[:]),
        "X ⊙ C": (C, np.s_[i, j]),
    }
    M, used = table[rule]
    lit = np.zeros_like(M)
    lit[used] = 3
    return M, lit


@functools.lru_cache(maxsize=1000)
def _measured(rule: str, h: float) -> Array:
    return central_differences(lambda X: SINE(RULES[rule].G(X)).sum(), X, h)


def _size(differences: Any) -> Array:
    """Return how large differences are; a logarithm has no room for 0."""
    sizes = np.abs(differences)
    return np.where(sizes > 0, sizes, np.nan)


def _padded(M: Any) -> Array:
    """Return M with NaN around it, since matrices of every rule need one shape."""
    padded = np.full((3, 3), np.nan)
    M = np.atleast_2d(M)
    padded[: M.shape[0], : M.shape[1]] = M
    return padded
