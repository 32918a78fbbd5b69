"""What every exercise has, whatever kind of answer it asks for."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import Any, Literal

from nnlib.exercises.naming import named
from nnlib.exercises.sights import Sight
from nnlib.exercises.words import fitted
from nnlib.language import say

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
    name : a short name, unique in the exercise, such as ``"not-transposed"``. Where it
        is left out it is made from the answer, or from the cause.
    also : functions that make the same mistake with other results.
    sight : the figure that shows what it does, if there is one.
    """

    answer: Answer
    cause: str
    name: str = ""
    also: tuple[Answer, ...] = ()
    sight: Sight | None = None

    def __post_init__(self) -> None:
        """Give a name to a slip that has none."""
        if not self.name:
            object.__setattr__(self, "name", named(self.answer, self.cause))


@dataclass(frozen=True, repr=False)
class Verdict:
    """What an answer is worth, and the words that say so. True only if it is right.

    Attributes
    ----------
    status : ``"right"``, ``"wrong"`` or ``"not yet"``, where nothing was handed in.
    text : all that is to be said, in lines of any length.
    slip, cause : the name of the known mistake that was made, and what is said of it;
        of a function that no known mistake explains, the kind of the one small change
        that makes it right (`nnlib.exercises.kinds`); empty if none was recognised.
    sight : the figure that shows what it does, if there is one. The text names it; a
        page can link to it.
    """

    status: Literal["right", "wrong", "not yet"]
    text: str
    slip: str = ""
    cause: str = ""
    sight: Sight | None = field(default=None, kw_only=True)

    def __bool__(self) -> bool:
        """Whether the answer is right."""
        return self.status == "right"

    def __str__(self) -> str:
        """Return the words, in lines that the pages of the book have room for."""
        return fitted(self.text)

    def __repr__(self) -> str:
        """Return the status and the slip: `check` has printed the words."""
        slip = f", slip={self.slip!r}" if self.slip else ""
        return f"<Verdict {self.status!r}{slip}>"

    def _ipython_display_(self) -> None:
        """Show nothing in a notebook, where `check` has printed the words."""


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
    warm_up : whether its answer stands in the chapter: it is to be written from memory.
    """

    name: str
    title: str
    task: str
    hints: tuple[str, ...]
    derivation: str
    slips: tuple[Slip, ...]
    warm_up: bool = False

    @property
    def heading(self) -> str:
        """The title, which says if it is a warm-up."""
        title = say(self.title)
        return say("{title} (warm-up)", title=title) if self.warm_up else title

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
        hint = say("Stuck? {call}", call=f'exercises.hint("{self.name}")')
        if slip is None:
            return Verdict("wrong", f"{text}\n\n{hint}")
        seen = f"\n\n{slip.sight.words}" if slip.sight else ""
        cause = say(slip.cause)
        likely = say("Likely cause: {cause}", cause=cause)
        told = f"{text}\n\n{likely}{seen}\n\n{hint}"
        return Verdict("wrong", told, slip.name, cause, sight=slip.sight)
