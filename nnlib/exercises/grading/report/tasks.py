"""Exercises and derivations alike: what marks are given for, in the book's order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nnlib.derivations.book import CHAPTERS as DERIVATIONS
from nnlib.derivations.book import NEW_GROUND
from nnlib.derivations.problem import Problem
from nnlib.exercises.book import CHAPTERS as EXERCISES
from nnlib.exercises.exercise import Exercise, Slip
from nnlib.exercises.grading.notebook import DERIVATION
from nnlib.exercises.grading.report import passages
from nnlib.exercises.grading.report.passages import Passage
from nnlib.exercises.kinds import SHOWN, WORDS
from nnlib.exercises.sights import Sight, sight

KINDS = {*WORDS, "misfit", "unread"}
"""Slips that are the same in every exercise and derivation."""


@dataclass(frozen=True)
class Task:
    """An exercise or a derivation, where it stands in the book.

    Attributes
    ----------
    of : what it is.
    part : the number of its chapter or appendix.
    number : as on its page, such as ``"4.1"``.
    """

    of: Exercise | Problem
    part: int
    number: str

    @property
    def key(self) -> str:
        """Its name in a mark, even where a derivation is called as an exercise is."""
        derived = isinstance(self.of, Problem)
        return f"{DERIVATION}{self.of.name}" if derived else self.of.name

    @property
    def kind(self) -> str:
        """What it is, in a word."""
        return "derivation" if isinstance(self.of, Problem) else "exercise"

    @property
    def title(self) -> str:
        """Its title; of an exercise it says if it is a warm-up."""
        return self.of.title if isinstance(self.of, Problem) else self.of.heading

    @property
    def place(self) -> Passage:
        """Where it stands."""
        heading = f"{self.kind.capitalize()} {self.number}: {self.title}"
        return Passage(self.part, heading)

    def passage(self, slip: str = "") -> Passage:
        """Return where the book treats what it asks for, or what one slip is about."""
        if isinstance(self.of, Problem):
            return passages.DERIVATIONS[self.of.name]
        return passages.of_exercise(self.of.name, slip)

    def named(self, slip: str) -> str:
        """Return a slip's name in the whole book, ``exercise/slip`` or ``kind/...``."""
        return f"kind/{slip}" if slip in KINDS else f"{self.of.name}/{slip}"

    def knows(self, slip: str | None) -> bool:
        """Whether there is such a slip: a mark may hold anything."""
        return slip in KINDS or self._slip(slip) is not None

    def cause(self, slip: str) -> str:
        """Return what is said of a slip, or "" if that depends on the answer."""
        own = self._slip(slip)
        return own.cause if own else ""

    def sight(self, slip: str) -> Sight | None:
        """Return the figure that shows a slip, in the state that shows it."""
        if isinstance(self.of, Problem):
            return sight(self.of.see) if self.of.see and slip in SHOWN else None
        own = self._slip(slip)
        return own.sight if own else None

    def _slip(self, slip: str | None) -> Slip | None:
        if isinstance(self.of, Problem):
            return None
        return next((one for one in self.of.slips if one.name == slip), None)


def _tasks() -> list[Task]:
    found = []
    for part in sorted({*EXERCISES, *DERIVATIONS}):
        exercises: Sequence[Exercise | Problem] = EXERCISES.get(part, ())
        derivations: Sequence[Exercise | Problem] = DERIVATIONS.get(part, ())
        for ones in (exercises, derivations):
            for k, one in enumerate(ones, start=1):
                number = str(k) if part == NEW_GROUND else f"{part}.{k}"
                found.append(Task(one, part, number))
    return found


TASKS = _tasks()
