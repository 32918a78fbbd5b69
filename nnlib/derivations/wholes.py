"""What a name stands for, given as a whole or by its entries."""

from __future__ import annotations

import numpy as np

from nnlib.derivations.errors import Misfit
from nnlib.derivations.functions import Array
from nnlib.derivations.gathering import without_axes
from nnlib.derivations.meaning import Formulas
from nnlib.derivations.point import Point, Whole
from nnlib.derivations.shapes import NUMBER, Shape, told
from nnlib.derivations.tree import Node
from nnlib.derivations.writing import written
from nnlib.language import say


def whole(
    formulas: Formulas, tree: Node, at: tuple[str, ...] = ()
) -> tuple[Shape, Whole]:
    """Return the meaning of what a name stands for, given whole or by entries.

    Raises
    ------
    Misfit
        If it has an index over which no sum goes.
    """
    shape, value = formulas.of(tree)
    over = [formulas.free[letter] for letter in at if letter in formulas.free]
    left = [letter for letter in formulas.free if letter not in at]
    if left or len(over) != len(at) or len(set(at)) < len(at):
        raise Misfit(
            say(
                "{tree} does not say how {names} are meant.",
                tree=written(tree),
                names=", ".join((*at, *left)),
            )
        )
    if not at:
        return shape, lambda point: without_axes(value(point, formulas.count))
    if shape != NUMBER:
        raise Misfit(
            say(
                "{tree} is {shape} and no entry.", tree=written(tree), shape=told(shape)
            )
        )
    sizes = [index.root().size or "1" for index in over]
    axes = [index.axis for index in over]

    def entries(point: Point) -> Array:
        found = value(point, formulas.count)
        sides = [found.shape[0], *map(point.size, sizes)]
        found = np.moveaxis(found, axes, range(1, len(axes) + 1))
        found = found.reshape(found.shape[: len(axes) + 1])
        return np.broadcast_to(found, sides).reshape(
            sides[0], sides[1], sides[2] if len(sides) > 2 else 1
        )

    return (sizes[0], sizes[1] if len(sizes) > 1 else "1"), entries
