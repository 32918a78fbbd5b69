"""Rows and columns of matrices, X[i,:] and X[:,j], from Python's trees."""

from __future__ import annotations

import ast

from nnlib.derivations.errors import Unread
from nnlib.derivations.reading_indices import index, typed
from nnlib.derivations.tree import Call, Node, Slice
from nnlib.language import say


def is_slice(place: ast.expr) -> bool:
    """Whether what stands in square brackets holds a colon, or None."""
    return any(_is_all(part) or _is_new(part) for part in _parts(place))


def sliced(whole: Node, place: ast.expr) -> Node:
    """Return a row or a column of a matrix, or all of it.

    Raises
    ------
    Unread
        If it is another part of it, such as X[1:,:].
    """
    match _parts(place):
        case [row] if _is_all(row):
            return whole
        case [row, column] if _is_all(row) and _is_all(column):
            return whole
        case [row, column] if _is_all(row) and _is_new(column):
            return Call("column", (whole,))
        case [row, column] if _is_new(row) and _is_all(column):
            return Call("row", (whole,))
        case [row, column] if _is_all(column):
            return Slice(whole, index(row), 0)
        case [row, column] if _is_all(row):
            return Slice(whole, index(column), 1)
    raise Unread(
        say(
            "[{place}] is no row, which is X[i,:], and no column, which is X[:,j].",
            place=typed(place),
        )
    )


def _parts(place: ast.expr) -> list[ast.expr]:
    return place.elts if isinstance(place, ast.Tuple) else [place]


def _is_all(part: ast.expr) -> bool:
    match part:
        case ast.Slice(None, None, None):
            return True
        case ast.Slice():
            raise Unread(
                say(
                    "{part} cuts a matrix. A row is X[i,:], a column is X[:,j].",
                    part=typed(part),
                )
            )
    return False


def _is_new(part: ast.expr) -> bool:
    match part:
        case ast.Constant(None) | ast.Attribute(ast.Name("np"), "newaxis"):
            return True
    return False
