"""Run a cell as a notebook would: one namespace a page, the last value shown."""

from __future__ import annotations

import ast
import builtins
import linecache
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from inside import pictures
from inside.failures import ASKS_NOBODY, NO_INPUT, OWN, failure
from inside.outputs import Outputs

_namespaces: dict[str, dict[str, Any]] = {}


class NoInput:
    """What stands for the keyboard, which a worker does not have."""

    def readline(self, *args: Any) -> str:
        """Refuse, as Pyodide does."""
        raise OSError(NO_INPUT, ASKS_NOBODY)


def namespace(page: str) -> dict[str, Any]:
    """Return what the cells of a page have defined so far."""
    return _namespaces.setdefault(page, fresh())


def fresh() -> dict[str, Any]:
    """Return a namespace in which nothing is defined."""
    return {"__name__": "__main__", "__builtins__": builtins}


def answer(page: str, source: str, emit: Callable[..., Any]) -> dict[str, Any]:
    """Run a cell of a page.

    Returns
    -------
    ``status``, ``"ok"`` or ``"error"``, and ``outputs``, as a notebook stores them. An
    output of type ``error`` also has a ``text``: what a reader is told of it.
    """
    outputs = Outputs(emit)
    failed = run(source, namespace(page), outputs)
    if failed:
        return {"status": "error", "text": failed["text"], "outputs": outputs.all}
    return {"status": "ok", "outputs": outputs.all}


def run(source: str, names: dict[str, Any], outputs: Outputs) -> dict[str, Any] | None:
    """Run a cell in a namespace; return the failure if it does not run to its end."""
    filename = f"{OWN}{len(linecache.cache)}>"
    # Where tracebacks and inspect.getsource find the lines.
    linecache.cache[filename] = (
        len(source),
        None,
        source.splitlines(keepends=True),
        filename,
    )
    names["display"] = lambda *values: [outputs.show(value) for value in values]
    with _standing_in(outputs):
        try:
            tree = ast.parse(source, filename)
            pictures.bring(tree, names)
            last = _last_value(tree, source)
            exec(compile(tree, filename, "exec", dont_inherit=True), names)
            if last:
                value = eval(compile(last, filename, "eval", dont_inherit=True), names)
                outputs.show(value, "execute_result")
            _show_pictures()
        except (Exception, SystemExit) as error:
            failed = failure(error)
            outputs.add("error", **failed)
            return failed
        finally:
            outputs.stdout.flush()
            outputs.stderr.flush()
    return None


def _last_value(tree: ast.Module, source: str) -> ast.Expression | None:
    """Take the last expression out of a cell, if it is to be shown."""
    if not tree.body or not isinstance(tree.body[-1], ast.Expr):
        return None
    if source.rstrip().endswith(";"):
        return None
    expression = tree.body.pop()
    assert isinstance(expression, ast.Expr)
    return ast.Expression(expression.value)


def _show_pictures() -> None:
    if "matplotlib.pyplot" in sys.modules:
        from inside import backend

        backend.show()


@contextmanager
def _standing_in(outputs: Outputs) -> Iterator[None]:
    """Have what is printed, asked for and drawn go by way of the outputs."""
    before = sys.stdout, sys.stderr, sys.stdin
    sys.stdout, sys.stderr, sys.stdin = outputs.stdout, outputs.stderr, NoInput()
    try:
        with pictures.shown_by(outputs.show):
            yield
    finally:
        sys.stdout, sys.stderr, sys.stdin = before
