"""Where brackets open and close in a text."""

from __future__ import annotations

OPEN, SHUT = "([{⟨", ")]}⟩"
HIDDEN = "\u00b6"
"""Stands for what is in brackets where that does not matter."""


def outside(text: str) -> str:
    """Return a text of the same length in which all that is in brackets is hidden."""
    found, depth = [], 0
    for letter in text:
        is_inside = depth > 0 or letter in OPEN
        depth += (letter in OPEN) - (depth > 0 and letter in SHUT)
        found.append(HIDDEN if is_inside else letter)
    return "".join(found)


def closing(text: str, start: int) -> int:
    """Return where the bracket that opens at a place is closed; the end if nowhere."""
    depth = 0
    for k in range(start, len(text)):
        depth += (text[k] in OPEN) - (text[k] in SHUT)
        if depth == 0:
            return k
    return len(text) - 1


def opening(text: str, end: int) -> int:
    """Return where the bracket that closes at a place is opened; 0 if nowhere."""
    depth = 0
    for k in range(end, -1, -1):
        depth += (text[k] in SHUT) - (text[k] in OPEN)
        if depth == 0:
            return k
    return 0
