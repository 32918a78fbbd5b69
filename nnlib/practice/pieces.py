"""The Markdown of a problem in pieces, for a page and for paper to set.

Of Markdown, problems use paragraphs, formulas within a line and on their own, code and
bold words.
"""

from __future__ import annotations

import re

Piece = tuple[str, str]
"""Its kind, text, math, display, code or bold, and what it holds."""

PIECE = re.compile(
    r"\$\$(?P<display>.+?)\$\$|\$(?P<math>.+?)\$|`(?P<code>.+?)`|\*\*(?P<bold>.+?)\*\*",
    re.DOTALL,
)


def pieces(markdown: str) -> list[list[Piece]]:
    """Return the pieces of each paragraph."""
    return [_line(paragraph) for paragraph in markdown.strip().split("\n\n")]


def _line(text: str) -> list[Piece]:
    found: list[Piece] = []
    end = 0
    for match in PIECE.finditer(text):
        found.append(("text", text[end : match.start()]))
        kind = match.lastgroup or ""
        found.append((kind, match[kind].strip()))
        end = match.end()
    found.append(("text", text[end:]))
    return [(kind, " ".join(held.split())) for kind, held in _kept(found)]


def _kept(found: list[Piece]) -> list[Piece]:
    return [
        (kind, f" {held} " if kind == "text" and not held.strip() else held)
        for kind, held in found
        if held
    ]
