"""A reader's function, made anew with a part put differently, and run unseen."""

from __future__ import annotations

import ast
import contextlib
import copy
import io
import sys
import time
import types
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from nnlib.exercises.mending.harmless import DATA, NotToBeHad, check, code, outside

Function = Callable[..., Any]

IN_PAGE = sys.platform == "emscripten"
clock = time.perf_counter if IN_PAGE else time.process_time
"""The processor's time, which others do not use up; in a page it stands still."""


class TooLong(BaseException):
    """The time is up. No function catches it, as it is no Exception."""


class Reader:
    """A reader's function.

    Attributes
    ----------
    definition : its tree.
    source : its code, at the margin.
    line : the number of its first line, in the cell or the file.

    Raises
    ------
    NotToBeHad
        If its source is not to be had, or is not what is run, or if it might do
        anything but return a result.
    """

    def __init__(self, function: Function) -> None:
        if not isinstance(function, types.FunctionType) or function.__closure__:
            raise NotToBeHad
        self.source, self.line, self.definition = code(function)
        check(function, self.definition, set())
        self._space = dict(function.__globals__)
        self._own = (self._space, function.__globals__)
        for name in outside(self.definition):
            value = self._space.get(name)
            if isinstance(value, DATA):
                self._space[name] = copy.deepcopy(value)
        if _gist(function.__code__) != _gist(self.made().__code__):
            raise NotToBeHad  # the source has been changed since

    def made(self) -> Function:
        """Return the function as its tree is now.

        Raises
        ------
        SyntaxError, ValueError, TypeError
            If Python does not take the tree.
        """
        module = ast.Module([self.definition], [])
        exec(compile(module, "<changed>", "exec", dont_inherit=True), self._space)
        function: Function = self._space[self.definition.name]
        return function

    @contextlib.contextmanager
    def unseen(self, end: float) -> Iterator[None]:
        """Let nothing that is run show or warn of anything, or run on beyond a time.

        Parameters
        ----------
        end : the time at which `TooLong` is raised, by `clock`.
        """

        def watch(frame: types.FrameType, event: str, argument: Any) -> Any:
            # Only in the reader's own code: elsewhere the end could do harm, and
            # to go through all of it line by line would take time.
            if not any(frame.f_globals is one for one in self._own):
                return None
            if clock() > end:
                raise TooLong
            return watch

        before = sys.gettrace()
        nowhere = io.StringIO()
        with (
            contextlib.redirect_stdout(nowhere),
            contextlib.redirect_stderr(nowhere),
            warnings.catch_warnings(),
            np.errstate(all="ignore"),
        ):
            warnings.simplefilter("ignore")
            sys.settrace(watch)
            try:
                yield
            finally:
                sys.settrace(before)


def _gist(code: types.CodeType) -> tuple[Any, ...]:
    # Not its instructions, which also depend on what else is in the cell.
    constants = [c for c in code.co_consts if not isinstance(c, types.CodeType)]
    return code.co_varnames, code.co_names, repr(constants)
