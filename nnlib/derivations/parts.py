"""Parts of formulas: to walk through them, to replace one, to find the indices."""

from __future__ import annotations

from collections.abc import Iterator

from nnlib.derivations.tree import Derivative, Entry, Node, Slice, Sum, Test

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


def indices(node: Node) -> tuple[str, ...]:
    """Return the indices that a part itself names, its own parts left out."""
    match node:
        case Entry(_, at):
            return at
        case Slice(_, at):
            return (at,)
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
        case Slice(of, at, axis):
            return Slice(renamed(of, old, new), *other((at,)), axis)
        case Derivative(of, by, of_at, by_at):
            return Derivative(of, by, other(of_at), other(by_at))
        case Test(left, sign, right):
            left, right = other((left, right))
            return Test(left, sign, right)
    return tree.having(tuple(renamed(part, old, new) for part in tree.parts))
