"""The bias rule: a column of df/dG is added up (chapter 3)."""

from __future__ import annotations

import numpy as np

from nnlib.live import Figure, Matrix
from nnlib.live.figure import Arrays
from nnlib.live.gathering import gathered, gathering, place, products
from nnlib.rules import row_addition

b = np.array([[1.0, -3, 2]])
C = np.array([[1.0, -2, 0], [3, 1, -1], [2, 2, 4], [0, -1, 1]])
dG = np.array([[1.0, -1, 2], [2, 3, -3], [0, 1, 1], [-2, 2, 4]])
"""The numbers of the chapter's picture."""


def bias() -> Figure:
    """Return the figure: any entry of df/db for G = C + 1 b, and what it gathers."""
    return gathering(
        name="bias",
        title="A column of ∂*f*/∂*G*, added up",
        question="Pick another entry of ∂*f*/∂*b*. From how many rows of *G* does it "
        "hear?",
        compute=_compute,
        controls=[place("j", "column *j*", 3, 2)],
        factors=[
            Matrix("1^{⊤}", "factor", "lit_factor", decimals=0, width=0.6),
            Matrix("∂*f*/∂*G*", "dG", "lit_dG", decimals=0, width=0.46),
        ],
        result=Matrix(
            "∂*f*/∂*b*", "dU", "lit_dU", decimals=0, width=0.46, pick=("", "j")
        ),
        lines=[
            "∂*f*/∂*b*_{<j>} = ∑_{s} ∂*f*/∂*G*_{s<j>} · 1, down column <j> of "
            "∂*f*/∂*G*",
            f"∂*f*/∂*b*_{{<j>}} = {products(4, 0)}",
        ],
        alt="A row of four ones, df/dG, 4 by 3, and the row df/db. Column 2 of df/dG "
        "is framed, and entry 2 of df/db: -1 plus 3 plus 1 plus 2 is 5.",
    )


def _compute(j: int) -> Arrays:
    db = row_addition(C).pullback(b, dG)
    ones = np.ones((1, len(C)))
    return gathered(db, (0, [j - 1]), dG, np.s_[:, j - 1], ones, 0)
