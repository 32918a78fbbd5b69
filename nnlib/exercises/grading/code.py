"""The code of a cell: as plain Python, and where in it an answer stands."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

ORDER = re.compile(r"^(\s*)(?:[%!].*|.*[^\s?#]\?{1,2}\s*)$")
"""A line that is an order to Jupyter: ``%matplotlib inline``, ``!pip``, ``np.sum?``."""
WHOLE = re.compile(r"\s*%%(?:time|timeit|capture|prun)\b[^\n]*\n?")
"""The first line of a cell that is Python all the same."""
DESKS = {"exercises", "derivations"}
CALLED = {"check", "require"}


def plain(source: str) -> str:
    """Return the code without orders to Jupyter, which nobody is here to take.

    What is Python is left as it is, and every line keeps its number.
    """
    if _is_python(source):
        return source
    whole = WHOLE.match(source)
    if whole:
        return "\n" * whole[0].count("\n") + plain(source[whole.end() :])
    if source.lstrip().startswith("%%"):
        return ""  # another language
    lines = source.split("\n")
    return "\n".join(ORDER.sub(r"\1pass", line) for line in lines)


def _is_python(source: str) -> bool:
    try:
        ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def call_of(tree: ast.Module, name: str, function: str = "") -> ast.Call | None:
    """Return the last call that hands in the answer to what has this name.

    function : the one that the exercise asks for. If it is defined and nothing hands it
        in, a call that does is made up.
    """
    calls = [one for one in _calls(tree) if _first(one) == name]
    if calls:
        return calls[-1]
    if function and function in _defined(tree):
        made = ast.parse(f"check({name!r}, {function})", mode="eval").body
        assert isinstance(made, ast.Call)
        return made
    return None


def _calls(tree: ast.Module) -> Iterator[ast.Call]:
    found = (one for one in ast.walk(tree) if isinstance(one, ast.Call))
    for call in found:
        match call.func:
            case ast.Attribute(value=ast.Name(id=desk), attr=called):
                if desk in DESKS and called in CALLED:
                    yield call
            case ast.Name(id=called) if called in CALLED:
                yield call


def _first(call: ast.Call) -> object:
    first = call.args[0] if call.args else None
    return first.value if isinstance(first, ast.Constant) else None


def _defined(tree: ast.Module) -> set[str]:
    """Return what a cell defines or assigns, outside of its functions."""
    names = set()
    for one in tree.body:
        match one:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                names.add(name)
            case ast.Assign(targets=targets):
                names |= {
                    target.id for target in targets if isinstance(target, ast.Name)
                }
    return names
