"""What a formula means: its shape in letters, and its values in any case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import reduce

import numpy as np

from nnlib.derivations import identity, matrices
from nnlib.derivations.errors import Misfit, Unsized
from nnlib.derivations.functions import CORNERS, KNOWN, Array, Entrywise
from nnlib.derivations.gathering import checked, spread
from nnlib.derivations.meaning_indices import Indexed, Meaning
from nnlib.derivations.point import Point
from nnlib.derivations.shapes import NUMBER, Index, Shape, together, told
from nnlib.derivations.tree import (
    IDENTITY,
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
    Slice,
    Sum,
    Test,
    Transpose,
)
from nnlib.derivations.writing import written
from nnlib.language import say

OPERATIONS = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": np.divide,
    "**": np.power,
}


@dataclass
class Formulas(Indexed):
    """Finds what formulas mean, where some names have shapes.

    Attributes
    ----------
    sizes : the letters of sizes.
    functions : the functions of one number that a problem declares.
    """

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
                return self.entry(of, at, bound)
            case Derivative():
                return self.derivative(tree, bound)
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
                return self.sum(of, over, bound)
            case Choice(then, test, other):
                return self.choice(then, test, other, bound)
            case Test():
                return self.test(tree, bound)
            case Every(of_all):
                tests = [self.of(one, bound)[1] for one in of_all]
                return NUMBER, lambda point, axes: reduce(
                    np.logical_and, [test(point, axes) for test in tests]
                )
            case Slice(of, at, axis):
                return self.slice(of, at, axis, bound)
            case Call():
                return self._call(tree, bound)
        raise AssertionError(tree)

    def _name(self, name: str) -> Meaning:
        if name not in self.shapes:
            return NUMBER, lambda point, axes: np.full(
                (1,) * (axes + 3), float(point.size(name))
            )
        return self.shapes[name], lambda point, axes: spread(point.value(name), axes)

    def _binary(
        self,
        tree: Node,
        left: Node,
        sign: str,
        right: Node,
        bound: Mapping[str, Index],
    ) -> Meaning:
        (a, one), (b, two) = self._both(left, sign, right, bound)

        def sides() -> dict[str, str]:
            """Write them only where they are shown: a search reads thousands."""
            return {
                "left": written(left),
                "shape": told(a),
                "right": written(right),
                "shape2": told(b),
                "tree": written(tree),
            }

        if sign == "@" and NUMBER not in (a, b):
            if a[1] != b[0]:
                told_of = say(
                    "{left} is {shape} and {right} is {shape2}, so the product {tree} "
                    "does not exist.",
                    **sides(),
                )
                raise Misfit(f"{told_of}{_for_columns(a, b)}")
            return (a[0], b[1]), lambda point, axes: one(point, axes) @ two(point, axes)
        if sign == "**" and a != NUMBER and isinstance(right, Minus):
            raise Misfit(
                say(
                    "{tree} could be the inverse or a power of each entry: write "
                    "inv(X), or 1 / X.",
                    tree=written(tree),
                )
            )
        shape = together(a, b)
        if shape is None:
            raise Misfit(
                say(
                    "{left} is {shape} and {right} is {shape2}, so {tree} does "
                    "not exist.",
                    **sides(),
                )
            )
        operation = OPERATIONS["*" if sign == "@" else sign]

        def both(point: Point, axes: int) -> Array:
            right_value = two(point, axes)
            if sign == "/":
                point.keep_away(right_value)
            return checked(operation, one(point, axes), right_value)

        return shape, both

    def _both(
        self, left: Node, sign: str, right: Node, bound: Mapping[str, Index]
    ) -> tuple[Meaning, Meaning]:
        """Return both meanings; an identity is as large as the other side says."""
        try:
            one = self.of(left, bound)
        except Unsized:
            shape = self.of(right, bound)[0]
            one = self.of(identity.sized(left, shape, shape[0]), bound)
        try:
            return one, self.of(right, bound)
        except Unsized:
            size = one[0][1] if sign == "@" else one[0][0]
            return one, self.of(identity.sized(right, one[0], size), bound)

    def _call(self, tree: Call, bound: Mapping[str, Index]) -> Meaning:
        name = tree.function
        if tree == IDENTITY:
            raise Unsized(
                say("Nothing says how large I is here: write eye(n), with its size.")
            )
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
        raise Misfit(
            say(
                "{node} is no size: sizes here are letters, such as m.",
                node=written(node),
            )
        )


def _for_columns(left: Shape, right: Shape) -> str:
    """Say how the product of two columns is written, for NumPy takes it otherwise."""
    if left != right or "1" not in left:
        return ""
    told = say("The sum of the products of their entries is inner(u, v), or u.T @ v.")
    return f" {told}"
