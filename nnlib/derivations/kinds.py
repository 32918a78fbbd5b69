"""What is said of a slip in a line: its kind, and where to look."""

from __future__ import annotations

from nnlib.derivations.changes.small import Small
from nnlib.derivations.writing import written
from nnlib.exercises import kinds


def words(slip: Small) -> str:
    """Return what to say of a slip."""
    return kinds.told(slip.kind, slip.detail, place(slip))


def rank(slip: Small) -> int:
    """Return how unlikely a kind is: 0 for the likeliest."""
    return kinds.rank(slip.kind)


def place(slip: Small) -> str:
    """Return the part of the line to look at, as it is typed."""
    return written(slip.place)
