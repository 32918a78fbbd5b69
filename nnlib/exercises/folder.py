"""What is done, kept in the notebook's folder: one small file for each exercise.

Each file is written whole or not at all, and no two answers share one, so a kernel
that dies and two notebooks that are open at once lose nothing.
"""

from __future__ import annotations

import inspect
import os
import pathlib
from typing import Any

from nnlib.exercises.words import written
from nnlib.language import say

NAME = ".nnlib-exercises"


def _folder() -> pathlib.Path:
    return pathlib.Path.cwd() / NAME


def write(path: pathlib.Path, text: str) -> None:
    """Write a file, whole or not at all."""
    path.parent.mkdir(exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}")
    part.write_text(text, encoding="utf-8")
    part.replace(path)


def keep(name: str, answer: Any) -> str:
    """Keep a right answer; return what to tell the reader if that cannot be done."""
    try:
        text = inspect.getsource(answer) if callable(answer) else f"{written(answer)}\n"
    except (OSError, TypeError):
        text = "# Right, but its source was not to be had.\n"
    return keep_text(name, text)


def keep_text(name: str, text: str) -> str:
    """Keep what is right as a text; return what to tell the reader if it cannot be."""
    try:
        write(_folder() / f"{name}.py", text)
    except OSError as error:
        told = say(
            "(Not kept for progress(): {why} in {folder}.)",
            why=error.strerror,
            folder=pathlib.Path.cwd(),
        )
        return f"\n{told}"
    return ""


def done() -> set[str]:
    """Return the names of the exercises that are done."""
    return {path.stem for path in _folder().glob("*.py")}


def hints(name: str) -> int:
    """Return how many hints have been given."""
    try:
        return int((_folder() / f"{name}.hints").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return 0


def keep_hints(name: str, count: int) -> None:
    """Keep how many hints have been given; in a folder that is read-only, do not."""
    try:
        write(_folder() / f"{name}.hints", str(count))
    except OSError:
        return
