"""The indices of one line, and which rows and columns they run over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from nnlib.derivations.errors import Misfit
from nnlib.derivations.shapes import NUMBER, Index, Shape, told
from nnlib.language import say

AXES = 24
"""NumPy has 32 axes at least, and indices of one letter may have one each."""


@dataclass
class Indices:
    """The indices of a line.

    Attributes
    ----------
    free : those over which no sum goes.
    count : how many axes are given to indices.
    """

    free: dict[str, Index] = field(default_factory=dict)
    count: int = 0

    def index(self, letter: str, bound: Mapping[str, Index]) -> Index:
        """Return the index of a letter: that of a sum around it, or a free one."""
        if letter in bound:
            return bound[letter]
        if letter not in self.free:
            self.free[letter] = self.new(letter)
        return self.free[letter]

    def new(self, letter: str) -> Index:
        """Return a new index with an axis of its own."""
        self.count += 1
        if self.count > AXES:
            raise Misfit(say("There are too many sums."))
        return Index(letter, self.count)

    def places(
        self, name: str, shape: Shape, at: tuple[str, ...], bound: Mapping[str, Index]
    ) -> tuple[Index | None, Index | None]:
        """Return the indices of the row and of the column of an entry."""
        if shape == NUMBER:
            raise Misfit(say("{name} is a number and has no entries.", name=name))
        found = [self.index(letter, bound) for letter in at]
        if len(found) == 1 and "1" not in shape:
            raise Misfit(
                say(
                    "{name} is {shape}, so an entry of it has two indices, and a "
                    "row of it is {name}[{at},:].",
                    name=name,
                    shape=told(shape),
                    at=at[0],
                )
            )
        if len(found) > 2 or not found:
            raise Misfit(say("An entry of {name} has two indices.", name=name))
        if len(found) == 1:
            size = shape[0] if shape[1] == "1" else shape[1]
            found[0].runs_over(size, f"{name}[{at[0]}]")
            return (found[0], None) if shape[1] == "1" else (None, found[0])
        for axis, (index, size) in enumerate(zip(found, shape, strict=True)):
            index.runs_over(size, name, axis)
        return found[0], found[1]
