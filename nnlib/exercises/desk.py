"""Where a reader hands in an answer, asks for a hint, and sees what is done."""

from __future__ import annotations

from typing import Any

from nnlib.exercises import folder
from nnlib.exercises.book import CHAPTERS, find
from nnlib.exercises.exercise import Verdict
from nnlib.exercises.paper import PaperExercise
from nnlib.exercises.words import fitted, listed
from nnlib.language import say


def check(name: str, answer: Any = None, /, **blanks: Any) -> Verdict:
    """Try an answer and print what is right or wrong with it; keep it if it is right.

    Parameters
    ----------
    name : the exercise, such as ``"layer"``.
    answer : the function you wrote. For an exercise on paper, fill in ``blanks``.

    Returns
    -------
    The verdict: true only if the answer is right, with its ``status``, its ``text``
    and the name of the ``slip`` that was made, if it is a known one. In a notebook it
    shows nothing of itself.

    Raises
    ------
    ValueError
        If there is no such exercise.
    """
    handed_in, verdict = judged(name, answer, blanks)
    kept = folder.keep(name, handed_in) if verdict else ""
    print(fitted(verdict.text + kept))
    return verdict


class NotRight(AssertionError):
    """An answer that is not right. Its words are those of the verdict.

    Attributes
    ----------
    verdict : what `check` returns of the same answer.
    """

    def __init__(self, verdict: Verdict) -> None:
        """Take the words of a verdict."""
        super().__init__(str(verdict))
        self.verdict = verdict


def require(name: str, answer: Any = None, /, **blanks: Any) -> None:
    """Do nothing if an answer is right, and raise if it is not: for graders.

    It takes what `check` takes, prints nothing and keeps nothing.

    Raises
    ------
    NotRight
        If the answer is wrong or missing; the message says what is wrong with it.
    ValueError
        If there is no such exercise.
    """
    _, verdict = judged(name, answer, blanks)
    if not verdict:
        raise NotRight(verdict)


def judged(name: str, answer: Any, blanks: dict[str, Any]) -> tuple[Any, Verdict]:
    """Return what was handed in, of which there must be one, and its verdict.

    Raises
    ------
    ValueError
        If there is no such exercise.
    """
    exercise = find(name)
    if blanks and not isinstance(exercise, PaperExercise):
        call = exercise.starter().splitlines()[-1]
        text = say(
            "Hand in the function alone, without {blanks}, like this: {call}.",
            blanks=listed([f"{blank}=" for blank in blanks]),
            call=call,
        )
        return blanks, exercise.wrong(text)
    if blanks and answer is not None:
        text = say(
            "Two answers came at once. Hand in {blanks} alone.",
            blanks=listed(list(blanks)),
        )
        return blanks, exercise.wrong(text)
    handed_in = blanks or answer
    return handed_in, exercise.examine(handed_in)


class Hint(str):
    """A hint, which a notebook sets with its formulas."""

    def _repr_markdown_(self) -> str:
        return str(self)

    __repr__ = str.__str__


def hint(name: str) -> Hint:
    """Return the next hint for an exercise; after the last, the first one again.

    Raises
    ------
    ValueError
        If there is no such exercise.
    """
    return next_hint(name, find(name).hints)


def next_hint(kept: str, hints: tuple[str, ...]) -> Hint:
    """Return the next of some hints, whose count is kept in the folder under a name."""
    given = folder.hints(kept)
    k = given % len(hints)
    folder.keep_hints(kept, given + 1)
    told = say("Hint {k} of {n}", k=k + 1, n=len(hints))
    return Hint(f"{told}: {say(hints[k])}")


def mark(is_done: bool) -> str:
    """Return what a list says before a task: that it is done, or as many spaces."""
    done = say("done")
    return done if is_done else " " * len(done)


def progress() -> None:
    """Print which exercises are done in the folder of this notebook."""
    done = folder.done()
    for chapter, exercises in CHAPTERS.items():
        count = sum(one.name in done for one in exercises)
        n = len(exercises)
        print(say("Chapter {k}: {count} of {n}", k=chapter, count=count, n=n))
        for k, one in enumerate(exercises, start=1):
            print(
                f"  {mark(one.name in done)}  {chapter}.{k}  {one.heading} ({one.name})"
            )
