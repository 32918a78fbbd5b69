"""Derivatives, which are written as fractions, from Python's trees.

For Python, 2 * df / dX[i,j] is (2 * df) / dX[i,j].
"""

from __future__ import annotations

import ast
from abc import ABC, abstractmethod

from nnlib.derivations.names import Names
from nnlib.derivations.reading_indices import indices, typed
from nnlib.derivations.tree import (
    Binary,
    Derivative,
    Entry,
    Minus,
    Name,
    Node,
    Transpose,
)

PRODUCTS: dict[type[ast.operator], str] = {
    ast.Mult: "*",
    ast.Div: "/",
    ast.MatMult: "@",
}
Little = tuple[str, tuple[str, ...]]
"""What dX[i,j] is a little of: a name, and indices."""


class Fractions(ABC):
    """Reads derivatives."""

    def __init__(self, names: Names) -> None:
        """Take the names that are known."""
        self.names = names

    @abstractmethod
    def formula(self, node: ast.expr) -> Node:
        """Return the tree of an expression."""

    def fraction(self, above: ast.expr, below: ast.expr) -> Node | None:
        """Return a product that ends in df/dX, if that is what a fraction is."""
        match below:
            case ast.Attribute(of, "T"):  # df/dX.T is (df/dX).T
                by, is_transposed = self._little(of), True
            case _:
                by, is_transposed = self._little(below), False
        if by is None or by[0].startswith("("):
            return None
        match above:
            case ast.UnaryOp(ast.USub(), negative):
                slope = self.fraction(negative, below)
                return Minus(slope) if slope else None
            case ast.BinOp(left, ast.Mult() | ast.MatMult() | ast.Div() as op, right):
                slope = self.fraction(right, below)
                if slope:
                    return Binary(self.formula(left), PRODUCTS[type(op)], slope)
        little = self._little(above)
        if little is None:
            return None
        derivative = Derivative(little[0], by[0], little[1], by[1])
        return Transpose(derivative) if is_transposed else derivative

    def _little(self, node: ast.expr) -> Little | None:
        match node:
            case ast.Name(word):
                return self.names.little(word)
            case ast.Call(ast.Name("d"), [argument]) if not node.keywords:
                return self._little_of(self.formula(argument))
            case ast.Subscript(of, place):
                layer = self.names.little(layer_name(node))
                if layer:
                    return layer
                whole = self._little(of)
                if whole and not whole[1]:
                    return whole[0], indices(place)
        return None

    def _little_of(self, tree: Node) -> Little:
        match tree:
            case Name(name):
                return name, ()
            case Entry(Name(name), at):
                return name, at
        return self.names.aside(tree)


def layer_name(node: ast.expr) -> str:
    """Return A[l-1] as a name, without spaces, if that may be one, or ""."""
    match node:
        case ast.Subscript(ast.Name(word), place) if not isinstance(place, ast.Tuple):
            return f"{word}[{typed(place)}]".replace(" ", "")
    return ""
