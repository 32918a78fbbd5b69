"""The kinds of slips, and what is said of each: where to look, never what is right."""

from __future__ import annotations

from collections.abc import Callable

from nnlib.derivations.changes.small import Small
from nnlib.derivations.writing import written

Words = Callable[[Small, str], str]


def _transpose(slip: Small, at: str) -> str:
    if slip.detail == "moved":
        return f"A transpose is on the wrong factor: look at {at}."
    if slip.detail == "missing":
        return f"A transpose is missing: look at {at}."
    return f"There is a transpose too many: look at {at}."


def _product(slip: Small, at: str) -> str:
    if slip.detail == "@":
        return (
            f"A matrix product stands where an elementwise one belongs: look at {at}."
        )
    return (
        f"An elementwise product stands where a matrix product belongs: look at {at}."
    )


def _sum(slip: Small, at: str) -> str:
    over = slip.detail.removesuffix("missing").removesuffix("too many")
    if slip.detail.endswith("missing"):
        return f"A sum {over}is missing: look at {at}."
    return f"The sum {over}is one too many: look at {at}."


def _sum_index(slip: Small, at: str) -> str:
    if slip.detail:
        return f"The sum goes over the wrong index, {slip.detail}: look at {at}."
    return f"The sum does not go over what it should: look at {at}."


def _more_or_less(what: str) -> Words:
    def told(slip: Small, at: str) -> str:
        if slip.detail == "missing":
            return f"{what} is missing: look at {at}."
        return f"{what} is one too many: look at {at}."

    return told


WORDS: dict[str, Words] = {
    "layer": lambda _, at: f"The number of a layer is off: look at {at}.",
    "prime": lambda _, at: (
        f"A function stands where its derivative belongs, or the other way round: look "
        f"at {at}."
    ),
    "transpose": _transpose,
    "entry": lambda _, at: (
        f"The two indices of an entry are in the wrong order: look at {at}."
    ),
    "order": lambda _, at: f"Two parts are in the wrong order: look at {at}.",
    "sign": lambda _, at: f"A sign is wrong: look at {at}.",
    "power": lambda _, at: f"A power is wrong: look at {at}.",
    "factor": lambda slip, at: (
        f"A factor {slip.detail} is missing or one too many, above or below a "
        f"fraction line: look at {at}."
    ),
    "sum-index": _sum_index,
    "sum": _sum,
    "index": lambda slip, at: (
        f"The index {slip.detail} is not the right one: look at {at}."
    ),
    "case": _more_or_less("A case, where two indices are equal,"),
    "test": lambda _, at: f"The case holds for other indices: look at {at}.",
    "product": _product,
    "product-rule": lambda _, at: (
        "The change of a product has two terms, and in each only one factor changes: "
        f"look at {at}."
    ),
    "change": lambda _, at: (
        "A matrix stands where its change belongs, or the other way round: look at "
        f"{at}."
    ),
    "symbol": lambda _, at: f"Something else belongs in this place: look at {at}.",
    "function": _more_or_less("A function"),
    "brackets": lambda _, at: (
        f"The brackets are not where they should be: look at {at}."
    ),
    "term": _more_or_less("A term"),
    "part": _more_or_less("A factor"),
    "arrangement": lambda _, at: (
        "The factors are right, but their order or their transposes are not: look at "
        f"{at}."
    ),
}
"""By kind, those first that are likelier where several explain a line."""


def words(slip: Small) -> str:
    """Return what to say of a slip."""
    return WORDS[slip.kind](slip, written(slip.place))


def rank(slip: Small) -> int:
    """Return how unlikely a kind is: 0 for the likeliest."""
    return list(WORDS).index(slip.kind)


def place(slip: Small) -> str:
    """Return the part of the line to look at, as it is typed."""
    return written(slip.place)
