"""The functions of whole matrices: their shapes and values."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from nnlib.derivations.errors import Misfit
from nnlib.derivations.functions import Array
from nnlib.derivations.point import Point, Value
from nnlib.derivations.shapes import NUMBER, Shape, together, told
from nnlib.derivations.tree import Call, Node
from nnlib.derivations.writing import written
from nnlib.language import say
from nnlib.more_rules import softmax_of_rows

Parts = Sequence[tuple[Shape, Value]]


ONES = {"ones": 1.0, "zeros": 0.0}


def constant(name: str, sizes: Sequence[str]) -> tuple[Shape, Value]:
    """Return ones, zeros or the identity."""
    rows, columns = sizes[0], sizes[-1]

    def value(point: Point, axes: int) -> Array:
        shape = point.size(rows), point.size(columns)
        whole: Array = np.eye(*shape) if name == "eye" else np.full(shape, ONES[name])
        return whole.reshape((1,) * (axes + 1) + shape)

    return (rows, columns), value


def meaning(tree: Call, parts: Parts) -> tuple[Shape, Value]:
    """Return the shape and the values of a function of matrices.

    Raises
    ------
    Misfit
        If their shapes do not suit it.
    """
    name, (shape, value) = tree.function, parts[0]
    if name in ("sum", "mean"):
        return _sums(tree, shape, value)
    if name in ("trace", "inv", "det") and shape[0] != shape[1]:
        raise Misfit(
            say(
                "{of} is {shape}, and {name} takes square ones.",
                of=written(tree.of[0]),
                shape=told(shape),
                name=name,
            )
        )
    if name == "inner":
        return NUMBER, _inner(tree, parts)
    if name == "inv":
        return shape, lambda point, axes: _inverse(point, value(point, axes))
    if name == "outer":
        (rows, one), (columns, two) = (_column(tree.of[k], *parts[k]) for k in (0, 1))
        return (
            rows,
            columns,
        ), lambda point, axes: one(point, axes) @ two(point, axes).swapaxes(-1, -2)
    if name == "column":
        size, column = _column(tree.of[0], shape, value)
        return (size, "1"), column
    if name == "row":
        size, column = _column(tree.of[0], shape, value)
        return ("1", size), lambda point, axes: column(point, axes).swapaxes(-1, -2)
    if name == "diag":
        return _diagonal(shape, value)
    if name == "softmax":

        def softmax(point: Point, axes: int) -> Array:
            return np.asarray(softmax_of_rows(value(point, axes)), np.float64)

        return shape, softmax
    return NUMBER, lambda point, axes: NUMBERS[name](value(point, axes))


def _norm2(M: Array) -> Array:
    total: Array = (M * M).sum(axis=(-2, -1), keepdims=True)
    return total


NUMBERS: dict[str, Callable[[Array], Array]] = {
    "norm2": _norm2,
    "norm": lambda M: np.sqrt(_norm2(M)),
    "trace": lambda M: np.trace(M, axis1=-2, axis2=-1)[..., None, None],
    "det": lambda M: np.linalg.det(M)[..., None, None],
}


def _sums(tree: Call, shape: Shape, value: Value) -> tuple[Shape, Value]:
    axes_summed = (-2, -1) if tree.axis is None else (tree.axis - 2,)
    left = [size if k - 2 not in axes_summed else "1" for k, size in enumerate(shape)]

    def total(point: Point, axes: int) -> Array:
        found = value(point, axes)
        if tree.function == "mean":
            return np.asarray(found.mean(axis=axes_summed, keepdims=True))
        return np.asarray(found.sum(axis=axes_summed, keepdims=True))

    return (left[0], left[1]), total


def _inner(tree: Call, parts: Parts) -> Value:
    (a, one), (b, two) = parts
    # A product with a number of zeros would be no inner product of two matrices.
    if a != b or together(a, b) is None:
        raise Misfit(
            say(
                "{of} is {shape} and {of2} is {shape2}, and an inner product "
                "takes two of one shape.",
                of=written(tree.of[0]),
                shape=told(a),
                of2=written(tree.of[1]),
                shape2=told(b),
            )
        )
    return lambda point, axes: (one(point, axes) * two(point, axes)).sum(
        axis=(-2, -1), keepdims=True
    )


def _inverse(point: Point, M: Array) -> Array:
    try:
        inverse = np.asarray(np.linalg.inv(M), dtype=np.float64)
    except np.linalg.LinAlgError:
        return np.full_like(M, np.nan)
    # Central differences of an inverse are exact only where it is small.
    point.keep_away(0.3 / np.max(np.abs(inverse), axis=(-2, -1)))
    return inverse


def _column(tree: Node, shape: Shape, value: Value) -> tuple[str, Value]:
    """Return how many entries a row or a column has, and it as a column."""
    if "1" not in shape:
        raise Misfit(
            say(
                "{tree} is {shape}, and neither a row nor a column.",
                tree=written(tree),
                shape=told(shape),
            )
        )
    if shape[1] == "1":
        return shape[0], value
    return shape[1], lambda point, axes: value(point, axes).swapaxes(-1, -2)


def _diagonal(shape: Shape, value: Value) -> tuple[Shape, Value]:
    if "1" in shape and shape != NUMBER:
        size = shape[0] if shape[1] == "1" else shape[1]

        def filled(point: Point, axes: int) -> Array:
            found = value(point, axes)
            column = found if shape[1] == "1" else found.swapaxes(-1, -2)
            square: Array = column * np.eye(point.size(size))
            return square

        return (size, size), filled
    if shape[0] != shape[1]:
        raise Misfit(
            say(
                "diag takes a row, a column or a square matrix, not {shape}.",
                shape=told(shape),
            )
        )
    return (shape[0], "1"), lambda point, axes: np.diagonal(
        value(point, axes), axis1=-2, axis2=-1
    )[..., None]
