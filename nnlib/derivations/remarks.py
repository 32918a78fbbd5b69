"""Words between formulas, in English: what they are about, what can be left out."""

from __future__ import annotations

import re

from nnlib.derivations.brackets import HIDDEN, outside

CONVENTION = re.compile(
    r"\beinstein\b|summation convention|repeated (?:ind|letter)|indices repeat", re.I
)
"""How readers say that they sum over every index that occurs twice."""

WORDS = r"(?:[^\W\d_]|[' -])+"
SAID = re.compile(r"\s*[(\[,;][^()\[\],;=]*[)\]]?[\s.]*$")
LEADING = re.compile(
    r"^\s*(?:(?:step|line|answer|result|solution|proof|claim|equation|eq)\b[\s.]*"
    r"\(?\d*\)?\s*[:.)]\s*|(?:so|hence|thus|therefore|then|now|and|also|let|set|put|"
    r"where|with|since|because|but|first|next|finally|that is|i\.e\.|this (?:gives|is)|"
    rf"we (?:have|get|find)|it follows(?: that)?|by {WORDS}(?=[:,])"
    r"|for (?:all|every|each|any)\b[^:=]*(?=:))(?:[,:]\s*|\s+)|[∴⇒→&\s]+)",
    re.I,
)
TRAILING = re.compile(
    r"(?:[,;]?\s+(?:for (?:all|every|each|any)\b|∀)[^:]*"
    r"|[,;]?\s+(?:by|because|since|using|from) [^\W\d_][^:]*"
    rf"|\s+[(\[]\s*(?:no sum|by [^()\[\]=]*|(?:{WORDS})?\b(?:rule|product|trick|cyclic|"
    r"transpose|definition|symmetry|linear|linearity|trace|above|sum)\b"
    rf"(?:{WORDS})?)[)\]]"
    r"|[,;]?\s*[(\[]?(?:as (?:required|desired|wanted|claimed)|q\.?e\.?d\.?)[)\]]?"
    r"|[\s.,;:∎□]+)\s*$",
    re.I,
)
SUM_OVER = re.compile(
    r"[,;]?\s*[(\[]?\s*(?:where we |we )?(?:sum(?:med|ming|s)?|summation) (?:is )?over "
    r"(?P<over>[a-z](?:\s*(?:,|and|\s)\s*[a-z])*)\s*[)\]]?\s*[.,;]?\s*$",
    re.I,
)
NEXT = re.compile(r"⇒|⟹|→|=>|;|,?\s+(?=(?:where|with)\s)|,(?=[^,]*[^=!<>]=[^=])")
PAIR = re.compile(r"<[^<>=]*,[^<>=]*>")
WORD = re.compile(r"(?:[^\W\d_]|')+")
SIGNS = re.compile(r"[()=+*/@^_\[\]∂δΣ∑∇·⊙|<>0-9²ᵀ⊤\\]")


Letters = tuple[str, ...]


def equations(row: str) -> list[tuple[str, Letters]]:
    """Return the equations in a row, without the words around them.

    With each stand the indices that it says in words to be summed over. What stands
    behind "where" comes first, for the rest is to be read with it.
    """
    found: list[tuple[str, Letters]] = []
    for part in _parts(" ".join(row.split())):
        is_reason = re.match(r"\s*(?:where|with)\b", part, re.I) is not None
        equation, over = _bare(part)
        if equation:
            at = max(len(found) - 1, 0) if is_reason else len(found)
            found.insert(at, (equation, over))
    return found


def says_convention(text: str) -> bool:
    """Whether a text says that repeated indices are summed over."""
    return CONVENTION.search(text) is not None


def _parts(row: str) -> list[str]:
    """Return what stands between arrows, semicolons, or commas between equations."""
    hidden = PAIR.sub(lambda found: HIDDEN * len(found[0]), outside(row))
    parts, start = [], 0
    for sign in NEXT.finditer(hidden):
        if sign[0] == "," and "=" not in hidden[start : sign.start()]:
            continue
        parts.append(row[start : sign.start()])
        start = sign.end()
    return [*parts, row[start:]]


def _bare(part: str) -> tuple[str, Letters]:
    """Return a formula without words before and after it; "" if it is words alone."""
    if says_convention(part):
        part = SAID.sub("", part) if "=" in part else ""
    part, sums = _summed(part)
    while (shorter := LEADING.sub("", TRAILING.sub("", part))) != part:
        part, more = _summed(shorter)
        sums += more
    return "" if _is_words(part) else part.strip(), tuple(sums)


def _summed(part: str) -> tuple[str, list[str]]:
    """Return a part without "(sum over k, l)" at its end, and the indices there."""
    found = SUM_OVER.search(part)
    if not found or not part[: found.start()].strip():
        return part, []
    letters = re.sub(r"\band\b", " ", found["over"])
    return part[: found.start()], re.findall("[a-z]", letters)


def _is_words(part: str) -> bool:
    part = part.strip("()[] ")
    words = [word for word in WORD.findall(part) if len(word) > 2]
    return not SIGNS.search(part) and len(words) > 1
