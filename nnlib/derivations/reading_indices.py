"""Indices and tests of indices, from Python's trees."""

from __future__ import annotations

import ast
import re

from nnlib.derivations.errors import Unread
from nnlib.derivations.tree import Choice, Every, Node, Number, Test
from nnlib.language import say

TESTS: dict[type[ast.cmpop], str] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}
INDEX = re.compile(r"[A-Za-z]\d?")


def indices(node: ast.expr) -> tuple[str, ...]:
    """Return the indices in square brackets, or those that a sum goes over."""
    entries = node.elts if isinstance(node, ast.Tuple) else [node]
    return tuple(map(index, entries))


def index(node: ast.expr) -> str:
    """Return an index, which is one letter."""
    if isinstance(node, ast.Name) and INDEX.fullmatch(node.id):
        return node.id
    raise Unread(
        say(
            "{node} cannot be an index: an index is one letter, for a "
            "formula has to hold for every entry and every size.",
            node=typed(node),
        )
    )


def is_test(node: ast.expr) -> bool:
    """Whether an expression has the form of a test of indices."""
    match node:
        case ast.BoolOp(_, of):
            return all(map(is_test, of))
    return isinstance(node, ast.Compare)


def test(node: ast.expr) -> Node:
    """Return a test of indices, such as k == i."""
    match node:
        case ast.BoolOp(ast.And(), of):
            return Every(tuple(map(test, of)))
        case ast.Compare(left, operators, others):
            tests: list[Node] = []
            for sign, right in zip(operators, others, strict=True):
                tests += _pairs(left, TESTS.get(type(sign), ""), right)
                left = right
            return tests[0] if len(tests) == 1 else Every(tuple(tests))
    raise Unread(say("{node} is no test of indices, such as k == i.", node=typed(node)))


def _pairs(left: ast.expr, sign: str, right: ast.expr) -> list[Node]:
    if not sign:
        raise Unread(say("Indices are compared by ==, != or <."))
    both = indices(left), indices(right)
    if len(both[0]) != len(both[1]) or (len(both[0]) > 1 and sign != "=="):
        raise Unread(
            say(
                "{left} and {right} cannot be compared.",
                left=typed(left),
                right=typed(right),
            )
        )
    return [Test(a, sign, b) for a, b in zip(*both, strict=True)]


def delta(left: str, right: str) -> Node:
    """Return Kronecker's delta: 1 where two indices are equal, and 0 elsewhere."""
    if not left or not right:
        raise Unread(say("delta has two indices: delta(i, k)."))
    return Choice(Number(1), Test(left, "==", right), Number(0))


def typed(node: ast.expr) -> str:
    """Return what was typed, the beginning of it if it is long."""
    text = ast.unparse(node)
    return text if len(text) <= 60 else f"{text[:60]} ..."
