"""Follow a derivation on its page: its lines as formulas, the verdict, a step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from nnlib.derivations.book import find
from nnlib.derivations.errors import Unread
from nnlib.derivations.judging import judged
from nnlib.derivations.stepping import next_step
from nnlib.derivations.typed import typed


def answer(derivation: str, lines: str, emit: Callable[..., Any]) -> dict[str, Any]:
    """Follow the lines.

    Returns
    -------
    ``status``, ``"right"``, ``"wrong"`` or ``"not yet"``; ``text``, the words of the
    verdict; ``line``, the number of the line that does not follow, or 0; ``slip``,
    ``cause`` and ``place`` of the slip in it; ``sight``, the address in the book of the
    figure that shows it, or nothing; and ``lines`` as `shown` returns them.
    """
    verdict = judged(find(derivation), lines)
    told = {
        name: getattr(verdict, name)
        for name in ["status", "slip", "cause", "line", "place"]
    }
    told["sight"] = verdict.sight.address if verdict.sight else ""
    return {**shown(derivation, lines, emit), **told, "text": str(verdict)}


def shown(derivation: str, lines: str, emit: Callable[..., Any]) -> dict[str, Any]:
    """Return the ``lines`` as they are understood, each a `typed.Typed`."""
    try:
        found = typed(find(derivation), lines)
    except Unread:
        found = []
    return {"status": "ok", "lines": [asdict(line) for line in found]}


def step(derivation: str, lines: str, emit: Callable[..., Any]) -> dict[str, Any]:
    """Return in ``text`` a step of the worked derivation that the lines leave out."""
    return {"status": "ok", "text": next_step(find(derivation), lines)}
