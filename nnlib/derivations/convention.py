"""Sums that are not written: over an index that occurs twice, or over one in words."""

from __future__ import annotations

from collections import Counter

from nnlib.derivations.parts import free, indices
from nnlib.derivations.tree import Binary, Call, Minus, Node, Sum, Transpose

Letters = tuple[str, ...]


def contracted(tree: Node, kept: Letters, over: Letters = ()) -> Node:
    """Return a formula with the sums it implies, each around one term.

    Parameters
    ----------
    tree : as it was read.
    kept : the indices of the left side, over which no sum goes.
    over : the indices that are summed over; if there are none, every one that occurs
        twice in a term.
    """
    match tree:
        case Binary(left, "+" | "-" as sign, right):
            one, two = contracted(left, kept, over), contracted(right, kept, over)
            return Binary(one, sign, two)
        case Minus(of):
            return Minus(contracted(of, kept, over))
        case Sum(of, own):
            return Sum(contracted(of, (*kept, *own), over), own)
    counts = _counted(tree)
    summed = tuple(
        letter
        for letter, count in counts.items()
        if letter not in kept and (letter in over if over else count > 1)
    )
    inner = _inside(tree, (*kept, *counts), over)
    return Sum(inner, summed) if summed else inner


def _inside(tree: Node, kept: Letters, over: Letters) -> Node:
    """Return a term in which functions and brackets have sums of their own."""
    match tree:
        case Call(_, of) if of:
            return tree.having(tuple(contracted(one, kept, over) for one in of))
        case Binary(_, "+" | "-", _) | Minus() | Sum():
            return contracted(tree, kept, over)
        case Binary() | Transpose():
            return tree.having(tuple(_inside(part, kept, over) for part in tree.parts))
    return tree


def _counted(tree: Node) -> Counter[str]:
    """Return how often each index occurs in a term.

    What occurs twice in the argument of a function is summed over there, and left out.
    """
    match tree:
        case Call():
            counts = Counter[str]()
            for part in tree.of:
                counts |= _counted(part)
            return Counter({letter for letter, count in counts.items() if count == 1})
        case Binary(left, "+" | "-", right):
            return _counted(left) | _counted(right)
        case Binary(left, "**", _):
            return _counted(left) + _counted(left)
        case Sum():
            return Counter(free(tree))
    found = Counter(indices(tree))
    for part in tree.parts:
        found += _counted(part)
    return found
