"""One small change of a function, and what is known where it is made."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

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


@dataclass
class Known:
    """What is known of a function.

    Attributes
    ----------
    names : those of its arguments and of what it works out, in their order.
    indices : the names that count.
    counts : expressions for numbers of examples, which may be factors.
    functions : those it is given and calls, without prime, by how they are written.
    layered : the names of what has layers for keys.
    """

    names: list[str]
    indices: list[str] = field(default_factory=list)
    counts: list[ast.expr] = field(default_factory=list)
    functions: dict[str, ast.expr] = field(default_factory=dict)
    layered: set[str] = field(default_factory=set)

    def like(self, name: str) -> list[str]:
        """Return the other names of what may stand in the place of a name."""
        counted = [one.id for one in self.counts if isinstance(one, ast.Name)]
        given = [str(function).partition("[")[0] for function in self.functions]
        for group in (self.indices, counted, given, self.layered):
            if name in group:
                return [one for one in self.names if one in group and one != name]
        apart = {*self.indices, *counted, *given, *self.layered, name}
        return [one for one in self.names if one not in apart]


def known(definition: ast.FunctionDef, layered: set[str]) -> Known:
    """Return what can be known of a function before it is run.

    Parameters
    ----------
    layered : the arguments that are dictionaries.
    """
    given = [one.arg for one in definition.args.args]
    stored = [
        node.id
        for node in ast.walk(definition)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    ]
    found = Known(list(dict.fromkeys([*given, *stored])), layered=set(layered))
    for part in parts(definition):
        if part.role == "index" and isinstance(part.node, ast.Name):
            found.indices.append(part.node.id)
    for node in ast.walk(definition):
        match node:
            case ast.For(target=ast.Name(name)):
                found.indices.append(name)
            case ast.comprehension(target=ast.Name(name)):
                found.indices.append(name)
            case ast.Assign(targets=[ast.Name(name)], value=value):
                if _is_count(value):
                    found.counts.append(ast.Name(name, ast.Load()))
                if isinstance(value, ast.Dict | ast.DictComp):
                    found.layered.add(name)
            case ast.Call(func=function) if _root(function) in given:
                if isinstance(function, ast.Attribute):
                    function = function.value
                found.functions.setdefault(ast.unparse(function), function)
    if not found.counts:
        examples = [name for name in ("Y", "X") if name in given][:1]
        found.counts = [ast.parse(f"len({n})", mode="eval").body for n in examples]
    return found


def _is_count(value: ast.expr) -> bool:
    match value:
        case ast.Call(func=ast.Name("len")):
            return True
        case ast.Subscript(value=ast.Attribute(attr="shape")):
            return True
    return False


def _root(function: ast.expr) -> str:
    """Return the name of a function that is given: "g" of g[l].prime, "" of g.dot."""
    if isinstance(function, ast.Attribute):
        if function.attr != "prime":
            return ""
        function = function.value
    if isinstance(function, ast.Subscript):
        function = function.value
    return function.id if isinstance(function, ast.Name) else ""
