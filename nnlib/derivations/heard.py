"""What is understood besides formulas, in English and in the chosen language."""

from __future__ import annotations

from nnlib.derivations.setting import SIDES
from nnlib.language import in_english

REMARKS = (
    "so|hence|thus|therefore",
    "it follows|we have|we get|we find|this gives|this is",
    "now|then|also|next|finally",
    "let|set|put",
    "where",
    "with",
    "by|because of",
    "because|since",
    "using|from",
    "rule|chain rule|product rule",
    "definition",
    "symmetry",
    "transpose",
    "trace",
    "above",
    "for all|for every|for each|for any",
    "no sum",
    "sum over|sums over|summed over|summing over|summation over",
    "repeated indices|repeated index|summation convention",
    "as required|as wanted|as claimed",
    "line|step|equation",
    "answer|result|solution|proof|claim",
)
"""Words beside the formulas of a line (`remarks`)."""

FORMULAS = ("if", "otherwise", "and", *SIDES.values())
"""Words within a formula, as it is shown (`setting`)."""

PROBLEMS = (
    "find|wanted|derive|compute",
    "given",
    "number|scalar|constant",
    "positive",
    "symmetric",
    "positive definite",
    "rows sum to 1|one-hot",
    "function",
    "vector of|vector of length|column vector of",
)
"""Words with which a problem is declared (`opened`)."""


def heard(text: str) -> str:
    """Return a text of a reader with all words that are understood in English."""
    return in_english(text, (*REMARKS, *FORMULAS, *PROBLEMS))
