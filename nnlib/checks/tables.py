"""Tables as people have them: made arrays, and named in words that fit them.

A list, an array, a frame of pandas or polars, a sparse or a structured array: what a
value can do tells what it is, so that no library but NumPy is needed for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray


def array(name: str, value: Any) -> NDArray[Any]:
    """Return ``value`` as an array, of any shape and type.

    Raises
    ------
    ValueError
        If NumPy would make nonsense of it: of hidden entries, rows of different
        lengths, a sparse or structured array, a dictionary or what gives one value
        after another.
    """
    if _masked(value):  # NumPy would bring the hidden entries back to light.
        raise ValueError(f"{name} has masked entries: fill them in or leave them out.")
    x = symbol(name)
    if hasattr(value, "toarray"):
        raise ValueError(f"{name} is a sparse matrix. Use {x}.toarray().")
    if isinstance(value, Mapping):
        keys = ", ".join(repr(key) for key in list(value)[:4])
        raise ValueError(
            f"{name} is a dictionary with the keys {keys}{' ..' * (len(value) > 4)}, "
            "but a matrix is needed: take one out of it by its key, or, if each entry "
            f"is a column, use np.column_stack(list({x}.values()))."
        )
    if isinstance(value, Iterator):
        raise ValueError(
            f"{name} is of type {type(value).__name__}: it gives its values one by "
            f"one. Use list({x})."
        )
    try:
        if _has_times(value):  # which NumPy would count from 1970, in a unit of its own
            return np.array(value.rows(), dtype=object)
        M: NDArray[Any] = np.asarray(value)
        if M.dtype.kind in "US" and isinstance(value, list | tuple):
            M = np.asarray(value, dtype=object)  # where numbers stay numbers
    except ValueError as error:
        raise ValueError(
            f"{name} is not a matrix: its rows have different lengths{_ragged(value)}."
        ) from error
    if M.dtype.names:
        raise ValueError(_structured(name, M))
    return M


def _masked(value: Any) -> bool:
    if isinstance(value, list | tuple):
        return any(
            _masked(entry)
            for entry in value
            if isinstance(entry, list | tuple | np.ma.MaskedArray)
        )
    return bool(np.ma.is_masked(value))


def _has_times(value: Any) -> bool:
    """Say whether it is a frame of polars with columns of times."""
    if library(value) != "polars" or not names(value):
        return False
    return any(dtype.is_temporal() for dtype in value.dtypes)


def _ragged(value: Any) -> str:
    lengths = [len(row) if hasattr(row, "__len__") else 1 for row in value]
    i = next((i for i, length in enumerate(lengths) if length != lengths[0]), None)
    if i is None:
        return ""
    return f" (row 0 has {lengths[0]}, row {i}, counted from 0, has {lengths[i]})"


def _structured(name: str, M: NDArray[Any]) -> str:
    x, fields = symbol(name), M.dtype.names or ()
    good = [field for field in fields if M.dtype[field].kind in "fiub"]
    rest = ", ".join(repr(field) for field in fields if field not in good)
    text = f"{name} is a structured array: each row is one entry with named fields, not"
    text += " a row of numbers. "
    if not good:
        return f"{text}And none of its fields, {rest}, holds numbers."
    wanted = good if rest else f"{x}.dtype.names"
    without = f" (without {rest}, no numbers)" if rest else ""
    return f"{text}Use np.column_stack([{x}[field] for field in {wanted}]){without}."


def symbol(name: str) -> str:
    """Return the Y of "held-out Y": what the reader's code is likely to call it.

    A name may be a phrase, but its last word must be the symbol.
    """
    return name.split()[-1]


def of_examples(name: str) -> bool:
    """Say whether it has a row for each example, unlike W[1] or the variable of f."""
    return symbol(name).split("[")[0] in ("X", "Y", "labels", "training", "others")


def library(value: Any) -> str:
    """Return "pandas" or "polars" for their frames and series, else nothing."""
    if hasattr(value, "iloc"):
        return "pandas"
    return "polars" if hasattr(value, "cast") and hasattr(value, "to_numpy") else ""


def names(value: Any) -> list[Any]:
    """Return the names of a table's columns; an empty list if they have none."""
    if library(value):
        return list(getattr(value, "columns", []))
    return list(getattr(value, "column_names", []))


def column_word(value: Any, j: int) -> str:
    """Return "column 3", or "column 'weight'" if no other column has that name."""
    known = names(value)
    if j < len(known) and known[j] != j and known.count(known[j]) == 1:
        return f"column {known[j]!r}"
    return f"column {j}"


def shown(value: Any) -> str:
    """Return a value as Python writes it, cut short if it is long."""
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, int) and abs(value) >= 10**18:
        digits = int(value.bit_length() * 0.30103) + 1
        negative = "negative " * (value < 0)
        return f"a {negative}whole number of about {digits} digits"
    text = " ".join(repr(value).split())
    return text if len(text) <= 60 else f"{text[:57]}..."
