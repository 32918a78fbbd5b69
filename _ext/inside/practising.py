"""Practise on a page: a problem, its verdict, its solution, and when its kind returns.

What a page keeps of a kind is ``times`` and ``due`` (`nnlib.practice.schedule`). Pages
say which day it is, for they know where their reader lives.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np

from nnlib.exercises.words import fitted
from nnlib.language import say
from nnlib.practice import schedule
from nnlib.practice.book import KINDS, find
from nnlib.practice.folder import record, standing
from nnlib.practice.pieces import pieces

FIELDS = {0: "number", 1: "row", 2: "matrix"}


def problem(
    name: str,
    seed: int,
    standings: dict[str, Any],
    today: str,
    last: str,
    emit: Callable[..., Any],
) -> dict[str, Any]:
    """Return a problem of a kind, or if it has no name, of the kind to go on with.

    Returns
    -------
    ``name``, ``title`` and ``seed``; ``task``, the pieces of its paragraphs; and
    ``blanks``, each with its ``name``, its ``label`` in LaTeX and its ``form``.
    """
    day = date.fromisoformat(today)
    known = {name: _standing(kept) for name, kept in standings.items()}
    met = {name: one for name, one in known.items() if one is not None}
    one = find(name or schedule.chosen(met, list(KINDS), day, last)).problem(seed)
    return {
        "status": "ok",
        "name": one.name,
        "title": say(one.title),
        "seed": one.seed,
        "task": pieces(one.task),
        "blanks": [
            {"name": blank, "label": one.labels[blank], "form": _form(right)}
            for blank, right in one.blanks.items()
        ],
    }


def check(
    name: str,
    seed: int,
    given: dict[str, str],
    kept: Any,
    today: str,
    counted: bool,
    emit: Callable[..., Any],
) -> dict[str, Any]:
    """Judge an answer.

    Returns
    -------
    ``status``, ``"right"``, ``"wrong"`` or ``"not yet"``; ``text``, the words of the
    verdict; ``slip``, the name of the mistake, or nothing; and as `_count` does when
    the kind returns, if this answer is the first to its problem that can be read.
    """
    one = find(name).problem(seed)
    verdict = one.examine(given)
    told = {"status": verdict.status, "slip": verdict.slip}
    text = fitted(verdict.text)
    if counted or verdict.status == "not yet" or not one.counts(given):
        return {**told, "text": text}
    standing, words = _count(kept, bool(verdict), today)
    return {**told, "text": f"{text}\n\n{words}", "standing": standing}


def solution(
    name: str,
    seed: int,
    kept: Any,
    today: str,
    counted: bool,
    emit: Callable[..., Any],
) -> dict[str, Any]:
    """Return the pieces of the worked solution, in ``worked``.

    Before any answer it counts as a wrong one: ``text`` and ``standing`` then say so.
    """
    told = {"status": "ok", "worked": pieces(find(name).problem(seed).derivation)}
    if counted:
        return told
    standing, words = _count(kept, False, today)
    return {**told, "text": words, "standing": standing}


def _count(kept: Any, right: bool, today: str) -> tuple[dict[str, Any], str]:
    """Return what is to be kept of a kind now, and in words when it returns."""
    day = date.fromisoformat(today)
    one = schedule.after(_standing(kept), right, day)
    return record(one), one.told(day)


def _standing(kept: Any) -> schedule.Standing | None:
    """Return how a kind stands; None if it is new, or something else was kept."""
    try:
        return standing(kept)
    except (ValueError, KeyError, TypeError):
        return None


def _form(right: Any) -> str:
    return "truth" if isinstance(right, bool) else FIELDS[np.ndim(right)]
