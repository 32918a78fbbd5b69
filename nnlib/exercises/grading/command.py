"""Grade all notebooks of a folder, several at a time, and write down their marks."""

from __future__ import annotations

import contextlib
import os
import queue
import threading
import time
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from nnlib.exercises.grading import process
from nnlib.exercises.grading.finding import Found, found
from nnlib.exercises.grading.limits import Limits
from nnlib.exercises.grading.marking import marked
from nnlib.exercises.grading.marks import Paper
from nnlib.exercises.grading.report import write_report
from nnlib.exercises.grading.results import (
    REPORT,
    STUDENTS,
    TABLE,
    make_room,
    write_students,
    write_table,
)
from nnlib.exercises.grading.settling import names_in, settled
from nnlib.exercises.grading.telling import (
    named,
    sum_up,
    tell_what_is_left,
    tell_what_is_not_held,
    told,
)

INTERRUPTED = "Not graded: the grading was interrupted."


def grade(
    folder: Path,
    into: Path,
    limits: Limits,
    only: Collection[str] = (),
    book: str | None = None,
) -> bool:
    """Grade a folder, and say how it goes; return whether it came to its end.

    Each student's results are written as soon as they are there, and in the end the
    report on the class, with links into ``book`` (`write_report`).

    Raises
    ------
    Refused
        If the results cannot be written into this folder.
    OSError
        If the folder cannot be read, or a result not be written.
    process.Ended
        If no process can be started to grade in.
    BrokenPipeError
        If nobody hears any more what it says; then it has come to its end.
    """
    all_found, left = found(folder, into.resolve())
    if not all_found:
        print(f"There is no notebook (.ipynb) in {folder}.")
        tell_what_is_left(left)
        return True
    held = process.held(limits)
    earlier = make_room(into)
    if earlier:
        print(f"The results of before are now in {earlier}.")
    begin = time.monotonic()
    papers: list[Paper] = []
    width = max(len(named(one.student)) for one in all_found)
    try:
        for paper in _graded(all_found, limits):
            papers.append(paper)
            # A table that is open elsewhere may be closed again by the end.
            with contextlib.suppress(OSError):
                _write(papers, only, into)
            count = f"{len(papers):>4} of {len(all_found)}"
            print(f"{count}  {named(paper.student):<{width}}  {told(paper, only)}")
    except (KeyboardInterrupt, BrokenPipeError) as end:
        process.end_all()
        done = {paper.file for paper in papers}
        rest = [one for one in all_found if one.file not in done]
        kept = [_interrupted(one) for one in rest]
        _write([*papers, *kept], only, into)
        write_report([*papers, *kept], into / REPORT, folder.name, book, only)
        if isinstance(end, BrokenPipeError):
            raise
        print(f"\nInterrupted. {len(papers)} of {len(all_found)} are graded: {into}")
        tell_what_is_left(left)
        return False
    _write(papers, only, into)
    write_report(papers, into / REPORT, folder.name, book, only)
    sum_up(papers, only)
    tell_what_is_left(left)
    print(f"\nGraded in {time.monotonic() - begin:.0f} s.")
    print(f"{into / REPORT}: what the class understood, a page to talk about")
    print(f"{into / TABLE}: the class, a row a student")
    print(f"{into / STUDENTS}: a result.json for each student")
    tell_what_is_not_held(held)
    return True


def _graded(all_found: Sequence[Found], limits: Limits) -> Iterator[Paper]:
    """Yield the papers, in the order in which they are ready."""
    waiting: queue.SimpleQueue[Found] = queue.SimpleQueue()
    ready: queue.SimpleQueue[Paper] = queue.SimpleQueue()
    for one in all_found:
        waiting.put(one)

    def work() -> None:
        while True:
            try:
                one = waiting.get_nowait()
            except queue.Empty:
                return
            try:
                ready.put(marked(one, limits))
            except Exception as error:  # never the end of the others
                why = f"The grader failed: {type(error).__name__}: {error}"
                ready.put(Paper(one.student, one.file, trouble=why))

    for _ in range(min(_processors(), len(all_found))):
        threading.Thread(target=work, daemon=True).start()
    for _ in all_found:
        while True:
            try:
                # Not without an end: on Windows nothing could interrupt it.
                yield ready.get(timeout=0.5)
                break
            except queue.Empty:
                continue


def _interrupted(one: Found) -> Paper:
    why = one.missing or INTERRUPTED
    return Paper(one.student, one.file, trouble=why, is_notebook=not one.missing)


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _write(papers: Sequence[Paper], only: Collection[str], into: Path) -> None:
    kept = settled(papers, only)
    names = names_in(kept, only)
    graded = [paper for paper in kept if paper.trouble != INTERRUPTED]
    write_students(graded, names, into)
    write_table(kept, names, into)
