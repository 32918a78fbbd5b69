"""Cases and results in words, so that a reader can follow them by hand."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnlib.language import say

DIGITS = 4
"""After the point, where no more are needed."""
LONGEST = 200
"""Characters of an answer that is given back in a verdict."""


def decimal_point() -> str:
    """Say how a number is written, to whom a comma is a point."""
    return say("A number has a decimal point here, such as 0.5, and no comma.")


def shape(M: NDArray[Any]) -> str:
    """Return "2 x 3", or for what is no matrix "a number" or "shape (3,)"."""
    if M.ndim == 2:
        return f"{M.shape[0]} x {M.shape[1]}"
    return say("a number") if M.ndim == 0 else say("shape {shape}", shape=M.shape)


def shown(name: str, value: Any, digits: int = DIGITS) -> str:
    """Return a named value: a matrix with its shape, layers one by one, a number."""
    if isinstance(value, Mapping):
        return "\n".join(shown(f"{name}[{key}]", value[key]) for key in value)
    if isinstance(value, np.ndarray) and value.ndim:
        return f"{name}, {shape(value)}:\n{matrix(value, digits)}"
    if isinstance(value, np.ndarray | float | np.floating):
        return f"{name} = {float(value):.{digits}g}"
    if callable(value):
        return f"{name} = {getattr(value, 'name', getattr(value, '__name__', value))}"
    return f"{name} = {written(value)}"


def matrix(M: NDArray[Any], digits: int = DIGITS) -> str:
    """Return the entries with four digits or more, the zeros without a sign."""
    # In double precision, so that float32 is rounded as what it is compared with.
    rounded = np.round(M.astype(float), digits) + 0 if M.dtype.kind == "f" else M
    text = np.array2string(
        rounded, precision=digits, suppress_small=True, max_line_width=66, threshold=60
    )
    return "\n".join(f"  {line}" for line in text.splitlines())


def digits(
    received: NDArray[Any] | float, expected: NDArray[Any] | float, least: int = DIGITS
) -> int:
    """Return how many digits it takes to see where two results differ most."""
    R, M = np.asarray(received), np.asarray(expected)
    if R.shape != M.shape or not R.size:
        return least
    R, M = R.astype(float), M.astype(float)
    with np.errstate(all="ignore"):
        distance = np.abs(R - M)
    at = np.argmax(np.where(np.isnan(distance), np.inf, distance))
    other = M.copy()
    other.flat[at] = R.flat[at]
    told = (d for d in range(least, 17) if shown("", M, d) != shown("", other, d))
    return next(told, least)


def written(value: Any) -> str:
    """Return a value as a reader would write it: ``np.int64(3)`` is 3."""
    text = repr(_plain(value)).replace("'", '"')
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} ..."


def _plain(value: Any) -> Any:
    if isinstance(value, np.ndarray | np.generic):
        return _plain(value.tolist()) if value.dtype.kind != "V" else value
    if type(value) in (list, tuple, set, frozenset):
        return type(value)(map(_plain, value))
    if isinstance(value, Mapping):
        return {_plain(key): _plain(entry) for key, entry in value.items()}
    return value


def fitted(text: str) -> str:
    """Return a text in lines that the pages of the book have room for."""
    return "\n".join(map(_fitted, text.splitlines()))


def _fitted(line: str) -> str:
    if line.startswith("  "):  # a matrix, or code
        return line
    # What stands as code in a sentence is not broken.
    line = re.sub(r"`[^`]+`", lambda code: code[0].replace(" ", "\0"), line)
    filled = textwrap.fill(line, 66, break_long_words=False, break_on_hyphens=False)
    return filled.replace("\0", " ")


def listed(words: list[str]) -> str:
    """Return "a", "a and b", "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return say("{some} and {last}", some=", ".join(words[:-1]), last=words[-1])
