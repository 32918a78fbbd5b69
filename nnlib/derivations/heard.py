"""What is understood besides formulas, in English and in the chosen language."""

from __future__ import annotations

import re

from nnlib.derivations.setting import SIDES
from nnlib.language import ENGLISH, chosen, in_english, say

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
FUNCTIONS = {"trace", "transpose", "sum"}
"""Words of remarks that are functions of formulas too."""


def heard(text: str) -> str:
    """Return a text of a reader with all words that are understood in English."""
    return in_english(text, (*REMARKS, *FORMULAS, *PROBLEMS))


def as_typed(formula: str, text: str) -> str:
    """Return what `heard` made a formula of, with the words in it as they were typed.

    So a word that is no part of it is given back as the reader knows it. What is a
    function too, such as trace, stays in English.
    """
    for meaning in REMARKS if chosen() != ENGLISH else ():
        english = meaning.partition("|")[0]
        if FUNCTIONS.isdisjoint(english.split()) and not _word(english).search(text):
            for own in say(meaning).split("|"):
                typed = _word(own).search(text)
                if typed:
                    formula = _word(english).sub(typed[0], formula)
    return formula


def _word(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)
