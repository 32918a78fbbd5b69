"""The numbers in a table's entries, and what to do about those that are none."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal
from numbers import Real
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnlib.checks.advice import (
    as_numbers,
    leave_out,
    with_classes,
    without,
)
from nnlib.checks.tables import column_word, names, of_examples, shown, symbol
from nnlib.checks.times import all_in_days, in_days, is_date

Mask = NDArray[np.bool_]


def as_floats(name: str, value: Any, M: NDArray[Any]) -> NDArray[np.float64]:
    """Return the entries of M, an array of no number type, as floats.

    Objects that are numbers all the same become floats: a frame's mixed columns, say.

    Raises
    ------
    ValueError
        If an entry is no real number. It names a column with such entries, the row and
        the entry, and says what can be done.
    """
    x = symbol(name)
    needed = f"{name} holds {M.dtype} values, but real numbers are needed"
    if M.dtype.kind == "c":
        raise ValueError(f"{needed}: {x}.real or abs({x}), whichever you mean.")
    if M.dtype.kind in "mM":
        raise ValueError(f"{needed}: {all_in_days(name, duration=M.dtype.kind == 'm')}")
    entries = M.astype(object)
    wrong = _where(entries, lambda entry: not isinstance(entry, Real | Decimal))
    if wrong.any():
        raise ValueError(_no_numbers(name, value, entries, wrong))
    try:
        return entries.astype(np.float64)
    except OverflowError:
        huge = _where(entries, lambda entry: abs(entry) >= 2**1024)
        at = tuple(np.argwhere(huge)[0])
        raise ValueError(
            f"{name} holds {shown(entries[at])}{_place(value, at)}: the largest "
            "floating-point number is near 1.8e308."
        ) from None


def is_missing(entry: Any) -> bool:
    """Say whether it stands for what is not known: None, NaN, NaT or pandas' NA."""
    if isinstance(entry, float):
        return math.isnan(entry)
    return entry is None or type(entry).__name__ in ("NAType", "NaTType")


def reads(entry: Any) -> bool:
    """Say whether it is a number, or text that Python reads as one."""
    if not isinstance(entry, str | bytes):
        return isinstance(entry, Real | Decimal)
    try:
        return math.isfinite(float(entry))
    except ValueError:
        return False


def not_finite(name: str, value: Any, M: NDArray[Any]) -> str:
    """Return what is wrong with M, an array of floats that holds a NaN or infinity."""
    wrong: Mask = ~np.isfinite(M)
    whole = np.flatnonzero(wrong.all(axis=0) if M.ndim == 2 else [])
    if len(M) == 1 or not len(whole) or not of_examples(name):
        return _missing(name, value, M, wrong)
    columns = ", ".join(column_word(value, int(j)) for j in whole[:5])
    return (
        f"{name} holds {M[0, whole[0]]} in every row of {columns}"
        f"{' ..' * (len(whole) > 5)}. Every entry must be a finite number. A column "
        "comes to this if it was constant and was divided by its deviation, 0, or if "
        "words in it were made numbers: leave the whole column out."
    )


def _where(entries: NDArray[Any], test: Callable[[Any], bool]) -> Mask:
    return np.asarray(np.frompyfunc(test, 1, 1)(entries), dtype=bool)


def _no_numbers(name: str, value: Any, entries: NDArray[Any], wrong: Mask) -> str:
    if entries.ndim == 0:
        entry = entries.item()
        kind = type(entry).__name__
        return f"{name} is {shown(entry)} ({kind}), but real numbers are needed."
    odd = _where(entries, lambda entry: not (reads(entry) or is_missing(entry)))
    text = _where(entries, lambda entry: isinstance(entry, str | bytes))
    worst = odd if odd.any() else text
    if not worst.any():
        return _missing(name, value, entries, wrong)
    at: tuple[Any, ...] = tuple(np.argwhere(worst)[0])
    j, column = 0, entries.ravel()
    if entries.ndim == 2:
        # The column with most of them: one of words comes before one with a few marks.
        j = int(np.argmax(worst.sum(axis=0)))
        at, column = (int(np.argmax(worst[:, j])), j), entries[:, j]
    head = (
        f"{name} holds {shown(entries[at])}{_place(value, at)}, but real numbers are "
        "needed. "
    )
    known = names(value)
    if j < len(known) and known.count(known[j]) > 1:
        return head + (
            f"And {known.count(known[j])} columns have the name {known[j]!r}: give "
            f"each one of its own first, as {symbol(name)}.columns = "
            f"range({len(known)}) does."
        )
    if not isinstance(entries[at], str | bytes):
        return head + _of_another_kind(name, value, j, entries[at])
    marks = sorted(set(map(str, entries[odd])))  # one code is to clear the whole table
    return head + _words(name, value, j, column.tolist(), marks)


def _of_another_kind(name: str, value: Any, j: int, entry: Any) -> str:
    code = in_days(name, value, j, entry)
    return f"For times, {code}" if code else f"It is of type {type(entry).__name__}."


def _words(name: str, value: Any, j: int, column: list[Any], marks: list[str]) -> str:
    """Return what to do about a column that holds words, or numbers as words."""
    known = [entry for entry in column if not is_missing(entry)]
    odd = [entry for entry in known if not reads(entry)]
    different = len(set(map(str, known)))
    if not odd:
        code = as_numbers(name, value, j, [])
        return f"It is text that reads as a number: {code} makes numbers of it."
    if not of_examples(name):
        return "It is a word."
    if all(reads(str(entry).replace(",", "")) for entry in odd):
        return "A number is written with a decimal point, and without commas."
    if all(is_date(entry) for entry in odd):
        return f"For dates, {in_days(name, value, j, odd[0])}"
    if 2 * len(odd) < len(known):
        code = as_numbers(name, value, j, marks) if len(marks) < 6 else ""
        unknown = f"{code} makes it NaN" if code else "put a number in its place"
        return (
            f"{len(odd)} of {len(column)} entries in this column are words, the others "
            f"numbers. If it stands for a value that is not known, {unknown}, or leave "
            "out such rows, of X and Y alike."
        )
    if np.ndim(value) != 2:
        return (
            "If such words name classes, make one column a class: "
            f"data.one_hot({symbol(name)})."
        )
    if len(known) > 20 and 2 * different > len(known):
        return (
            "Nearly every row has another word in this column: leave it out, "
            f"{without(name, value, j)}."
        )
    return (
        f"If such words name classes, make one column a class: "
        f"{with_classes(name, value, j)}. Or leave the column out: "
        f"{without(name, value, j)}."
    )


def _place(value: Any, at: tuple[Any, ...]) -> str:
    """Return where an entry is, as " at row 3, column 'weight' (counted from 0)"."""
    if len(at) == 2:
        return f" at row {at[0]}, {column_word(value, int(at[1]))} (counted from 0)"
    if len(at) == 1:
        return f" at row {at[0]} (counted from 0)"
    return f" at {tuple(map(int, at))} (counted from 0)" if at else ""


def _missing(name: str, value: Any, M: NDArray[Any], wrong: Mask) -> str:
    at = tuple(np.argwhere(wrong)[0])
    rows = int(wrong.any(axis=tuple(range(1, wrong.ndim))).sum()) if at else 1
    return (
        f"{name} holds {shown(M[at])}{_place(value, at)}"
        + f", and {rows} rows hold such entries" * (rows > 1)
        + f". Every entry must be a finite number{leave_out(name, value, M)}."
    )
