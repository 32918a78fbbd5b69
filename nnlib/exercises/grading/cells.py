"""Run the cells of a notebook one after another, and gather what they hand in."""

from __future__ import annotations

import ast
import builtins
import inspect
import linecache
import sys
import traceback
import types
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from nnlib import derivations, exercises
from nnlib.derivations import desk as lines_desk
from nnlib.exercises import desk as answers_desk
from nnlib.exercises.book import find
from nnlib.exercises.function import FunctionExercise
from nnlib.exercises.grading import code
from nnlib.exercises.grading.notebook import DERIVATION, Cell

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop

OWN = "<cell "
"""How the file names of cells begin."""
NOBODY = "Nobody can be asked for input while a notebook is graded."

HandIn = Callable[[str, Any, dict[str, Any]], Any]
"""What is called with a name, an answer or None, and blanks."""


class Jupyter:
    """What stands for IPython's shell: it takes every order, and does nothing."""

    def __getattr__(self, name: str) -> Callable[..., None]:
        """Return a function for every order."""
        return lambda *arguments, **more: None


def loop_for(cells: Sequence[Cell]) -> AbstractEventLoop | None:
    """Return what runs all that is awaited in these cells, if anything may be.

    It is to be had before a process is confined: on Windows it calls itself up over the
    network. Imported by every process, `asyncio` would take most of their beginning.
    """
    if not any("await" in cell.source or "async" in cell.source for cell in cells):
        return None
    import asyncio

    return asyncio.new_event_loop()


class Notebook:
    """The cells, in one namespace.

    Parameters
    ----------
    hand_in : is called with each answer, at the moment at which it is handed in.
    loop : runs what is awaited (`loop_for`).
    """

    def __init__(self, hand_in: HandIn, loop: AbstractEventLoop | None = None) -> None:
        self._hand_in = hand_in
        self._loop = loop
        self._handed: set[str] = set()
        main = types.ModuleType("__main__")
        sys.modules["__main__"] = main
        self._names = main.__dict__
        # As in a page, an answer knows NumPy, whatever became of the first cell.
        self._names.update(np=np, exercises=exercises, derivations=derivations)
        self._names.update(__builtins__=builtins, display=lambda *values, **more: None)
        self._names.update(get_ipython=Jupyter, input=_asked)
        self._take_answers()

    def _take_answers(self) -> None:
        def check(name: str, answer: Any = None, /, **blanks: Any) -> Any:
            find(name)
            return self._handed_in(name, answer, blanks)

        def follow(problem: Any, lines: str = "") -> Any:
            if not isinstance(problem, str):
                return None  # a problem of one's own
            return self._handed_in(f"{DERIVATION}{problem}", lines, {})

        for module in (exercises, answers_desk):
            vars(module).update(check=check, require=check)
        for module in (derivations, lines_desk):
            vars(module).update(check=follow, require=follow)

    def _handed_in(self, name: str, answer: Any, blanks: dict[str, Any]) -> Any:
        self._handed.add(name)
        return self._hand_in(name, answer, blanks)

    def run(self, cell: Cell, number: int) -> str:
        """Run a cell, and hand in its answer if it has not done so itself.

        Returns
        -------
        What has failed, if no answer of the cell could be had; or "".
        """
        self._handed.clear()
        source = code.plain(cell.source)
        filename = f"{OWN}{number}>"
        lines = source.splitlines(keepends=True)
        linecache.cache[filename] = (len(source), None, lines, filename)
        failed = ""
        try:
            tree = ast.parse(source, filename)
            self._done(tree, filename, "exec")
        except BaseException as error:
            failed = told(error)
            if isinstance(error, SyntaxError) and error.filename == filename:
                return failed
        if not cell.name or cell.name in self._handed:
            return ""
        try:
            self._find(tree, cell.name)
        except BaseException as error:
            failed = failed or told(error)
        return failed if cell.name not in self._handed else ""

    def _find(self, tree: ast.Module, name: str) -> None:
        """Hand in an answer that is there, though the cell did not get so far."""
        short = name.removeprefix(DERIVATION)
        exercise = None if name != short else find(name)
        asked = "predict"
        if isinstance(exercise, FunctionExercise):
            asked = exercise.function.__name__
        call = code.call_of(tree, short, asked if exercise else "")
        if call is None:
            return
        answers = [self._value(one) for one in call.args[1:]]
        blanks = {one.arg: self._value(one.value) for one in call.keywords if one.arg}
        if name != short:
            answers, blanks = [*answers, *blanks.values()], {}
        self._handed_in(name, answers[0] if answers else None, blanks)

    def _value(self, expression: ast.expr) -> Any:
        tree = ast.fix_missing_locations(ast.Expression(expression))
        return self._done(tree, "<answer>", "eval")

    def _done(self, tree: ast.Module | ast.Expression, filename: str, mode: str) -> Any:
        """Run code as Jupyter does, where ``await`` may stand outside of functions."""
        flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        code = compile(tree, filename, mode, flags, dont_inherit=True)
        value = eval(code, self._names)
        if self._loop and code.co_flags & inspect.CO_COROUTINE:
            return self._loop.run_until_complete(value)
        return value


def _asked(*words: object) -> str:
    raise OSError(NOBODY)


def told(error: BaseException) -> str:
    """Say what was raised, and in which line of a cell."""
    name, said = type(error).__name__, ""
    try:
        said = str(error.msg if isinstance(error, SyntaxError) else error)[:500]
        lines = _lines(error)
    except Exception:  # what a student's own class of errors does
        lines = []
    where = f", in line {lines[-1][0]}: {lines[-1][1].strip()}" if lines else ""
    return f"{name}: {said}{where}" if said else f"{name}{where}"


def _lines(error: BaseException) -> Sequence[tuple[int, str]]:
    if isinstance(error, SyntaxError) and (error.filename or "").startswith(OWN):
        return [(error.lineno or 0, (error.text or "").rstrip()[:200])]
    frames = traceback.extract_tb(error.__traceback__)
    own = (frame for frame in frames if frame.filename.startswith(OWN))
    return [(frame.lineno or 0, (frame.line or "")[:200]) for frame in own]
