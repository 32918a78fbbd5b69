"""Dates, times of day and durations in a table: code that counts them in days."""

from __future__ import annotations

from typing import Any

import numpy as np

from nnlib.checks.advice import column_code
from nnlib.checks.tables import library, names, symbol


def is_date(entry: Any) -> bool:
    """Say whether it is text that NumPy reads as a date."""
    try:
        return not np.isnat(np.datetime64(entry, "s"))
    except ValueError:
        return False


def all_in_days(name: str, *, duration: bool) -> str:
    """Return how to make numbers of a table that holds nothing but times."""
    x = symbol(name)
    return _count(x, f"{x} = ", axis="" if duration else ", axis=0", duration=duration)


def in_days(name: str, value: Any, j: int, entry: Any) -> str:
    """Return how to make numbers of the times in column j, and put them back.

    ``entry`` is one of them; it is empty for what cannot be counted in days.
    """
    duration = hasattr(entry, "days")
    if not (duration or hasattr(entry, "year") or isinstance(entry, str | bytes)):
        return ""
    x, t = symbol(name), column_code(name, value, j)
    if hasattr(entry, "to_timestamp"):  # a period, of which NumPy makes no time
        if library(value) != "pandas":
            return ""
        t += ".dt.to_timestamp()"
    if np.ndim(value) < 2:
        return _count(t, f"{x} = ", duration=duration)
    if library(value) == "polars":
        put = f"{x} = {x}.with_columns(pl.Series({names(value)[j]!r}, "
        return _count(t, put, end="))", duration=duration)
    if library(value) == "pandas":
        return _count(t, f"{column_code(name, value, j)} = ", duration=duration)
    put = f"{x} = np.array({x}, dtype=object), then {x}[:, {j}] = "
    return _count(t, put, duration=duration)


def _count(t: str, put: str, *, duration: bool, axis: str = "", end: str = "") -> str:
    # nanmin, since a time may be missing: it would make all the others NaN.
    since = "t" if duration else f"(t - np.nanmin(t{axis}))"
    return (
        f"count the days: t = np.array({t}, dtype='{'m' if duration else 'M'}8[us]'), "
        f"then {put}{since} / np.timedelta64(1, 'D'){end}."
    )
