"""The right-multiplication rule: a row of df/dG meets a column of K^T (chapter 3)."""

from __future__ import annotations

import numpy as np

from nnlib.live import Figure, Matrix
from nnlib.live.figure import Arrays
from nnlib.live.gathering import gathered, gathering, place, products
from nnlib.rules import right_multiplication

U = np.array([[1.0, -2, 0], [3, 1, -1]])
K = np.array([[2.0, 1, -1, 3], [1, -3, 2, 0], [0, 1, 1, -2]])
dG = np.array([[1.0, -1, 0, 2], [2, 1, -3, 1]])
"""The numbers of the chapter's picture."""


def right() -> Figure:
    """Return the figure: any entry of df/dU for G = U K, and what it gathers."""
    return gathering(
        name="right",
        title="A row of ∂*f*/∂*G*, a column of *K*^{⊤}",
        question="Pick another entry of ∂*f*/∂*U*. Which numbers is it made of, and "
        "which other entries of ∂*f*/∂*U* share no number with it?",
        compute=_compute,
        controls=[place("i", "row *i*", 2, 2), place("j", "column *j*", 3, 1)],
        factors=[
            Matrix("∂*f*/∂*G*", "dG", "lit_dG", decimals=0, width=0.6),
            Matrix("*K*^{⊤}", "factor", "lit_factor", decimals=0, width=0.46),
        ],
        result=Matrix(
            "∂*f*/∂*U*", "dU", "lit_dU", decimals=0, width=0.46, pick=("i", "j")
        ),
        lines=[
            "∂*f*/∂*U*_{<i><j>} = ∑_{t} ∂*f*/∂*G*_{<i>t} *K*_{<j>t}, along row <i> of "
            "∂*f*/∂*G* and row <j> of *K*, which is column <j> of *K*^{⊤}",
            f"∂*f*/∂*U*_{{<i><j>}} = {products(4, 0)}",
        ],
        alt="df/dG, 2 by 4, K transposed, 4 by 3, and df/dU, 2 by 3. Row 2 of df/dG "
        "and column 1 of K transposed are framed, and the entry in row 2, column 1 of "
        "df/dU: 2 times 2, plus 1 times 1, plus -3 times -1, plus 1 times 3, is 11.",
    )


def _compute(i: int, j: int) -> Arrays:
    row, column = i - 1, j - 1
    dU = right_multiplication(K).pullback(U, dG)
    return gathered(dU, (row, [column]), dG, row, K.T, np.s_[:, column])
