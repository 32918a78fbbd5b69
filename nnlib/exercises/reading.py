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

from nnlib.exercises.numerals import ASIDE, Unread, fitting, heard
from nnlib.exercises.words import written
from nnlib.language import say, say_count

TRUTHS = {
    **dict.fromkeys(["true", "correct", "yes", "t", "y", "1", "1.0"], True),
    **dict.fromkeys(["false", "no", "f", "n", "0", "0.0"], False),
}
BESIDE_LETTERS = ASIDE | frozenset(
    "column columns letter letters only option options order row rows".split()
)
LETTERS = "ABCDEFGH"
"""Those that lines and answers have."""
SIGNS = str.maketrans("−–—⁄×≈", "---/x=")
"""Signs for which the keyboard has another."""


def read(given: Any, wanted: Any, name: str) -> Any:
    """Return a given value in the form of the one that is wanted, without its name.

    Raises
    ------
    Unread
        If it cannot be read so, or could be read in more than one way.
    """
    given = _bare(given)
    if isinstance(given, str):
        given = _without(name, given)
    if isinstance(wanted, bool):
        return _truth(given)
    if isinstance(wanted, str):
        return _letters(given)
    numbers = _numbers(given, np.shape(wanted))
    if np.ndim(wanted) == 0:
        if numbers.size != 1:
            raise Unread
        return float(numbers.item())
    if np.ndim(wanted) == 1 and max(numbers.shape, default=1) == numbers.size:
        return numbers.ravel()  # whether it was a row, a column or a single number
    return numbers


def is_empty(given: Any) -> bool:
    """Whether a blank is as it was handed out, or wiped."""
    wiped = isinstance(given, str) and not given.strip(" .")
    return given is None or given is ... or wiped


def is_fraction(given: Any) -> bool:
    """Whether a number was written as a fraction, which has no digits to be cut."""
    given = _single(_bare(given))
    return "/" in str(given)


def form(name: str, wanted: Any) -> str:
    """Say in which form a blank is to be filled in, with an example that is wrong."""
    if isinstance(wanted, bool):
        return say("write {name}=True or {name}=False", name=name)
    if isinstance(wanted, str):
        letters = (LETTERS[k : k + len(wanted)] for k in (0, 1))
        return say_count(
            len(wanted),
            "write the letter, such as {example}",
            "write the letters in their order, such as {example}",
            example=f'{name}="{_other(letters, wanted)}"',
        )
    shape = np.shape(wanted)
    counted = np.arange(1, 1 + np.prod(shape, dtype=int)).reshape(shape)
    example = _other((counted + k for k in (0, 1)), wanted)
    shown = f"{name}={written(tuple(example) if len(shape) == 1 else example)}"
    if not shape:
        return say("write a number, such as {example}", example=shown)
    if len(shape) == 1:
        return say("write numbers in a row, such as {example}", example=shown)
    return say("write a list of rows, such as {example}", example=shown)


def _other(examples: Iterator[Any], wanted: Any) -> Any:
    return next(one for one in examples if not np.array_equal(one, wanted))


def _bare(given: Any) -> Any:
    if isinstance(given, np.ndarray) and given.dtype.kind in "OUb":
        given = given.tolist()
    if isinstance(given, set | frozenset) and len(given) == 1:
        (given,) = given
    if isinstance(given, str):
        plain = unicodedata.normalize("NFKC", given).translate(SIGNS)
        return heard(plain.strip(" '\"`\n"))
    if type(given) in (list, tuple):
        return [_bare(one) for one in given]
    return given


def _without(name: str, text: str) -> str:
    """Leave out the name of the blank, and for a limit what stays below it."""
    text = re.sub(rf"^{name}\s*(?:=(?!>)|:|is\b)\s*", "", text, flags=re.IGNORECASE)
    if name == "limit":
        text = re.sub(r"^(?:0\s*<)?\s*[^\W\d]+\s*<=?", "", text)
    return text.strip(" '\"`")


def _single(given: Any) -> Any:
    while isinstance(given, list) and len(given) == 1:
        (given,) = given
    return given


def _truth(given: Any) -> bool:
    word = str(_single(given)).strip(" .!'\"").lower()
    if word not in TRUTHS:
        raise Unread
    return TRUTHS[word]


def _letters(given: Any) -> str:
    """Read "D=F=A=C", "d then f, a, c" or ["D", "F", "A", "C"] as "DFAC"."""
    if isinstance(given, list):
        return "".join(map(_letters, given))
    if not isinstance(given, str):
        raise Unread
    words = [word.upper() for word in re.findall(r"[^\W\d_]+", given)]
    kept = [word for word in words if word.lower() not in BESIDE_LETTERS]
    if not kept or any(len(word) > 1 and set(word) - set(LETTERS) for word in kept):
        raise Unread
    return "".join(kept)


def _numbers(given: Any, shape: tuple[int, ...]) -> NDArray[np.float64]:
    if isinstance(given, str):
        return fitting(given, shape)
    if isinstance(given, list):
        parts = [_numbers(one, shape[1:]) for one in given]
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
