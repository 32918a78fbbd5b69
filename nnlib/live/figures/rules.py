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
from nnlib.live.figure import Arrays
from nnlib.live.gathering import rates
from nnlib.numerical import central_differences

U = np.array([[0.5, -1.2, 0.3], [1.2, 0.8, -0.6]])
K = np.array([[1.1, -0.5], [0.7, 1.3], [-0.9, 0.4]])
C = np.array([[0.6, 1.1, -0.4], [-0.8, 0.5, 0.9]])
SINE = Activation("sine", np.sin, np.cos)
"""What follows G: f is the sum of the sines of its entries."""

STEPS = logarithmic(1e-12, 1e-1, per_decade=2)
ENDS = (1e-14, 1e-1)
RULES = {
    "U K": known.right_multiplication(K),
    "K U": known.left_multiplication(K),
    "tanh(U)": known.elementwise(tanh),
    "U + C": known.addition(C),
    "‖U‖²": known.squared_norm(),
    "c U": known.scaling(-1.5),
    "Uᵀ": known.transposition(),
    "U ⊙ C": known.elementwise_product(C),
}
TITLES = {
    "U K": "*K*, constant",
    "K U": "*K*, constant",
    "tanh(U)": "*g*′(*U*), *g* = tanh",
    "U + C": "*C*, constant",
    "‖U‖²": "2*U*",
    "c U": "*c*, constant",
    "Uᵀ": "no constant",
    "U ⊙ C": "*C*, constant",
}
"""The matrix that stands between U and G; `_held` returns it."""

LAWS = {
    "U K": "*G* = *U* *K* ⟹ ∂*f*/∂*U* = ∂*f*/∂*G* · *K*^{⊤}",
    "K U": "*G* = *K* *U* ⟹ ∂*f*/∂*U* = *K*^{⊤} · ∂*f*/∂*G*",
    "tanh(U)": "*G* = *g*(*U*) ⟹ ∂*f*/∂*U* = ∂*f*/∂*G* ⊙ *g*′(*U*)",
    "U + C": "*G* = *U* + *C* ⟹ ∂*f*/∂*U* = ∂*f*/∂*G*",
    "‖U‖²": "*G* = ‖*U*‖_{F}^{2}, a number ⟹ ∂*f*/∂*U* = ∂*f*/∂*G* 2*U*",
    "c U": "*G* = *c* *U* ⟹ ∂*f*/∂*U* = *c* ∂*f*/∂*G*",
    "Uᵀ": "*G* = *U*^{⊤} ⟹ ∂*f*/∂*U* = (∂*f*/∂*G*)^{⊤}",
    "U ⊙ C": "*G* = *U* ⊙ *C* ⟹ ∂*f*/∂*U* = ∂*f*/∂*G* ⊙ *C*",
}
PLACES = {
    "U K": ["*G*_{<i>1} *K*_{<j>1}", "*G*_{<i>2} *K*_{<j>2}"],
    "K U": ["*G*_{1<j>} *K*_{1<i>}", "*G*_{2<j>} *K*_{2<i>}", "*G*_{3<j>} *K*_{3<i>}"],
    "tanh(U)": ["*G*_{<i><j>} *g*′(*U*_{<i><j>})"],
    "U + C": ["*G*_{<i><j>}"],
    "‖U‖²": ["*G* 2*U*_{<i><j>}"],
    "c U": ["*G*_{<i><j>} *c*"],
    "Uᵀ": ["*G*_{<j><i>}"],
    "U ⊙ C": ["*G*_{<i><j>} *C*_{<i><j>}"],
}
"""The terms of one entry of df/dU."""


def _lines(rule: str) -> list[str]:
    places = [f"∂*f*/∂{place}" for place in PLACES[rule]]
    # The constants have one digit after the point, the slopes of tanh many.
    digits = 3 if rule == "tanh(U)" else 1
    factor = "" if rule in ("U + C", "Uᵀ") else f" · <G_term[k]:{digits}>"
    terms = [f"<dG_term[k]:3>{factor}".replace("k", str(k)) for k in range(len(places))]
    lines = [
        LAWS[rule],
        "∂*f*/∂*U*_{<i><j>}",
        f"= {' + '.join(places)}",
        f"= {' + '.join(terms)}",
    ]
    return [*lines, "= <dU_entry:3>"] if factor else lines


def rules() -> Figure:
    """Return the figure: what a rule does to df/dG, and how well a nudge agrees."""
    return Figure(
        name="rules",
        title="A rule, one entry at a time",
        question="Which entries of G move with the entry of U that you pick, and where "
        "are the same ones gathered on the way back? Which step h comes closest to "
        "the rule, and what goes wrong on either side of it?",
        compute=_compute,
        controls=[
            Choice("rule", "*G*(*U*)", list(RULES), "U K"),
            Slider("i", "row *i*", [1, 2], 2, digits=0, whole=True),
            Slider("j", "column *j*", [1, 2, 3], 1, digits=0, whole=True),
            Slider("h", "step *h*", STEPS, 1e-3, digits=4, log=True),
        ],
        drawings=[
            _matrix("*U*", "U", "lit_U", pick=("i", "j")),
            _matrix(TITLES, "held", "lit_held", by="rule"),
            _matrix("*G*(*U*)", "G", "lit_G"),
            Formula({rule: _lines(rule) for rule in RULES}, by="rule"),
            _matrix("∂*f*/∂*U*", "dU", "lit_U", pick=("i", "j")),
            _matrix("∂*G*/∂*U*_{<i><j>}", "dG_dU", "lit_G"),
            _matrix("∂*f*/∂*G*", "dG", "lit_G"),
            Formula(
                [
                    "After *G* comes *f* = ∑_{st} sin *G*_{st}, so "
                    "∂*f*/∂*G*_{st} = cos *G*_{st}.",
                    "By the rule, ∂*f*/∂*U*_{<i><j>} = <dU_entry:3>.",
                    "By a nudge of *h* = <now:1s> to either side,",
                    "(*f*(*U* + *hN*_{<i><j>}) − *f*(*U* − *hN*_{<i><j>})) / 2*h*",
                    "= <measured:3>.",
                    "They differ by <error:2s>.",
                ],
                title="The rule and the check",
                width=1.3,
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
                width=1.3,
            ),
        ],
        summary="∂*f*/∂*U* in row <i>, column <j> is <dU_entry:3> by the rule and "
        "<measured:3> by a nudge; they differ by <error:2s>",
        words={
            "h": "with *h* = <h:1s>, ∂*f*/∂*U* in row <i>, column <j> is "
            "<measured:3|was> by a nudge, which is off by <error:2s|was>"
        },
        alt="A matrix U of 2 rows and 3 columns, a constant K and G = U K. The entry "
        "of U in row 2, column 1 is framed, and with it row 2 of G, row 1 of K, the "
        "same row of df/dG, and the entry of df/dU that it makes. Below, the error of "
        "the check against the step h falls to about 1e-11 and then rises again.",
    )


def _matrix(
    title: str | Mapping[str, str], array: str, lit: str, **more: Any
) -> Matrix:
    return Matrix(title, array, lit, limit=2, trim=True, width=0.53, **more)


def _compute(rule: str, i: int, j: int, h: float) -> Arrays:
    pair, entry = RULES[rule], (i - 1, j - 1)
    G = pair.G(U)
    dG = SINE.prime(G)
    dU = pair.pullback(U, dG)
    dG_dU = rates(pair, U, entry)
    moved = np.atleast_2d(dG_dU) != 0
    lit_U = np.zeros_like(U)
    lit_U[entry] = 1
    held, lit_held = _held(rule, *entry)
    measured = _measured(rule, h)[entry]
    errors = np.array([_measured(rule, step)[entry] - dU[entry] for step in STEPS])
    return {
        "U": U,
        "held": _padded(held),
        "G": _padded(G),
        "dU": dU,
        "dG_dU": _padded(dG_dU),
        "dG": _padded(dG),
        "lit_U": lit_U,
        "lit_held": _padded(lit_held),
        "lit_G": _padded(2.0 * moved),
        "dU_entry": dU[entry],
        "dG_term": _padded(np.atleast_2d(dG)[moved])[0],
        "G_term": _padded(np.atleast_2d(dG_dU)[moved])[0],
        "measured": measured,
        "error": _size([measured - dU[entry]]),
        "errors": _size(errors),
        "steps": np.array(STEPS),
        "now": np.array([h]),
        "at_h": np.array([h, h]),
        "ends": np.array(ENDS),
    }


def _held(rule: str, i: int, j: int) -> tuple[Array, Array]:
    """Return the constant of a rule, or what it multiplies by, and the part used."""
    table: dict[str, tuple[Array, Any]] = {
        "U K": (K, np.s_[j, :]),
        "K U": (K, np.s_[:, i]),
        "tanh(U)": (tanh.prime(U), np.s_[i, j]),
        "U + C": (C, np.s_[:0]),
        "‖U‖²": (2 * U, np.s_[i, j]),
        "c U": (np.array([[-1.5]]), np.s_[:]),
        "Uᵀ": (np.empty((0, 0)), np.s_[:]),
        "U ⊙ C": (C, np.s_[i, j]),
    }
    M, used = table[rule]
    lit = np.zeros_like(M)
    lit[used] = 3
    return M, lit


@functools.lru_cache(maxsize=1000)
def _measured(rule: str, h: float) -> Array:
    return central_differences(lambda U: SINE(RULES[rule].G(U)).sum(), U, h)


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
