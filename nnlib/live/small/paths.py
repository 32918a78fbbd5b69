"""The chain rule as paths, from an entry of U by way of each of G to f (chapter 3)."""

from __future__ import annotations

import numpy as np

from nnlib.live import Figure, Formula, Matrix, Network
from nnlib.live.figure import Arrays
from nnlib.live.gathering import place, rates
from nnlib.rules import right_multiplication

U = np.array([[1.0, 2], [-1, 3]])
K = np.array([[2.0, -1], [1, 3]])
dG = np.array([[3.0, 4], [-2, 1]])
"""A product G = U K, and how f, whatever it is, reacts to each entry of G."""

PLACES = ["11", "12", "21", "22"]


def paths() -> Figure:
    """Return the figure: four paths, what each brings, and what they add up to."""
    ways = range(len(PLACES))
    products = " + ".join(f"<to_f[{k}]:0> · <to_G[{k}]:0>" for k in ways)
    together = " + ".join(f"<brings[{k}]:0>" for k in ways)
    return Figure(
        name="paths",
        title="Every path from *U*_{ij} to *f*",
        question="Pick another entry of *U*. By which entries of *G* does it reach "
        "*f*, and what does each path bring?",
        compute=_compute,
        controls=[place("i", "row *i*", 2, 2), place("j", "column *j*", 2, 1)],
        drawings=[
            Matrix("*U*", "U", "lit", decimals=0, width=0.4, pick=("i", "j")),
            Network(
                "∂*G*_{st}/∂*U*_{ij}, then ∂*f*/∂*G*_{st}",
                ["to_G", "to_f"],
                ["an entry of U", "the entries of G", "f"],
                nodes=["U_{<i><j>}", *(f"G_{{{name}}}" for name in PLACES), "f"],
                decimals=0,
                width=1.8,
            ),
            Matrix("∂*f*/∂*U*", "dU", "lit", decimals=0, width=0.4, pick=("i", "j")),
            Formula(
                [
                    f"∂*f*/∂*U*_{{<i><j>}} = {products}",
                    f"= {together} = <sum:0>",
                ]
            ),
        ],
        summary=f"the paths from row <i>, column <j> bring {together} = <sum:0>",
        alt="A node for the entry of U in row 2, column 1, joined to four nodes for "
        "the entries of G, and these to a node for f. The edges to G in row 1 have the "
        "number 0, those to row 2 the numbers 2 and -1; from there to f lead -2 and 1. "
        "The four products 0, 0, -4 and -1 add up to -5.",
        small=True,
    )


def _compute(i: int, j: int) -> Arrays:
    entry = i - 1, j - 1
    rule = right_multiplication(K)
    to_G = rates(rule, U, entry).ravel()
    brings = to_G * dG.ravel()
    lit = np.zeros_like(U)
    lit[entry] = 1
    return {
        "U": U,
        "lit": lit,
        "to_G": to_G.reshape(1, -1),
        "to_f": dG.reshape(-1, 1),
        "brings": brings,
        "sum": brings.sum(keepdims=True),
        "dU": rule.pullback(U, dG),
    }
