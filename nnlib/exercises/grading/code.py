"""The code of a cell: as plain Python, and where in it an answer stands."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

ORDER = re.compile(
    r"""
    (?P<before>[^\S\n]*(?:(?:[\w.,\ ]|\[[^]\n]*\])+=\s*(?=[%!]))?)  # files = !ls
    (?:
        %time\ +(?P<timed>[^\s-].*)             # what is behind it is Python
      | [%!?](?:.*\\\n)*.*                      # %matplotlib inline, ?np.sum
      | .*[^\s?\#]\?{1,2}[^\S\n]*               # np.sum?
    )
    (?=\n|\Z)
    """,
    re.VERBOSE,
)
"""A line that is an order to Jupyter, with what continues it behind a backslash."""
WHOLE = re.compile(r"\s*%%(?:time|timeit|capture|prun)\b[^\n]*\n?")
"""The first line of a cell that is Python all the same."""
INDENT = re.compile(r"(?:[^\S\n]*\n)*([^\S\n]*)")
"""The empty lines at the beginning, and how far the first of the others is indented."""
PROMPT = re.compile(r"^(?:>>>|\.\.\.)(?: |$)", re.MULTILINE)
DESKS = {"exercises", "derivations"}
CALLED = {"check", "require"}


def plain(source: str) -> str:
    """Return the code without orders to Jupyter, which nobody is here to take.

    What is Python is left as it is, and every line keeps its number.
    """
    source = _pasted(source)
    whole = WHOLE.match(source)
    if whole:
        return "\n" * whole[0].count("\n") + plain(source[whole.end() :])
    if source.lstrip().startswith("%%"):
        return ""  # another language
    return _without_orders(source)


def _pasted(source: str) -> str:
    """Leave out what stands before all lines where a cell was copied from elsewhere.

    It is an indent or Python's prompt, and Jupyter leaves it out too.
    """
    indent = INDENT.match(source)
    if indent and indent[1]:
        source = re.sub(f"^{re.escape(indent[1])}", "", source, flags=re.MULTILINE)
    return PROMPT.sub("", source) if source.lstrip().startswith(">>> ") else source


def _without_orders(source: str) -> str:
    """Leave out the orders, each of them where Python can read no further.

    So a line of a text keeps its percent sign.
    """
    while line := _unread(source):
        lines = source.split("\n")
        begin = sum(len(one) + 1 for one in lines[: line - 1])
        order = ORDER.match(source, begin)
        if not order:
            break
        source = source[:begin] + _instead(order) + source[order.end() :]
    return source


def _instead(order: re.Match[str]) -> str:
    """Return what stands for an order, in as many lines."""
    before = order["before"]
    if order["timed"]:
        return before + order["timed"]
    nothing = "None" if before.strip() else "pass"
    return before + nothing + "\n" * order[0].count("\n")


def _unread(source: str) -> int:
    """Return the number of the line that is no Python, or 0."""
    try:
        ast.parse(source)
    except SyntaxError as error:
        return error.lineno or 0
    except (ValueError, RecursionError, MemoryError):
        return 0
    return 0


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
