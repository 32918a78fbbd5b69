"""Calls of functions, sums over indices, and changes, from Python's trees."""

from __future__ import annotations

import ast
from abc import abstractmethod

from nnlib.derivations import calls
from nnlib.derivations.errors import Unread
from nnlib.derivations.reading_entries import Entries
from nnlib.derivations.reading_fractions import layer_name
from nnlib.derivations.reading_indices import delta, index, indices, test, typed
from nnlib.derivations.tree import Binary, Change, Choice, Node, Number, Sum
from nnlib.language import say


class Calls(Entries):
    """Reads what is called."""

    @abstractmethod
    def formula(self, node: ast.expr) -> Node:
        """Return the tree of an expression."""

    def call(self, node: ast.Call) -> Node:
        """Return a function of something, a sum, a delta or a change."""
        name, prime, first = self._called(node.func)
        arguments = [*first, *node.args]
        if name == "sum" and arguments and isinstance(arguments[0], ast.GeneratorExp):
            return self._sum(arguments[0])
        if name == "sum" and self._has_indices(arguments[1:]):  # sum(X[i,k], k)
            return Sum(self.formula(arguments[0]), tuple(map(index, arguments[1:])))
        if name == "delta" and len(arguments) == 2:
            return delta(*map(index, arguments))
        if name in ("d", "delta") and len(arguments) == 1:
            return Change(self.formula(arguments[0]))
        if name[:1] == "d" and calls.is_function(name[1:], self.names):  # dtr(X)
            if not calls.is_function(name, self.names):
                return Change(self._call_of(name[1:], arguments, node, prime))
        return self._call_of(name, arguments, node, prime)

    def _has_indices(self, arguments: list[ast.expr]) -> bool:
        return bool(arguments) and all(
            isinstance(one, ast.Name) and not self.names.find(one.id)
            for one in arguments
        )

    def _call_of(
        self, name: str, arguments: list[ast.expr], node: ast.Call, prime: bool
    ) -> Node:
        if name == "where" and len(arguments) == 3:
            return self._where(*arguments)
        return calls.call(
            name,
            [self.formula(one) for one in calls.flat(arguments)],
            {word.arg or "": typed(word.value) for word in node.keywords},
            prime,
            self.names,
        )

    def _where(self, holds: ast.expr, then: ast.expr, other: ast.expr) -> Node:
        """Return where(Z > 0, A, B), by steps of 0 and 1."""
        if self.are_indices(holds):
            return Choice(self.formula(then), test(holds), self.formula(other))
        step, one = self.formula(holds), self.formula(then)
        rest = Binary(Binary(Number(1), "-", step), "*", self.formula(other))
        return Binary(Binary(step, "*", one), "+", rest)

    def _called(self, node: ast.expr) -> tuple[str, bool, list[ast.expr]]:
        """Return which function it is, whether its derivative, and what X in X.sum."""
        match node:
            case ast.Name(word):
                return word, False, []
            case ast.Attribute(of, "prime"):
                name, _, first = self._called(of)
                return name, True, first
            case ast.Attribute(ast.Name("np" | "numpy"), word):
                return word, False, []
            case ast.Attribute(ast.Attribute(ast.Name("np" | "numpy"), "linalg"), word):
                return word, False, []
            case ast.Attribute(of, word) if word in calls.METHODS:
                return word, False, [of]
            case ast.Subscript() if layer_name(node):
                return layer_name(node), False, []
        raise Unread(
            say(
                "{node} is no function. Between two factors belongs @ or *.",
                node=typed(node),
            )
        )

    def _sum(self, node: ast.GeneratorExp) -> Node:
        over: list[str] = []
        tests: list[Node] = []
        for part in node.generators:
            over += indices(part.target)
            tests += map(test, part.ifs)
        if len(set(over)) < len(over):
            raise Unread(
                say(
                    "One sum goes over {names}: each index once.", names=", ".join(over)
                )
            )
        body = self.formula(node.elt)
        for holds in tests:
            body = Choice(body, holds, Number(0))
        return Sum(body, tuple(over))
