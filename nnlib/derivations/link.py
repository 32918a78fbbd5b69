"""Two sides of a line, and whether they are equal in every case."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnlib.derivations.convention import contracted
from nnlib.derivations.errors import Misfit, Unsized
from nnlib.derivations.functions import Array
from nnlib.derivations.identity import sized
from nnlib.derivations.parts import free
from nnlib.derivations.point import Point, Value
from nnlib.derivations.shapes import NUMBER, Index, Shape, told
from nnlib.derivations.tree import Derivative, Entry, Node, Number
from nnlib.derivations.world import World
from nnlib.exercises.words import listed
from nnlib.language import say, say_count

NEAR = 1e-6
"""Two sides agree if they differ by less, beside their largest entry.

Right lines differ by 1e-9 at most, for the derivatives are measured.
"""


LEAST = 0.1
"""What counts as small: a side may be 0, and its measured value not quite."""


@dataclass(frozen=True)
class Link:
    """A left side and a right one whose shapes fit.

    Attributes
    ----------
    shape : of both.
    indices : of the left side, by which there are as many equations.
    """

    left: Value
    right: Value
    axes: int
    shape: Shape
    indices: tuple[Index, ...]

    def sides(self, point: Point) -> tuple[Array, Array]:
        """Return both values in a case, of one shape."""
        with np.errstate(all="ignore"):
            left, right = self.left(point, self.axes), self.right(point, self.axes)
        both = np.broadcast_arrays(left, right)
        return both[0], both[1]

    def holds(self, point: Point) -> bool | None:
        """Whether both sides agree; None where the left one has no value."""
        left, right = self.sides(point)
        if not np.isfinite(left).all():
            return None
        return bool(np.isfinite(right).all()) and near(left, right)


def near(left: Array, right: Array) -> bool:
    """Whether two values agree, as exactly as derivatives are measured."""
    scale = float(np.max(np.abs(left)) + np.max(np.abs(right)))
    return bool(np.max(np.abs(left - right)) <= NEAR * max(scale, LEAST))


def linked(world: World, left: Node, right: Node) -> Link:
    """Return a link between two sides.

    Raises
    ------
    Misfit
        If a side means nothing, or the two have different shapes.
    """
    formulas = world.formulas()
    world.derivatives(left)
    world.derivatives(right)
    shape, one = formulas.of(left)
    own = tuple(formulas.free)
    other, two = formulas.of(right)
    if shape != other and right != Number(0):
        raise Misfit(
            say(
                "The left side is {shape} and the right side is {other}.",
                shape=told(shape),
                other=told(other),
            )
        )
    left_over = [letter for letter in formulas.free if letter not in own]
    if left_over:
        told_of = say_count(
            len(left_over),
            "{names} is left over on the right: no sum goes over it, and the left side "
            "does not have it.",
            "{names} are left over on the right: no sum goes over it, and the left "
            "side does not have it.",
            names=listed(left_over),
        )
        raise Misfit(f"{told_of}{_spared(right, own)}")
    indices = tuple(formulas.free[letter] for letter in own)
    return Link(one, two, formulas.count, shape, indices)


def _spared(right: Node, own: tuple[str, ...]) -> str:
    """Say how sums are spared, if that is what a reader may have had in mind."""
    if contracted(right, own) == right:
        return ""
    told = say(
        "If you mean that repeated indices are summed, say so in a line of its own: "
        "Repeated indices are summed."
    )
    return f" {told}"


def matched(world: World, left: Node, right: Node) -> tuple[Node, Node]:
    """Return both sides as entries, where one was written so and the other whole.

    df/dX[i,j] = dG @ W.T is read as the entries i, j of both, and df/dX = dG[i,j] so
    too, if the sizes say which index is which.
    """
    left, right = _sized(world, left, right), _sized(world, right, left)
    formulas = world.formulas()
    shape, _ = formulas.of(left)
    own = tuple(formulas.free)
    other, _ = formulas.of(right)
    new = [letter for letter in formulas.free if letter not in own]
    if shape == NUMBER != other and not new:
        whole, at = _whole(left)
        if whole is not None and len(set(at)) == len(at) and not free(right):
            if formulas.of(whole)[0] == other:
                return left, Entry(right, at)
    if other == NUMBER != shape and not own and len(new) == 2 - ("1" in shape):
        sizes = [formulas.free[letter].root().size for letter in new]
        wanted = [size for size in shape if size != "1"]
        if sizes == wanted[::-1] and sizes != wanted:
            new.reverse()
            sizes.reverse()
        if sizes == wanted:
            if wanted[0] == wanted[-1]:
                new.sort()
            return _entry(left, tuple(new)), right
    return left, right


def _sized(world: World, side: Node, other: Node) -> Node:
    """Return a side whose identity is as large as the other side."""
    try:
        world.formulas().of(side)
    except Unsized:
        shape = world.formulas().of(other)[0]
        return sized(side, shape, shape[0])
    return side


def _whole(left: Node) -> tuple[Node | None, tuple[str, ...]]:
    match left:
        case Entry(of, at):
            return of, at
        case Derivative(of, by, (), at) if at:
            return Derivative(of, by), at
    return None, ()


def _entry(left: Node, at: tuple[str, ...]) -> Node:
    match left:
        case Derivative(of, by, (), ()):
            return Derivative(of, by, (), at)
    return Entry(left, at)
