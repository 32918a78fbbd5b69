"""How the things that a class has handed in lie in a folder."""

from __future__ import annotations

import os
from pathlib import Path

from nnlib.exercises.grading.naming import NOTEBOOK

SUBMITTED = "submitted"
"""Where nbgrader keeps the students' folders."""
NBGRADER = {"source", "release", "autograded", "feedback"}
"""What nbgrader keeps beside it."""
ARCHIVER = "__MACOSX"
"""What macOS packs into an archive beside what was asked for."""


def things_in(folder: Path) -> list[Path]:
    """Return the files and folders of which each is one student's, if any's.

    Raises
    ------
    OSError
        If the folder cannot be read.
    """
    things = _seen(folder)
    if folder / SUBMITTED in filter(is_folder, things):
        try:
            handed_in = _seen(folder / SUBMITTED)
        except OSError:
            handed_in = []  # and so it is told as a student's folder is
        if any(is_folder(one) or NOTEBOOK.search(one.name) for one in handed_in):
            others = NBGRADER | {SUBMITTED}
            return [*handed_in, *(one for one in things if one.name not in others)]
    return things


def notebooks_in(thing: Path) -> list[Path]:
    """Return all that is called a notebook in a folder, or the file that is.

    Links to folders are not followed. A folder that cannot be read is among them, for
    nobody knows what it holds.
    """
    if not is_folder(thing):
        return [thing] if NOTEBOOK.search(thing.name) else []
    found: set[Path] = set()
    folders: set[Path] = set()

    def keep(error: OSError) -> None:
        found.add(Path(error.filename))

    for place, names, files in os.walk(thing, onerror=keep):
        names[:] = filter(is_seen, names)
        folders.update(Path(place, name) for name in names if NOTEBOOK.search(name))
        seen = filter(is_seen, files)
        found.update(Path(place, name) for name in seen if NOTEBOOK.search(name))
    # Who unpacks "a.ipynb.zip" has a folder "a.ipynb", and the notebook is in it.
    return sorted(found | (folders - {above for one in found for above in one.parents}))


def is_folder(path: Path) -> bool:
    """Tell whether this is a folder, and no link to one."""
    return os.path.isdir(path) and not os.path.islink(path)


def _seen(folder: Path) -> list[Path]:
    return [folder / name for name in sorted(os.listdir(folder)) if is_seen(name)]


def is_seen(name: str) -> bool:
    """Tell whether a file or a folder has a name that is not hidden."""
    return not name.startswith(".") and name != ARCHIVER
