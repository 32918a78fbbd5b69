"""Formulas as trees: what a line of a derivation is, once it has been read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any


@dataclass(frozen=True)
class Node:
    """A formula, or a part of one."""

    @cached_property
    def parts(self) -> tuple[Node, ...]:
        """The formulas it is made of, from left to right."""
        found: list[object] = []
        for name in self.__dataclass_fields__:
            value = getattr(self, name)
            found.extend(value if isinstance(value, tuple) else [value])
        return tuple(part for part in found if isinstance(part, Node))

    def having(self, parts: tuple[Node, ...]) -> Node:
        """Return the same with other parts."""
        left = iter(parts)
        values: dict[str, Any] = {}
        for name in self.__dataclass_fields__:
            value = getattr(self, name)
            if isinstance(value, Node):
                value = next(left)
            elif isinstance(value, tuple) and value and isinstance(value[0], Node):
                value = tuple(next(left) for _ in value)
            values[name] = value
        return type(self)(**values)


@dataclass(frozen=True)
class Number(Node):
    """A number of zero or more."""

    value: float


@dataclass(frozen=True)
class Name(Node):
    """A variable, something defined by variables, or a size such as m."""

    name: str


@dataclass(frozen=True)
class Entry(Node):
    """One entry of a matrix; of a row or a column, whose index is one letter."""

    of: Node
    at: tuple[str, ...]


@dataclass(frozen=True)
class Slice(Node):
    """A row of a matrix, which is ``axis`` 0, or a column of it, which is 1."""

    of: Node
    at: str
    axis: int


@dataclass(frozen=True)
class Derivative(Node):
    """The derivative of something by a variable, each whole or one entry of it."""

    of: str
    by: str
    of_at: tuple[str, ...] = ()
    by_at: tuple[str, ...] = ()


@dataclass(frozen=True)
class Change(Node):
    """How much a formula changes, to first order, if the variables change a little."""

    of: Node


@dataclass(frozen=True)
class Minus(Node):
    """The negative."""

    of: Node


@dataclass(frozen=True)
class Transpose(Node):
    """The transpose."""

    of: Node


@dataclass(frozen=True)
class Binary(Node):
    """Two formulas and one of + - * / @ ** between them, entry by entry but for @."""

    left: Node
    sign: str
    right: Node


@dataclass(frozen=True)
class Call(Node):
    """A function of formulas. ``axis`` is for sums: 0 of columns, 1 of rows."""

    function: str
    of: tuple[Node, ...]
    prime: bool = False
    axis: int | None = None


IDENTITY = Call("eye", ())
"""The identity whose size is not said: that of what stands beside it."""


@dataclass(frozen=True)
class Sum(Node):
    """The sum over all values of some indices."""

    of: Node
    over: tuple[str, ...]


@dataclass(frozen=True)
class Test(Node):
    """Two indices and one of == != < <= > >= between them."""

    left: str
    sign: str
    right: str


@dataclass(frozen=True)
class Every(Node):
    """All of some tests."""

    of: tuple[Node, ...]


@dataclass(frozen=True)
class Choice(Node):
    """One formula where a test holds, another where it does not."""

    then: Node
    test: Node
    other: Node
