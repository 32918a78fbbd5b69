"""A derivation in lines: where each begins, and what it sets equal to what."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nnlib.derivations import remarks, tex
from nnlib.derivations.brackets import OPEN, SHUT, outside
from nnlib.derivations.errors import Unread
from nnlib.derivations.heard import as_typed, heard
from nnlib.derivations.limits import LETTERS, LINES, within
from nnlib.derivations.symbols import plain
from nnlib.language import say

NUMBERED = re.compile(r"^\s*(?:\(\d+\)|(?:\d+[.):]|[a-z]\))(?=\s))\s*")
GOES_ON = re.compile(r"(?:[-+*/@(,\[]|\*\*|\b(?:if|else|for|and))\s*$")


@dataclass(frozen=True)
class Line:
    """One line of a derivation.

    Attributes
    ----------
    number : 1 for the first line that is not empty.
    text : as it was typed.
    end : the row of the whole text that it ends in, from 1 on.
    """

    number: int
    text: str
    end: int


def split(text: str) -> list[Line]:
    """Return the lines of a derivation.

    Raises
    ------
    Unread
        If there are too many, or none.
    """
    if not isinstance(text, str):
        raise Unread(
            say(
                "Hand in your lines as one text, in quotes: three of them "
                'where there are several lines, """...""".'
            )
        )
    if len(text) > LINES * LETTERS:
        raise Unread(
            say(
                "This has {n} characters, and {value} are the most.",
                n=len(text),
                value=LINES * LETTERS,
            )
        )
    texts = _joined(text)
    if len(texts) > LINES:
        raise Unread(
            say(
                "This has {n} lines, and {most} are the most. Every right "
                "line passes, so steps may be skipped.",
                n=len(texts),
                most=LINES,
            )
        )
    return [Line(k, *typed) for k, typed in enumerate(texts, start=1)]


@dataclass(frozen=True)
class Equation:
    """What a line sets equal.

    Attributes
    ----------
    sides : in the letters of Python. The first is empty if the line begins with = and
        so goes on from the one above.
    over : the indices that it says in words to be summed over.
    """

    sides: tuple[str, ...]
    over: tuple[str, ...] = ()


def equations(line: Line) -> list[Equation]:
    """Return the equations of a line: often one, and none of a line of words.

    Raises
    ------
    Unread
        If it is too long, or its brackets do not close.
    """
    typed = heard(NUMBERED.sub("", line.text))
    within(typed)
    found = []
    for row in tex.rows(typed):
        for equation, over in remarks.equations(tex.symbols(row)):
            text = plain(as_typed(equation, line.text))
            within(text)
            sides = tuple(side.strip() for side in _at_equals(text))
            found.append(Equation(sides, over))
    return found


def _joined(text: str) -> list[tuple[str, int]]:
    """Return the lines without remarks and dots; one whose bracket is open goes on.

    So does one without =, if the next line begins with it.

    With each stands the row it ends in.
    """
    lines: list[tuple[str, int]] = []
    goes_on = False
    for row, line in enumerate(tex.restored(text).splitlines(), start=1):
        line = line.partition("#")[0].strip()
        if not line.strip(". "):
            continue
        is_right = line.lstrip("& ")[:1] == "="
        if is_right:
            goes_on = bool(lines) and "=" not in lines[-1][0]
        if goes_on and len(lines[-1][0]) + len(line) <= LETTERS:
            lines[-1] = f"{lines[-1][0]} {line}", row
        else:
            lines.append((line, row))
        last = lines[-1][0]
        brackets = sum((letter in OPEN) - (letter in SHUT) for letter in last)
        is_open = brackets > 0 or last.count("{cases}") % 2 == 1
        goes_on = is_open or GOES_ON.search(heard(last)) is not None
    return lines


def _at_equals(text: str) -> list[str]:
    """Split at each = that stands in no bracket; := is one, == and <= are none."""
    parts, start = [], 0
    for sign in re.finditer(r"(?<![=!<>:]):?=(?!=)|≡|≜|←|<-(?=\s)", outside(text)):
        parts.append(text[start : sign.start()])
        start = sign.end()
    return [*parts, text[start:]]
