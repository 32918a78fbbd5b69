"""Whether a derivation has arrived at what was asked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from nnlib.derivations.parts import free, walk
from nnlib.derivations.tree import Change, Derivative, Entry, Name, Node, Slice
from nnlib.derivations.world import World, names
from nnlib.derivations.writing import written
from nnlib.exercises.words import listed
from nnlib.language import say


class Equation(Protocol):
    """A left side and what it is equal to."""

    left: Node
    right: Node


def missing(world: World, steps: Iterable[Equation]) -> str:
    """Return what is still to do, or "" if all that was asked is there."""
    steps = list(steps)
    known = Known(world, steps)
    for wanted in world.wanted:
        ends = [step.right for step in steps if _is_of(step.left, wanted)]
        name = written(wanted)
        if not ends:
            return say("It remains to say what {name} is.", name=name)
        ready = [end for end in ends if known.unknown(end) is None]
        if not ready:
            unknown = known.unknown(ends[-1])
            assert unknown is not None
            return say(
                "It is not yet all that was asked: {unknown} still stands in the last "
                "formula for {name}.",
                unknown=written(unknown),
                name=name,
            )
        if not wanted.by_at and all(map(_has_indices, ready)):
            return say(
                "That is {name} entry by entry. It remains to write it without indices."
                if free(ready[-1])
                else "That is {name} by a sum over an index. It remains to write it "
                "without indices.",
                name=name,
            )
        only = set(world.problem.only)
        if only and not any(names(end) <= only for end in ready):
            return say(
                "It remains to write {name} with {names} alone.",
                name=name,
                names=listed(list(world.problem.only)),
            )
    if world.problem.by_changes and not any(_leads(world, step) for step in steps):
        return say(
            "The result is right. This problem asks for the way by small changes: "
            "begin with df = ..."
        )
    return ""


def _leads(world: World, step: Equation) -> bool:
    """Whether a step says what df is, by other changes, and not by what is wanted."""
    parts = [part for _, part in walk(step.right)]
    return (
        step.left == Change(Name(world.names.scalar))
        and any(isinstance(part, Change) and part != step.left for part in parts)
        and not any(part in world.wanted for part in parts)
    )


class Known:
    """What is given, or was found on the way.

    Attributes
    ----------
    derivatives : of what, by what.
    names : the reader's own names that stand for what is not known, and for what.
    """

    def __init__(self, world: World, steps: list[Equation]) -> None:
        """Go through the steps until nothing more is found."""
        problem = world.problem
        given = world.names.find(problem.given) if problem.given else None
        self.derivatives = {("f", given)} if given else set()
        self.names: dict[str, Node] = {}
        found = -1
        while found != (found := len(self.derivatives) - len(self.names)):
            for step in steps:
                self._learn(step, {*problem.variables, *problem.where})

    def _learn(self, step: Equation, theirs: set[str]) -> None:
        unknown = self.unknown(step.right)
        match step.left:
            case Derivative(of, by) if unknown is None:
                self.derivatives.add((of, by))
            case Name(name) if name not in theirs:
                if unknown is None:
                    self.names.pop(name, None)
                else:
                    self.names[name] = unknown

    def unknown(self, end: Node) -> Node | None:
        """Return what in a formula is neither given nor found."""
        for _, part in walk(end):
            match part:
                case Derivative(of, by) if (of, by) not in self.derivatives:
                    return part
                case Change():
                    return part
                case Name(name) if name in self.names:
                    return self.names[name]
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
