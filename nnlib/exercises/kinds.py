"""The kinds of slips, and what is said of each: where to look, never what is right.

They are those of a line of a derivation and of a line of code.
"""

from __future__ import annotations

import re

from nnlib.language import say

OTHER = "other"
"""Any detail of a slip that has no sentence of its own."""
OVER = re.compile(r"over (.+) (missing|too many)")
"""The detail of a slip that is about a sum over one index."""

WORDS: dict[str, str | dict[str, str]] = {
    "layer": "The number of a layer is off: look at {at}.",
    "prime": "A function stands where its derivative belongs, or the other way round: "
    "look at {at}.",
    "transpose": {
        "moved": "A transpose is on the wrong factor: look at {at}.",
        "missing": "A transpose is missing: look at {at}.",
        OTHER: "There is a transpose too many: look at {at}.",
    },
    "entry": "The two indices of an entry are in the wrong order: look at {at}.",
    "order": "Two parts are in the wrong order: look at {at}.",
    "sign": "A sign is wrong: look at {at}.",
    "power": "A power is wrong: look at {at}.",
    "axis": "A sum or a mean runs along the wrong axis: look at {at}.",
    "dimension": "A dimension is lost, or kept where it should go: look at {at}.",
    "mean": "A mean stands where a sum belongs, or the other way round: look at {at}.",
    "factor": "A factor {factor} is missing or one too many, above or below a fraction "
    "line: look at {at}.",
    "sum-index": {
        "": "The sum does not go over what it should: look at {at}.",
        OTHER: "The sum goes over the wrong index, {index}: look at {at}.",
    },
    "sum": {
        "over missing": "A sum over {index} is missing: look at {at}.",
        "over too many": "The sum over {index} is one too many: look at {at}.",
        "missing": "A sum is missing: look at {at}.",
        OTHER: "The sum is one too many: look at {at}.",
    },
    "index": "The index {index} is not the right one: look at {at}.",
    "case": {
        "missing": "A case, where two indices are equal, is missing: look at {at}.",
        OTHER: "A case, where two indices are equal, is one too many: look at {at}.",
    },
    "test": "The case holds for other indices: look at {at}.",
    "loop": "A loop begins or ends one too early or too late: look at {at}.",
    "direction": "A loop runs the wrong way round: look at {at}.",
    "comparison": "A comparison is the wrong one: look at {at}.",
    "product": {
        "@": "A matrix product stands where an elementwise one belongs: look at {at}.",
        OTHER: "An elementwise product stands where a matrix product belongs: look at "
        "{at}.",
    },
    "product-rule": "The change of a product has two terms, and in each only one "
    "factor changes: look at {at}.",
    "change": "A matrix stands where its change belongs, or the other way round: look "
    "at {at}.",
    "symbol": "Something else belongs in this place: look at {at}.",
    "function": {
        "missing": "A function is missing: look at {at}.",
        OTHER: "A function is one too many: look at {at}.",
    },
    "brackets": "The brackets are not where they should be: look at {at}.",
    "term": {
        "missing": "A term is missing: look at {at}.",
        OTHER: "A term is one too many: look at {at}.",
    },
    "part": {
        "missing": "A factor is missing: look at {at}.",
        OTHER: "A factor is one too many: look at {at}.",
    },
    "arrangement": "The factors are right, but their order or their transposes are "
    "not: look at {at}.",
}
"""By kind, those first that are likelier where several explain a line; by detail where
the sentence depends on it."""

SHOWN = {
    *("transpose", "entry", "order", "axis", "product", "sum-index", "sum", "index"),
    *("case", "test", "part", "arrangement", "prime", "function", "factor"),
}
"""Those about how the entries of a derivative are put together, which figures show."""


def rank(kind: str) -> int:
    """Return how unlikely a kind is: 0 for the likeliest."""
    return list(WORDS).index(kind)


def told(kind: str, detail: str, at: str) -> str:
    """Return what is said of a slip: its kind and detail, and the place to look at."""
    index = detail
    if over := OVER.fullmatch(detail):
        index, detail = over[1], f"over {over[2]}"
    sentence = WORDS[kind]
    if isinstance(sentence, dict):
        sentence = sentence.get(detail, sentence[OTHER])
    return say(sentence, at=at, factor=detail, index=index)
