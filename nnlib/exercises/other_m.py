"""A mistake that any number can make: m is missing, or not from the arguments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnlib.exercises.outcome import Outcome, same
from nnlib.exercises.words import listed
from nnlib.language import say, say_count

Results = dict[str, NDArray[Any]]


def of_m(
    outcomes: Sequence[Outcome],
    expected: Sequence[Results],
    arguments: Sequence[Mapping[str, Any]],
) -> str:
    """Return what is to be said of the number of examples, or "".

    Something is, if all that is wrong would be right with another number in the place
    of m. Whoever takes 1 or 2 for m has left 1/m or 2/m out. And whoever has some of
    the results right has read m, so that it is not taken for granted.

    Parameters
    ----------
    outcomes, expected : what came back in each case, and what was wanted.
    arguments : those of each case, by name.
    """
    pairs = list(_pairs(outcomes, expected))
    wrong = list(dict.fromkeys(n for _, n, got, M in pairs if not same(got, M)))
    taken = _taken(pairs, wrong, arguments)
    if taken is None:
        return ""
    right = {name for _, name, *_ in pairs if _holds_m(name)} - set(wrong)
    left_out = {"1": "1/m", "2": "2/m"}.get(f"{taken:.4g}", "")
    if not left_out and not right:
        return "\n\n" + say(
            "What can be seen: the results are right for {n} examples, "
            "however many there are. The number of examples must be read from the "
            "arguments, in the function.",
            n=f"{taken:.4g}",
        )
    times = {"1/m": "m", "2/m": "m/2"}.get(left_out, f"m/{taken:.4g}")
    told = say_count(
        len(wrong),
        "What can be seen: {names} is {times} times what it should be, where m is the "
        "number of examples.",
        "What can be seen: {names} are {times} times what they should be, where m is "
        "the number of examples.",
        names=listed(wrong),
        times=times,
    )
    missing = say("Here {factor} is missing.", factor=left_out) if left_out else ""
    return f"\n\n{told} {missing}".rstrip()


def _taken(
    pairs: Sequence[tuple[int, str, NDArray[Any], NDArray[Any]]],
    wrong: Sequence[str],
    arguments: Sequence[Mapping[str, Any]],
) -> float | None:
    """Return the number that stands in the place of m in all that is wrong."""
    if not wrong or not all(map(_holds_m, wrong)):
        return None
    if not all("Y" in case for case in arguments):
        return None
    m = _examples(arguments)
    of_those = [(m[k], received, M) for k, name, received, M in pairs if name in wrong]
    first, received, M = of_those[0]
    taken = first / (_factor(received, M) or np.nan)
    alike = all(same(received * taken / m, M) for m, received, M in of_those)
    if alike and taken > 0 and len({m for m, *_ in of_those}) > 1:
        return float(taken)
    return None


def _holds_m(name: str) -> bool:
    """Whether a result has 1/m in it: the loss f, or a derivative of f such as dW."""
    return name == "f" or name.startswith("d")


def _examples(arguments: Sequence[Mapping[str, Any]]) -> list[int]:
    """Return the number of examples in each case: the rows of Y, or its columns.

    They are the columns where X, if it is there, has not as many rows.
    """
    columns = any(len(case.get("X", case["Y"])) != len(case["Y"]) for case in arguments)
    return [case["Y"].shape[int(columns)] for case in arguments]


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
