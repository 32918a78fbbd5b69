"""Which notebooks a folder holds, and whose each of them is."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from nnlib.exercises.grading.words import harmless

MOODLE = re.compile(r"(.+?)_\d+_assignsubmission_\w+")
"""How Moodle names the folder of a student."""


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

    Folders that are hidden, such as ``.ipynb_checkpoints``, are left out, and links to
    folders are not followed.
    """
    paths = []
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        # A folder of that name is told of, as a broken notebook is.
        paths += [Path(place, n) for n in [*folders, *files] if n.endswith(".ipynb")]
    inside = {path: path.relative_to(folder).parts for path in paths}
    first = sorted({_owned(parts)[0] for parts in inside.values() if parts[1:]})
    prefix = _assignment(folder, first)
    return [
        Found(
            harmless(_student(inside[path], prefix)),
            harmless("/".join(inside[path])),
            path,
        )
        for path in sorted(paths)
    ]


def _owned(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out nbgrader's folder in which the students' folders are."""
    return parts[1:] if parts[0] == "submitted" and parts[2:] else parts


def _student(parts: tuple[str, ...], prefix: str) -> str:
    owned = _owned(parts)
    if not owned[1:]:
        return Path(owned[0]).stem
    name = owned[0].removeprefix(prefix)
    moodle = MOODLE.fullmatch(name)
    return moodle[1] if moodle else name


def _assignment(folder: Path, names: Iterable[str]) -> str:
    """Return the ``layers-`` of the repositories ``layers-anna``, ``layers-ben``.

    They are taken for repositories if they are, or if their folder is called as
    GitHub Classroom calls it, ``layers-submissions``.
    """
    names = list(names)
    if folder.resolve().name.endswith("-submissions"):
        begin = folder.resolve().name.removesuffix("submissions")
        return begin if all(name.startswith(begin) for name in names) else ""
    if len(names) < 2 or not all((folder / name / ".git").exists() for name in names):
        return ""
    common = os.path.commonprefix(names)  # noqa: RUF071 (letter by letter)
    return common[: common.rfind("-") + 1]
