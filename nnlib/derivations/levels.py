"""How firmly the parts of a set formula hold together, and which are numbers."""

from __future__ import annotations

from collections.abc import Mapping

from nnlib.derivations.shapes import NUMBER, Shape
from nnlib.derivations.tree import (
    Binary,
    Call,
    Change,
    Derivative,
    Entry,
    Minus,
    Name,
    Node,
    Number,
    Slice,
    Sum,
)

SUM, PRODUCT, ATOM = 1, 2, 3
"""How firmly a set formula holds together."""

NUMBERS = {"trace", "inner", "norm2", "norm", "det"}
"""Functions from a matrix to a number."""


class Levels:
    """Tells what needs brackets where some names are matrices."""

    def __init__(self, shapes: Mapping[str, Shape]) -> None:
        """Take the shapes of the names."""
        self.shapes = shapes

    def level(self, tree: Node) -> int:
        """Return how firmly a formula holds together."""
        match tree:
            case Binary(_, "+" | "-", _) | Minus():
                return SUM
            case Binary(_, "/", right):
                return ATOM - 1 if self.is_number(right) else PRODUCT
            case Binary(_, "*" | "@", _) | Sum() | Derivative() | Change():
                return PRODUCT
        return ATOM

    def is_number(self, tree: Node) -> bool:
        """Whether a formula is a number, by its form."""
        match tree:
            case Name(name):
                return self.shapes.get(name, NUMBER) == NUMBER
            case Number() | Entry():
                return True
            case Slice():
                return False
            case Derivative(of, by, of_at, by_at):
                return (self.shapes[of] == NUMBER or bool(of_at)) and (
                    self.shapes[by] == NUMBER or bool(by_at)
                )
            case Call(function, _, _, axis):
                if function in NUMBERS or (
                    function in ("sum", "mean") and axis is None
                ):
                    return True
                if function in ("ones", "zeros", "eye", "outer", "column", "row"):
                    return False
        return bool(tree.parts) and all(map(self.is_number, tree.parts))
