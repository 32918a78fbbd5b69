"""One page on a class: what it understood, and what to talk about tomorrow morning."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from nnlib.exercises.grading.marks import Paper
from nnlib.exercises.grading.report import one_by_one
from nnlib.exercises.grading.report.counted import counted
from nnlib.exercises.grading.report.glance import glance
from nnlib.exercises.grading.report.head import handed_in, to_talk_about
from nnlib.exercises.grading.report.links import Links, published
from nnlib.exercises.grading.report.look import PAGE, STYLE
from nnlib.exercises.grading.report.parts import Parts
from nnlib.exercises.grading.report.wording import plain

LARGEST = 200_000
"""Bytes that a report has, as far as it can be cut."""
DETAIL = ((600, 40), (300, 12), (150, 6), (80, 3), (40, 1))
"""How much is told, from the most on: letters of a verdict, and slips one by one."""


def write_report(
    papers: Sequence[Paper],
    path: Path,
    title: str,
    book: str | None = None,
    only: Collection[str] = (),
) -> None:
    """Write a page about the notebooks of a class, which needs nothing but itself.

    The same papers make the same page, in whatever order they come.

    Parameters
    ----------
    papers : the notebooks, with their marks.
    path : the file to write, such as ``report.html``.
    title : of the page.
    book : to what its links lead: the address at which the book is published, or the
        folder in which it was built. None takes the address in the book's settings.
        Where there is none, or "", the page says in words where to look.
    only : the names that count; all, if there are none.

    Raises
    ------
    NoBook
        If there is none in the folder; a ValueError.
    """
    links = Links(published() if book is None else book, path)
    of = counted(papers, only)
    for letters, most in DETAIL:
        parts = Parts(of, links, letters, most)
        sections = [to_talk_about(parts), glance(parts), one_by_one.exercises(parts)]
        sections += [one_by_one.students(parts), one_by_one.trouble(parts)]
        page = PAGE.format(
            title=plain(title),
            style=STYLE,
            head=handed_in(of),
            main="\n".join(filter(None, sections)),
        ).encode()
        if len(page) <= LARGEST:
            break
    path.write_bytes(page)
