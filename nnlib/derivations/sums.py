"""Signs that reach as far as a product goes: Σ_k, ∂/∂X, and A : B."""

from __future__ import annotations

import re

from nnlib.derivations.brackets import OPEN, SHUT, outside

SUM = re.compile(
    r"(?:Σ|\bsum)\s*_\s*(\{[^{}]*\}|\([^()]*\)|\[[^\[\]]*\]|(?!of_)[A-Za-z](?:,?[A-Za-z])*)"
    r"(?:\s*\^\s*(?:\{[^{}]*\}|\w))?"
)
TEST = re.compile(r"\s*(\w)\s*(!=|<=?|>=?)\s*(\w)\s*")
OPERATOR = re.compile(
    r"(?<![\w.\])])d\s*/\s*(d_?[^\W\d]\w*(?:\[[^\[\]]*\])*)(?!\s*[/\w])\s*(?:@\s*)?"
)
COLON = re.compile(r"\s:\s|(?<=[\w)\]]):(?=[\w(])")


def summed(text: str) -> str:
    """Return a text in which sums with indices below them are sum(... for k)."""
    while found := _last(text):
        body, rest = reach(text[found.end() :])
        over, test = _letters(found[1])
        before = text[: found.start()]
        text = f"{before} sum(({body}) for {over} in _{test}){rest}"
    return text


def operated(text: str) -> str:
    """Return a text in which d/dX (A) is d(A)/dX."""
    while found := OPERATOR.search(text):
        body, rest = reach(text[found.end() :])
        if not body.strip():
            break
        text = f"{text[: found.start()]}(d({body})/{found[1]}){rest}"
    return text


def paired(text: str) -> str:
    """Return a text in which A : B is inner(A, B)."""
    start = 0
    while found := COLON.search(text, start):
        if _in_square(text[: found.start()]):
            start = found.end()
            continue
        left = _back(text[: found.start()])
        right, rest = reach(text[found.end() :])
        before = text[: found.start() - len(left)]
        text = f"{before}inner(({left}), ({right})){rest}"
    return text


def reach(text: str) -> tuple[str, str]:
    """Return the product that a text begins with, and what comes after it."""
    depth, before = 0, ""
    for k, letter in enumerate(text):
        depth += (letter in OPEN) - (letter in SHUT)
        ends = letter in ",=+-<>!" and before and before not in "*/@,("
        if depth < 0 or (depth == 0 and (ends or _is_word(text, k))):
            return text[:k], text[k:]
        before = letter if letter.strip() else before
    return text, ""


def _last(text: str) -> re.Match[str] | None:
    """Return the last sum that stands with its indices below it: the innermost."""
    return max(SUM.finditer(text), key=re.Match.start, default=None)


def _letters(low: str) -> tuple[str, str]:
    """Return the indices below a sum, and a test if one stands there: k != i."""
    inner = low.strip("{}()[]")
    test = TEST.fullmatch(inner)
    if test:
        return test[1], f" if {test[0].strip()}"
    letters = re.sub(r"=\s*\w+|[{}()\[\]]", "", low)
    words = re.split(r"[\s,]+", letters.strip(" ,"))
    return ",".join(words if len(words) > 1 else letters.strip()), ""


def _back(text: str) -> str:
    """Return the product that a text ends with."""
    hidden = outside(text[::-1].translate(MIRROR))
    for k, letter in enumerate(hidden):
        is_power = letter == "-" and hidden[k + 1 : k + 2] in tuple("*/@")
        if letter in "+-,=([{)]}" and not is_power:
            return text[len(text) - k :]
    return text


MIRROR = str.maketrans("()[]{}", ")(][}{")


def _in_square(text: str) -> bool:
    return text.count("[") > text.count("]")


def _is_word(text: str, k: int) -> bool:
    return re.match(r"\b(if|else|for)\b", text[k:]) is not None and (
        k == 0 or not text[k - 1].isalnum()
    )
