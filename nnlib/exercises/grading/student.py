"""The process in which a student's cells run. No verdict is trusted that it says.

It is started with the seconds and megabytes it may take, and reads one line::

    {"cells": [[source, name], ...], "skipped": [3], "stopped": [[2, "layer"]]}

It tells as it goes along::

    {"held": ["files"]}             what the kernel sees to (`confinement`)
    {"cell": 3}                     the cell that is run from now on
    {"judging": "layer"}            the answer that is tried from now on
    {"answer": "layer", ...}        what was handed in, and what is thought of it
    {"failed": "NameError: ..."}    why the cell's answer could not be had
    {"done": true}

What is thought of a function that is not right is taken as it is said: a student could
only make it worse. Of one that is right, all its results are handed over, and judged
where no code of the student runs (`judge`).
"""

from __future__ import annotations

import json
import os
import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from nnlib.exercises import desk
from nnlib.exercises.exercise import Verdict
from nnlib.exercises.grading.cells import Notebook, loop_for
from nnlib.exercises.grading.confinement import confine, renewed
from nnlib.exercises.grading.notebook import DERIVATION, Cell
from nnlib.exercises.grading.packing import packed, verdict_packed

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop

LATER = Verdict("right", "The verdict comes later.")
"""What `check` returns where nobody is to wait for it."""
judged = desk.judged
write = os.write


class Recorder:
    """A function that keeps what it returns."""

    def __init__(self, function: Any) -> None:
        self._function = function
        self.results: list[Any] = []

    def __call__(self, *arguments: Any) -> Any:
        """Return what the function does."""
        value = self._function(*arguments)
        self.results.append(packed(value))
        return value


class Student:
    """Runs the cells and tells of it.

    Parameters
    ----------
    channel : the file descriptor on which it tells.
    seconds : for each cell, and for each answer.
    stopped : the cells and names of answers that are not tried again.
    """

    def __init__(
        self, channel: int, seconds: int, stopped: set[tuple[int, str]]
    ) -> None:
        self._channel = channel
        self._seconds = seconds
        self._stopped = stopped
        self._at = 0

    def run(
        self, cells: list[Cell], skipped: set[int], loop: AbstractEventLoop | None
    ) -> None:
        """Run all cells but those that are skipped."""
        notebook = Notebook(self.hand_in, loop)
        for number, cell in enumerate(cells):
            self._at = number
            self.say({"cell": number})
            if number not in skipped:
                failed = notebook.run(cell, number)
                if failed:
                    self.say({"failed": failed})
        self.say({"done": True})

    def say(self, message: dict[str, Any]) -> None:
        """Tell something, and begin the time of what comes next."""
        line = json.dumps(message).encode() + b"\n"
        while line:
            line = line[write(self._channel, line) :]
        renewed(self._seconds)

    def hand_in(self, name: str, answer: Any, blanks: dict[str, Any]) -> Verdict:
        """Tell what was handed in; of a function, try it here."""
        if (self._at, name) in self._stopped:
            return LATER
        told = {"answer": name, "value": packed(answer), "blanks": packed(blanks)}
        if name.startswith(DERIVATION):
            self.say(told)
            return LATER
        self.say({"judging": name})
        with np.errstate(divide="warn", over="warn", under="ignore", invalid="warn"):
            _, verdict = judged(name, answer, blanks)
            if callable(answer):
                told |= verdict_packed(verdict)
            if callable(answer) and verdict:
                recorder = Recorder(answer)
                judged(name, recorder, {})
                told["results"] = recorder.results
        self.say(told)
        self.say({"cell": self._at})
        return verdict


def main() -> None:
    """Run the notebook that is handed in on the standard input."""
    seconds, megabytes = map(int, sys.argv[1:])
    job = json.loads(sys.stdin.readline())
    channel = os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    random.seed(0)
    np.random.seed(0)  # noqa: NPY002 (it is students who use it)
    cells = [Cell(*cell) for cell in job["cells"]]
    loop = loop_for(cells)
    held = confine(Path.cwd(), seconds, megabytes)
    stopped = {(number, name) for number, name in job["stopped"]}
    student = Student(channel, seconds, stopped)
    student.say({"held": held})
    student.run(cells, set(job["skipped"]), loop)
    os._exit(0)  # whatever threads are left


if __name__ == "__main__":
    main()
