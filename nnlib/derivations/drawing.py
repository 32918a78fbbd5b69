"""Random cases of a problem: sizes that all differ, and those where some are 1."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from nnlib.derivations.errors import Unread
from nnlib.derivations.functions import Array, Entrywise
from nnlib.derivations.point import Point, Whole
from nnlib.derivations.problem import SYMMETRIC, Problem
from nnlib.derivations.shapes import Shape
from nnlib.language import say

GENERAL = 3
"""Cases in which all sizes differ and none is 1."""

MORE = 15
"""As many where only the sign of something counts, which many a wrong line shares."""

ROOM, LARGEST, TRIES = 0.1, 1e4, 60
"""How far a case must be from where there is no derivative; its largest number."""


def sizes(
    letters: tuple[str, ...], rng: np.random.Generator, general: int = GENERAL
) -> list[dict[str, int]]:
    """Return sizes to try: all different, all 1, and each by itself 1."""
    count = len(letters)

    def different(lowest: int) -> dict[str, int]:
        numbers = rng.permutation(np.arange(lowest, lowest + count))
        return dict(zip(letters, map(int, numbers), strict=True))

    found = [different(2) for _ in range(general)]
    if letters:
        found.append(dict.fromkeys(letters, 1))
    if count > 1:
        found += [{**different(2), letter: 1} for letter in letters]
    return found


def cases(
    problem: Problem,
    definitions: Mapping[str, Whole],
    rng: np.random.Generator,
    hidden: Mapping[str, Shape],
    varying: set[str],
    general: int = GENERAL,
) -> list[Point]:
    """Return the cases to try, without those that have no value at small sizes.

    Raises
    ------
    Unread
        If even one with larger sizes was not found.
    """
    found = []
    for k, by in enumerate(sizes(problem.letters, rng, general)):
        try:
            found.append(_draw(problem, definitions, rng, by, hidden, varying))
        except Unread:
            if k < GENERAL:
                raise
    return found


def _draw(
    problem: Problem,
    definitions: Mapping[str, Whole],
    rng: np.random.Generator,
    by: Mapping[str, int],
    hidden: Mapping[str, Shape],
    varying: set[str],
) -> Point:
    """Return one case, in which everything has a finite value.

    Raises
    ------
    Unread
        If none was found.
    """
    for attempt in range(TRIES):
        point = _any(problem, definitions, rng, by, attempt, varying)
        with np.errstate(all="ignore"):
            for name, (rows, columns) in hidden.items():
                sides = point.size(rows), point.size(columns)
                point.values[name] = _entries(rng, (1, *sides))
            worst = (
                max(
                    float(np.max(np.abs(np.nan_to_num(point.value(name), nan=np.inf))))
                    for name in definitions
                )
                if definitions
                else 0.0
            )
        if worst < LARGEST and point.room > ROOM:
            return point
    raise Unread(
        say(
            "No case was found in which this problem has a value and a "
            "derivative. A matrix whose logarithm or root is taken can "
            "be declared 'm x n positive'."
        )
    )


def _any(
    problem: Problem,
    definitions: Mapping[str, Whole],
    rng: np.random.Generator,
    by: Mapping[str, int],
    attempt: int,
    varying: set[str],
) -> Point:
    values: dict[str, Array] = {}
    for name, shape in problem.shapes.items():
        rows, columns = (int(s) if s.isdigit() else by[s] for s in shape)
        M = _entries(rng, (1, rows, columns))
        if problem.kinds[name] in ("positive", "rows sum to 1") or attempt > TRIES / 2:
            M = np.abs(M)
        if problem.kinds[name] == "rows sum to 1":
            M = M / M.sum(axis=-1, keepdims=True)
        if attempt > TRIES * 2 / 3 and rows == columns:
            M = M + rows * np.eye(rows)
        if problem.kinds[name] == "symmetric":
            M = (M + M.swapaxes(-1, -2)) / 2
        if problem.kinds[name] == "positive definite":
            M = np.round(M @ M.swapaxes(-1, -2) / rows + np.eye(rows), 2)
        values[name] = M
    directions = {
        name: _direction(_entries(rng, values[name].shape), problem.kinds[name])
        for name in values
        if name in varying
    }
    functions = {name: _function(rng) for name in problem.functions}
    return Point(by, values, directions, functions, definitions)


def _entries(rng: np.random.Generator, shape: tuple[int, ...]) -> Array:
    """Return numbers of two digits, none of them near 0."""
    sign = np.where(rng.random(shape) < 0.5, -1.0, 1.0)
    entries: Array = sign * np.round(0.3 + 1.1 * rng.random(shape), 2)
    return entries


def _direction(M: Array, kind: str) -> Array:
    return (M + M.swapaxes(-1, -2)) / 2 if kind in SYMMETRIC else M


def _function(rng: np.random.Generator) -> tuple[Entrywise, Entrywise]:
    """Return a function that is like no other, and its derivative."""
    a, b, c, d = 0.5 + rng.random(4)

    def g(Z: Array) -> Array:
        value: Array = a * np.sin(b * Z + c) + d * Z
        return value

    def slope(Z: Array) -> Array:
        value: Array = a * b * np.cos(b * Z + c) + d
        return value

    return g, slope
