"""Whether a derivation has arrived at what was asked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from nnlib.derivations.parts import free, walk
from nnlib.derivations.tree import Change, Derivative, Entry, Node, Slice
from nnlib.derivations.world import World, names
from nnlib.derivations.writing import written


class Equation(Protocol):
    """A left side and what it is equal to."""

    left: Node
    right: Node


def missing(world: World, steps: Iterable[Equation]) -> str:
    """Return what is still to do, or "" if all that was asked is there."""
    steps = list(steps)
    known = _known(world, steps)
    for wanted in world.wanted:
        ends = [step.right for step in steps if _is_of(step.left, wanted)]
        name = written(wanted)
        if not ends:
            return f"It remains to say what {name} is."
        ready = [end for end in ends if _unknown(end, known) is None]
        if not ready:
            unknown = _unknown(ends[-1], known)
            assert unknown is not None
            return (
                f"It is not yet all that was asked: {written(unknown)} still stands in "
                f"the last formula for {name}."
            )
        if not wanted.by_at and all(map(_has_indices, ready)):
            is_whole = not free(ready[-1])
            by = "by a sum over an index" if is_whole else "entry by entry"
            return f"That is {name} {by}. It remains to write it without indices."
        only = set(world.problem.only)
        if only and not any(names(end) <= only for end in ready):
            listed = " and ".join(world.problem.only)
            return f"It remains to write {name} with {listed} alone."
    if world.problem.by_changes and not any(
        isinstance(part, Change)
        for step in steps
        for side in (step.left, step.right)
        for _, part in walk(side)
    ):
        return (
            "The result is right. This problem asks for the way by small changes: "
            "begin with df = ..."
        )
    return ""


def _known(world: World, steps: list[Equation]) -> set[tuple[str, str]]:
    """Return the derivatives that are given, or were found on the way."""
    known: set[tuple[str, str]] = set()
    given = world.names.find(world.problem.given) if world.problem.given else None
    if given:
        known.add(("f", given))
    for step in steps:
        match step.left:
            case Derivative(of, by) if _unknown(step.right, known) is None:
                known.add((of, by))
    return known


def _unknown(end: Node, known: set[tuple[str, str]]) -> Node | None:
    for _, part in walk(end):
        match part:
            case Derivative(of, by) if (of, by) not in known:
                return part
            case Change():
                return part
    return None


def _is_of(left: Node, wanted: Derivative) -> bool:
    """Whether a left side is what is wanted, or its entry at any two indices."""
    match left:
        case Derivative(wanted.of, wanted.by, of_at, by_at):
            same = len(of_at) == len(wanted.of_at) or not wanted.of_at
            return same and len(set(by_at)) == len(by_at)
        case Entry(Derivative() as whole) | Slice(Derivative() as whole):
            return _is_of(whole, wanted)
    return False


def _has_indices(end: Node) -> bool:
    return bool(free(end)) or any(isinstance(part, Slice) for _, part in walk(end))
