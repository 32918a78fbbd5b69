"""Numbers, rows and matrices of a problem: as LaTeX, and as plain Python."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from nnlib.language import say

DIGITS = 10
"""After the point. The numbers of a problem end long before."""


def plain(value: Any) -> Any:
    """Return a value as a reader would write it: rows as tuples, matrices as lists.

    A matrix is a list of lists. Whole numbers have no point.
    """
    if isinstance(value, bool | str):
        return value
    if np.ndim(value) == 2:
        return [[plain(entry) for entry in line] for line in np.asarray(value).tolist()]
    if np.ndim(value) == 1:
        return tuple(plain(entry) for entry in np.asarray(value).tolist())
    number = round(float(value), DIGITS) + 0.0
    return int(number) if number.is_integer() else number


def number(value: Any) -> str:
    """Return a number: "-3", "0.25"."""
    return str(plain(value))


def factor(value: Any) -> str:
    """Return a number as it stands behind a multiplication sign: "(-3)"."""
    text = number(value)
    return f"({text})" if text.startswith("-") else text


def matrix(M: Any) -> str:
    """Return a matrix."""
    return _rows([list(map(number, line)) for line in np.asarray(M)])


def _rows(entries: list[list[str]]) -> str:
    rows = r" \\ ".join(" & ".join(line) for line in entries)
    return rf"\begin{{pmatrix}} {rows} \end{{pmatrix}}"


def row(values: Iterable[Any]) -> str:
    r"""Return "({1},\; {2})": in braces, so that a minus stays a sign after a space."""
    return "(" + r",\; ".join(f"{{{number(value)}}}" for value in values) + ")"


def column(values: Iterable[Any]) -> str:
    """Return numbers one beneath the other."""
    return matrix([[value] for value in values])


def products(left: Sequence[Any], right: Sequence[Any]) -> str:
    r"""Return "2 \cdot (-1) + 3 \cdot 4"."""
    pairs = zip(left, right, strict=True)
    terms = (rf"{factor(one)} \cdot {factor(other)}" for one, other in pairs)
    return " + ".join(terms)


def product(A: Any, B: Any) -> str:
    """Return the product of two matrices, worked out entry by entry, as a matrix."""
    A, B = np.asarray(A), np.asarray(B)
    return _rows([[products(line, list(side)) for side in B.T] for line in A])


def value(of: Any) -> str:
    """Return any value of a blank."""
    if isinstance(of, bool):
        return words(say("yes") if of else say("no"))
    if isinstance(of, tuple):
        return row(of)
    return matrix(of) if isinstance(of, list) else number(of)


def words(said: str) -> str:
    """Return words as they stand among the signs of a formula."""
    return rf"\text{{{said}}}"


def paragraphs(*parts: str) -> str:
    """Return sentences, and formulas that stand alone, as Markdown."""
    return "\n\n".join(parts)
