"""Words that come from outside: names of files, and what a student's code says."""

from __future__ import annotations

import unicodedata

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""How what a spreadsheet takes for a formula begins."""


def harmless(text: str) -> str:
    """Return a text without what steers a terminal, or cannot be written as UTF-8."""
    return "".join(
        "?" if unicodedata.category(one) in ("Cc", "Cs") and one not in "\n\t" else one
        for one in text
    )


def one_line(text: str) -> str:
    """Return a harmless text on one line."""
    return " ".join(harmless(text).split())


def in_a_cell(text: str) -> str:
    """Return a text that a spreadsheet takes for words, whatever it begins with."""
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text
