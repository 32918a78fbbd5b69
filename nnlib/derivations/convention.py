"""The summation convention: an index that occurs twice in a product is summed over."""

from __future__ import annotations

from collections import Counter

from nnlib.derivations.parts import free, indices
from nnlib.derivations.tree import Binary, Call, Minus, Node, Sum, Transpose

Letters = tuple[str, ...]


def contracted(tree: Node, kept: Letters) -> Node:
    """Return a formula with a sum for each index that occurs twice in one of its terms.

    Parameters
    ----------
    tree : as it was read.
    kept : the indices of the left side, over which no sum goes.
    """
    match tree:
        case Binary(left, "+" | "-" as sign, right):
            return Binary(contracted(left, kept), sign, contracted(right, kept))
        case Minus(of):
            return Minus(contracted(of, kept))
        case Sum(of, over):
            return Sum(contracted(of, (*kept, *over)), over)
    counts = _counted(tree)
    over = tuple(k for k, count in counts.items() if count > 1 and k not in kept)
    inner = _inside(tree, (*kept, *counts))
    return Sum(inner, over) if over else inner


def _inside(tree: Node, kept: Letters) -> Node:
    """Return a term whose functions and brackets are contracted by themselves."""
    match tree:
        case Call(_, of) if of:
            return tree.having(tuple(contracted(one, kept) for one in of))
        case Binary(_, "+" | "-", _) | Minus() | Sum():
            return contracted(tree, kept)
        case Binary() | Transpose():
            return tree.having(tuple(_inside(part, kept) for part in tree.parts))
    return tree


def _counted(tree: Node) -> Counter[str]:
    """Return how often each index occurs in a term, a function's argument left out."""
    match tree:
        case Call():
            once = {letter for part in tree.of for letter in _open(part)}
            return Counter(once)
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


def _open(argument: Node) -> Letters:
    """Return the indices that stay free within the argument of a function."""
    counts = _counted(argument)
    return tuple(letter for letter, count in counts.items() if count == 1)
