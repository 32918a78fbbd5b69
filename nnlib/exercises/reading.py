"""What a reader has filled into a blank, in whatever form it was written.

The right value says what is wanted: a truth, letters, a number, numbers in a row (a
shape among them), or a matrix. Words are taken apart, never run as code.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

TRUTHS = {
    **dict.fromkeys(["true", "yes", "t", "y", "1", "1.0"], True),
    **dict.fromkeys(["false", "no", "f", "n", "0", "0.0"], False),
}
ASIDE = frozenset(
    "about and answer approximately by entries finally first last line lines next no "
    "number run runs shape step steps terms then to weights x".split()
)
"""Words between numbers or letters, or beside them, that change nothing."""

SIGNS = str.maketrans("−–—⁄×≈", "---/x=")
POSITIVE = r"(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?"
TOKEN = re.compile(
    rf"(?P<over>[+-]?{POSITIVE})(?:\s*/\s*(?P<under>{POSITIVE}))?\s*(?P<percent>%?)"
    r"|(?P<word>[A-Za-z]+)|(?P<other>\S)"
)
COMMA = re.compile(r"(?<=\d),(?=\d{1,2}(?!\d)|\d{4})|(?<!\d)(?<=0),(?=\d)")
"""A decimal comma, which cannot be one between thousands."""


class Unread(Exception):
    """A value that cannot be read as what is wanted."""


def read(given: Any, wanted: Any) -> Any:
    """Return a given value in the form of the one that is wanted.

    Raises
    ------
    Unread
        If it cannot be read so, or could be read in more than one way.
    """
    given = _bare(given)
    if isinstance(wanted, bool):
        return _truth(given)
    if isinstance(wanted, str):
        return _letters(given)
    numbers = _numbers(given, np.ndim(wanted))
    if np.ndim(wanted) == 0:
        if numbers.size != 1:
            raise Unread
        return float(numbers.item())
    if np.ndim(wanted) == 1 and max(numbers.shape, default=1) == numbers.size:
        return numbers.ravel()  # whether it was a row, a column or a single number
    return numbers


def is_empty(given: Any) -> bool:
    """Whether a blank is as it was handed out, or wiped."""
    return given is ... or (isinstance(given, str) and not given.strip(" ."))


def form(name: str, wanted: Any) -> str:
    """Say in which form a blank is to be filled in, with an example that is wrong."""
    if isinstance(wanted, bool):
        return f"write {name}=True or {name}=False"
    if isinstance(wanted, str):
        words = "the letter" if len(wanted) == 1 else "the letters in their order"
        letters = ("ABCDEFGH"[k : k + len(wanted)] for k in (0, 1))
        return f'write {words}, such as {name}="{_other(letters, wanted)}"'
    shape = np.shape(wanted)
    counted = np.arange(1, 1 + np.prod(shape, dtype=int)).reshape(shape)
    example = _other((counted + k for k in (0, 1)), wanted)
    if len(shape) == 1:
        example = tuple(example.tolist())
    words = ("a number", "numbers in a row", "a list of rows")[len(shape)]
    return f"write {words}, such as {name}={example}".replace("\n", ",")


def _other(examples: Iterator[Any], wanted: Any) -> Any:
    return next(one for one in examples if not np.array_equal(one, wanted))


def _bare(given: Any) -> Any:
    if isinstance(given, np.ndarray) and given.dtype.kind in "OU":
        given = given.tolist()
    if isinstance(given, set | frozenset) and len(given) == 1:
        (given,) = given
    if isinstance(given, str):
        plain = unicodedata.normalize("NFKC", given).translate(SIGNS)
        return plain.rpartition("=")[2].strip()
    if type(given) in (list, tuple):
        return [_bare(one) for one in given]
    return given


def _truth(given: Any) -> bool:
    while isinstance(given, list) and len(given) == 1:
        (given,) = given
    word = str(given).strip(" .!").lower()
    if word not in TRUTHS:
        raise Unread
    return TRUTHS[word]


def _letters(given: Any) -> str:
    """Read "D-F-A-C", "d then f, a, c" or ["D", "F", "A", "C"] as "DFAC"."""
    if isinstance(given, list):
        return "".join(map(_letters, given))
    words = re.findall(r"[A-Za-z]+", given) if isinstance(given, str) else []
    letters = "".join(word for word in words if word.lower() not in ASIDE - {"x"})
    if not letters:
        raise Unread
    return letters.upper()


def _numbers(given: Any, dimensions: int) -> NDArray[np.float64]:
    if isinstance(given, str):
        return _in_words(given, dimensions)
    if isinstance(given, list):
        parts = [_numbers(one, max(dimensions - 1, 0)) for one in given]
        if len({part.shape for part in parts}) > 1:
            raise Unread
        return np.array(parts, dtype=float)
    try:
        numbers = np.asarray(given)
        if numbers.dtype.kind == "O" and given is not None:
            numbers = numbers.astype(float)  # such as Fraction(1, 6)
    except (TypeError, ValueError, OverflowError):
        raise Unread from None
    if numbers.dtype.kind not in "fiub":
        raise Unread
    return numbers.astype(float)


def _in_words(text: str, dimensions: int) -> NDArray[np.float64]:
    """Read "(20, 6)", "20 x 6", "1/6", "16.7 %", "line 2" or "[[1, 2], [3, 4]]"."""
    rows = [_row(row, dimensions) for row in re.split(r"\]\s*,?\s*\[|[;\n]", text)]
    if len({len(row) for row in rows}) > 1:
        raise Unread
    nested = len(rows) > 1 or re.match(r"[\[(]\s*[\[(]", text)
    return np.array(rows if nested else rows[0])


def _row(text: str, dimensions: int) -> list[float]:
    if dimensions == 0 and text.count(",") == 1:
        text = COMMA.sub(".", text)
    numbers = []
    for token in TOKEN.finditer(text):
        if token["over"]:
            under = float(token["under"] or 1) * (100 if token["percent"] else 1)
            if not under:
                raise Unread
            numbers.append(float(token["over"]) / under)
        elif (token["word"] or "x").lower() not in ASIDE:
            raise Unread
        elif token["other"] and token["other"] not in ",*()[]{}.:#":
            raise Unread
    return numbers
