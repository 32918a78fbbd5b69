"""The code of a reader's function, if all it can do is return something."""

from __future__ import annotations

import ast
import builtins
import inspect
import numbers
import textwrap
import types
from typing import Any, NamedTuple

import numpy as np

HARMLESS = frozenset(
    "abs all any bool dict divmod enumerate filter float int isinstance len list map "
    "max min NotImplementedError pow print range repr reversed round set sorted str "
    "sum tuple type ValueError zip".split()
)
"""Functions of Python that leave nothing behind but what they print, and end."""
KNOWN = frozenset("copy functools itertools math nnlib numpy operator".split())
"""Modules whose functions calculate, with these exceptions."""
NOT_THESE = frozenset(
    "count cycle fromfile genfromtxt load loadtxt memmap random repeat save savetxt "
    "savez seterr seterrcall set_printoptions tofile".split()
)
"""What leaves something behind there, is another each time, or need not end."""
STATEMENTS = (
    ast.AsyncFunctionDef,
    ast.Await,
    ast.ClassDef,
    ast.Global,
    ast.Import,
    ast.ImportFrom,
    ast.Nonlocal,
    ast.Try,
    ast.With,
    ast.Yield,
    ast.YieldFrom,
)
"""Those whose effects outlast a call, or that could catch the end of a trial."""
VALUES = (numbers.Number, str, type(None))
DATA = (np.ndarray, list, tuple, dict, set)


class NotToBeHad(Exception):
    """A function without its source, or one that may do more than return something."""


class Code(NamedTuple):
    """A function's code at the margin, the number of its first line, and its tree."""

    source: str
    line: int
    definition: ast.FunctionDef


def code(function: types.FunctionType) -> Code:
    """Return the code of a function, of whose arguments all types are left out.

    Raises
    ------
    NotToBeHad
        If the source is not to be had, or the function is not a plain one.
    """
    try:
        lines, line = inspect.getsourcelines(function)
        source = textwrap.dedent("".join(lines))
        (definition,) = ast.parse(source).body
    except (OSError, TypeError, SyntaxError, ValueError):
        raise NotToBeHad from None
    if not isinstance(definition, ast.FunctionDef) or definition.decorator_list:
        raise NotToBeHad
    definition.returns = None
    for node in ast.walk(definition.args):
        if isinstance(node, ast.arg):
            node.annotation = None
    return Code(source, line, definition)


def outside(definition: ast.FunctionDef) -> set[str]:
    """Return the names that are not the function's own."""
    own, used = set(), set()
    for node in ast.walk(definition):
        match node:
            case ast.Name(name, ast.Load()):
                used.add(name)
            case ast.Name(name) | ast.arg(name) | ast.FunctionDef(name):
                own.add(name)
    return used - own


def check(
    function: types.FunctionType,
    definition: ast.FunctionDef,
    seen: set[types.FunctionType],
) -> None:
    """Look at all that a function does and calls.

    Raises
    ------
    NotToBeHad
        If any of it might be more than a calculation, or a function that it calls
        might change what lies outside. (What the function itself names can be copied.)
    """
    seen.add(function)
    for node in ast.walk(definition):
        if isinstance(node, STATEMENTS):
            raise NotToBeHad
        if isinstance(node, ast.Attribute) and node.attr in NOT_THESE:
            raise NotToBeHad
    for name in outside(definition):
        value = function.__globals__.get(name, getattr(builtins, name, None))
        if name in HARMLESS or isinstance(value, VALUES) or _is_known(value):
            continue
        if isinstance(value, DATA) and len(seen) == 1:
            continue
        if not isinstance(value, types.FunctionType):
            raise NotToBeHad
        if value not in seen:
            check(value, code(value).definition, seen)


def _is_known(value: Any) -> bool:
    """Whether it is one of the modules, or something that is defined there."""
    if isinstance(value, types.ModuleType):
        return value.__name__ in KNOWN
    module = str(getattr(value, "__module__", None) or type(value).__module__)
    is_data = isinstance(value, DATA)
    return module.partition(".")[0] in KNOWN and not is_data
