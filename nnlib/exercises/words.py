"""Cases and results in words, so that a reader can follow them by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray


def shape(M: NDArray[Any]) -> str:
    """Return "2 x 3", or for what is no matrix "a number" or "shape (3,)"."""
    if M.ndim == 2:
        return f"{M.shape[0]} x {M.shape[1]}"
    return "a number" if M.ndim == 0 else f"shape {M.shape}"


def shown(name: str, value: Any) -> str:
    """Return a named value: a matrix with its shape, layers one by one, a number."""
    if isinstance(value, Mapping):
        return "\n".join(shown(f"{name}[{key}]", value[key]) for key in value)
    if isinstance(value, np.ndarray) and value.ndim:
        return f"{name}, {shape(value)}:\n{matrix(value)}"
    if isinstance(value, np.ndarray | float | np.floating):
        return f"{name} = {float(value):.4g}"
    if callable(value):
        return f"{name} = {getattr(value, 'name', getattr(value, '__name__', value))}"
    return f"{name} = {value!r}"


def matrix(M: NDArray[Any]) -> str:
    """Return the entries with four digits, the zeros without a sign."""
    rounded = np.round(M, 4) + 0 if M.dtype.kind == "f" else M
    text = np.array2string(
        rounded, precision=4, suppress_small=True, max_line_width=66, threshold=60
    )
    return "\n".join(f"  {line}" for line in text.splitlines())


def listed(words: list[str]) -> str:
    """Return "a", "a and b", "a, b and c"."""
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))
