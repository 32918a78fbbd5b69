"""Derivatives, which are written as fractions, from Python's trees.

For Python, 2 * df / dX[i,j] is (2 * df) / dX[i,j].
"""

from __future__ import annotations

import ast
from abc import ABC, abstractmethod
from collections.abc import Callable

from nnlib.derivations.names import Names
from nnlib.derivations.reading_indices import indices, typed
from nnlib.derivations.reading_slices import is_slice, sliced
from nnlib.derivations.tree import (
    Binary,
    Change,
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
        inner, finish = self._part(below)
        by = self._little(inner)
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
        if isinstance(above, ast.Subscript):
            inner, finish_first = self._part(above)
        else:
            inner, finish_first = above, _as_it_is
        little = self._little(inner)
        if little is None:
            return None
        return finish(finish_first(Derivative(little[0], by[0], little[1], by[1])))

    def _part(self, node: ast.expr) -> tuple[ast.expr, Callable[[Node], Node]]:
        """Return what is above or below a fraction line, and what is to be taken of it.

        df/dX.T is (df/dX).T, and df/dX[i,:] is (df/dX)[i,:].
        """
        match node:
            case ast.Attribute(of, "T"):
                return of, Transpose
            case ast.Subscript(of, place) if is_slice(place):
                return of, lambda whole: sliced(whole, place)
        return node, _as_it_is

    def _little(self, node: ast.expr) -> Little | None:
        match node:
            case ast.Name(word):
                return self.names.little(word)
            case ast.Call(ast.Name("d"), [argument]) if not node.keywords:
                return self._little_of(self.formula(argument))
            case ast.Call(ast.Name(word)) if word.startswith("d"):  # dtr(X)
                whole = self.formula(node)
                return self._little_of(whole.of) if isinstance(whole, Change) else None
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


def _as_it_is(whole: Node) -> Node:
    return whole


def layer_name(node: ast.expr) -> str:
    """Return A[l-1] as a name, without spaces, if that may be one, or ""."""
    match node:
        case ast.Subscript(ast.Name(word), place) if not isinstance(place, ast.Tuple):
            return f"{word}[{typed(place)}]".replace(" ", "")
    return ""
