"""The kinds of slips, and what is said of each: where to look, never what is right.

They are those of a line of a derivation and of a line of code.
"""

from __future__ import annotations

from collections.abc import Callable

from nnlib.language import say

Words = Callable[[str, str], str]
"""What takes a detail, and the place to look at, to a sentence."""


def _transpose(detail: str, at: str) -> str:
    if detail == "moved":
        return say("A transpose is on the wrong factor: look at {at}.", at=at)
    if detail == "missing":
        return say("A transpose is missing: look at {at}.", at=at)
    return say("There is a transpose too many: look at {at}.", at=at)


def _product(detail: str, at: str) -> str:
    if detail == "@":
        return say(
            "A matrix product stands where an elementwise one belongs: look at {at}.",
            at=at,
        )
    return say(
        "An elementwise product stands where a matrix product belongs: look at {at}.",
        at=at,
    )


def _sum(detail: str, at: str) -> str:
    missing = detail.endswith("missing")
    over = detail.removesuffix("missing").removesuffix("too many").strip()
    index = over.removeprefix("over ")
    if index and missing:
        return say("A sum over {index} is missing: look at {at}.", index=index, at=at)
    if index:
        return say(
            "The sum over {index} is one too many: look at {at}.", index=index, at=at
        )
    if missing:
        return say("A sum is missing: look at {at}.", at=at)
    return say("The sum is one too many: look at {at}.", at=at)


def _sum_index(detail: str, at: str) -> str:
    if detail:
        return say(
            "The sum goes over the wrong index, {index}: look at {at}.",
            index=detail,
            at=at,
        )
    return say("The sum does not go over what it should: look at {at}.", at=at)


def _case(detail: str, at: str) -> str:
    if detail == "missing":
        return say(
            "A case, where two indices are equal, is missing: look at {at}.", at=at
        )
    return say(
        "A case, where two indices are equal, is one too many: look at {at}.", at=at
    )


def _function(detail: str, at: str) -> str:
    if detail == "missing":
        return say("A function is missing: look at {at}.", at=at)
    return say("A function is one too many: look at {at}.", at=at)


def _term(detail: str, at: str) -> str:
    if detail == "missing":
        return say("A term is missing: look at {at}.", at=at)
    return say("A term is one too many: look at {at}.", at=at)


def _part(detail: str, at: str) -> str:
    if detail == "missing":
        return say("A factor is missing: look at {at}.", at=at)
    return say("A factor is one too many: look at {at}.", at=at)


WORDS: dict[str, Words] = {
    "layer": lambda _, at: say("The number of a layer is off: look at {at}.", at=at),
    "prime": lambda _, at: say(
        "A function stands where its derivative belongs, or the other way round: "
        "look at {at}.",
        at=at,
    ),
    "transpose": _transpose,
    "entry": lambda _, at: say(
        "The two indices of an entry are in the wrong order: look at {at}.", at=at
    ),
    "order": lambda _, at: say(
        "Two parts are in the wrong order: look at {at}.", at=at
    ),
    "sign": lambda _, at: say("A sign is wrong: look at {at}.", at=at),
    "power": lambda _, at: say("A power is wrong: look at {at}.", at=at),
    "axis": lambda _, at: say(
        "A sum or a mean runs along the wrong axis: look at {at}.", at=at
    ),
    "dimension": lambda _, at: say(
        "A dimension is lost, or kept where it should go: look at {at}.", at=at
    ),
    "mean": lambda _, at: say(
        "A mean stands where a sum belongs, or the other way round: look at {at}.",
        at=at,
    ),
    "factor": lambda detail, at: say(
        "A factor {factor} is missing or one too many, above or below a fraction "
        "line: look at {at}.",
        factor=detail,
        at=at,
    ),
    "sum-index": _sum_index,
    "sum": _sum,
    "index": lambda detail, at: say(
        "The index {index} is not the right one: look at {at}.", index=detail, at=at
    ),
    "case": _case,
    "test": lambda _, at: say("The case holds for other indices: look at {at}.", at=at),
    "loop": lambda _, at: say(
        "A loop begins or ends one too early or too late: look at {at}.", at=at
    ),
    "direction": lambda _, at: say(
        "A loop runs the wrong way round: look at {at}.", at=at
    ),
    "comparison": lambda _, at: say(
        "A comparison is the wrong one: look at {at}.", at=at
    ),
    "product": _product,
    "product-rule": lambda _, at: say(
        "The change of a product has two terms, and in each only one factor "
        "changes: look at {at}.",
        at=at,
    ),
    "change": lambda _, at: say(
        "A matrix stands where its change belongs, or the other way round: look "
        "at {at}.",
        at=at,
    ),
    "symbol": lambda _, at: say(
        "Something else belongs in this place: look at {at}.", at=at
    ),
    "function": _function,
    "brackets": lambda _, at: say(
        "The brackets are not where they should be: look at {at}.", at=at
    ),
    "term": _term,
    "part": _part,
    "arrangement": lambda _, at: say(
        "The factors are right, but their order or their transposes are not: "
        "look at {at}.",
        at=at,
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
