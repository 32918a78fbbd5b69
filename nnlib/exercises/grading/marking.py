"""Run one notebook, as often as it takes, and mark every answer in it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from nnlib.exercises.grading.finding import Found
from nnlib.exercises.grading.judging import LONGEST, Judge
from nnlib.exercises.grading.limits import Limits
from nnlib.exercises.grading.marks import Mark, Paper
from nnlib.exercises.grading.notebook import Cell, Unreadable, known, read
from nnlib.exercises.grading.process import Ended, Process
from nnlib.exercises.grading.words import harmless

NOTHING = "Nothing was handed in."


def marked(found: Found, limits: Limits) -> Paper:
    """Return the marks of a notebook, or what is the matter with it."""
    if found.missing:
        return Paper(
            found.student, found.file, trouble=found.missing, is_notebook=False
        )
    try:
        cells = read(found.path)
    except Unreadable as error:
        return Paper(found.student, found.file, trouble=str(error))
    marking = Marking(cells, limits)
    try:
        marking.run()
    except Ended as ended:
        return Paper(found.student, found.file, trouble=f"Not started. {ended}")
    return Paper(found.student, found.file, marking.marks())


class Marking:
    """The marks of one notebook, gathered from one run or more.

    What ends the process, or has it ended, is left out in the next run, so that it
    costs no other answer its mark.
    """

    def __init__(self, cells: Sequence[Cell], limits: Limits) -> None:
        self._cells = cells
        self._limits = limits
        self._end = time.monotonic() + limits.notebook
        self._marks: dict[int, dict[str, Mark]] = {}  # by the number of the cell
        self._failed: dict[int, str] = {}
        self._skipped: set[int] = set()
        self._stopped: dict[tuple[int, str], str] = {}

    def run(self) -> None:
        """Run the notebook until it comes to its end, or its time does.

        Raises
        ------
        Ended
            If a process cannot even be started.
        """
        judge = Judge(self._limits)
        try:
            while time.monotonic() < self._end and not self._whole(judge):
                pass
        finally:
            judge.end()

    def _whole(self, judge: Judge) -> bool:
        """Run the notebook once; return whether it came to its end."""
        # A cell that is left out from now on has told what it ever will.
        self._marks = {n: self._marks.get(n, {}) for n in self._skipped}
        for (number, answer), why in self._stopped.items():
            self._keep(number, Mark(answer, "stopped", None, why))
        self._failed = {n: t for n, t in self._failed.items() if n in self._skipped}
        cell, name = -1, ""
        process = Process("student", self._limits)
        process.say(
            {
                "cells": [[one.source, one.name] for one in self._cells],
                "skipped": sorted(self._skipped),
                "stopped": sorted(self._stopped),
            }
        )
        try:
            while True:
                said = process.hear(self._end - time.monotonic())
                if "done" in said:
                    return True
                if "cell" in said:
                    cell, name = _number(said["cell"], len(self._cells)), ""
                elif "judging" in said:
                    name = known(said["judging"])
                elif "failed" in said:
                    self._failed[cell] = harmless(str(said["failed"]))[:LONGEST]
                elif known(said.get("answer")):
                    self._keep(cell, judge.mark(said))
        except Ended as ended:
            if cell < 0:
                raise
            self._stop(cell, name, str(ended))
            return False
        finally:
            process.end()

    def _keep(self, cell: int, mark: Mark) -> None:
        self._marks.setdefault(cell, {})[mark.name] = mark

    def _stop(self, cell: int, name: str, why: str) -> None:
        if name and (cell, name) not in self._stopped:
            self._stopped[cell, name] = why
            self._keep(cell, Mark(name, "stopped", None, why))
        else:
            self._skipped.add(cell)
            self._failed[cell] = why

    def marks(self) -> tuple[Mark, ...]:
        """Return a mark for each answer: the last one that was handed in counts."""
        handed: dict[str, Mark] = {}
        for _, marks in sorted(self._marks.items()):
            handed |= marks
        names = {one.name: None for one in self._cells if one.name}
        missing = {name: self._without(name) for name in names if name not in handed}
        marks = handed | missing
        return tuple(marks[name] for name in names | handed)

    def _without(self, name: str) -> Mark:
        """Return the mark of what no answer was had of."""
        numbers = [n for n, one in enumerate(self._cells) if one.name == name]
        words = [self._failed[n] for n in numbers if n in self._failed]
        if words:
            return Mark(name, "stopped", None, words[-1])
        if time.monotonic() >= self._end:
            text = f"The notebook took more than {self._limits.notebook:.0f} s."
            return Mark(name, "stopped", None, text)
        return Mark(name, "not yet", None, NOTHING)


def _number(said: Any, most: int) -> int:
    return said if isinstance(said, int) and 0 <= said < most else 0
