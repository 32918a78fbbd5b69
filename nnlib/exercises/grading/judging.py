"""Have answers judged in a process in which no code of a student runs."""

from __future__ import annotations

from typing import Any

from nnlib.exercises.grading.limits import Limits
from nnlib.exercises.grading.marks import Mark
from nnlib.exercises.grading.process import Ended, Process
from nnlib.exercises.grading.words import harmless

LONGEST = 4000
"""Characters of a mark's words."""
STATUSES = ("right", "wrong", "not yet", "stopped")


class Judge:
    """Marks answers; what it takes too long for costs no other answer its mark."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._process = self._started()

    def _started(self) -> Process:
        return Process("judge", self._limits)

    def mark(self, said: dict[str, Any]) -> Mark:
        """Return the mark for what the process of a student has told of an answer.

        A verdict of its own is taken from there only if it is not "right".
        """
        name = str(said["answer"])
        verdict = said
        if said.get("status") in (None, "right"):
            try:
                self._process.say(said)
                verdict = self._process.hear()
            except Ended as ended:
                self.end()
                self._process = self._started()
                return Mark(name, "stopped", None, str(ended))
        status, slip = verdict.get("status"), verdict.get("slip")
        return Mark(
            name,
            str(status) if status in STATUSES else "wrong",
            harmless(str(slip))[:100] if slip else None,
            harmless(str(verdict.get("text")))[:LONGEST],
        )

    def end(self) -> None:
        """End the process."""
        self._process.end()
