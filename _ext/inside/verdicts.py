"""Judge an answer to an exercise: the verdict of `exercises.check`, as data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from inside import cells
from inside.outputs import Outputs
from nnlib import exercises
from nnlib.exercises import desk
from nnlib.exercises.book import find
from nnlib.exercises.exercise import Verdict
from nnlib.language import say


def answer(exercise: str, source: str, emit: Callable[..., Any]) -> dict[str, Any]:
    """Run a reader's answer, which ends in the call of `exercises.check`.

    It knows ``np``, ``exercises`` and what it defines itself, so that an answer that
    is right here is right in any notebook.

    Returns
    -------
    ``status``, ``"right"``, ``"wrong"``, ``"not yet"`` or ``"error"``; ``text``, the
    words of the verdict; ``slip`` and ``cause`` of a known mistake, or nothing;
    ``sight``, the address in the book of the figure that shows it, or nothing; and
    ``outputs``, what the answer itself showed, an exception included.
    """
    call = find(exercise).starter().splitlines()
    outputs = Outputs(emit)
    names = {**cells.fresh(), "np": np, "exercises": exercises}
    with _heard() as verdicts:
        failed = cells.run(source, names, outputs)
    found = {"slip": "", "cause": "", "sight": "", "outputs": outputs.all}
    if failed:
        return {**found, "status": "error", "text": failed["text"]}
    if exercise not in verdicts:
        begin = next(k for k, line in enumerate(call) if "exercises.check(" in line)
        wanted = "\n".join(call[begin:])
        text = f"{say('Nothing was handed in. End with')}\n\n{wanted}"
        return {**found, "status": "not yet", "text": text}
    verdict = verdicts[exercise]
    return {
        **found,
        "status": verdict.status,
        "text": str(verdict),
        "slip": verdict.slip,
        "cause": verdict.cause,
        "sight": verdict.sight.address if verdict.sight else "",
    }


@contextmanager
def _heard() -> Iterator[dict[str, Verdict]]:
    """Have `check` hand over its verdicts, by the names of the exercises.

    A page shows a verdict itself, and keeps what is done; so nothing is printed here.
    """
    verdicts: dict[str, Verdict] = {}

    def check(name: str, answer: Any = None, /, **blanks: Any) -> Verdict:
        _, verdicts[name] = desk.judged(name, answer, blanks)
        return verdicts[name]

    before = exercises.check
    exercises.check = desk.check = check
    try:
        yield verdicts
    finally:
        exercises.check = desk.check = before
