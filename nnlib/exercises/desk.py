"""Where a reader hands in an answer, asks for a hint, and sees what is done."""

from __future__ import annotations

import textwrap
from typing import Any

from nnlib.exercises import folder
from nnlib.exercises.book import CHAPTERS, find


def check(name: str, answer: Any = None, /, **blanks: Any) -> None:
    """Try an answer and print what is right or wrong with it; keep it if it is right.

    Parameters
    ----------
    name : the exercise, such as ``"layer"``.
    answer : the function you wrote. For an exercise on paper, fill in ``blanks``.

    Raises
    ------
    ValueError
        If there is no such exercise.
    """
    handed_in = blanks if answer is None and blanks else answer
    verdict = find(name).examine(handed_in)
    kept = folder.keep(name, handed_in) if verdict.status == "right" else ""
    print("\n".join(map(_fitted, (verdict.text + kept).splitlines())))


def _fitted(line: str) -> str:
    """Return a line in lines that the pages of the book have room for."""
    if line.startswith("  "):  # a matrix, or code
        return line
    return textwrap.fill(line, 66, break_long_words=False, break_on_hyphens=False)


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
    hints = find(name).hints
    given = folder.hints(name)
    k = given % len(hints)
    folder.keep_hints(name, given + 1)
    return Hint(f"Hint {k + 1} of {len(hints)}: {hints[k]}")


def progress() -> None:
    """Print which exercises are done in the folder of this notebook."""
    done = folder.done()
    for chapter, exercises in CHAPTERS.items():
        count = sum(one.name in done for one in exercises)
        print(f"Chapter {chapter}: {count} of {len(exercises)}")
        for k, one in enumerate(exercises, start=1):
            mark = "done" if one.name in done else "    "
            print(f"  {mark}  {chapter}.{k}  {one.title} ({one.name})")
