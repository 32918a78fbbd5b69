"""Where a reader practises in a notebook: asks for a problem, answers, looks it up."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

from nnlib.exercises.exercise import Verdict
from nnlib.exercises.words import fitted
from nnlib.language import say
from nnlib.practice import folder, schedule
from nnlib.practice.book import KINDS, find
from nnlib.practice.problem import Problem

SOLUTION = "practice.solution()"
SEEDS = 1_000_000
"""Problems come from seeds below, where no seed is named."""


class Open:
    """The problem that is to be answered, and whether it has counted already."""

    problem: Problem | None = None
    counted = False


class Shown(str):
    """A text that a notebook sets with its formulas."""

    def _repr_markdown_(self) -> str:
        return str(self)

    __repr__ = str.__str__


def problem(kind: str, seed: int | None = None) -> Problem:
    """Return a problem, which a notebook shows, and which `check` then judges.

    Parameters
    ----------
    kind : what `kinds` lists, such as ``"backward-pass"``.
    seed : the same number gives the same problem. Without one, the numbers are fresh.

    Raises
    ------
    ValueError
        If there is no such kind.
    """
    if seed is None:
        seed = random.randrange(SEEDS)
    Open.problem, Open.counted = find(kind).problem(seed), False
    return Open.problem


def next(seed: int | None = None) -> Problem:
    """Return a problem of a kind that is due, or else of one that is new.

    The folder of the notebook keeps when each kind comes back (`schedule`).
    """
    last = Open.problem.name if Open.problem else ""
    kind = schedule.chosen(folder.kept(), list(KINDS), date.today(), last)
    return problem(kind, seed)


def check(**blanks: Any) -> Verdict:
    """Judge the answer to the last problem, and print what is right or wrong with it.

    The first answer to a problem that can be read decides when its kind comes back.

    Raises
    ------
    ValueError
        If there is no problem to be answered.
    """
    one = _open()
    verdict = one.examine(blanks)
    text = verdict.text
    if verdict.status == "wrong":
        again = say("Try again, or see how it is done: {call}", call=SOLUTION)
        text += f"\n\n{again}"
    if verdict.status != "not yet" and one.counts(blanks):
        text += _count(one.name, bool(verdict))
    print(fitted(text))
    return verdict


def solution() -> Shown:
    """Return the worked solution of the last problem. Seen first, it counts as wrong.

    Raises
    ------
    ValueError
        If there is no problem to be answered.
    """
    one = _open()
    return Shown(one.derivation + _count(one.name, False))


def kinds() -> None:
    """Print all kinds of problem, and of those that you have met, when they return."""
    kept, today = folder.kept(), date.today()
    titles = {name: say(kind.title) for name, kind in KINDS.items()}
    wide = 3 + max(map(len, titles.values()))
    for name, title in titles.items():
        one = kept.get(name)
        told = f"{one.words}, {one.comes_back(today)}" if one else ""
        print(f"{name:20}{title:{wide}}{told}".rstrip())


def _open() -> Problem:
    if Open.problem is None:
        raise ValueError("There is no problem yet. Begin with practice.next().")
    return Open.problem


def _count(name: str, right: bool) -> str:
    """Keep what the first answer to a problem says; return when its kind returns."""
    if Open.counted:
        return ""
    Open.counted, today = True, date.today()
    one = schedule.after(folder.kept().get(name), right, today)
    return f"\n\n{one.told(today)}{folder.keep(name, one)}"
