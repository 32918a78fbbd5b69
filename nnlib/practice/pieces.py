"""The Markdown of a problem in pieces, for a page and for paper to set.

Of Markdown, problems use paragraphs, formulas within a line and on their own, code and
bold words.
"""

from __future__ import annotations

import re

Piece = tuple[str, str, str]
"""Its kind, text, math, display, code or bold; what it holds; what stays beside it.

The last is a comma or the like, from which no line is to part a formula.
"""

PIECE = re.compile(
    r"\$\$(?P<display>.+?)\$\$|\$(?P<math>.+?)\$|`(?P<code>.+?)`|\*\*(?P<bold>.+?)\*\*"
    r"|(?P<text>(?:(?!\*\*)[^$`])+)",
    re.DOTALL,
)
BESIDE = re.compile(r"[,.;:!?)]+")


def pieces(markdown: str) -> list[list[Piece]]:
    """Return the pieces of each paragraph."""
    return [_line(paragraph) for paragraph in markdown.strip().split("\n\n")]


def _line(text: str) -> list[Piece]:
    found: list[Piece] = []
    for match in PIECE.finditer(text):
        kind = match.lastgroup or ""
        held = re.sub(r"\s+", " ", match[kind])
        beside = BESIDE.match(held)
        if kind == "text" and found and found[-1][0] == "math" and beside:
            found[-1] = (*found[-1][:2], beside[0])
            held = held[beside.end() :]
        found.append((kind, held, ""))
    return [piece for piece in found if piece[1]]
