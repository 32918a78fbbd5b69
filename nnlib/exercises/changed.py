"""Slips that are the solution with a change in one of its lines."""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from nnlib.exercises.source import without_docstring


class Changed:
    """A function whose code has been changed; it is made at its first call.

    Parameters
    ----------
    function : the worked solution of an exercise.
    name : what the slip is called, as the name of a function.
    changes : what to put in the place of what. Each piece of source must occur in
        the code, and once only; the docstring is no part of it.
    """

    def __init__(
        self, function: Callable[..., Any], name: str, changes: Mapping[str, str]
    ) -> None:
        self.__name__ = self.__qualname__ = name
        self._function = function
        self._changes = changes

    @cached_property
    def source(self) -> str:
        """The changed code.

        Raises
        ------
        ValueError
            If the function does not have a piece that is to be changed, or has it
            more than once.
        """
        text = without_docstring(self._function)
        for old, new in self._changes.items():
            if text.count(old) != 1:
                raise ValueError(
                    f"{self.__name__}: {old!r} occurs {text.count(old)} times in "
                    f"{self._function.__name__}, but must occur once."
                )
            text = text.replace(old, new)
        return text

    @cached_property
    def _made(self) -> Callable[..., Any]:
        # Beside NumPy readers have math, and some use it where it does not help.
        space = {"math": math, **self._function.__globals__}
        exec(self.source, space)
        made: Callable[..., Any] = space[self._function.__name__]
        return made

    def __call__(self, *arguments: Any) -> Any:
        """Return what the changed function does, which warns of nothing."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return self._made(*arguments)
