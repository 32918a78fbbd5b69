"""Grade all notebooks of a folder, several at a time, and write down their marks."""

from __future__ import annotations

import os
import queue
import threading
import time
from collections import Counter
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
from nnlib.exercises.grading.settling import BEST, names_in, settled

INTERRUPTED = "Not graded: the grading was interrupted."
NOT_HELD = {
    "files": "writing elsewhere, reading what is yours, starting programs",
    "limits": "taking more memory than it may",
    "network": "using the network",
}


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
    process.Ended
        If no process can be started to grade in.
    """
    all_found = found(folder)
    if not all_found:
        print(f"There is no notebook (.ipynb) in {folder}.")
        return True
    held = process.held(limits)
    earlier = make_room(into)
    if earlier:
        print(f"The results of before are now in {earlier}.")
    begin = time.monotonic()
    papers: list[Paper] = []
    width = min(max(len(one.student) for one in all_found), 40)
    try:
        for paper in _graded(all_found, limits):
            papers.append(paper)
            _write(papers, only, into)
            count = f"{len(papers):>4} of {len(all_found)}"
            print(f"{count}  {paper.student:<{width}}  {_told(paper, only)}")
    except KeyboardInterrupt:
        process.end_all()
        done = {paper.file for paper in papers}
        rest = [one for one in all_found if one.file not in done]
        kept = [Paper(one.student, one.file, trouble=INTERRUPTED) for one in rest]
        _write([*papers, *kept], only, into)
        write_report(settled([*papers, *kept], only), into / REPORT, folder.name, book)
        print(f"\nInterrupted. {len(papers)} of {len(all_found)} are graded: {into}")
        return False
    write_report(settled(papers, only), into / REPORT, folder.name, book)
    _sum_up(papers, only)
    print(f"\nGraded in {time.monotonic() - begin:.0f} s.")
    print(f"{into / REPORT}: what the class understood, a page to talk about")
    print(f"{into / TABLE}: the class, a row a student")
    print(f"{into / STUDENTS}: a result.json for each student")
    missing = [words for name, words in NOT_HELD.items() if name not in held]
    if missing:
        print(
            f"This system does not keep a notebook from {'; '.join(missing)}. Python "
            "has watched for it, which stops accidents, and no attacker."
        )
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
                told = f"The grader failed: {type(error).__name__}: {error}"
                ready.put(Paper(one.student, one.file, trouble=told))

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


def _told(paper: Paper, only: Collection[str]) -> str:
    count = Counter(m.status for m in paper.marks if not only or m.name in only)
    told = ", ".join(f"{count[status]} {status}" for status in BEST if count[status])
    return paper.trouble or told or "nothing that counts"


def _sum_up(papers: Sequence[Paper], only: Collection[str]) -> None:
    """Print a row for each exercise, and each file that could not be graded."""
    kept = settled(papers, only)
    names = names_in(kept, only)
    counts = {name: Counter[str]() for name in names}
    for paper in kept:
        for mark in paper.marks:
            counts[mark.name][mark.status] += 1
    if names:
        width = max(map(len, names))
        print(f"\n{'':<{width}}" + "".join(f"{status:>9}" for status in BEST))
    for name in names:
        row = "".join(f"{counts[name][status] or '':>9}" for status in BEST)
        print(f"{name:<{width}}{row}")
    troubled = [paper for paper in kept if paper.trouble]
    if troubled:
        print("\nNot graded:")
    for paper in troubled:
        print(f"  {paper.file}: {paper.trouble}")
