"""Answers as JSON, for what comes from a student's code is not to be unpickled."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import numpy as np

from nnlib.exercises.exercise import Verdict

KINDS = "biufc"
"""Of the arrays that go as their bytes: those of numbers."""


def packed(value: Any) -> Any:
    """Return what stands for a value: of what is no number or word, how it looks."""
    if value is None or isinstance(value, bool | float | str):
        return value
    if value is ...:
        return {"is": "..."}
    if isinstance(value, int):
        # Python reads no whole number of more than 4300 digits.
        return value if value.bit_length() < 10_000 else float("inf")
    if isinstance(value, Fraction):
        return {"is": "fraction", "of": str(value)}
    if isinstance(value, np.ndarray | np.generic):
        return _array(np.asarray(value))
    if isinstance(value, list | tuple | set | frozenset):
        kind = "list" if isinstance(value, list) else "tuple"
        kind = "set" if isinstance(value, set | frozenset) else kind
        return {"is": kind, "of": [packed(one) for one in value]}
    if isinstance(value, Mapping):
        return {"is": "dict", "of": [[packed(k), packed(v)] for k, v in value.items()]}
    try:
        return float(value)  # such as a Decimal
    except (TypeError, ValueError, OverflowError):
        return {"is": "other", "of": repr(value)[:200], "callable": callable(value)}


def _array(M: np.ndarray[Any, Any]) -> Any:
    if M.dtype.kind not in KINDS:
        return packed(M.tolist())
    data = base64.b64encode(np.ascontiguousarray(M).tobytes()).decode()
    return {"is": "array", "of": data, "dtype": M.dtype.str, "shape": list(M.shape)}


def verdict_packed(verdict: Verdict) -> dict[str, Any]:
    """Return what is told of a verdict."""
    return {"status": verdict.status, "slip": verdict.slip, "text": str(verdict)}


class Other:
    """What stands for a value that was neither a number nor a word."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        """Return how it looked."""
        return self.text


class OtherFunction(Other):
    """What stands for a function."""

    def __call__(self, *arguments: Any) -> None:
        """Return nothing."""


def unpacked(data: Any) -> Any:
    """Return the value again.

    Raises
    ------
    ValueError, TypeError, KeyError
        If the data are not what `packed` makes.
    """
    if not isinstance(data, dict):
        return data
    of: Any = data.get("of")
    match data["is"]:
        case "...":
            return ...
        case "fraction":
            return Fraction(str(of))
        case "list" | "tuple" | "set" as kind:
            make = {"list": list, "tuple": tuple, "set": set}[kind]
            return make(unpacked(one) for one in of)
        case "dict":
            return {unpacked(key): unpacked(value) for key, value in of}
        case "array":
            dtype = np.dtype(data["dtype"])
            if dtype.kind not in KINDS:
                raise ValueError(dtype)
            M = np.frombuffer(base64.b64decode(of), dtype).reshape(data["shape"])
            return M.copy()
        case "other":
            return (OtherFunction if data["callable"] else Other)(str(of))
    raise ValueError(data["is"])
