"""What indices mean: entries, rows, derivatives of entries, sums, cases."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from nnlib.derivations.errors import Misfit
from nnlib.derivations.functions import Array
from nnlib.derivations.gathering import counted, lines_taken, picked, taken
from nnlib.derivations.indexing import Indices
from nnlib.derivations.point import Point, Value
from nnlib.derivations.shapes import NUMBER, Index, Shape, together, told
from nnlib.derivations.tree import Derivative, Node, Test
from nnlib.derivations.writing import written
from nnlib.language import say

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
class Indexed(Indices):
    """Finds what formulas with indices mean.

    Attributes
    ----------
    shapes : of the variables and of what is defined by them.
    """

    shapes: Mapping[str, Shape] = field(default_factory=dict)

    @abstractmethod
    def of(self, tree: Node, bound: Mapping[str, Index] | None = None) -> Meaning:
        """Return the shape and the values of a formula."""

    def entry(
        self, of: Node, at: tuple[str, ...], bound: Mapping[str, Index]
    ) -> Meaning:
        """Return an entry."""
        shape, value = self.of(of, bound)
        rows, columns = self.places(written(of), shape, at, bound)

        def entries(point: Point, axes: int) -> Array:
            return taken(value(point, axes), rows, columns, point, axes)

        return NUMBER, entries

    def slice(
        self, of: Node, at: str, axis: int, bound: Mapping[str, Index]
    ) -> Meaning:
        """Return a row of a matrix, or a column."""
        shape, value = self.of(of, bound)
        if shape == NUMBER:
            raise Misfit(say("{of} is a number and has no rows.", of=written(of)))
        index = self.index(at, bound)
        index.runs_over(shape[axis], written(of), axis)

        def lines(point: Point, axes: int) -> Array:
            return lines_taken(value(point, axes), index, axis, point, axes)

        return ("1", shape[1]) if axis == 0 else (shape[0], "1"), lines

    def derivative(self, tree: Derivative, bound: Mapping[str, Index]) -> Meaning:
        """Return a derivative; of its four axes, two or four have indices."""
        of, by = self.shapes[tree.of], self.shapes[tree.by]
        of_at = self.places(tree.of, of, tree.of_at, bound) if tree.of_at else None
        by_at = self.places(tree.by, by, tree.by_at, bound) if tree.by_at else None
        of_whole, by_whole = of != NUMBER and not of_at, by != NUMBER and not by_at
        if of_whole and by_whole:
            raise Misfit(
                say(
                    "The derivative of the matrix {of} by the matrix {by} has "
                    "four indices: take an entry, such as d{of}[k,l]/d{by}[i,j].",
                    of=tree.of,
                    by=tree.by,
                )
            )

        def slopes(point: Point, axes: int) -> Array:
            found = point.derivative(tree.of, tree.by)
            pairs = [by_at or (None, None), of_at or (None, None)]
            if of_whole:
                return picked(found, pairs[0], pairs[1], point, axes)
            return picked(found.transpose(2, 3, 0, 1), pairs[1], pairs[0], point, axes)

        return (of if of_whole else by if by_whole else NUMBER), slopes

    def sum(
        self, of: Node, over: tuple[str, ...], bound: Mapping[str, Index]
    ) -> Meaning:
        """Return the sum over some indices."""
        own = [self.new(letter) for letter in over]
        shape, value = self.of(of, {**bound, **dict(zip(over, own, strict=True))})
        for index in own:
            if not index.root().size:
                raise Misfit(
                    say(
                        "Nothing says how far the sum over {letter} goes: {letter} "
                        "is the index of nothing.",
                        letter=index.letter,
                    )
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

    def choice(
        self,
        then: Node,
        test: Node,
        other: Node,
        bound: Mapping[str, Index],
    ) -> Meaning:
        """Return one formula where a test holds, and another elsewhere."""
        (a, one), (b, two) = self.of(then, bound), self.of(other, bound)
        holds = self.of(test, bound)[1]
        shape = together(a, b)
        if shape is None:
            raise Misfit(
                say(
                    "One case is {shape} and the other {shape2}.",
                    shape=told(a),
                    shape2=told(b),
                )
            )
        return shape, lambda point, axes: np.where(
            holds(point, axes), one(point, axes), two(point, axes)
        )

    def test(self, tree: Test, bound: Mapping[str, Index]) -> Meaning:
        """Return where a test of two indices holds."""
        a, b = self.index(tree.left, bound), self.index(tree.right, bound)
        a.is_compared(b)
        return NUMBER, lambda point, axes: TESTS[tree.sign](
            counted(a, point, axes), counted(b, point, axes)
        )
