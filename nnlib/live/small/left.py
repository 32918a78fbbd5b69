"""The left-multiplication rule: a row of K^T meets a column of df/dG (chapter 3)."""

from __future__ import annotations

import numpy as np

from nnlib.live import Figure, Matrix
from nnlib.live.figure import Arrays
from nnlib.live.gathering import gathered, gathering, place, products
from nnlib.rules import left_multiplication

U = np.array([[1.0, -2, 0], [3, 1, -1]])
K = np.array([[1.0, 2], [2, -1], [3, 1]])
dG = np.array([[1.0, 0, -2], [2, 1, 3], [-1, 1, 1]])
"""The numbers of the chapter's picture."""


def left() -> Figure:
    """Return the figure: any entry of df/dU for G = K U, and what it gathers."""
    return gathering(
        name="left",
        title="A row of *K*^{⊤}, a column of ∂*f*/∂*G*",
        question="Pick another entry of ∂*f*/∂*U*. Which of *i* and *j* now chooses in "
        "∂*f*/∂*G*, and what does it choose there, a row or a column?",
        compute=_compute,
        controls=[place("i", "row *i*", 2, 2), place("j", "column *j*", 3, 1)],
        factors=[
            Matrix("*K*^{⊤}", "factor", "lit_factor", decimals=0, width=0.46),
            Matrix("∂*f*/∂*G*", "dG", "lit_dG", decimals=0, width=0.46),
        ],
        result=Matrix(
            "∂*f*/∂*U*", "dU", "lit_dU", decimals=0, width=0.46, pick=("i", "j")
        ),
        lines=[
            "∂*f*/∂*U*_{<i><j>} = ∑_{s} ∂*f*/∂*G*_{s<j>} *K*_{s<i>}, down column <j> "
            "of ∂*f*/∂*G* and column <i> of *K*, which is row <i> of *K*^{⊤}",
            f"∂*f*/∂*U*_{{<i><j>}} = {products(3, 0)}",
        ],
        alt="K transposed, 2 by 3, df/dG, 3 by 3, and df/dU, 2 by 3. Row 2 of K "
        "transposed and column 1 of df/dG are framed, and the entry in row 2, column 1 "
        "of df/dU: 1 times 2, plus 2 times -1, plus -1 times 1, is -1.",
    )


def _compute(i: int, j: int) -> Arrays:
    row, column = i - 1, j - 1
    dU = left_multiplication(K).pullback(U, dG)
    return gathered(dU, (row, [column]), dG, np.s_[:, column], K.T, row)
