"""Formulas as trees: what a line of a derivation is, once it has been read."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Node:
    """A formula, or a part of one."""

    @property
    def parts(self) -> tuple[Node, ...]:
        """The formulas it is made of, from left to right."""
        found: list[Node] = []
        for field in dataclasses.fields(self):
            value = getattr(self, field.name)
            found += value if isinstance(value, tuple) else [value]
        return tuple(part for part in found if isinstance(part, Node))

    def having(self, parts: tuple[Node, ...]) -> Node:
        """Return the same with other parts."""
        left, values = iter(parts), {}
        for field in dataclasses.fields(self):
            value = getattr(self, field.name)
            if isinstance(value, Node):
                values[field.name] = next(left)
            elif isinstance(value, tuple) and value and isinstance(value[0], Node):
                values[field.name] = tuple(next(left) for _ in value)
        return dataclasses.replace(self, **values)


@dataclass(frozen=True)
class Number(Node):
    """A number of zero or more."""

    value: float


@dataclass(frozen=True)
class Name(Node):
    """A variable, something defined by variables, or a size such as m."""

    name: str


@dataclass(frozen=True)
class Entry(Node):
    """One entry of a matrix; of a row or a column, whose index is one letter."""

    of: Node
    at: tuple[str, ...]


@dataclass(frozen=True)
class Derivative(Node):
    """The derivative of something by a variable, each whole or one entry of it."""

    of: str
    by: str
    of_at: tuple[str, ...] = ()
    by_at: tuple[str, ...] = ()


@dataclass(frozen=True)
class Change(Node):
    """How much a formula changes, to first order, if the variables change a little."""

    of: Node


@dataclass(frozen=True)
class Minus(Node):
    """The negative."""

    of: Node


@dataclass(frozen=True)
class Transpose(Node):
    """The transpose."""

    of: Node


@dataclass(frozen=True)
class Binary(Node):
    """Two formulas and one of + - * / @ ** between them, entry by entry but for @."""

    left: Node
    sign: str
    right: Node


@dataclass(frozen=True)
class Call(Node):
    """A function of formulas. ``axis`` is for sums: 0 of columns, 1 of rows."""

    function: str
    of: tuple[Node, ...]
    prime: bool = False
    axis: int | None = None


@dataclass(frozen=True)
class Sum(Node):
    """The sum over all values of some indices."""

    of: Node
    over: tuple[str, ...]


@dataclass(frozen=True)
class Test(Node):
    """Two indices and one of == != < <= > >= between them."""

    left: str
    sign: str
    right: str


@dataclass(frozen=True)
class Every(Node):
    """All of some tests."""

    of: tuple[Node, ...]


@dataclass(frozen=True)
class Choice(Node):
    """One formula where a test holds, another where it does not."""

    then: Node
    test: Node
    other: Node


Path = tuple[int, ...]
"""The way from a formula to one of its parts: which part, which part of that ..."""


def walk(tree: Node, path: Path = ()) -> Iterator[tuple[Path, Node]]:
    """Yield every part of a formula with its path, itself the first."""
    yield path, tree
    for k, part in enumerate(tree.parts):
        yield from walk(part, (*path, k))


def replaced(tree: Node, path: Path, new: Node) -> Node:
    """Return a formula with another part at a path."""
    if not path:
        return new
    parts = list(tree.parts)
    parts[path[0]] = replaced(parts[path[0]], path[1:], new)
    return tree.having(tuple(parts))


def part_at(tree: Node, path: Path) -> Node:
    """Return the part at a path."""
    for k in path:
        tree = tree.parts[k]
    return tree


def indices(node: Node) -> tuple[str, ...]:
    """Return the indices that a part itself names, its own parts left out."""
    match node:
        case Entry(_, at):
            return at
        case Derivative(_, _, of_at, by_at):
            return of_at + by_at
        case Test(left, _, right):
            return left, right
    return ()


def free(tree: Node) -> tuple[str, ...]:
    """Return the indices over which a formula does not sum, each once, in order."""
    found = list(indices(tree))
    for part in tree.parts:
        found += free(part)
    bound = tree.over if isinstance(tree, Sum) else ()
    return tuple(dict.fromkeys(index for index in found if index not in bound))


def renamed(tree: Node, old: str, new: str) -> Node:
    """Return a formula with another letter for a free index."""

    def other(letters: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(new if letter == old else letter for letter in letters)

    match tree:
        case Sum(_, over) if old in over:
            return tree
        case Entry(of, at):
            return Entry(renamed(of, old, new), other(at))
        case Derivative(of, by, of_at, by_at):
            return Derivative(of, by, other(of_at), other(by_at))
        case Test(left, sign, right):
            left, right = other((left, right))
            return Test(left, sign, right)
    return tree.having(tuple(renamed(part, old, new) for part in tree.parts))
