"""One case: sizes, matrices and functions in numbers, and every derivative there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from nnlib.derivations.errors import Misfit
from nnlib.derivations.functions import Array, Entrywise
from nnlib.language import say

STEP = 3e-4
"""Of the central differences. Their error is of the order of its fourth power."""

PLACES = np.array([-2.0, -1.0, 1.0, 2.0])
WEIGHTS = np.array([1.0, -8.0, 8.0, -1.0]) / (12 * STEP)
"""The derivative by values two steps and one step to either side."""

Value = Callable[["Point", int], Array]
"""Takes a case, and how many axes there are for indices, to the values of a formula.

Their axes: one for places near the case, one for each index, the rows, the columns.
"""

Whole = Callable[["Point"], Array]
"""Takes a case to the values of what a name stands for: places, rows, columns."""


@dataclass(eq=False)
class Point:
    """Numbers for all the letters of a problem, and what follows from them.

    Attributes
    ----------
    sizes : the size of each letter.
    values : the variables, each with an axis in front, for many places at once.
    directions : how the variables change, those that do.
    functions : those the problem declares, each with its derivative.
    definitions : how the rest is computed.
    moved : whether this is a row of places near another case.
    """

    sizes: Mapping[str, int]
    values: dict[str, Array]
    directions: Mapping[str, Array]
    functions: Mapping[str, tuple[Entrywise, Entrywise]]
    definitions: Mapping[str, Whole]
    moved: bool = False
    room: float = np.inf
    _derivatives: dict[tuple[str, str], Array] = field(default_factory=dict)

    def size(self, letter: str) -> int:
        """Return the size of a letter, or of a number."""
        return int(letter) if letter.isdigit() else self.sizes[letter]

    def value(self, name: str) -> Array:
        """Return a variable, or what is defined by them: places, rows, columns."""
        if name not in self.values:
            self.values[name] = self.definitions[name](self)
        return self.values[name]

    def keep_away(self, distance: Array) -> None:
        """Note how far this case is from one where a derivative does not exist."""
        if not self.moved:
            self.room = min(self.room, float(np.min(np.abs(distance))))

    def near(self, moved: Mapping[str, Array]) -> Point:
        """Return the row of places where some variables have other values."""
        variables = {k: v for k, v in self.values.items() if k not in self.definitions}
        return Point(
            self.sizes,
            {**variables, **moved},
            self.directions,
            self.functions,
            self.definitions,
            moved=True,
        )

    def derivative(self, of: str, by: str) -> Array:
        """Return all derivatives: row and column by which, row and column of which.

        Raises
        ------
        Misfit
            If it is asked for within the change of something.
        """
        if self.moved:
            raise Misfit(say("A derivative stands within the change of something."))
        if (of, by) not in self._derivatives:
            at = self.value(by)
            _, rows, columns = at.shape
            count = rows * columns
            nudges = STEP * np.eye(count).reshape(count, rows, columns)
            places = at + PLACES[:, None, None, None] * nudges
            moved = places.reshape(4 * count, rows, columns)
            found = self.near({by: moved}).value(of)
            shape = found.shape[1:]
            found = np.broadcast_to(found, (4 * count, *shape))
            slopes = np.tensordot(WEIGHTS, found.reshape(4, count, *shape), 1)
            self._derivatives[of, by] = slopes.reshape(rows, columns, *shape)
        return self._derivatives[of, by]

    def change(self, value: Value, axes: int) -> Array:
        """Return how a formula changes along the directions."""
        if self.moved:
            raise Misfit(say("A change stands within the change of something."))
        moved = {
            name: self.values[name] + STEP * PLACES[:, None, None] * direction
            for name, direction in self.directions.items()
        }
        found = value(self.near(moved), axes)
        if found.shape[0] == 1:
            return np.zeros_like(found)
        return np.tensordot(WEIGHTS, found, 1)[None]
