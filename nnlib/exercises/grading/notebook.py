"""Read a notebook that was handed in: its cells, and what each of them answers.

It is told as a page tells it that is brought a notebook back (``notebook.js``), so that
a hand-out and what a page saves are the same here.
"""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nnlib.derivations.book import BY_NAME as DERIVATIONS
from nnlib.exercises.book import BY_NAME as EXERCISES

LARGEST = 50_000_000
"""Bytes. Pictures in outputs make a notebook large."""
DERIVATION = "derivation-"
ANSWER = re.compile(r"exercise-([\w-]+)-answer")
CALL = re.compile(
    r"^[^#\n]*?\b(exercise|derivation)s\.(?:check|require)\(\s*[\"']([\w-]+)[\"']",
    re.MULTILINE,
)
"""Not only where a line begins: it may be printed, given a name, or in an ``if``."""
ASKED = re.compile(r"\b(?:check|require)\(\s*[\"']([\w-]+)[\"']")
"""What may be a call too, under a name of the student's own: running it shows."""


@dataclass(frozen=True)
class Cell:
    """The code of a cell, and the name of what it answers, or ""."""

    source: str
    name: str = ""


class Unreadable(Exception):
    """A file that is no notebook to be graded; the message says why."""


def read(path: Path) -> list[Cell]:
    """Return the cells with code of a notebook.

    Raises
    ------
    Unreadable
        If it cannot be read, or answers nothing.
    """
    try:
        held = path.lstat()
        if stat.S_ISLNK(held.st_mode):
            raise Unreadable("This is a link to a file elsewhere. It is not followed.")
        if stat.S_ISDIR(held.st_mode):
            os.listdir(path)
        if not stat.S_ISREG(held.st_mode):
            raise Unreadable("This is a folder or a device, not a file.")
        if held.st_size > LARGEST:
            raise Unreadable(
                f"This file is too large: {held.st_size / 1e6:.0f} MB, where at most "
                f"{LARGEST / 1e6:.0f} are read."
            )
        data = path.read_bytes()
    except OSError as error:
        what = "folder" if os.path.isdir(path) else "file"
        raise Unreadable(f"This {what} cannot be read: {error.strerror}.") from None
    cells = _cells(_notebook(data))
    if not any(cell.name or _may_ask(cell.source) for cell in cells):
        raise Unreadable("This notebook has no cell that answers an exercise.")
    return cells


def _notebook(data: bytes) -> Any:
    if not data.strip():
        raise Unreadable("This file is empty.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(
            f"This file is not UTF-8, as notebooks are: byte {error.start} is "
            f"{data[error.start]:#04x}."
        ) from None
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise Unreadable(
            f"This file is no notebook, or not a whole one: line {error.lineno}, "
            f"column {error.colno}, cannot be read."
        ) from None
    except (ValueError, RecursionError):
        raise Unreadable("This file is no notebook: it cannot be read.") from None


def _cells(notebook: Any) -> list[Cell]:
    whole = notebook if isinstance(notebook, Mapping) else {}
    held = whole.get("cells")
    if not isinstance(held, list):
        if "worksheets" in whole:
            raise Unreadable(
                "This notebook has a form from before 2015. Open it in Jupyter, save "
                "it, and grade again."
            )
        raise Unreadable("This file is no notebook: it has no cells.")
    cells = [_cell(one) for one in held if isinstance(one, Mapping)]
    return [cell for cell in cells if cell]


def _cell(held: Mapping[str, Any]) -> Cell | None:
    """Return a cell, if it has code.

    Some programs keep ids elsewhere, or none. What has the id of an answer is one, if
    somebody has made Markdown of it too.
    """
    source = held.get("source")
    lines = source if isinstance(source, list) else [source]
    if not all(isinstance(line, str) for line in lines):
        return None
    text = "".join(map(str, lines))
    metadata = held.get("metadata")
    kept = metadata.get("id") if isinstance(metadata, Mapping) else None
    named = ANSWER.fullmatch(str(held.get("id"))) or ANSWER.fullmatch(str(kept))
    is_code = held.get("cell_type") == "code"
    name = named[1] if named else _checked(text) if is_code else ""
    return Cell(text, known(name)) if is_code or known(name) else None


def _checked(source: str) -> str:
    call = CALL.search(source)
    if call is None:
        return ""
    return f"{DERIVATION}{call[2]}" if call[1] == "derivation" else call[2]


def _may_ask(source: str) -> bool:
    return not {*EXERCISES, *DERIVATIONS}.isdisjoint(ASKED.findall(source))


def known(name: Any) -> str:
    """Return the name of an exercise or a derivation, "" if there is none of it."""
    if not isinstance(name, str):
        return ""
    if name.startswith(DERIVATION) and name.removeprefix(DERIVATION) in DERIVATIONS:
        return name
    return name if name in EXERCISES else ""
