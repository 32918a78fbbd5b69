"""Names, indices and what else stands at the foot or the head of a letter."""

from __future__ import annotations

import re

from nnlib.derivations.boxes import Box, Brackets, Fraction, Row, Script, Word

DEL = Word("∂", "sign")


def named(name: str) -> Box:
    """Return a name with its layer as on the page: ``W[l+1]``, ``W2``."""
    found = re.fullmatch(r"(\w+?)(?:\[(.+)\]|_?(\d+)|_(\w+))", name)
    if not found:
        return Word(name)
    word, layer, number, low = found.groups()
    if layer:
        return Script(Word(word), None, Word(f"[{layer}]", "words"))
    return Script(Word(word), Word(number or low, "number" if number else "letter"))


def little(name: str, at: tuple[str, ...]) -> Box:
    """Return ∂X, or that of an entry."""
    box = named(name)
    return Row((DEL, with_marks(box, low=letters(at)) if at else box))


def with_marks(box: Box, low: Box | None = None, high: Box | None = None) -> Box:
    """Return a box with more at its foot or head, beside what is there."""
    if isinstance(box, Script) and not (box.low and low) and _bears(box):
        return Script(box.of, box.low or low, _beside(box.high, high))
    if isinstance(box, Row | Fraction | Script):
        box = Brackets(box)
    return Script(box, low, high)


def _bears(box: Script) -> bool:
    """Whether more may stand beside what is there: beside a layer, or an index."""
    return box.high is None or (isinstance(box.high, Word) and box.high.kind == "words")


def _beside(one: Box | None, two: Box | None) -> Box | None:
    return Row((one, two)) if one and two else one or two


def letters(at: tuple[str, ...]) -> Box:
    """Return indices side by side."""
    return Row(tuple(map(Word, at)))


def commas(boxes: list[Box]) -> list[Box]:
    """Return boxes with commas between them."""
    found: list[Box] = []
    for box in boxes:
        found += [Word(",", "sign"), box] if found else [box]
    return found
