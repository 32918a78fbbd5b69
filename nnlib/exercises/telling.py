"""What is wrong with the result of a case, in words."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnlib.exercises.outcome import Outcome, same
from nnlib.exercises.words import digits, listed, shown
from nnlib.language import say

Results = dict[str, NDArray[Any]]

PLAIN = 0.1
"""The part of the worst error from which on an error is the one to begin with."""


def told(outcome: Outcome, expected: Results) -> str:
    """Return what went wrong, or the result to look at first beside the right one."""
    if outcome.text:
        return outcome.text
    if outcome.failure:
        changed = outcome.failure.removeprefix("changed ")
        return say("It has changed its input {name}.", name=changed)
    missing = [name for name in expected if name not in outcome.results]
    if missing:
        name = missing[0].partition("[")[0]
        if name in outcome.results:
            return say(
                "{name} should be a dictionary, with the layers as keys.", name=name
            )
        return say("The result lacks {names}.", names=listed(missing))
    wrong = {
        name: error(outcome.results[name], M)
        for name, M in expected.items()
        if not same(outcome.results[name], M)
    }
    if not wrong:
        more = [name for name in outcome.results if name not in expected]
        return say("The result has {names} too many.", names=", ".join(more))
    name = first_to_see(wrong)
    received, M = outcome.results[name], expected[name]
    count = digits(received, M)
    both = {
        say("expected {name}", name=name): M,
        say("received {name}", name=name): received,
    }
    return "\n".join(shown(title, value, count) for title, value in both.items())


def first_to_see(wrong: dict[str, float]) -> str:
    """Return the first result that is about as wrong as the worst.

    Results stand in the order in which they are computed, and an error is handed on. So
    the first is where it came in, unless it is wrong by far less than another.
    """
    worst = max(wrong.values())
    return next(name for name, size in wrong.items() if size >= PLAIN * worst)


def error(received: NDArray[Any], expected: NDArray[Any]) -> float:
    """Return the largest error beside the largest entry that is expected, at most 1."""
    if received.shape != expected.shape:
        return 1.0
    with np.errstate(all="ignore"):
        size = np.max(np.abs(received - expected), initial=0)
        relative = size / np.max(np.abs(expected), initial=0)
    return float(relative) if relative < 1 else 1.0
