"""The process that judges what was handed in. No code of a student runs in it.

It reads an answer a line, as `student` tells it, and writes a verdict a line.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from nnlib.derivations.book import find
from nnlib.derivations.judging import judged as followed
from nnlib.exercises.desk import judged
from nnlib.exercises.exercise import Verdict
from nnlib.exercises.grading.confinement import confine, renewed
from nnlib.exercises.grading.notebook import DERIVATION
from nnlib.exercises.grading.packing import unpacked, verdict_packed


class Replay:
    """A function that returns what another one returned, call by call."""

    def __init__(self, results: list[Any]) -> None:
        self._results = iter(results)

    def __call__(self, *arguments: Any) -> Any:
        """Return the next result."""
        return unpacked(next(self._results))


def verdict_on(answer: dict[str, Any]) -> Verdict:
    """Return the verdict on an answer, or on the results of a function."""
    name, value = answer["answer"], unpacked(answer["value"])
    if name.startswith(DERIVATION):
        problem = find(name.removeprefix(DERIVATION))
        return followed(problem, value if isinstance(value, str) else "")
    if "results" in answer:
        value = Replay(answer["results"])
    return judged(name, value, unpacked(answer["blanks"]))[1]


def main() -> None:
    """Judge until there is nothing more to read."""
    seconds, megabytes = map(int, sys.argv[1:])
    channel, sys.stdout = sys.stdout, open(os.devnull, "w")
    confine(Path.cwd(), seconds, megabytes)
    for line in sys.stdin:
        renewed(seconds)
        try:
            told = verdict_packed(verdict_on(json.loads(line)))
        except Exception as error:  # such as data that nobody packs so
            words = f"What was handed in could not be read: {type(error).__name__}."
            told = {"status": "stopped", "slip": "", "text": words}
        print(json.dumps(told), file=channel, flush=True)


if __name__ == "__main__":
    main()
