"""All exercises, in the order of the chapters."""

from __future__ import annotations

from nnlib.exercises import (
    backpropagation,
    gradient_descent,
    matrix_calculus,
    neurons,
    vectorisation,
)
from nnlib.exercises.exercise import Exercise

CHAPTERS: dict[int, tuple[Exercise, ...]] = {
    1: neurons.EXERCISES,
    2: vectorisation.EXERCISES,
    3: matrix_calculus.EXERCISES,
    4: backpropagation.EXERCISES,
    5: gradient_descent.EXERCISES,
}
BY_NAME = {one.name: one for chapter in CHAPTERS.values() for one in chapter}


def find(name: str) -> Exercise:
    """Return the exercise with this name.

    Raises
    ------
    ValueError
        If there is none; the message lists those there are.
    """
    try:
        return BY_NAME[name]
    except (KeyError, TypeError):
        raise ValueError(
            f"There is no exercise {name!r}. The exercises are: {', '.join(BY_NAME)}."
        ) from None
