"""What the small figures of the rules share: an entry of df/dU and what makes it.

What spreads on the way forward is added up on the way back: an entry of U moves some
entries of G, and the same entries of df/dG are gathered, with the same factors.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from nnlib.checks import Array
from nnlib.live.controls import Choice, Slider
from nnlib.live.drawings import Formula, Matrix
from nnlib.live.figure import Arrays, Figure
from nnlib.rules import Rule

CHOSEN, GATHERED, FACTOR = 1, 2, 3
"""The frames of the entry of df/dU, of the entries of df/dG, and of their factors."""


def gathering(
    name: str,
    title: str,
    question: str,
    compute: Callable[..., Arrays],
    controls: Sequence[Slider | Choice],
    factors: Sequence[Matrix],
    result: Matrix,
    lines: Sequence[str],
    alt: str,
) -> Figure:
    """Return a figure of a rule: its factors, df/dU, and one entry of it as a sum.

    Parameters
    ----------
    factors, result : the matrices in the order of the formula, so that a row meets its
        column.
    lines : what the entry is made of, without numbers and with them.
    """
    return Figure(
        name=name,
        title=title,
        question=question,
        compute=compute,
        controls=controls,
        drawings=[*factors, result, Formula(lines)],
        summary=lines[-1],
        alt=alt,
        small=True,
    )


def place(name: str, label: str, size: int, value: int) -> Slider:
    """Return the slider for the row or the column of an entry, counted from 1."""
    return Slider(name, label, range(1, size + 1), value, digits=0, whole=True)


def products(terms: int, digits: int) -> str:
    """Return the template of a sum of products, each an entry of df/dG and its factor.

    Parameters
    ----------
    terms : how many products there are.
    digits : after the point of each number.
    """
    written = [f"<terms[{k}]:{digits}> · <rates[{k}]:{digits}>" for k in range(terms)]
    return f"{' + '.join(written)} = <entry:{digits}>"


def gathered(
    dU: Array, entry: Any, dG: Array, part: Any, factor: Array, used: Any
) -> Arrays:
    """Return the arrays of such a figure: matrices, what is framed, and the terms.

    Parameters
    ----------
    dU, entry : df/dU, and the index of the entry that is picked.
    dG, part : df/dG, and the index of what is gathered.
    factor, used : what df/dG is multiplied by, and the index of the factors, in the
        order of what is gathered.
    """
    return {
        "dU": dU,
        "dG": dG,
        "factor": factor,
        "lit_dU": _framed(dU, entry, CHOSEN),
        "lit_dG": _framed(dG, part, GATHERED),
        "lit_factor": _framed(factor, used, FACTOR),
        "terms": np.ravel(dG[part]),
        "rates": np.ravel(factor[used]),
        "entry": np.ravel(dU[entry]),
    }


def rates(rule: Rule, U: Array, entry: tuple[int, int]) -> Array:
    """Return how strongly each entry of G moves with one entry of U, counted from 0."""
    found = np.zeros_like(rule.G(U))
    for place in np.ndindex(found.shape):
        # With a 1 for this entry of G and 0 for the rest, the way back answers with it.
        unit = np.zeros_like(found)
        unit[place] = 1
        found[place] = rule.pullback(U, unit)[entry]
    return found


def _framed(M: Array, part: Any, frame: int) -> Array:
    found = np.zeros_like(M)
    found[part] = frame
    return found
