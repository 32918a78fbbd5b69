"""What stands in square brackets behind something: entries, rows, columns, layers."""

from __future__ import annotations

import ast
from abc import abstractmethod

from nnlib.derivations.errors import Unread
from nnlib.derivations.reading_fractions import Fractions, layer_name
from nnlib.derivations.reading_indices import delta, indices, is_test, test
from nnlib.derivations.reading_slices import is_slice, sliced
from nnlib.derivations.tree import (
    Binary,
    Call,
    Choice,
    Derivative,
    Entry,
    Name,
    Node,
    Number,
)


class Entries(Fractions):
    """Reads square brackets."""

    @abstractmethod
    def formula(self, node: ast.expr) -> Node:
        """Return the tree of an expression."""

    def entry(self, node: ast.Subscript) -> Node:
        """Return an entry, a row, a column; a layer is part of a name."""
        layer = layer_name(node)
        if layer and (self.names.find(layer) or self.names.little(layer)):
            return self.names.node(layer)
        is_index = isinstance(node.slice, ast.Name)
        if layer and self.names.is_layered(layer) and not is_index:
            raise Unread(self.names.unknown(layer))
        match node.value:
            case ast.Constant(1) | ast.Name("ones") if is_test(node.slice):  # 1[k == i]
                return self.formula(node.slice)
            case ast.Name("delta" | "I" as word) if not self.names.find(word):
                return self._delta(word, indices(node.slice))
        if is_slice(node.slice):
            return sliced(self.formula(node.value), node.slice)
        if self._is_product(node.slice):  # 2 [A - Y]
            return Binary(self.formula(node.value), "@", self.formula(node.slice))
        whole, at = self.formula(node.value), indices(node.slice)
        if layer and isinstance(whole, Name) and whole.name.endswith("]"):
            raise Unread(self.names.unknown(layer))
        match whole:
            case Entry(of, (first,)) if len(at) == 1:  # X[i][j]
                return Entry(of, (first, *at))
            case Derivative(of, by, of_at, ()):
                return Derivative(of, by, of_at, at)
        return Entry(whole, at)

    def are_indices(self, node: ast.expr) -> bool:
        """Whether every name in a comparison is an index."""
        parts = list(ast.walk(node))
        names = [part.id for part in parts if isinstance(part, ast.Name)]
        return (
            bool(names)
            and not any(
                isinstance(part, ast.Constant | ast.Call | ast.Subscript)
                for part in parts
            )
            and not any(self.names.find(name) for name in names)
        )

    def _delta(self, word: str, at: tuple[str, ...]) -> Node:
        if len(at) == 1 and at[0] in self.names.sizes:
            return Call("eye", (Name(at[0]),))
        left, right = (*at, "", "")[:2]
        return delta(left, right)

    def _is_product(self, node: ast.expr) -> bool:
        """Whether square brackets are only brackets, for a formula stands in them."""
        if not isinstance(node, ast.BinOp | ast.Call | ast.UnaryOp):
            return False
        names = {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
        return bool(names) and not any(
            len(name) == 1 and not (self.names.find(name) or self.names.function(name))
            for name in names
        )


def iverson(node: ast.expr) -> Node:
    """Return 1 where a test holds, and 0 elsewhere."""
    return Choice(Number(1), test(node), Number(0))
