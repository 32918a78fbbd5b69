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

NEW_GROUND = 7
"""The number of the appendix with problems that no chapter has solved."""

CHAPTERS: dict[int, tuple[Problem, ...]] = {
    1: neurons.PROBLEMS,
    3: rules.PROBLEMS + by_changes.PROBLEMS,
    4: backpropagation.PROBLEMS,
    NEW_GROUND: maps.PROBLEMS + losses.PROBLEMS,
}
BY_NAME = {one.name: one for problems in CHAPTERS.values() for one in problems}


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
