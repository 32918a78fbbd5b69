"""Who has handed in something, and no notebook."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from nnlib.exercises.grading.layout import NBGRADER, SUBMITTED, is_folder, is_seen
from nnlib.exercises.grading.naming import NOTEBOOK, told
from nnlib.exercises.grading.results import EARLIER, STUDENTS, TABLE
from nnlib.exercises.grading.words import one_line

ARCHIVES = (".zip", ".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".zst")
MOST = 5
"""Names that are told."""
LONGEST_NAME = 60
"""Letters of a name that is told."""


def is_handed_in(thing: Path, owner: str, prefix: str, homes: Collection[Path]) -> bool:
    """Tell whether a thing without a notebook was handed in by somebody.

    It has the name that a platform or a classroom gives it, or is one of the folders
    of which students have one each.

    owner, prefix : what says whose it is, and what a classroom puts before it.
    homes : where students have folders.
    """
    if told(owner)[1]:
        return True
    if not os.path.isdir(thing) or _is_a_teachers(thing):
        return False
    named = bool(prefix) and thing.name.startswith(prefix)
    return named or thing.parent in homes or NOTEBOOK.search(thing.name) is not None


def _is_a_teachers(thing: Path) -> bool:
    kept = thing.name in (STUDENTS, EARLIER) and _holds_results(thing.parent)
    return kept or thing.name in {*NBGRADER, SUBMITTED} or _holds_results(thing)


def _holds_results(folder: Path) -> bool:
    return os.path.isfile(folder / TABLE) and os.path.isdir(folder / STUDENTS)


def what_there_is(thing: Path) -> str:
    """Return what is told of what was handed in for a notebook."""
    if is_folder(thing):
        files = sorted(_files(thing), key=is_no_archive)
        some = (
            f"but {names_told(files)}"
            if files
            else "nor any other file, hidden ones aside"
        )
        told_first = f"There is no notebook (.ipynb) in this folder, {some}."
    elif os.path.isdir(thing):
        return "This is a link to a folder elsewhere. It is not followed."
    else:
        files = [thing.name]
        told_first = "This is no notebook (.ipynb)."
    if not files or is_no_archive(files[0]):
        return told_first
    first = names_told(files[:1])
    into = "" if is_folder(thing) else f" into a folder {names_told([thing.stem])}"
    return f"{told_first} Unpack {first}{into}, for it may hold one, and grade again."


def names_told(names: Sequence[str]) -> str:
    """Return the first names, and how many more there are."""
    first = ", ".join(one_line(name)[:LONGEST_NAME] for name in names[:MOST])
    return f"{first} and {len(names) - MOST} more" if names[MOST:] else first


def _files(folder: Path) -> Iterator[str]:
    """Yield the files of a folder, and links to folders, relative to it."""
    for place, names, files in os.walk(folder):
        names[:] = sorted(filter(is_seen, names))
        links = (name for name in names if os.path.islink(Path(place, name)))
        for name in (*sorted(filter(is_seen, files)), *links):
            yield Path(place, name).relative_to(folder).as_posix()


def is_no_archive(name: str) -> bool:
    """Tell whether nothing can be unpacked from a file: archives are told first."""
    return not name.lower().endswith(ARCHIVES)
