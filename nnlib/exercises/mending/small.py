"""One small change of a function, and what is known where it is made."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from nnlib.exercises.mending.parts import parts


@dataclass(frozen=True)
class Small:
    """One small change.

    Attributes
    ----------
    kind : what sort of change it is, such as ``"transpose"``.
    place : the part to look at.
    new : what is put in the place of the part that is changed.
    detail : what more there is to say, such as the factor.
    """

    kind: str
    place: ast.expr
    new: ast.expr
    detail: str = ""


@dataclass(frozen=True)
class Known:
    """What is known of a function before it is run.

    Attributes
    ----------
    names : those of its arguments and of what it works out, in their order.
    indices : the names that count, such as layers.
    sizes : the names of numbers of rows or columns.
    layered : the names of what has layers for keys.
    functions : those it is given and calls, without prime, by how they are written.
    factors : numbers of rows or columns: the sizes, or else len(Y).
    """

    names: list[str]
    indices: set[str]
    sizes: set[str]
    layered: set[str]
    functions: dict[str, ast.expr]
    factors: list[ast.expr]

    def like(self, name: str) -> list[str]:
        """Return the other names of what may stand in the place of a name."""
        given = {written.partition("[")[0] for written in self.functions}
        groups = [self.indices, self.sizes, given, self.layered]
        groups.append(set(self.names).difference(*groups))
        group = next(group for group in groups if name in group)
        return [one for one in self.names if one in group and one != name]


def known(definition: ast.FunctionDef, layered: set[str]) -> Known:
    """Return what can be known of a function.

    Parameters
    ----------
    layered : the arguments that are dictionaries.
    """
    given = [one.arg for one in definition.args.args]
    assigned = list(_assigned(definition))
    indices = {
        part.node.id
        for part in parts(definition)
        if part.role == "index" and isinstance(part.node, ast.Name)
    }
    layered = layered | {
        name for name, value in assigned if isinstance(value, ast.Dict | ast.DictComp)
    }
    sizes: list[str] = []
    functions: dict[str, ast.expr] = {}
    for name, value in assigned:
        match value:
            case ast.Call(func=ast.Name("len"), args=[ast.Name(of)]):
                sizes += [] if of in layered else [name]
            case ast.Subscript(value=ast.Attribute(attr="shape")):
                sizes.append(name)
    for node in ast.walk(definition):
        match node:
            case (
                ast.For(target=ast.Name(name))
                | ast.comprehension(target=ast.Name(name))
            ):
                indices.add(name)
            case ast.Call(func=function) if _root(function) in given:
                if isinstance(function, ast.Attribute):
                    function = function.value
                functions.setdefault(ast.unparse(function), function)
    names = list(
        dict.fromkeys([*given, *(name for name, _ in assigned), *sorted(indices)])
    )
    counts = sizes or [f"len({name})" for name in ("Y", "X") if name in given][:1]
    factors = [ast.parse(written, mode="eval").body for written in counts]
    return Known(names, indices, set(sizes), layered, functions, factors)


def _assigned(definition: ast.FunctionDef) -> Iterator[tuple[str, ast.expr]]:
    """Yield each name that is given a value, and the value."""
    for node in ast.walk(definition):
        match node:
            case ast.Assign(targets=[ast.Name(name)], value=value):
                yield name, value
            case ast.Assign(targets=[ast.Tuple(names)], value=ast.Tuple(values)):
                for one, value in zip(names, values, strict=False):
                    if isinstance(one, ast.Name):
                        yield one.id, value


def _root(function: ast.expr) -> str:
    """Return the name of a function that is given: "g" of g[l].prime, "" of g.dot."""
    if isinstance(function, ast.Attribute):
        if function.attr != "prime":
            return ""
        function = function.value
    if isinstance(function, ast.Subscript):
        function = function.value
    return function.id if isinstance(function, ast.Name) else ""
