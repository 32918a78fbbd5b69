"""The elementwise rule: one entry, and the slope of g there (chapter 3)."""

from __future__ import annotations

import numpy as np

from nnlib.activations import KNOWN
from nnlib.live import Choice, Figure, Matrix
from nnlib.live.figure import Arrays
from nnlib.live.gathering import gathered, gathering, place, products
from nnlib.rules import elementwise

U = np.array([[0.5, -1.0, 2.0], [1.0, 0.0, -0.5]])
dG = np.array([[2.0, -1.0, 3.0], [-2.0, 1.0, 1.5]])
"""The numbers of the chapter's picture."""


def entrywise() -> Figure:
    """Return the figure: any entry of df/dU for G = g(U), with g to choose."""
    return gathering(
        name="entrywise",
        title="One entry, times the slope of *g* there",
        question="Choose another *g*. Which entries of ∂*f*/∂*G* does ReLU let pass, "
        "and which does it stop? Of which does tanh leave almost nothing?",
        compute=_compute,
        controls=[
            place("i", "row *i*", 2, 2),
            place("j", "column *j*", 3, 1),
            Choice("g", "*g*", list(KNOWN), "tanh"),
        ],
        factors=[
            Matrix("*U*", "U", "lit_dU", decimals=1, width=0.46),
            Matrix("∂*f*/∂*G*", "dG", "lit_dG", decimals=2, width=0.46),
            Matrix("*g*′(*U*)", "factor", "lit_factor", decimals=2, width=0.46),
        ],
        result=Matrix(
            "∂*f*/∂*U*", "dU", "lit_dU", decimals=2, width=0.46, pick=("i", "j")
        ),
        lines=[
            "*U*_{<i><j>} = <u:1>, *g* = <g>, *g*′(*U*_{<i><j>}) = <rates:2>",
            "∂*f*/∂*U*_{<i><j>} = ∂*f*/∂*G*_{<i><j>} · *g*′(*U*_{<i><j>})",
            f"∂*f*/∂*U*_{{<i><j>}} = {products(1, 2)}",
        ],
        alt="U, df/dG, the slopes of tanh at the entries of U, and df/dU, all 2 by 3. "
        "In each the entry in row 2, column 1 is framed: -2.00 times 0.42 is -0.84.",
    )


def _compute(i: int, j: int, g: str) -> Arrays:
    rule, entry = elementwise(g), (i - 1, [j - 1])
    # With 1 for every entry of df/dG, the rule's answer is g'(U).
    slopes, dU = rule.pullback(U, np.ones_like(U)), rule.pullback(U, dG)
    found = gathered(dU, entry, dG, entry, slopes, entry)
    return {**found, "U": U, "u": U[entry]}
