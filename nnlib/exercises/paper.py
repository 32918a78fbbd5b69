"""Exercises on paper: blanks to fill in, such as shapes, numbers or an order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from nnlib.exercises.exercise import Exercise, Slip, Verdict
from nnlib.exercises.words import listed

Blanks = Mapping[str, Any]
"""The value of each blank: a number, a shape, a matrix, or a word such as "BCA"."""


@dataclass(frozen=True, kw_only=True)
class PaperExercise(Exercise):
    """An exercise whose answer is filled into the call of `check`.

    Attributes
    ----------
    blanks : the right values. Words are compared without spaces, commas and case.
    agrees : where other values are right too, a function from the given blanks to
        whether they are.
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
        return self._call({name: _written(v) for name, v in self.blanks.items()})

    def _call(self, values: Mapping[str, str]) -> str:
        lines = [f'    "{self.name}",']
        lines += [f"    {name}={value}," for name, value in values.items()]
        return "\n".join(["exercises.check(", *lines, ")"])

    def examine(self, answer: Any, seed: int = 0) -> Verdict:
        """Compare the blanks with the right values; say which are wrong, and why."""
        given = {} if answer is None else answer
        if not isinstance(given, Mapping) or set(given) - set(self.blanks):
            return self.wrong(f"Fill in the blanks {listed(list(self.blanks))}.")
        empty = [name for name in self.blanks if given.get(name, ...) is ...]
        if empty:
            return Verdict("not yet", f"Not yet: {listed(empty)} to be filled in.")
        wrong = self._wrong(given)
        if not wrong:
            return Verdict("right", f"Right: {listed(list(self.blanks))}.")
        count = len(self.blanks) - len(wrong)
        so_far = f" {count} of {len(self.blanks)} are right." if count else ""
        lines = [f"{n} = {_written(given[n])}{self._length(n, given)}" for n in wrong]
        text = "\n".join([f"Not right yet.{so_far} Look again at", *lines])
        return self.wrong(text, self._slip(given, wrong))

    def _wrong(self, given: Blanks) -> list[str]:
        if self.agrees is not None:
            try:
                right = self.agrees(given)
            except (TypeError, ValueError):
                # Matrices that do not fit together, or no matrices at all.
                right = False
            return [] if right else list(self.blanks)
        return [n for n, value in self.blanks.items() if not _same(given[n], value)]

    def _length(self, name: str, given: Blanks) -> str:
        """Say how many letters are wanted, if it is another number."""
        value, word = self.blanks[name], given[name]
        if not isinstance(value, str) or not isinstance(word, str):
            return ""
        count = len(_letters(value))
        return (
            ""
            if len(_letters(word)) == count
            else f", where {count} letters are wanted"
        )

    def _slip(self, given: Blanks, wrong: list[str]) -> Slip | None:
        for slip in self.slips:
            alike = (_same(given[name], value) for name, value in slip.answer.items())
            if set(slip.answer) & set(wrong) and all(alike):
                return slip
        return None


def _written(value: Any) -> str:
    return repr(value.tolist() if isinstance(value, np.ndarray) else value).replace(
        "'", '"'
    )


def _same(given: Any, value: Any) -> bool:
    if isinstance(value, str):
        return isinstance(given, str) and _letters(given) == _letters(value)
    try:
        numbers = np.asarray(given, dtype=float)
    except (TypeError, ValueError):
        return False
    wanted = np.asarray(value, dtype=float)
    return numbers.shape == wanted.shape and np.allclose(numbers, wanted, atol=1e-3)


def _letters(word: str) -> str:
    return word.replace(" ", "").replace(",", "").upper()
