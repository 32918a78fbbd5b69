"""What a wrong line comes to, where no single change explains it: and one case."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from nnlib.derivations.functions import Array
from nnlib.derivations.link import NEAR, Link, near
from nnlib.derivations.point import Point
from nnlib.derivations.shapes import NUMBER, Index
from nnlib.derivations.world import World
from nnlib.exercises.words import listed, shown
from nnlib.language import say

ENTRIES = 16
"""Numbers that a reader can still follow by hand."""


def result(world: World, link: Link) -> str:
    """Return what the right side of a wrong line has to do with the left one."""
    cases = [(point, *link.sides(point)) for point in world.points]
    cases = [case for case in cases if np.isfinite(case[1]).all()]
    if not all(np.isfinite(right).all() for _, _, right in cases):
        return say("The right side has no finite value: it divides by 0, for example.")
    general = [case for case in cases if min(case[0].sizes.values(), default=2) > 1]
    for tell in (_constant, _transposed, _places):
        told = tell(general or cases)
        if told:
            return told
    if _symmetric(world, link):
        return say("It is right only where square matrices are symmetric.")
    right = [point for point, one, two in cases if near(one, two)]
    return _sizes(world, right)


def case(world: World, link: Link) -> str:
    """Return the smallest case in which the two sides differ, in numbers."""
    wrong = [point for point in world.points if link.holds(point) is False]
    point = min(wrong, key=lambda point: sum(M.size for M in point.values.values()))
    left, right = (_entries(link, value) for value in link.sides(point))
    at = np.unravel_index(_worst(left, right), left.shape)
    sizes = [f"{letter} = {size}" for letter, size in point.sizes.items()]
    told = say(
        "For example, with {sizes}, the left side is {left}{place} and the right side "
        "{right}"
        if sizes
        else "For example, the left side is {left}{place} and the right side {right}",
        sizes=listed(sizes),
        left=_short(left[at]),
        place=_place(link, [int(k) + 1 for k in at]) if left.size > 1 else "",
        right=_short(right[at]),
    )
    given = [name for name in point.values if name.startswith("(df/d")]
    numbers = {
        name.strip("()"): point.values[name][0]
        for name in [*world.problem.variables, *given]
    }
    if sum(M.size for M in numbers.values()) > ENTRIES:
        return f"{told}."
    lines = [
        shown(name, M[0, 0] if M.size == 1 else M, 2) for name, M in numbers.items()
    ]
    return "\n".join([say("{case}, where", case=told), *lines])


def _short(value: float) -> str:
    """Return a number in few figures, and 0 for what is left by rounding."""
    return f"{round(value, 9) + 0.0:.4g}"


def _entries(link: Link, value: Array) -> Array:
    """Return the values of a side: an axis for each index, or rows and columns."""
    matrix = value.shape[-2:] if link.shape != NUMBER else ()
    return value.reshape([*(value.shape[k.axis] for k in _sorted(link)), *matrix])


def _sorted(link: Link) -> list[Index]:
    return sorted(link.indices, key=lambda index: index.axis)


def _place(link: Link, at: list[int]) -> str:
    """Return where an entry stands, counted from 1."""
    letters = [index.letter for index in _sorted(link)]
    pairs = [f"{letter} = {k}" for letter, k in zip(letters, at, strict=False)]
    told = say(" for {indices}", indices=listed(pairs)) if pairs else ""
    if link.shape != NUMBER:
        told += say(" in row {row}, column {column}", row=at[-2], column=at[-1])
    return told


def _worst(left: Array, right: Array) -> int:
    with np.errstate(all="ignore"):
        apart = np.abs(left - right)
    return int(np.argmax(np.where(np.isnan(apart), np.inf, apart)))


Cases = list[tuple[Point, Array, Array]]


def _constant(cases: Cases) -> str:
    ratios = []
    for _, left, right in cases:
        at = np.unravel_index(np.argmax(np.abs(left)), left.shape)
        if not left[at] or not near(right, left * (right[at] / left[at])):
            return ""
        ratios.append(float(right[at] / left[at]))
    if abs(ratios[0]) < NEAR:
        return say("The right side is 0, and the left side is not.")
    if max(ratios) - min(ratios) > NEAR * abs(ratios[0]):
        if all(left.size == 1 for _, left, _ in cases):
            return ""
        return say("Each entry is off by the same factor, which depends on the case.")
    return say(
        "The right side is {factor} times what it should be.",
        factor=f"{ratios[0]:.4g}",
    )


def _transposed(cases: Cases) -> str:
    square = all(left.shape[-1] == left.shape[-2] > 1 for _, left, _ in cases)
    if square and all(near(a, b.swapaxes(-1, -2)) for _, a, b in cases):
        return say("The right side is the transpose of what it should be.")
    return ""


def _places(cases: Cases) -> str:
    """Return which entries are right, if that is a pattern."""
    found = set()
    for _, left, right in cases:
        near = np.abs(left - right) <= NEAR * (1 + np.abs(left))
        if near.shape[-1] != near.shape[-2] or near.shape[-1] == 1:
            return ""
        diagonal = np.broadcast_to(np.eye(near.shape[-1], dtype=bool), near.shape)
        found.add((bool(near[diagonal].all()), bool(near[~diagonal].all())))
    if found == {(True, False)}:
        return say("It is right on the diagonal only.")
    if found == {(False, True)}:
        return say("It is wrong on the diagonal only.")
    return ""


def _symmetric(world: World, link: Link) -> bool:
    """Whether a wrong line is right where every square matrix is symmetric."""
    held = []
    for point in world.points:
        if min(point.sizes.values(), default=1) == 1:
            continue
        values = {
            name: (M + M.swapaxes(-1, -2)) / 2 if M.shape[-1] == M.shape[-2] else M
            for name, M in point.values.items()
            if name not in point.definitions
        }
        held.append(link.holds(replace(point, values=values, _derivatives={})))
    return bool(held) and all(one is not False for one in held) and any(held)


def _sizes(world: World, right: list[Point]) -> str:
    """Return at which sizes a wrong line is right."""
    if not right:
        return say(
            "It is wrong at all sizes that were tried."
            if world.problem.letters
            else "It is wrong in all cases that were tried."
        )
    single = [
        letter
        for letter in world.problem.letters
        if all((point in right) == (point.sizes[letter] == 1) for point in world.points)
    ]
    if single:
        return say("It is right only where {letter} is 1.", letter=single[0])
    if all(max(point.sizes.values(), default=2) == 1 for point in right):
        return say("It is right only where every matrix is 1 x 1.")
    return say("It is right at some sizes, and wrong at others.")
