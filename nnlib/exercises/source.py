"""The code that a reader sees, taken from the functions that are run."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable
from typing import Any


def signature(function: Callable[..., Any]) -> str:
    """Return the first line of a function, without type hints."""
    parameters = inspect.signature(function).parameters.values()
    words = (str(p.replace(annotation=p.empty)) for p in parameters)
    return f"def {function.__name__}({', '.join(words)}):"


def without_body(function: Callable[..., Any]) -> str:
    """Return a function with its docstring and a place for the reader's own code."""
    lines, definition = _parsed(function)
    docstring = definition.body[0]
    kept = lines[docstring.lineno - 1 : docstring.end_lineno]
    return "\n".join([signature(function), *kept, "    ...  # your code"])


def whole(function: Callable[..., Any]) -> str:
    """Return a function as it is written, without type hints in its first line."""
    lines, definition = _parsed(function)
    body = lines[definition.body[0].lineno - 1 :]
    return "\n".join([signature(function), *body])


def without_docstring(function: Callable[..., Any]) -> str:
    """Return the code of a function that has a docstring, and nothing else of it."""
    lines, definition = _parsed(function)
    body = lines[definition.body[0].end_lineno :]
    return "\n".join([signature(function), *body])


def _parsed(function: Callable[..., Any]) -> tuple[list[str], ast.FunctionDef]:
    source = textwrap.dedent(inspect.getsource(function))
    (definition,) = ast.parse(source).body
    assert isinstance(definition, ast.FunctionDef)
    return source.splitlines(), definition
