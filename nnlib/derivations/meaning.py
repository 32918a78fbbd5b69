"""What a formula means: its shape in letters, and its values in any case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import reduce

import numpy as np

from nnlib.derivations import matrices
from nnlib.derivations.errors import Misfit
from nnlib.derivations.functions import CORNERS, KNOWN, Array, Entrywise
from nnlib.derivations.gathering import (
    checked,
    counted,
    picked,
    spread,
    taken,
    without_axes,
)
from nnlib.derivations.indexing import Indices
from nnlib.derivations.point import Point, Value, Whole
from nnlib.derivations.shapes import NUMBER, Index, Shape, together, told
from nnlib.derivations.tree import (
    Binary,
    Call,
    Change,
    Choice,
    Derivative,
    Entry,
    Every,
    Minus,
    Name,
    Node,
    Number,
    Sum,
    Test,
    Transpose,
)
from nnlib.derivations.writing import written

OPERATIONS = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": np.divide,
    "**": np.power,
}
TESTS = {
    "==": np.equal,
    "!=": np.not_equal,
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
}

Meaning = tuple[Shape, Value]


@dataclass
class Formulas(Indices):
    """Finds what formulas mean, where some names have shapes.

    Attributes
    ----------
    shapes : of the variables and of what is defined by them.
    sizes : the letters of sizes.
    functions : the functions of one number that a problem declares.
    """

    shapes: Mapping[str, Shape] = field(default_factory=dict)
    sizes: set[str] = field(default_factory=set)
    functions: set[str] = field(default_factory=set)

    def of(self, tree: Node, bound: Mapping[str, Index] | None = None) -> Meaning:
        """Return the shape and the values of a formula.

        Raises
        ------
        Misfit
            If its shapes or its indices do not fit.
        """
        bound = bound or {}
        match tree:
            case Number(number):
                return NUMBER, lambda _, axes: np.full((1,) * (axes + 3), number)
            case Name(name):
                return self._name(name)
            case Entry(of, at):
                return self._entry(tree, of, at, bound)
            case Derivative():
                return self._derivative(tree, bound)
            case Change(of):
                shape, value = self.of(of, bound)
                return shape, lambda point, axes: point.change(value, axes)
            case Minus(of):
                shape, value = self.of(of, bound)
                return shape, lambda point, axes: -value(point, axes)
            case Transpose(of):
                (rows, columns), value = self.of(of, bound)
                return (columns, rows), lambda point, axes: value(point, axes).swapaxes(
                    -1, -2
                )
            case Binary(left, sign, right):
                return self._binary(tree, left, sign, right, bound)
            case Sum(of, over):
                return self._sum(of, over, bound)
            case Choice(then, test, other):
                return self._choice(tree, then, test, other, bound)
            case Test(left, sign, right):
                a, b = self.index(left, bound), self.index(right, bound)
                a.is_compared(b)
                return NUMBER, lambda point, axes: TESTS[sign](
                    counted(a, point, axes), counted(b, point, axes)
                )
            case Every(of_all):
                tests = [self.of(one, bound)[1] for one in of_all]
                return NUMBER, lambda point, axes: reduce(
                    np.logical_and, [test(point, axes) for test in tests]
                )
            case Call():
                return self._call(tree, bound)
        raise AssertionError(tree)

    def whole(self, tree: Node, at: tuple[str, ...] = ()) -> tuple[Shape, Whole]:
        """Return the meaning of what a name stands for, given whole or by entries.

        Raises
        ------
        Misfit
            If it has an index over which no sum goes.
        """
        shape, value = self.of(tree)
        over = [self.free[letter] for letter in at if letter in self.free]
        left = [letter for letter in self.free if letter not in at]
        if left or len(over) != len(at) or len(set(at)) < len(at):
            raise Misfit(
                f"{written(tree)} does not say how {', '.join((*at, *left))} are meant"
            )
        if not at:
            return shape, lambda point: without_axes(value(point, self.count))
        if shape != NUMBER:
            raise Misfit(f"{written(tree)} is {told(shape)} and no entry")
        sizes = [index.root().size or "1" for index in over]
        axes = [index.axis for index in over]

        def entries(point: Point) -> Array:
            found = value(point, self.count)
            sides = [found.shape[0], *map(point.size, sizes)]
            found = np.moveaxis(found, axes, range(1, len(axes) + 1))
            found = found.reshape(found.shape[: len(axes) + 1])
            return np.broadcast_to(found, sides).reshape(
                sides[0], sides[1], sides[2] if len(sides) > 2 else 1
            )

        return (sizes[0], sizes[1] if len(sizes) > 1 else "1"), entries

    def _name(self, name: str) -> Meaning:
        if name not in self.shapes:
            return NUMBER, lambda point, axes: np.full(
                (1,) * (axes + 3), float(point.size(name))
            )
        return self.shapes[name], lambda point, axes: spread(point.value(name), axes)

    def _entry(
        self, tree: Node, of: Node, at: tuple[str, ...], bound: Mapping[str, Index]
    ) -> Meaning:
        shape, value = self.of(of, bound)
        rows, columns = self.places(written(of), shape, at, bound)

        def entries(point: Point, axes: int) -> Array:
            return taken(value(point, axes), rows, columns, point, axes)

        return NUMBER, entries

    def _derivative(self, tree: Derivative, bound: Mapping[str, Index]) -> Meaning:
        of, by = self.shapes[tree.of], self.shapes[tree.by]
        of_at = self.places(tree.of, of, tree.of_at, bound) if tree.of_at else None
        by_at = self.places(tree.by, by, tree.by_at, bound) if tree.by_at else None
        of_whole, by_whole = of != NUMBER and not of_at, by != NUMBER and not by_at
        if of_whole and by_whole:
            raise Misfit(
                f"the derivative of the matrix {tree.of} by the matrix {tree.by} has "
                f"four indices: take an entry, such as d{tree.of}[k,l]/d{tree.by}[i,j]"
            )

        def slopes(point: Point, axes: int) -> Array:
            found = point.derivative(tree.of, tree.by)
            pairs = [by_at or (None, None), of_at or (None, None)]
            if of_whole:
                return picked(found, pairs[0], pairs[1], point, axes)
            return picked(found.transpose(2, 3, 0, 1), pairs[1], pairs[0], point, axes)

        return (of if of_whole else by if by_whole else NUMBER), slopes

    def _binary(
        self,
        tree: Node,
        left: Node,
        sign: str,
        right: Node,
        bound: Mapping[str, Index],
    ) -> Meaning:
        (a, one), (b, two) = self.of(left, bound), self.of(right, bound)
        if sign == "@" and NUMBER not in (a, b):
            if a[1] != b[0]:
                raise Misfit(
                    f"{written(left)} is {told(a)} and {written(right)} is {told(b)}, "
                    f"so the product {written(tree)} does not exist"
                )
            return (a[0], b[1]), lambda point, axes: one(point, axes) @ two(point, axes)
        if sign == "**" and a != NUMBER and isinstance(right, Minus):
            raise Misfit(
                f"{written(tree)} could be the inverse or a power of each entry: write "
                "inv(X), or 1 / X"
            )
        shape = together(a, b)
        if shape is None:
            raise Misfit(
                f"{written(left)} is {told(a)} and {written(right)} is {told(b)}, so "
                f"{written(tree)} does not exist"
            )
        operation = OPERATIONS["*" if sign == "@" else sign]

        def both(point: Point, axes: int) -> Array:
            right_value = two(point, axes)
            if sign == "/":
                point.keep_away(right_value)
            return checked(operation, one(point, axes), right_value)

        return shape, both

    def _sum(
        self, of: Node, over: tuple[str, ...], bound: Mapping[str, Index]
    ) -> Meaning:
        own = [self.new(letter) for letter in over]
        shape, value = self.of(of, {**bound, **dict(zip(over, own, strict=True))})
        for index in own:
            if not index.root().size:
                raise Misfit(
                    f"nothing says how far the sum over {index.letter} goes: "
                    f"{index.letter} is the index of nothing"
                )

        def total(point: Point, axes: int) -> Array:
            found = value(point, axes)
            for index in own:
                if found.shape[index.axis] == 1:
                    found = found * point.size(index.root().size)
                else:
                    found = found.sum(axis=index.axis, keepdims=True)
            return found

        return shape, total

    def _choice(
        self,
        tree: Node,
        then: Node,
        test: Node,
        other: Node,
        bound: Mapping[str, Index],
    ) -> Meaning:
        (a, one), (b, two) = self.of(then, bound), self.of(other, bound)
        holds = self.of(test, bound)[1]
        shape = together(a, b)
        if shape is None:
            raise Misfit(f"one case is {told(a)} and the other {told(b)}")
        return shape, lambda point, axes: np.where(
            holds(point, axes), one(point, axes), two(point, axes)
        )

    def _call(self, tree: Call, bound: Mapping[str, Index]) -> Meaning:
        name = tree.function
        if name in ("ones", "zeros", "eye"):
            return matrices.constant(name, [self._size(one) for one in tree.of])
        parts = [self.of(one, bound) for one in tree.of]
        if name in self.functions or name in KNOWN:
            shape, value = parts[0]

            def entrywise(point: Point, axes: int) -> Array:
                g: tuple[Entrywise, Entrywise] = (
                    point.functions[name] if name in self.functions else KNOWN[name]
                )
                found = value(point, axes)
                if name in CORNERS or name in ("log", "sqrt"):
                    point.keep_away(found)
                return g[tree.prime](found)

            return shape, entrywise
        return matrices.meaning(tree, parts)

    def _size(self, node: Node) -> str:
        match node:
            case Name(name) if name in self.sizes:
                return name
            case Number(value) if value == int(value) and 1 <= value <= 9:
                return f"{value:.0f}"
        raise Misfit(f"{written(node)} is no size: sizes here are letters, such as m")
