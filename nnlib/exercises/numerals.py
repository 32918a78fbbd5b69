"""Numbers in a text: "1/6", "20 x 6", "16.7 %", "line 2". It is never run as code."""

from __future__ import annotations

import re
from contextlib import suppress

import numpy as np
from numpy.typing import NDArray

from nnlib.language import in_english

HEARD = (
    "row|rows",
    "column|columns",
    "line|lines",
    "step|steps|epoch|epochs|run|runs",
    "letter|letters|option|options|order|only",
    "number|answer|shape|entries|terms|weights",
    "about|approximately",
    "the|it",
    "is",
    "and",
    "by",
    "to",
    "no",
    "yes",
    "true|correct",
    "false",
    "first|then|next|last|finally",
    "wrong",
)
"""Words in an answer that are understood in the chosen language too."""
ASIDE = frozenset(
    "about and answer approximately entries epoch epochs finally first is it last line "
    "lines next no number run runs shape step steps terms the then to weights".split()
)
"""Words between numbers or letters, or beside them, that change nothing."""
BESIDE_NUMBERS = ASIDE | frozenset("by nd rd st th wrong x".split())

POSITIVE = r"(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?"
TOKEN = re.compile(
    rf"(?P<over>[+-]?{POSITIVE})(?:\s*/\s*(?P<under>{POSITIVE}))?\s*(?P<percent>%?)"
    r"|(?P<word>[^\W\d_]+)|(?P<other>\S)"
)
COMMA = re.compile(r"(?<=\d),(?=\d{1,2}(?!\d)|\d{4})|(?<=(?<!\d)0),(?=\d)")
"""A decimal comma, which cannot be one between thousands."""
BETWEEN_DIGITS = re.compile(r"(?<=\d),(?=\d)")
"""A comma that may be a decimal one."""
LIST = re.compile(r"\d,\d+,\d")
"""Commas that are none: each would be the point of the same number."""

NAME = re.compile(r"[^\W\d]+_?(\d*)\w*\s*[=:]")
"""What a number is called in front of it: "z2 = "."""

COUNTS = (
    r"(?P<{0}s>\d+) *{0}s?\W+(?:(?:and|by|x) +)?(?P<{1}s>\d+) *{1}s?\W*",
    r"{0}s? *[=:]? *(?P<{0}s>\d+)\W+(?:(?:and|by|x) +)?{1}s? *[=:]? *(?P<{1}s>\d+)\W*",
)
"""Sizes that are called by their names, before or behind them, in either order."""


class Unread(Exception):
    """A value that cannot be read as what is wanted."""


def heard(text: str) -> str:
    """Return a text with the words of an answer that are understood in English."""
    return in_english(text, HEARD)


def fitting(text: str, shape: tuple[int, ...]) -> NDArray[np.float64]:
    """Return the numbers in a text as `in_words` does.

    Commas in a row or a matrix are decimal ones if only then it has the shape that is
    wanted: "0,5; 2" is a row of two numbers. A row may be typed as a column.

    Raises
    ------
    Unread
        As there.
    """
    if shape and not LIST.search(text):
        for one in (text, BETWEEN_DIGITS.sub(".", text)):
            with suppress(Unread):
                numbers = in_words(one, len(shape))
                is_column = (numbers.size,) == shape == (max(numbers.shape),)
                if numbers.shape == shape or is_column:
                    return numbers
    return in_words(text, len(shape))


def in_words(text: str, dimensions: int) -> NDArray[np.float64]:
    """Return the number in a text, the numbers in a row, or the matrix of several rows.

    A comma is a decimal one only where a single number is wanted, ``dimensions`` 0.
    "8 columns, 10 rows" is 10, 8.

    Raises
    ------
    Unread
        If there is anything else in it, or rows of different lengths.
    """
    for counts in COUNTS:
        for order in (("row", "column"), ("column", "row")):
            sizes = re.fullmatch(rf"\W*{counts.format(*order)}", text, re.IGNORECASE)
            if sizes and dimensions == 1:
                return np.array([float(sizes["rows"]), float(sizes["columns"])])
    places = [int(place) for place in NAME.findall(text) if place]
    if places != sorted(places):
        raise Unread  # "z2 = 1, z1 = 3"
    text = NAME.sub(" ", text).rpartition("=")[2]
    texts = re.split(r"\]\s*,?\s*\[|[;\n]", text.strip("; \n"))
    rows = [_row(row, dimensions) for row in texts]
    if len({len(row) for row in rows}) > 1 or not rows[0]:
        raise Unread
    if dimensions == 0 and len(rows) == len(rows[0]) == 1:
        return np.array(rows[0][0])
    nested = len(rows) > 1 or re.match(r"[\[(]\s*[\[(]", text)
    return np.array(rows if nested else rows[0])


def _row(text: str, dimensions: int) -> list[float]:
    if dimensions == 0 and text.count(",") == 1:
        text = COMMA.sub(".", text)
    # Where there is one number, "row 2" says what it counts; of two, which comes first.
    beside = BESIDE_NUMBERS if dimensions else BESIDE_NUMBERS | {"row", "rows"}
    numbers = []
    for token in TOKEN.finditer(text):
        if token["over"]:
            under = float(token["under"] or 1) * (100 if token["percent"] else 1)
            if not under:
                raise Unread
            numbers.append(float(token["over"]) / under)
        elif (token["word"] or "x").lower() not in beside:
            raise Unread
        elif token["other"] and token["other"] not in ",*()[]{}.:#":
            raise Unread
    return numbers
