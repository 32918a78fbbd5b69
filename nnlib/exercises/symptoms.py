"""What can be seen of a mistake that no exercise foresaw."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnlib.exercises.outcome import Outcome, same
from nnlib.exercises.telling import error
from nnlib.exercises.words import shape
from nnlib.language import say

Results = dict[str, NDArray[Any]]

CLOSE = 1e-3
"""Errors beside the largest entry that a factor, or a slip, would hardly make."""


def seen(outcomes: list[Outcome], expected: list[Results]) -> str:
    """Return a line on what all wrong results have in common, or nothing."""
    wrong = [
        (outcome.results[name], M)
        for outcome, results in zip(outcomes, expected, strict=True)
        for name, M in results.items()
        if name in outcome.results and not same(outcome.results[name], M)
    ]
    for symptom in (_not_finite, _transposed, _other_shape, _close, _factor):
        text = symptom(wrong) if wrong else ""
        if text:
            return "\n\n" + say("What can be seen: {what}", what=text)
    return ""


Wrong = list[tuple[NDArray[Any], NDArray[Any]]]
"""Results that are wrong, each with what was expected."""


def _not_finite(wrong: Wrong) -> str:
    finite = (np.isfinite(received).all() for received, _ in wrong)
    if all(finite):
        return ""
    return say(
        "there are entries that are not finite numbers. Is something divided by 0, or "
        "is a root or a logarithm taken of a negative number? Work out the first of "
        "them by hand."
    )


def _transposed(wrong: Wrong) -> str:
    if all(same(received.T, M) for received, M in wrong):
        return say("this is the transpose of what is wanted.")
    return ""


def _other_shape(wrong: Wrong) -> str:
    received, M = wrong[0]
    if received.shape == M.shape:
        return ""
    if all(same(received.ravel(), M.ravel()) for received, M in wrong):
        told = say("the numbers are right, but {shape} is wanted.", shape=shape(M))
        lost = received.ndim < M.ndim
        return f"{told} {say('A dimension got lost.')}" if lost else told
    return say("{shape} is wanted.", shape=shape(M))


def _close(wrong: Wrong) -> str:
    if max(error(received, M) for received, M in wrong) > CLOSE:
        return ""
    return say(
        "the numbers are nearly right, to a thousandth of the largest. Is something "
        "rounded, or approximated, or added that should be 0?"
    )


def _factor(wrong: Wrong) -> str:
    received, M = wrong[0]
    at = np.unravel_index(np.argmax(np.abs(M)), M.shape)
    if received.shape != M.shape or not M[at] or not received[at]:
        return ""
    factor = received[at] / M[at]
    if all(same(received / factor, M) for received, M in wrong):
        return say(
            "every entry is {factor} times what it should be.", factor=f"{factor:.4g}"
        )
    return ""
