"""The identity without a size, which is as large as what stands beside it."""

from __future__ import annotations

from nnlib.derivations.errors import Unsized
from nnlib.derivations.shapes import NUMBER, Shape
from nnlib.derivations.tree import (
    IDENTITY,
    Binary,
    Call,
    Change,
    Minus,
    Name,
    Node,
    Number,
    Transpose,
)
from nnlib.language import say


def sized(tree: Node, beside: Shape, size: str) -> Node:
    """Return a formula in which every identity without a size has this one.

    Raises
    ------
    Unsized
        If what stands beside it is a number, and so says nothing.
    """
    if beside == NUMBER:
        raise Unsized(
            say("Nothing says how large I is here: write eye(n), with its size.")
        )
    return _with_size(tree, Number(int(size)) if size.isdigit() else Name(size))


def _with_size(tree: Node, size: Node) -> Node:
    if tree == IDENTITY:
        return Call("eye", (size,))
    match tree:
        case Minus() | Transpose() | Binary() | Change() | Call("inv"):
            return tree.having(tuple(_with_size(part, size) for part in tree.parts))
    return tree  # In trace(I), nothing stands beside it.
