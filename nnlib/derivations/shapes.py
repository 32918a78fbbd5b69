"""Shapes in letters, and the sizes that indices run over."""

from __future__ import annotations

from dataclasses import dataclass

from nnlib.derivations.errors import Misfit
from nnlib.language import say

Shape = tuple[str, str]
"""Rows and columns, each a letter or a whole number. "1", "1" is a number."""

NUMBER: Shape = ("1", "1")


def told(shape: Shape) -> str:
    """Return "m x n", or "a number"."""
    return say("a number") if shape == NUMBER else f"{shape[0]} x {shape[1]}"


def together(left: Shape, right: Shape) -> Shape | None:
    """Return the shape of a sum or an elementwise product; None if they do not fit.

    As in NumPy, a row is added to every row, a column to every column, and a number to
    every entry.
    """
    sizes = []
    for a, b in zip(left, right, strict=True):
        if a != b and "1" not in (a, b):
            return None
        sizes.append(b if a == "1" else a)
    return sizes[0], sizes[1]


@dataclass(eq=False)
class Index:
    """An index of a formula: what it counts, and the axis of its values.

    Attributes
    ----------
    letter : as typed.
    axis : where its values lie in an array.
    size : the letter of its size, once it is known.
    same : the indices it was compared with, of whose size it is too.
    """

    letter: str
    axis: int
    size: str = ""
    same: Index | None = None

    def root(self) -> Index:
        """Return the one index that stands for all that have this size."""
        return self.same.root() if self.same else self

    def runs_over(self, size: str, of: str, axis: int | None = None) -> None:
        """Note what the index counts.

        of : the matrix whose rows (axis 0) or columns (1) it counts, or without an
            axis the formula of an entry, which has this index alone.

        Raises
        ------
        Misfit
            If it counts something of another size already.
        """
        root = self.root()
        if root.size and root.size != size:
            given = {"letter": self.letter, "size": root.size, "of": of, "size2": size}
            if axis is None:
                told = say(
                    "The index {letter} runs over {size} places, but in {of} there are "
                    "{size2}.",
                    **given,
                )
            else:
                told = say(
                    "The index {letter} runs over {size} places, but {of} has {size2} "
                    "columns."
                    if axis
                    else "The index {letter} runs over {size} places, but {of} has "
                    "{size2} rows.",
                    **given,
                )
            raise Misfit(told)
        root.size = size

    def is_compared(self, other: Index) -> None:
        """Note that two indices are compared, and so run over one size."""
        mine, theirs = self.root(), other.root()
        if mine is theirs:
            return
        if mine.size and theirs.size and mine.size != theirs.size:
            raise Misfit(
                say(
                    "{letter} runs over {size} places and {letter2} over "
                    "{size2}, so the two are not compared.",
                    letter=self.letter,
                    size=mine.size,
                    letter2=other.letter,
                    size2=theirs.size,
                )
            )
        mine.size = mine.size or theirs.size
        theirs.same = mine
