"""Exercises on paper: blanks to fill in, such as shapes, numbers or an order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np

from nnlib.exercises.exercise import Exercise, Slip, Verdict
from nnlib.exercises.numerals import Unread
from nnlib.exercises.reading import form, is_empty, is_fraction, read
from nnlib.exercises.words import decimal_point, listed, shape, written
from nnlib.language import say, say_count

Blanks = Mapping[str, Any]
"""The value of each blank: a number, a shape, a matrix, or a word such as "BCA"."""


@dataclass(frozen=True, kw_only=True)
class PaperExercise(Exercise):
    """An exercise whose answer is filled into the call of `check`.

    Attributes
    ----------
    blanks : the right values. They say in which form a blank is read (`reading`).
    agrees : where other values are right too, a function from the blanks, as they were
        read, to whether they are.
    """

    blanks: Blanks
    agrees: Callable[[Blanks], bool] | None = None

    @property
    def solution(self) -> Blanks:
        """The right values."""
        return self.blanks

    def starter(self) -> str:
        """Return the call of `check` with blanks."""
        return self._call(dict.fromkeys(self.blanks, "..."))

    def worked(self) -> str:
        """Return the call of `check` with the right values."""
        return self._call({name: written(v) for name, v in self.blanks.items()})

    def _call(self, values: Mapping[str, str]) -> str:
        lines = [f'    "{self.name}",']
        lines += [f"    {name}={value}," for name, value in values.items()]
        return "\n".join(["exercises.check(", *lines, ")"])

    def examine(self, answer: Any, seed: int = 0) -> Verdict:
        """Compare the blanks with the right values; say which are wrong, and why."""
        blanks = listed(list(self.blanks))
        wanted = say_count(
            len(self.blanks),
            "Fill in the blank {blanks}.",
            "Fill in the blanks {blanks}.",
            blanks=blanks,
        )
        given = {} if answer is None or is_empty(answer) else answer
        if not isinstance(given, Mapping):
            if callable(given) or len(self.blanks) > 1:
                return self.wrong(wanted)
            given = dict.fromkeys(self.blanks, given)
        unknown = [str(name) for name in given if name not in self.blanks]
        if unknown:
            told = say_count(
                len(unknown),
                "There is no blank {names}.",
                "There are no blanks {names}.",
                names=listed(unknown),
            )
            return self.wrong(f"{told} {wanted}")
        empty = [name for name in self.blanks if is_empty(given.get(name, ...))]
        if empty:
            told = say("Not yet: {blanks} to be filled in.", blanks=listed(empty))
            return Verdict("not yet", told)
        values = {name: _read(given[name], v, name) for name, v in self.blanks.items()}
        wrong = self._wrong(values)
        if not wrong:
            return Verdict("right", say("Right: {blanks}.", blanks=blanks))
        count = 0 if self.agrees else len(self.blanks) - len(wrong)
        first = say(
            "Not right yet. {n} of {all} are right. Look again at"
            if count
            else "Not right yet. Look again at",
            n=count,
            all=len(self.blanks),
        )
        lines = [
            f"{n} = {written(given[n])}{self._remark(n, values[n], given[n])}"
            for n in wrong
        ]
        return self.wrong("\n".join([first, *lines]), self._slip(values, wrong))

    def _wrong(self, values: Blanks) -> list[str]:
        if self.agrees is None:
            return [n for n, v in self.blanks.items() if not _same(values[n], v)]
        unlike = [n for n, v in self.blanks.items() if _is_unlike(values[n], v)]
        return unlike or ([] if self.agrees(values) else list(self.blanks))

    def _remark(self, name: str, value: Any, given: Any) -> str:
        """Say what is the matter with the form of a value that is wrong."""
        wanted = self.blanks[name]
        said = self._form(name, value, given)
        return f"{said}. {decimal_point()}" if _has_commas(value, wanted) else said

    def _form(self, name: str, value: Any, given: Any) -> str:
        wanted = self.blanks[name]
        if value is None:
            return say(": {form}", form=form(name, wanted))
        if _is_unlike(value, wanted):
            return say(
                ", which is {shape}, where {wanted} is wanted",
                shape=shape(value),
                wanted=shape(np.array(wanted)),
            )
        if isinstance(wanted, str) and len(value) != len(wanted):
            return say_count(
                len(wanted),
                ", where {n} letter is wanted",
                ", where {n} letters are wanted",
            )
        if isinstance(wanted, tuple) and len(value) != len(wanted):
            return say(", where {n} numbers are wanted", n=len(wanted))
        if not is_fraction(given) and _is_rounded(value, wanted):
            return say(", which is right as far as it goes: more digits are wanted")
        return ""

    def _slip(self, values: Blanks, wrong: list[str]) -> Slip | None:
        for slip in self.slips:
            alike = (_same(values[name], value) for name, value in slip.answer.items())
            if set(slip.answer) & set(wrong) and all(alike):
                return slip
        return None


def _read(given: Any, wanted: Any, name: str) -> Any:
    try:
        return read(given, wanted, name)
    except Unread:
        return None


def _same(given: Any, value: Any) -> bool:
    if given is None or isinstance(value, str):
        return bool(given == value)
    return np.shape(given) == np.shape(value) and np.allclose(
        given, value, rtol=0, atol=1e-3
    )


def _is_unlike(value: Any, wanted: Any) -> bool:
    """Whether a value could not be read, or is a matrix of another shape."""
    return value is None or (
        np.ndim(wanted) == 2 and np.shape(value) != np.shape(wanted)
    )


def _has_commas(value: Any, wanted: Any) -> bool:
    """Whether commas seem to stand for decimal points: too many numbers, all whole."""
    return (
        isinstance(value, np.ndarray)
        and value.size > np.size(wanted)
        and np.array_equal(value, np.round(value))
        and not np.array_equal(wanted, np.round(wanted))
    )


def _is_rounded(given: Any, wanted: Any) -> bool:
    """Whether a number is another one cut to its digits, or each wrong one of a row."""
    if isinstance(wanted, tuple):
        pairs = zip(given, wanted, strict=True)
        return all(_same(one, v) or _is_rounded(one, v) for one, v in pairs)
    return isinstance(wanted, float) and _is_cut(given, wanted)


def _is_cut(number: float, wanted: float) -> bool:
    """Whether a number with digits after the point is another one, cut to these.

    One digit alone is no sign of it: many a wrong number happens to be that near.
    """
    if not np.isfinite(number) or number == round(number):
        return False
    _, digits, last = Decimal(repr(float(number))).as_tuple()
    return len(digits) > 1 and abs(number - wanted) <= 0.5001 * 10.0 ** int(last)
