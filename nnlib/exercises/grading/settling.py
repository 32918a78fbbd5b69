"""One mark for each student and exercise, where there are several notebooks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from nnlib.derivations.book import BY_NAME as DERIVATIONS
from nnlib.exercises.book import BY_NAME as EXERCISES
from nnlib.exercises.grading.marks import Mark, Paper
from nnlib.exercises.grading.notebook import DERIVATION

BEST = ("right", "wrong", "stopped", "not yet")
"""The best first. Whoever copies an empty notebook beside a full one loses nothing."""
ORDER = [*EXERCISES, *(f"{DERIVATION}{name}" for name in DERIVATIONS)]
"""The names of all there is, in the order of the book."""


def settled(papers: Iterable[Paper], only: Collection[str] = ()) -> list[Paper]:
    """Return the papers in order, without marks of which a student has a better one.

    Of two that are as good the one in the first file counts. The files themselves stay.

    only : the names that count; all, if there are none.
    """
    ordered = sorted(papers, key=lambda paper: (paper.student, paper.file))
    counts: dict[tuple[str, str], tuple[int, str]] = {}
    for paper in ordered:
        for mark in paper.marks:
            rank = BEST.index(mark.status), paper.file
            key = paper.student, mark.name
            counts[key] = min(rank, counts.get(key, rank))

    def stays(paper: Paper, mark: Mark) -> bool:
        wanted = not only or mark.name in only
        return wanted and counts[paper.student, mark.name][1] == paper.file

    return [
        replace(paper, marks=tuple(m for m in paper.marks if stays(paper, m)))
        for paper in ordered
    ]


def names_in(papers: Iterable[Paper], only: Collection[str] = ()) -> list[str]:
    """Return the names of what was to be answered, in the order of the book."""
    there = set(only) or {mark.name for paper in papers for mark in paper.marks}
    return sorted(there, key=ORDER.index)


def by_student(papers: Iterable[Paper]) -> dict[str, list[Paper]]:
    """Return the papers of each student, in the order of their names."""
    found: dict[str, list[Paper]] = {}
    for paper in papers:
        found.setdefault(paper.student, []).append(paper)
    return dict(sorted(found.items()))


def marks_of(papers: Sequence[Paper]) -> dict[str, Mark]:
    """Return the marks of one student, by their names."""
    return {mark.name: mark for paper in papers for mark in paper.marks}


def troubles_of(papers: Sequence[Paper]) -> str:
    """Return what is the matter with the files of one student, or ""."""
    return " ".join(f"{one.file}: {one.trouble}" for one in papers if one.trouble)
