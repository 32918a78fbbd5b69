"""What every exercise has, whatever kind of answer it asks for."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, Literal

Answer = Any
"""A function, or for an exercise on paper its blanks: a dictionary of values."""


@dataclass(frozen=True)
class Slip:
    """A mistake that readers make, and what a tutor says to it.

    Attributes
    ----------
    answer : the wrong answer. Of the blanks of a paper exercise only those that are
        wrong. Whoever gives the same results made the same mistake.
    cause : what went wrong, in a sentence or two that do not tell the answer.
    """

    answer: Answer
    cause: str


@dataclass(frozen=True)
class Verdict:
    """What an answer is worth, and the words that say so."""

    status: Literal["right", "wrong", "not yet"]
    text: str


@dataclass(frozen=True, kw_only=True)
class Exercise(ABC):
    """One exercise.

    Attributes
    ----------
    name : a short name, unique in the book: ``exercises.check(name, ...)``.
    title : the heading.
    task : Markdown: what to do, with every symbol and shape.
    hints : Markdown, each leading a little further than the one before.
    derivation : Markdown: the way to the solution, folded away on its page.
    slips : the known mistakes, the likeliest first.
    """

    name: str
    title: str
    task: str
    hints: tuple[str, ...]
    derivation: str
    slips: tuple[Slip, ...]

    @abstractmethod
    def examine(self, answer: Answer, seed: int = 0) -> Verdict:
        """Judge an answer. Another seed tries other numbers."""

    @abstractmethod
    def starter(self) -> str:
        """Return the code a reader begins with, which ends in the call of `check`."""

    @abstractmethod
    def worked(self) -> str:
        """Return the same code, filled in rightly."""

    @property
    @abstractmethod
    def solution(self) -> Answer:
        """The right answer."""

    def wrong(self, text: str, slip: Slip | None = None) -> Verdict:
        """Return the verdict on a wrong answer, with its likely cause and a way on."""
        cause = f"\n\nLikely cause: {slip.cause}" if slip else ""
        return Verdict(
            "wrong", f'{text}{cause}\n\nStuck? exercises.hint("{self.name}")'
        )
