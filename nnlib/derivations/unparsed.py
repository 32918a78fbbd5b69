"""What is said of a text that is no formula, and what to write instead."""

from __future__ import annotations

import re

from nnlib.language import say

HINTS = [
    (r"\\([A-Za-z]+)", "The command \\{sign} is not read here."),
    (
        r"^\s*for\b",
        "There are no loops here: a sum over k reads sum(X[i,k] * W[k,j] for k).",
    ),
    (r"\beinsum\b", "einsum is not read here: write sum(X[i,k] * W[k,j] for k)."),
    (
        r"⊗",
        "⊗ is not read here: the product of two columns is outer(x, y), and "
        "others are written entry by entry, X[i,j] * Y[k,l].",
    ),
    (r"∇", "A gradient needs to say by what: df/dX, or ∇_X f."),
    (r"\|", "Single bars mean many things: write abs(x), norm(x) or det(X)."),
    (r"Σ|\bsum\b(?!.*\bfor\b)", "A sum over indices reads sum(X[i,k] * W[k,j] for k)."),
    (r"([^\w\s()\[\]{}+\-*/@=<>!,.:^'\"|])", "The sign {sign} is not read here."),
]
"""Forms of texts, and what to say of the first that is there."""

USUAL = "Between two factors belongs @ or *, between two indices a comma."


def unparsed(text: str, error: Exception) -> str:
    """Return near what a text cannot be read, with a hint."""
    at = getattr(error, "offset", None)
    near = text[max(0, at - 12) : at + 8].strip() if at else text[:20]
    for pattern, words in HINTS:
        found = re.search(pattern, text)
        if found:
            why = say(words, sign=found[found.re.groups])
            break
    else:
        why = say(USUAL)
    return say("This cannot be read near  {near}  . {why}", near=near, why=why)
