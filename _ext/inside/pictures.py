"""Pictures: matplotlib is large, so a page imports it when a cell draws, not before.

Chapters import it in their first cell. Here such an import waits until a cell names
what it brings: ``import matplotlib.pyplot as plt`` until a cell says ``plt``.
"""

from __future__ import annotations

import ast
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

LARGE = "matplotlib", "nnlib.plots"
WAITING = "__waiting_imports__"
"""The name, in a page's namespace, of the imports that have not been needed yet."""
receivers: list[Callable[[Any], None]] = []
"""What shows a picture, for the cell that is being run."""


def _brings(statement: ast.stmt) -> dict[str, str]:
    """Return the names that an import of what draws brings, and where from."""
    if isinstance(statement, ast.Import):
        pairs = [(alias, alias.name) for alias in statement.names]
    elif isinstance(statement, ast.ImportFrom) and not statement.level:
        pairs = [(alias, statement.module or "") for alias in statement.names]
    else:
        return {}
    if not all(_is_large(module) for _, module in pairs):
        return {}
    return {
        alias.asname or alias.name.partition(".")[0]: module for alias, module in pairs
    }


def _is_large(module: str) -> bool:
    return any(module == name or module.startswith(f"{name}.") for name in LARGE)


def _sets_style(statement: ast.stmt) -> bool:
    """Whether a statement is ``plt.style.use(..)``, which draws nothing by itself."""
    return isinstance(statement, ast.Expr) and ast.unparse(statement).startswith(
        "plt.style.use("
    )


def _parted(body: list[ast.stmt]) -> tuple[list[ast.stmt], list[ast.stmt]]:
    """Return the statements that can wait, and the others."""
    large = [s for s in body if _brings(s) or _sets_style(s)]
    return large, [s for s in body if s not in large]


def _named(statements: list[ast.stmt]) -> set[str]:
    nodes = (node for statement in statements for node in ast.walk(statement))
    return {node.id for node in nodes if isinstance(node, ast.Name)}


def draws(source: str, namespace: dict[str, Any]) -> bool:
    """Whether a cell, run next, will import what draws."""
    try:
        body = ast.parse(source).body
    except SyntaxError:
        return False
    large, others = _parted(body)
    return _needed([*namespace.get(WAITING, []), *large], others)


def bring(tree: ast.Module, namespace: dict[str, Any]) -> None:
    """Take the imports that can wait out of a cell; run all that wait if it needs them.

    What cannot be imported goes on waiting, so that each cell that needs it says so.
    """
    large, tree.body = _parted(tree.body)
    waiting = namespace.setdefault(WAITING, [])
    waiting += large
    if _needed(waiting, tree.body):
        # What it says of its fonts when it first draws is nothing to a reader.
        logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
        exec(compile(ast.Module(waiting, []), "<imports>", "exec"), namespace)
        waiting.clear()


def _needed(waiting: list[ast.stmt], others: list[ast.stmt]) -> bool:
    brought = {name for statement in waiting for name in _brings(statement)}
    return bool(brought & _named(others))


@contextmanager
def shown_by(show: Callable[[Any], None]) -> Iterator[None]:
    """Have the pictures of a cell shown, whenever it comes to import matplotlib."""
    os.environ["MPLBACKEND"] = "module://inside.backend"
    receivers.append(show)
    try:
        yield
    finally:
        receivers.pop()
