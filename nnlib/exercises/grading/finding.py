"""Which notebooks a folder holds, and whose each of them is."""

from __future__ import annotations

import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from nnlib.exercises.grading.words import harmless

MOODLE = r"(?P<name>.+?)_(?P<number>\d+)_assignsubmission_.*"
"""How Moodle names the folder of a student, or a file, if it makes no folders."""
CANVAS = r"(?P<name>[^\W\d][\w-]*?)(?:_late)?_(?P<number>\d+)_\d{3,}_.*"
"""How Canvas names a file: with the numbers of the student and of what was handed in.

The second is counted over a whole school, so what has a small one, as ``week_1_2_anna``
has, is called otherwise.
"""
BLIND = r"(?:late_)?(?P<name>anon)_(?P<number>[a-z\d]+)_\d{3,}_.*"
"""How Canvas names a file that is marked blindly: the number has letters in it."""
PLATFORMS = [re.compile(one, re.IGNORECASE) for one in (MOODLE, BLIND, CANVAS)]
NBGRADER = {"source", "release", "autograded", "feedback"}
"""What nbgrader keeps beside the folder ``submitted``."""
ARCHIVER = "__MACOSX"
"""What macOS packs into an archive beside what was asked for."""


@dataclass(frozen=True)
class Found:
    """A file that may be a notebook.

    Attributes
    ----------
    student : whose it is, told from its name or that of its folder.
    file : where it is, relative to the folder that is graded, with ``/``.
    path : where it is.
    """

    student: str
    file: str
    path: Path


def found(folder: Path) -> list[Found]:
    """Return all that is called a notebook in a folder, in the order of the names.

    What is hidden, such as ``.ipynb_checkpoints``, is left out, and links to folders
    are not followed. A folder that cannot be read is told of, as a broken notebook is.

    Raises
    ------
    OSError
        If the folder itself cannot be read.
    """
    inside = _inside(folder)
    if any(_owned(parts) != parts for parts in inside.values()):
        inside = {p: parts for p, parts in inside.items() if parts[0] not in NBGRADER}
    owned = {path: _owned(parts) for path, parts in inside.items()}
    prefix = _assignment(folder, sorted({own[0] for own in owned.values() if own[1:]}))
    names = _names({_owner(parts, prefix) for parts in owned.values()})
    return [
        Found(
            harmless(names[_owner(owned[path], prefix)]),
            harmless("/".join(inside[path])),
            path,
        )
        for path in sorted(inside)
    ]


def _inside(folder: Path) -> dict[Path, tuple[str, ...]]:
    """Return what is found, with the pieces of its path within the folder."""
    inside = {}

    def unread(error: OSError) -> None:
        if Path(error.filename) == folder:
            raise error
        # With an empty name behind it, as a folder whose notebooks nobody knows.
        path = Path(error.filename)
        inside[path] = (*path.relative_to(folder).parts, "")

    for place, folders, files in os.walk(folder, onerror=unread):
        folders[:] = sorted(name for name in folders if _is_seen(name))
        for name in [*folders, *files]:
            if name.lower().endswith(".ipynb") and _is_seen(name):
                path = Path(place, name)
                inside[path] = path.relative_to(folder).parts
    return inside


def _is_seen(name: str) -> bool:
    return not name.startswith(".") and name != ARCHIVER


def _owned(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out nbgrader's folder in which the students' folders are."""
    return parts[1:] if parts[0] == "submitted" and parts[2:] else parts


def _owner(parts: tuple[str, ...], prefix: str) -> str:
    return parts[0].removeprefix(prefix) if parts[1:] else Path(parts[0]).stem


def _names(owners: Iterable[str]) -> dict[str, str]:
    """Return the names of students, without a platform's number where it can be missed.

    Two may have one name, and who is marked blindly is "Participant", as all are. Two
    files of one student, of which one came late, have one number.
    """
    told = {owner: _told(owner) for owner in owners}
    taken = Counter(name for name, _ in set(told.values()))
    return {
        owner: f"{name}_{number}" if number and taken[name] > 1 else name
        for owner, (name, number) in told.items()
    }


def _told(owner: str) -> tuple[str, str]:
    """Return a student's name, and the number that a platform gives it, or ""."""
    # macOS may write "ö" as "o" and two dots, and these are no letter of a word.
    whole = unicodedata.normalize("NFC", owner)
    for platform in PLATFORMS:
        if match := platform.fullmatch(whole):
            return match["name"], match["number"]
    return owner, ""


def _assignment(folder: Path, names: Iterable[str]) -> str:
    """Return the ``layers-`` of the repositories ``layers-anna``, ``layers-ben``.

    They are taken for repositories if they are, or if their folder is called as
    GitHub Classroom calls it, ``layers-submissions``.
    """
    names = list(names)
    if folder.resolve().name.endswith("-submissions"):
        begin = folder.resolve().name.removesuffix("submissions")
        return begin if all(name.startswith(begin) for name in names) else ""
    if len(names) < 2 or not all(
        os.path.exists(folder / name / ".git") for name in names
    ):
        return ""
    common = os.path.commonprefix(names)  # noqa: RUF071 (letter by letter)
    return common[: common.rfind("-") + 1]
