"""How long a derivation may be, so that every answer comes at once."""

from __future__ import annotations

import re

from nnlib.derivations.errors import Unread
from nnlib.language import say

LINES = 60
LETTERS = 1500
"""Of one line."""
SIGNS = 160
"""Operators in one line."""
DEPTH = 24
"""Brackets within brackets."""
INDICES = 8
"""Different indices in one line."""
POWER = 10
LARGEST = 1e6
"""The largest number."""


def within(text: str) -> None:
    """Raise Unread if a line is too long or too deep to be read."""
    if len(text) > LETTERS:
        raise Unread(
            say(
                "This line has {n} characters, and {most} are the most. "
                "Give a long part a name in a line of its own.",
                n=len(text),
                most=LETTERS,
            )
        )
    signs = len(re.findall(r"[-+*/@~<>|‖Σ∑]|sum_|\bif\b|\bfor\b|\.T\b|\bnot\b", text))
    if signs > SIGNS:
        raise Unread(
            say(
                "This line has {signs} operators, and {most} are the most. "
                "Give a long part a name in a line of its own.",
                signs=signs,
                most=SIGNS,
            )
        )
    depth = deepest = 0
    for letter in text:
        depth += (letter in "([{") - (letter in ")]}")
        deepest = max(deepest, depth)
        if depth < 0:
            raise Unread(
                say("A bracket {letter} closes what was never opened.", letter=letter)
            )
    if depth:
        raise Unread(say("A bracket is opened and never closed."))
    if deepest > DEPTH:
        raise Unread(
            say(
                "The brackets are {deepest} deep, and {most} is the most.",
                deepest=deepest,
                most=DEPTH,
            )
        )
