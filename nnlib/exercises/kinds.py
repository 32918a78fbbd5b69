"""The kinds of slips, and what is said of each: where to look, never what is right.

They are those of a line of a derivation and of a line of code.
"""

from __future__ import annotations

from collections.abc import Callable

Words = Callable[[str, str], str]
"""What takes a detail, and the place to look at, to a sentence."""


def _plain(what: str) -> Words:
    return lambda _, at: f"{what}: look at {at}."


def _transpose(detail: str, at: str) -> str:
    if detail == "moved":
        return f"A transpose is on the wrong factor: look at {at}."
    if detail == "missing":
        return f"A transpose is missing: look at {at}."
    return f"There is a transpose too many: look at {at}."


def _product(detail: str, at: str) -> str:
    if detail == "@":
        return (
            f"A matrix product stands where an elementwise one belongs: look at {at}."
        )
    return (
        f"An elementwise product stands where a matrix product belongs: look at {at}."
    )


def _sum(detail: str, at: str) -> str:
    over = detail.removesuffix("missing").removesuffix("too many")
    if detail.endswith("missing"):
        return f"A sum {over}is missing: look at {at}."
    return f"The sum {over}is one too many: look at {at}."


def _sum_index(detail: str, at: str) -> str:
    if detail:
        return f"The sum goes over the wrong index, {detail}: look at {at}."
    return f"The sum does not go over what it should: look at {at}."


def _more_or_less(what: str) -> Words:
    def told(detail: str, at: str) -> str:
        if detail == "missing":
            return f"{what} is missing: look at {at}."
        return f"{what} is one too many: look at {at}."

    return told


WORDS: dict[str, Words] = {
    "layer": _plain("The number of a layer is off"),
    "prime": _plain(
        "A function stands where its derivative belongs, or the other way round"
    ),
    "transpose": _transpose,
    "entry": _plain("The two indices of an entry are in the wrong order"),
    "order": _plain("Two parts are in the wrong order"),
    "sign": _plain("A sign is wrong"),
    "power": _plain("A power is wrong"),
    "axis": _plain("A sum or a mean runs along the wrong axis"),
    "dimension": _plain("A dimension is lost, or kept where it should go"),
    "mean": _plain("A mean stands where a sum belongs, or the other way round"),
    "factor": lambda detail, at: (
        f"A factor {detail} is missing or one too many, above or below a fraction "
        f"line: look at {at}."
    ),
    "sum-index": _sum_index,
    "sum": _sum,
    "index": lambda detail, at: (
        f"The index {detail} is not the right one: look at {at}."
    ),
    "case": _more_or_less("A case, where two indices are equal,"),
    "test": _plain("The case holds for other indices"),
    "loop": _plain("A loop begins or ends one too early or too late"),
    "direction": _plain("A loop runs the wrong way round"),
    "comparison": _plain("A comparison is the wrong one"),
    "product": _product,
    "product-rule": _plain(
        "The change of a product has two terms, and in each only one factor changes"
    ),
    "change": _plain(
        "A matrix stands where its change belongs, or the other way round"
    ),
    "symbol": _plain("Something else belongs in this place"),
    "function": _more_or_less("A function"),
    "brackets": _plain("The brackets are not where they should be"),
    "term": _more_or_less("A term"),
    "part": _more_or_less("A factor"),
    "arrangement": _plain(
        "The factors are right, but their order or their transposes are not"
    ),
}
"""By kind, those first that are likelier where several explain a line."""

SHOWN = {
    *("transpose", "entry", "order", "axis", "product", "sum-index", "sum", "index"),
    *("case", "test", "part", "arrangement", "prime", "function", "factor"),
}
"""Those about how the entries of a derivative are put together, which figures show."""


def rank(kind: str) -> int:
    """Return how unlikely a kind is: 0 for the likeliest."""
    return list(WORDS).index(kind)
