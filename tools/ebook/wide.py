"""How wide a formula is, so that a narrow page can show it smaller, and whole."""

import re
from itertools import zip_longest

from bs4 import Tag

LETTER = 0.58
"""How wide a sign is on average, in the size of its letters."""
AROUND = 0.54
"""What stands around an operator, and between the columns of a table."""
SMALLER = 0.72
SURE = 1.2
"""By how much a formula may be wider than is reckoned here."""
NARROW = 14
"""Formulas up to this width have room on every page."""
SCRIPTS = ("msub", "msup", "msubsup")
LIMITS = ("munder", "mover", "munderover")
SPACE = re.compile(r"([\d.]+)em")
SPACED = set("=+−·≈≠←→⟶⟹⊙×<>≤≥")


def width(node):
    """Return about how wide a part of a formula is, in the size of its letters."""
    parts = [width(one) for one in node.children if isinstance(one, Tag)]
    if node.name == "annotation":
        return 0.0
    if node.name == "mtable":
        rows = [
            [width(cell) for cell in row.find_all("mtd", recursive=False)]
            for row in node.find_all("mtr", recursive=False)
        ]
        columns = [max(column) for column in zip_longest(*rows, fillvalue=0.0)]
        return sum(columns) + AROUND * len(columns)
    if node.name == "mspace":
        em = SPACE.fullmatch(node.get("width", ""))
        return float(em[1]) if em else 0.0
    if not parts:
        text = node.get_text().strip()
        spaced = node.name == "mo" and text in SPACED
        return LETTER * len(text) + AROUND * spaced
    if node.name == "mfrac":
        return max(parts) + 0.2
    if node.name in SCRIPTS:
        return parts[0] + SMALLER * max(parts[1:])
    if node.name in LIMITS:
        return max(parts[0], SMALLER * max(parts[1:]))
    return sum(parts)


def fitted(page):
    """Say of each formula that stands alone how wide it is, unless it is narrow."""
    for place in page.find_all("div", class_="math"):
        needed = SURE * width(place.math)
        if needed > NARROW:
            beside = 3 if place.find(class_="eqno") else 0
            place["style"] = f"--wide: {needed:.0f}; --beside: {beside}em"
