"""What a teacher is told in the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from nnlib.exercises.grading.marks import Paper
from nnlib.exercises.grading.missing import is_no_archive, names_told
from nnlib.exercises.grading.settling import BEST, by_student, names_in, settled
from nnlib.exercises.grading.words import one_line

LONGEST_NAME = 40
"""Letters of a student's name in a line."""
NOT_HELD = {
    "files": "writing elsewhere, reading what is yours, starting programs",
    "limits": "taking more memory than it may",
    "network": "using the network",
}


def named(student: str) -> str:
    """Return a student's name as a line can hold it: on one line, and not too long."""
    line = one_line(student)
    return line if len(line) <= LONGEST_NAME else f"{line[: LONGEST_NAME - 3]}..."


def told(paper: Paper, only: Collection[str]) -> str:
    """Say what came of one notebook."""
    count = Counter(m.status for m in paper.marks if not only or m.name in only)
    words = ", ".join(f"{count[status]} {status}" for status in BEST if count[status])
    return paper.trouble or words or "nothing that counts"


def sum_up(papers: Sequence[Paper], only: Collection[str]) -> None:
    """Print a row for each exercise, and what is to be looked at."""
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
    _tell_who_has_several(papers, only)


def _tell_who_has_several(papers: Sequence[Paper], only: Collection[str]) -> None:
    """Print whose marks are of several notebooks, maybe those of several people."""
    lines = []
    for student, own in by_student(papers).items():
        files: dict[str, list[str]] = {}
        for paper in own:
            for mark in paper.marks:
                if not only or mark.name in only:
                    files.setdefault(mark.name, []).append(paper.file)
        same = {file for several in files.values() if several[1:] for file in several}
        if same:
            lines.append(f"  {named(student)}: {', '.join(sorted(same))}")
    if lines:
        print(
            "\nThe same answered in several notebooks, of which the best mark counts:"
        )
        print("\n".join(lines))
        print("If they are of several students, give each a folder of their own.")


def tell_what_is_left(names: Sequence[str]) -> None:
    """Print what was not looked at: a student's work may be among it."""
    if not names:
        return
    ordered = sorted(names, key=is_no_archive)
    print(f"\nNot looked at, for there is no notebook: {names_told(ordered)}.")
    if not is_no_archive(ordered[0]):
        print("If an archive is a student's, unpack it into a folder of their name.")


def tell_what_is_not_held(held: Collection[str]) -> None:
    """Print what this system does not keep a notebook from."""
    missing = [words for name, words in NOT_HELD.items() if name not in held]
    if missing:
        print(
            f"This system does not keep a notebook from {'; '.join(missing)}. Python "
            "has watched for it, which stops accidents, and no attacker."
        )
