"""When each kind comes back, kept in the notebook's folder: one small file a kind."""

from __future__ import annotations

import json
import pathlib
from datetime import date

from nnlib.exercises.folder import write
from nnlib.language import say
from nnlib.practice.book import KINDS
from nnlib.practice.schedule import Standing

NAME = ".nnlib-practice"


def kept() -> dict[str, Standing]:
    """Return how each kind stands of which there was a problem in this folder."""
    found = {}
    for name in KINDS:
        try:
            text = (pathlib.Path.cwd() / NAME / f"{name}.json").read_text("utf-8")
            found[name] = standing(json.loads(text))
        except (OSError, ValueError, KeyError, TypeError):
            continue  # none yet, or something else under this name
    return found


def keep(name: str, one: Standing) -> str:
    """Keep how a kind stands; return what to tell the reader if it cannot be."""
    try:
        path = pathlib.Path.cwd() / NAME / f"{name}.json"
        write(path, f"{json.dumps(record(one))}\n")
    except OSError as error:
        told = say(
            "(Not kept for next(): {why} in {folder}.)",
            why=error.strerror,
            folder=pathlib.Path.cwd(),
        )
        return f"\n{told}"
    return ""


def standing(kept: dict[str, object]) -> Standing:
    """Return how a kind stands from what was kept of it.

    Raises ValueError, KeyError or TypeError if that is something else.
    """
    return Standing(int(str(kept["times"])), date.fromisoformat(str(kept["due"])))


def record(one: Standing) -> dict[str, object]:
    """Return what is kept of how a kind stands."""
    return {"times": one.times, "due": one.due.isoformat()}
