"""Calls of functions: which there are, with how many arguments."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence

from nnlib.derivations.errors import Unread
from nnlib.derivations.functions import ALSO, KNOWN
from nnlib.derivations.names import Names
from nnlib.derivations.tree import Binary, Call, Node, Number, Transpose

MATRIX = {
    "trace": 1,
    "inner": 2,
    "norm2": 1,
    "norm": 1,
    "sum": 1,
    "mean": 1,
    "inv": 1,
    "det": 1,
    "diag": 1,
    "softmax": 1,
    "ones": 2,
    "zeros": 2,
    "eye": 1,
}
"""Functions of whole matrices, and how many arguments each takes."""

METHODS = {"sum", "mean", "dot", "trace", "transpose"}
"""What may be written behind a matrix: X.sum()."""

BY_AXIS = {"sum", "mean"}


def flat(arguments: Sequence[ast.expr]) -> list[ast.expr]:
    """Return the arguments, those of ones((m, n)) without the inner brackets."""
    if len(arguments) == 1 and isinstance(arguments[0], ast.Tuple):
        return arguments[0].elts
    return list(arguments)


def call(
    name: str,
    of: list[Node],
    words: Mapping[str, str],
    prime: bool,
    names: Names,
) -> Node:
    """Return a call of a function.

    Raises
    ------
    Unread
        If there is no such function, or it takes other arguments.
    """
    name = names.function(name) or ALSO.get(name, name)
    if name in names.functions or name in KNOWN:
        if len(of) != 1 or words:
            raise Unread(f"{name} takes one argument, a number or a matrix.")
        return Call(name, (of[0],), prime)
    if prime:
        raise Unread(f"{name} has no derivative of its own here.")
    if name == "T" and len(of) == 1:
        return Transpose(of[0])
    if name in ("dot", "product", "outer") and len(of) == 2:
        right = Transpose(of[1]) if name == "outer" else of[1]
        return Binary(of[0], "*" if name == "product" else "@", right)
    if name not in MATRIX:
        raise Unread(names.unknown(name))
    axis = _axis(name, of, words)
    if name in ("ones", "zeros") and len(of) == 1:
        of = [of[0], Number(1)]  # a column
    if len(of) != MATRIX[name]:
        raise Unread(
            f"{name} takes {MATRIX[name]} argument(s), and here are {len(of)}."
        )
    return Call(name, tuple(of), axis=axis)


def _axis(name: str, of: list[Node], words: Mapping[str, str]) -> int | None:
    """Return the axis of a sum; take it from the arguments if it stands there."""
    value = words.get("axis")
    if value is None and name in BY_AXIS and len(of) == 2:
        match of.pop():
            case Number(number):
                value = f"{number:g}"
    if (set(words) - {"axis", "keepdims"}) or (value and name not in BY_AXIS):
        raise Unread(f"{name} takes no {', '.join(words)} here.")
    if value not in (None, "0", "1"):
        raise Unread(
            "axis is 0, for sums down the columns, or 1, for sums of the rows."
        )
    return None if value is None else int(value)
