"""The parts of a reader's function, and the function with a part put differently."""

from __future__ import annotations

import ast
import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Path = tuple[tuple[str, int | None], ...]
"""The way to a part: the fields that lead there, with a place in those of many."""
Role = Literal["term", "value", "index", "size", "test", "function"]
"""What a part is for: a whole result or summand, a value in it, or no value at all."""

SIZES = frozenset("arange empty eye full len ones range reshape zeros".split())
"""Functions of sizes, which are not those of matrices."""


@dataclass(frozen=True)
class Part:
    """An expression of the function.

    Attributes
    ----------
    node : the expression.
    path : how it is reached.
    role : what it is for.
    whole : of an index, what it stands in, such as W[l].
    """

    node: ast.expr
    path: Path
    role: Role
    whole: ast.Subscript | None = None


def parts(definition: ast.FunctionDef) -> Iterator[Part]:
    """Yield every expression that gives a value, from the outside in."""
    for k, statement in enumerate(definition.body):
        yield from _of_statement(statement, (("body", k),))


def _of_statement(node: ast.stmt, path: Path) -> Iterator[Part]:
    for field, k, child in _children(node):
        below = (*path, (field, k))
        if isinstance(child, ast.stmt):
            yield from _of_statement(child, below)
        elif isinstance(child, ast.expr) and field not in ("target", "targets"):
            role: Role = "test" if field == "test" else "term"
            yield from _of_expression(Part(child, below, role))


def _of_expression(part: Part) -> Iterator[Part]:
    yield part
    for field, k, child in _children(part.node):
        below = (*part.path, (field, k))
        if isinstance(child, ast.comprehension):
            child, below = child.iter, (*below, ("iter", None))
        elif field == "func" and isinstance(child, ast.Attribute):
            child, below = child.value, (*below, ("value", None))
        elif field == "func" and isinstance(child, ast.Name):
            continue
        if isinstance(child, ast.expr) and field not in ("key", "keys"):
            yield from _of_expression(Part(child, below, *_role(part, field)))


def _role(above: Part, field: str) -> tuple[Role, ast.Subscript | None]:
    """Return what a part is for that is reached by this field."""
    inside: Role = "value" if above.role == "term" else above.role
    match above.node:
        case ast.Subscript() if field == "slice":
            return "index", above.node
        case ast.Call(func=function) if field == "func":
            is_of = isinstance(function, ast.Attribute) and function.attr != "prime"
            return ("value" if is_of else "function"), None
        case ast.Call(func=function) if field == "args":
            if called(function) in SIZES:
                return "size", None
            return ("term" if called(function) == "append" else "value"), None
        case ast.BinOp(op=ast.Add() | ast.Sub()):
            return above.role, above.whole
        case ast.Tuple() | ast.Dict() | ast.DictComp() | ast.ListComp():
            return above.role, above.whole
        case ast.IfExp() | ast.Compare() if field == "test":
            return "test", None
    return inside, above.whole


def called(function: ast.expr) -> str:
    """Return the last name of what is called: "sum" of np.sum and of dZ.sum."""
    match function:
        case ast.Name(name) | ast.Attribute(attr=name):
            return name
    return ""


def _children(node: ast.AST) -> Iterator[tuple[str, int | None, ast.AST]]:
    for field, value in ast.iter_fields(node):
        if isinstance(value, ast.AST):
            yield field, None, value
        elif isinstance(value, list):
            for k, child in enumerate(value):
                if isinstance(child, ast.AST):
                    yield field, k, child


@contextlib.contextmanager
def replaced(tree: ast.AST, part: Part, new: ast.expr) -> Iterator[None]:
    """Have another part in a tree for as long as this lasts."""
    *way, (field, k) = part.path
    above = tree
    for step, place in way:
        child = getattr(above, step)
        above = child if place is None else child[place]

    def put(node: ast.expr) -> None:
        if k is None:
            setattr(above, field, node)
        else:
            getattr(above, field)[k] = node

    _locate(new, part.node)
    put(new)
    try:
        yield
    finally:
        put(part.node)


def _locate(new: ast.AST, at: ast.expr) -> None:
    """Say where new parts stand. What has been there before has its place already."""
    if not hasattr(new, "lineno"):
        ast.copy_location(new, at)
        for child in ast.iter_child_nodes(new):
            _locate(child, at)
