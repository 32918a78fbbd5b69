"""Calls of functions: which there are, with how many arguments."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence

from nnlib.derivations.errors import Unread
from nnlib.derivations.functions import ALSO, KNOWN
from nnlib.derivations.names import Names
from nnlib.derivations.tree import (
    IDENTITY,
    Binary,
    Call,
    Minus,
    Node,
    Number,
    Transpose,
)
from nnlib.language import say

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
    "outer": 2,
    "column": 1,
    "row": 1,
}
"""Functions of whole matrices, and how many arguments each takes."""

METHODS = {
    "sum",
    "mean",
    "dot",
    "trace",
    "transpose",
    "var",
    "std",
    "reshape",
    "flatten",
}
"""What may be written behind a matrix: X.sum()."""

BY_AXIS = {"sum", "mean"}

TWO = {
    "dot": "@",
    "product": "*",
    "divide": "/",
    "add": "+",
    "subtract": "-",
}
POWERS = {"square": 2}
OF_SIDES = {
    f"{name}_of_{side}": (name, axis)
    for name in ("sum", "mean")
    for axis, side in enumerate(("columns", "rows"))
}
"""How sums by an axis are shown: "sum of columns" is sum(X, axis=0)."""

SPREADS = {"var", "std"}

OTHERWISE = {
    "einsum": "Write the sum itself: sum(X[i,k] * W[k,j] for k).",
    "tensordot": "Write the sum itself: sum(X[i,k] * W[k,j] for k).",
    "kron": "Write it entry by entry: X[i,j] * Y[k,l].",
    "vec": "A derivative has the shape of its matrix here, so nothing is put in one "
    "column. Write df = trace((df/dG).T @ dG), or sums over entries.",
    "reshape": "A derivative has the shape of its matrix here.",
    "flatten": "A derivative has the shape of its matrix here.",
    "ravel": "A derivative has the shape of its matrix here.",
    "max": "It has no single formula for its slope. relu(X) is max(X, 0).",
    "min": "It has no single formula for its slope.",
    "pinv": "Write it out: inv(X.T @ X) @ X.T.",
    "prod": "Write exp(sum(log(X))), or det of a diagonal matrix.",
    "cumsum": "Write a sum with a test: sum(X[k,j] for k if k <= i).",
}
"""What is no function here, and what to write instead."""


def is_function(name: str, names: Names) -> bool:
    """Whether a word is a function, of a problem or of all."""
    plain = names.function(name) or ALSO.get(name, name)
    return plain in names.functions or plain in KNOWN or plain in MATRIX


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
            raise Unread(
                say("{name} takes one argument, a number or a matrix.", name=name)
            )
        return Call(name, (of[0],), prime)
    if prime:
        raise Unread(say("{name} has no derivative of its own here.", name=name))
    if name == "T" and len(of) == 1:
        return Transpose(of[0])
    if name in TWO and len(of) == 2:
        return Binary(of[0], TWO[name], of[1])
    if name in POWERS and len(of) == 1:
        return Binary(of[0], "**", Number(POWERS[name]))
    if name in ("maximum", "max") and len(of) == 2 and Number(0) in of:
        return Call("relu", (of[0] if of[1] == Number(0) else of[1],))
    if name == "logdet" and len(of) == 1:
        return Call("log", (Call("det", tuple(of)),))
    if name in OF_SIDES and len(of) == 1:
        function, side = OF_SIDES[name]
        return Call(function, tuple(of), axis=side)
    if name in SPREADS:
        return _spread(name, of, words)
    if name in OTHERWISE:
        raise Unread(
            say(
                "{name} is not read here. {instead}",
                name=name,
                instead=say(OTHERWISE[name]),
            )
        )
    if name not in MATRIX:
        raise Unread(names.unknown(name))
    axis = _axis(name, of, words)
    if name in ("ones", "zeros") and len(of) == 1:
        of = [of[0], Number(1)]  # a column
    if name == "eye" and not of:
        return IDENTITY
    if len(of) != MATRIX[name]:
        raise Unread(
            say(
                "{name} takes {wanted} argument(s), and here are {n}.",
                name=name,
                wanted=MATRIX[name],
                n=len(of),
            )
        )
    return Call(name, tuple(of), axis=axis)


def _spread(name: str, of: list[Node], words: Mapping[str, str]) -> Node:
    """Return a variance or its root, by means: a sum of squares over its count."""
    axis = _axis("mean", of, words)
    away = Binary(of[0], "-", Call("mean", (of[0],), axis=axis))
    squares = Call("mean", (Binary(away, "**", Number(2)),), axis=axis)
    return Call("sqrt", (squares,)) if name == "std" else squares


def _axis(name: str, of: list[Node], words: Mapping[str, str]) -> int | None:
    """Return the axis of a sum; take it from the arguments if it stands there."""
    value = words.get("axis")
    if value is None and name in BY_AXIS and len(of) == 2:
        match of.pop():
            case Number(number):
                value = f"{number:g}"
            case Minus(Number(number)):
                value = f"-{number:g}"
    if (set(words) - {"axis", "keepdims"}) or (value and name not in BY_AXIS):
        raise Unread(
            say("{name} takes no {names} here.", name=name, names=", ".join(words))
        )
    value = {"-1": "1", "-2": "0"}.get(value or "", value)
    if value not in (None, "0", "1"):
        raise Unread(
            say("axis is 0, for sums down the columns, or 1, for sums of the rows.")
        )
    return None if value is None else int(value)
