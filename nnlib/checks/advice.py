"""Code to put a table right, for the kind of table it is: what the errors advise."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnlib.checks.tables import library, names, of_examples, symbol


def column_code(name: str, value: Any, j: int) -> str:
    """Return the code that takes column j out of a table."""
    x, known = symbol(name), names(value)
    if j < len(known):
        return f"{x}[{known[j]!r}]"
    if np.ndim(value) < 2:
        return x
    return f"{x}[:, {j}]" if hasattr(value, "shape") else f"[row[{j}] for row in {x}]"


def as_numbers(name: str, value: Any, j: int, marks: list[str]) -> str:
    """Return the code that makes numbers of the words in column j, and NaN of marks.

    For an array or a list it does so in all columns, and was tried: it is empty where
    NumPy does not read some other word.
    """
    x, column = symbol(name), column_code(name, value, j)
    if library(value) == "pandas":
        coerce = ", errors='coerce'" * bool(marks)
        return f"{column} = pd.to_numeric({column}{coerce})"
    if library(value) == "polars":
        if column == x:
            return f"{x} = {x}.cast(float, strict=False)"
        cast = f"pl.col({names(value)[j]!r}).cast(float, strict=False)"
        return f"{x} = {x}.with_columns({cast})"
    try:
        if not marks:
            np.array(value, dtype=float)
            return f"{x} = np.array({x}, dtype=float)"
        hidden = np.isin(np.array(value, dtype=str), marks)
        np.where(hidden, "nan", value).astype(float)
    except (TypeError, ValueError, OverflowError):
        return ""
    where = f"np.isin(np.array({x}, dtype=str), {marks})"
    return f"{x} = np.where({where}, 'nan', {x}).astype(float)"


def without(name: str, value: Any, j: int) -> str:
    """Return the code that leaves column j out of a table."""
    x, known = symbol(name), names(value)
    if library(value) == "pandas":
        return f"{x} = {x}.drop(columns={known[j]!r})"
    if library(value) == "polars":
        return f"{x} = {x}.drop({known[j]!r})"
    return f"{x} = np.delete({x}, {j}, axis=1)"


def with_classes(name: str, value: Any, j: int) -> str:
    """Return the code that puts one column a class in the place of column j."""
    x, known = symbol(name), names(value)
    if library(value) == "pandas":
        return f"{x} = pd.get_dummies({x}, columns=[{known[j]!r}])"
    rest = without(name, value, j).partition(" = ")[2]
    classes = f"data.one_hot({column_code(name, value, j)})"
    return f"{x} = np.hstack([{rest}, {classes}])"


def reshaped(name: str, value: Any, shape: tuple[int, int]) -> str:
    """Return the code that gives ``value`` another shape, whatever it is."""
    x = symbol(name)
    if hasattr(value, "to_numpy"):
        return f"{x}.to_numpy().reshape{shape}"
    if hasattr(value, "reshape"):
        return f"{x}.reshape{shape}"
    return f"np.reshape({x}, {shape})"


def leave_out(name: str, value: Any, M: NDArray[Any]) -> str:
    """Say how to drop the rows whose entries are missing, of X and Y alike."""
    x = symbol(name)
    if not of_examples(name):
        return ""
    if x not in ("X", "Y"):
        return ": fill in such entries, or leave out their rows"
    text = ": fill in such entries, or leave out their rows, of X and Y alike"
    finite, first = f"np.isfinite({x})", ""
    if library(value) == "pandas":
        infinite = M.dtype != object and np.isinf(M).any()
        finite = f"np.isfinite({x}.astype(float))" if infinite else f"{x}.notna()"
    elif M.dtype == object:
        code = as_numbers(name, value, 0, [])
        return f"{text}. {code} makes them NaN" if code else text
    elif not isinstance(value, np.ndarray) or value.dtype == object:
        first = f"{x} = np.asarray({x}, dtype=float), "
    rows = ".all(axis=1)" if M.ndim == 2 else ""
    other = "Y" if x == "X" else "X"
    parts = {x: f"{x}[keep]", other: f"np.asarray({other})[keep]"}
    both = f"X, Y = {parts['X']}, {parts['Y']}"
    return f"{text}: {first}keep = {finite}{rows}, then {both}"
