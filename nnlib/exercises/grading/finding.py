"""Which notebooks a folder holds, whose each of them is, and who has none."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from nnlib.exercises.grading.layout import (
    SUBMITTED,
    is_folder,
    notebooks_in,
    things_in,
)
from nnlib.exercises.grading.missing import is_handed_in, what_there_is
from nnlib.exercises.grading.naming import assignment, names_of, owner, told
from nnlib.exercises.grading.results import REPORT, TABLE
from nnlib.exercises.grading.words import harmless


@dataclass(frozen=True)
class Found:
    """A file that may be a notebook, or what was handed in where there is none.

    Attributes
    ----------
    student : whose it is, told from its name or that of its folder.
    file : where it is, relative to the folder that is graded, with ``/``, and one at
        its end if it is a folder.
    path : where it is.
    missing : what there is where a notebook is missing, else "".
    """

    student: str
    file: str
    path: Path
    missing: str = ""


def found(folder: Path, into: Path | None = None) -> tuple[list[Found], list[str]]:
    """Return who has handed in what, in the order of the names, and what else there is.

    A thing in a folder is a notebook or holds some; or somebody has handed it in who
    has none; or nobody knows whose it is, and its name is returned. So nobody is
    missing without a word. Left out are hidden files, and what a student has handed in
    beside a notebook.

    into : where the results go, which may be in the folder.

    Raises
    ------
    OSError
        If the folder itself cannot be read.
    """
    held = {thing: notebooks_in(thing) for thing in things_in(folder)}
    full = [thing for thing in held if held[thing]]
    folders = list(filter(is_folder, full))
    homes = {folder / SUBMITTED, *(thing.parent for thing in folders)}
    prefix = assignment(folder, folders, list(held))
    whose = {thing: owner(thing, prefix) for thing in held}
    have = {told(whose[thing]) for thing in full}
    handed = {path: (whose[thing], "") for thing in full for path in held[thing]}
    left = []
    for thing, own in whose.items():
        ours = thing == into or thing.name in (TABLE, REPORT)
        if ours or told(own) in have:
            continue
        if is_handed_in(thing, own, prefix, homes):
            handed[thing] = own, what_there_is(thing)
        else:
            left.append(thing.name)
    names = names_of({own for own, _ in handed.values()})
    all_found = [
        Found(names[own], _place(path, folder), path, missing)
        for path, (own, missing) in sorted(handed.items())
    ]
    return all_found, left


def _place(path: Path, folder: Path) -> str:
    place = harmless(path.relative_to(folder).as_posix())
    return f"{place}/" if is_folder(path) else place
