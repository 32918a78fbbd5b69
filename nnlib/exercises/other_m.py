"""A mistake that any number can make: m does not come from the arguments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnlib.exercises.outcome import Outcome, same

Results = dict[str, NDArray[Any]]


def always(
    outcomes: Sequence[Outcome],
    expected: Sequence[Results],
    arguments: Sequence[Mapping[str, Any]],
) -> float | None:
    """Return the number of examples that a function takes for granted, or None.

    What is wrong of its results would be right if it were multiplied by this number and
    divided by m, the number of rows or columns of Y.

    Parameters
    ----------
    outcomes, expected : what came back in each case, and what was wanted.
    arguments : those of each case, by name.
    """
    pairs = list(_pairs(outcomes, expected))
    wrong = {name for _, name, received, M in pairs if not same(received, M)}
    of_those = [(k, received, M) for k, name, received, M in pairs if name in wrong]
    if not of_those or not all("Y" in case for case in arguments):
        return None
    for axis in (0, 1):
        m = [case["Y"].shape[axis] for case in arguments]
        k, received, M = of_those[0]
        taken: float = m[k] / (_factor(received, M) or np.nan)
        alike = all(same(received * taken / m[k], M) for k, received, M in of_those)
        if alike and taken > 0 and len({m[k] for k, *_ in of_those}) > 1:
            return taken
    return None


def _pairs(
    outcomes: Sequence[Outcome], expected: Sequence[Results]
) -> Iterator[tuple[int, str, NDArray[Any], NDArray[Any]]]:
    """Yield each result beside what was wanted, with its case and its name.

    All layers of dW have the name dW. What did not come back is NaN.
    """
    for k, (outcome, results) in enumerate(zip(outcomes, expected, strict=True)):
        for name, M in results.items():
            received = outcome.results.get(name, np.full(M.shape, np.nan))
            yield k, name.partition("[")[0], received, M


def _factor(received: NDArray[Any], M: NDArray[Any]) -> float:
    """Return how many times too large the largest entry is; 0 if that has no sense."""
    if received.shape != M.shape or not M.size:
        return 0.0
    at = np.unravel_index(np.argmax(np.abs(M)), M.shape)
    return float(received[at] / M[at]) if M[at] else 0.0


def said(m: float) -> str:
    """Return what is to be said of it."""
    return (
        f"\n\nWhat can be seen: the results are right for {m:.4g} examples, however "
        "many there are. The number of examples must be read from the arguments, in "
        "the function."
    )
