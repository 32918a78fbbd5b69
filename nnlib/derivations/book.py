"""All problems, in the order of the chapters."""

from __future__ import annotations

from nnlib.derivations.problem import Problem
from nnlib.derivations.problems import (
    backpropagation,
    by_changes,
    losses,
    maps,
    neurons,
    rules,
)

PARTS: dict[str, tuple[Problem, ...]] = {
    "Chapter 1": neurons.PROBLEMS,
    "Chapter 3": rules.PROBLEMS + by_changes.PROBLEMS,
    "Chapter 4": backpropagation.PROBLEMS,
    "New ground": maps.PROBLEMS + losses.PROBLEMS,
}
BY_NAME = {one.name: one for part in PARTS.values() for one in part}


def find(name: str) -> Problem:
    """Return the problem with this name.

    Raises
    ------
    ValueError
        If there is none; the message lists those there are.
    """
    try:
        return BY_NAME[name]
    except (KeyError, TypeError):
        raise ValueError(
            f"There is no derivation {name!r}. There are: {', '.join(BY_NAME)}."
        ) from None
