"""A problem with numbers from a seed, judged as an exercise on paper is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

import numpy as np

from nnlib.exercises.exercise import Slip, Verdict
from nnlib.exercises.numerals import Unread, fitting, heard
from nnlib.exercises.outcome import Outcome
from nnlib.exercises.paper import PaperExercise
from nnlib.exercises.reading import is_empty, read
from nnlib.exercises.symptoms import seen
from nnlib.exercises.words import listed
from nnlib.language import say
from nnlib.practice import writing

OPEN = re.compile(r"[\[(;\n]")
"""What says of a text that it is rows, or a row."""
BLANK_LINES = re.compile(r"\n\s*\n")

TRIES = 500
"""Draws of a problem. The kinds that are drawn most often take a few."""

Mistake = tuple[str, str, dict[str, Any]]
"""Its name, what is said of it, and the blanks it spoils."""
Slips = list[Mistake]


class Again(Exception):
    """Raised while a problem is drawn whose numbers will not do."""


@dataclass(frozen=True)
class Draft:
    """A problem as its kind draws it.

    Attributes
    ----------
    task : Markdown: what is given.
    blanks : for each blank what it is called in a formula, and its right value.
    slips : the mistakes that are known.
    steps : Markdown: the worked solution, up to the line that gives the answer.
    """

    task: str
    blanks: Mapping[str, tuple[str, Any]]
    slips: Slips
    steps: Sequence[str]


@dataclass(frozen=True)
class Kind:
    """A kind of problem.

    Attributes
    ----------
    name, title : a short name, unique in the book, and a heading.
    draw : makes one with random numbers. It may raise `Again`.
    """

    name: str
    title: str
    draw: Callable[[Random], Draft]

    def problem(self, seed: int) -> Problem:
        """Return the problem of a seed: always the same one.

        Numbers are drawn again until every mistake gives an answer of its own.

        Raises AssertionError if they never do, which is a fault of the kind.
        """
        for attempt in range(TRIES):
            try:
                draft = self.draw(Random(f"{self.name} {seed} {attempt}"))
            except Again:
                continue
            problem = Problem.of(self, seed, draft)
            if problem.tells_apart():
                return problem
        raise AssertionError(
            f"{TRIES} draws of {self.name}, seed {seed}, and in each of them a slip is "
            "the right answer or another slip."
        )


@dataclass(frozen=True, kw_only=True, repr=False)
class Problem(PaperExercise):
    """A problem, which a notebook shows with its formulas.

    Attributes
    ----------
    seed : what its numbers come from.
    labels : what each blank is called in a formula.
    """

    seed: int
    labels: Mapping[str, str]

    @classmethod
    def of(cls, kind: Kind, seed: int, draft: Draft) -> Problem:
        """Return the problem that a draft describes."""
        right = {n: writing.plain(v) for n, (_, v) in draft.blanks.items()}
        labels = {name: label for name, (label, _) in draft.blanks.items()}
        slips = tuple(
            Slip({n: writing.plain(v) for n, v in wrong.items()}, cause, name)
            for name, cause, wrong in draft.slips
        )
        return cls(
            name=kind.name,
            title=kind.title,
            task=draft.task,
            hints=(),
            derivation=writing.paragraphs(*draft.steps, so(right, labels)),
            slips=slips,
            blanks=right,
            seed=seed,
            labels=labels,
        )

    def tells_apart(self) -> bool:
        """Whether each slip is wrong, and is taken for no other one."""
        return all(
            self.examine({**self.blanks, **slip.answer}).slip == slip.name
            for slip in self.slips
        )

    def examine(self, answer: Any, seed: int = 0) -> Verdict:
        """Judge an answer. A matrix of one row may be written without brackets."""
        if isinstance(answer, Mapping):
            answer = {n: tidied(v, self.blanks.get(n)) for n, v in answer.items()}
        verdict = super().examine(answer, seed)
        if verdict.status == "wrong" and not verdict.slip:
            return replace(verdict, text=verdict.text + self._symptoms(answer))
        return verdict

    def counts(self, answer: Mapping[str, Any]) -> bool:
        """Whether an answer can be read. A slip of the keyboard is no mistake."""
        try:
            for name, given in answer.items():
                read(tidied(given, self.blanks[name]), self.blanks[name], name)
        except (Unread, KeyError):
            return False
        return True

    def _symptoms(self, answer: Any) -> str:
        """Say what is odd about the first blank that is wrong, where there is much."""
        for name, right in self.blanks.items():
            M = np.array(right, dtype=float)
            try:
                received = np.asarray(read(answer[name], right, name), dtype=float)
            except (Unread, KeyError, TypeError):
                return ""
            if received.shape != M.shape or not np.allclose(received, M, atol=1e-3):
                if received.shape not in (M.shape, M.shape[::-1]):
                    return ""  # what shape is wanted has been said
                found = Outcome({name: received})
                return seen([found], [{name: M}]) if M.size > 1 else ""
        return ""

    def wrong(self, text: str, slip: Slip | None = None) -> Verdict:
        """Return the verdict on a wrong answer. Where to go on, the desk says."""
        verdict = super().wrong(text, slip)
        return replace(verdict, text=verdict.text.rpartition("\n\n")[0])

    @property
    def wanted(self) -> str:
        """What is asked for, as Markdown."""
        named = listed([f"${label}$" for label in self.labels.values()])
        return say("Find {names}.", names=named)

    def starter(self) -> str:
        """Return the call of `check` with blanks."""
        return f"practice.check({', '.join(f'{name}=...' for name in self.blanks)})"

    def _repr_markdown_(self) -> str:
        seed = say("seed {seed}", seed=self.seed)
        head = f"**{say(self.title)}** ({self.name}, {seed})"
        call = f"```python\n{self.starter()}\n```"
        return "\n\n".join([head, self.task, self.wanted, call])

    def __repr__(self) -> str:
        """Return the problem as text."""
        return self._repr_markdown_()


def so(right: Mapping[str, Any], labels: Mapping[str, str]) -> str:
    """Return the last line of a worked solution: the answer."""
    told = (f"${labels[name]} = {writing.value(v)}$" for name, v in right.items())
    return say("So {answer}.", answer=listed(list(told)))


def tidied(given: Any, wanted: Any) -> Any:
    """Return rows and matrices that were typed as such; leave alone all else."""
    if is_empty(given):
        return given
    given = given.tolist() if isinstance(given, np.ndarray) else given
    if isinstance(wanted, list) and isinstance(given, str) and not OPEN.search(given):
        given = f"[[{given}]]"
    if isinstance(given, str) and isinstance(wanted, list | tuple):
        try:
            text = BLANK_LINES.sub("\n", heard(given.replace("−", "-")))
            given = writing.plain(fitting(text, np.shape(wanted)))
        except (Unread, ValueError):
            return given
    flat = isinstance(given, list | tuple) and not any(map(np.ndim, given))
    return [list(given)] if flat and isinstance(wanted, list) else given
