"""Whose something is, told from the name of a file or a folder."""

from __future__ import annotations

import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
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
NOTEBOOK = re.compile(r"\.ipynb(\.txt|\.json)?$", re.IGNORECASE)
"""How the name of a notebook ends, also where a browser has put an ending behind it."""


def owner(thing: Path, prefix: str) -> str:
    """Return what says whose a file or a folder is, without a classroom's prefix.

    Who unpacks ``anna.ipynb.zip`` has a folder ``anna.ipynb``.
    """
    name = thing.name
    if os.path.isdir(thing):
        return NOTEBOOK.sub("", name.removeprefix(prefix))
    return NOTEBOOK.sub("", name) if NOTEBOOK.search(name) else thing.stem


def told(owner: str) -> tuple[str, str]:
    """Return a student's name, and the number that a platform gives it, or ""."""
    # macOS may write "ö" as "o" and two dots, and these are no letter of a word.
    whole = unicodedata.normalize("NFC", owner)
    for platform in PLATFORMS:
        if match := platform.fullmatch(whole):
            return match["name"], match["number"]
    return whole, ""


def names_of(owners: Iterable[str]) -> dict[str, str]:
    """Return harmless names of students, no two of whom have one.

    A platform's number is left out where it can be missed. Two may have one name, and
    who is marked blindly is "Participant", as all are. Two files of one student, of
    which one came late, have one number. Of "Müller" and "Möller" an old archive may
    leave "M?ller", and they are two.
    """
    all_told = {owner: told(owner) for owner in owners}
    students = sorted(set(all_told.values()))
    taken = Counter(name for name, _ in students)
    names: dict[tuple[str, str], str] = {}
    used: set[str] = set()
    for name, number in students:
        whole = harmless(f"{name}_{number}" if number and taken[name] > 1 else name)
        one, count = whole, 1
        while one in used:
            count += 1
            one = f"{whole} ({count})"
        used.add(one)
        names[name, number] = one
    return {owner: names[one] for owner, one in all_told.items()}


def assignment(folder: Path, full: Sequence[Path], things: Sequence[Path]) -> str:
    """Return the ``layers-`` of the repositories ``layers-anna``, ``layers-ben``.

    They are taken for repositories if they are, or if their folder is called as
    GitHub Classroom calls it, ``layers-submissions``. One that somebody else keeps
    there hides the others' beginning only if it holds notebooks too.

    full : the folders with notebooks.
    things : all that is there.
    """
    names = [one.name for one in full]
    if folder.resolve().name.endswith("-submissions"):
        begin = folder.resolve().name.removesuffix("submissions")
        return begin if all(name.startswith(begin) for name in names) else ""
    if not all(map(_is_repository, full)):
        return ""
    empty = [one.name for one in things if one not in full and _is_repository(one)]
    return _beginning([*names, *empty]) or _beginning(names)


def _is_repository(thing: Path) -> bool:
    return os.path.exists(thing / ".git")


def _beginning(names: Sequence[str]) -> str:
    # Letter by letter, which is right here.
    common = os.path.commonprefix(names) if names[1:] else ""  # noqa: RUF071
    return common[: common.rfind("-") + 1]
