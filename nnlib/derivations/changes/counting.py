"""Changes of what is counted: an index for another, a sum more or less."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from nnlib.derivations.changes.small import Known, Small
from nnlib.derivations.parts import free, renamed
from nnlib.derivations.tree import (
    Call,
    Choice,
    Derivative,
    Entry,
    Node,
    Number,
    Slice,
    Sum,
    Test,
)

Letters = tuple[str, ...]


def indices(node: Node, letters: Letters) -> Iterator[Small]:
    """Yield a part with one index for another, or with the opposite test."""
    match node:
        case Entry(of, at):
            for old, new in _others(at, letters):
                yield Small("index", node, Entry(of, new), old)
        case Slice(of, letter, axis):
            for old, (new,) in _others((letter,), letters):
                yield Small("index", node, Slice(of, new, axis), old)
        case Derivative(name, by, of_at, by_at):
            cut = len(of_at)
            for old, new in _others(of_at + by_at, letters):
                slope = Derivative(name, by, new[:cut], new[cut:])
                yield Small("index", node, slope, old)
        case Test(left, sign, right):
            for old, (one, two) in _others((left, right), letters):
                if one != two:
                    yield Small("index", node, Test(one, sign, two), old)
            opposite = {"==": "!=", "!=": "=="}.get(sign)
            if opposite:
                yield Small("test", node, Test(left, opposite, right))


def _others(at: Letters, letters: Letters) -> Iterator[tuple[str, Letters]]:
    """Yield an index that is exchanged, and all indices afterwards."""
    for k, old in enumerate(at):
        for new in letters:
            if new != old:
                yield old, (*at[:k], new, *at[k + 1 :])


def cases(node: Node, letters: Letters, is_term: bool) -> Iterator[Small]:
    """Yield a term that is there only where two indices are equal."""
    if is_term and letters and not isinstance(node, Choice):
        for one, two in combinations(letters, 2):
            case = Choice(node, Test(one, "==", two), Number(0))
            yield Small("case", node, case, "missing")


def sums(node: Node, known: Known, is_term: bool) -> Iterator[Small]:
    """Yield a part with a sum more, a sum less, or a sum over something else."""
    match node:
        case Sum(of, over):
            for k, letter in enumerate(over):
                yield from _without(node, of, over, k, known)
                for other in free(of):
                    if other not in over:
                        swapped = Sum(of, (*over[:k], other, *over[k + 1 :]))
                        yield Small("sum-index", node, swapped, letter)
        case Call("sum" | "mean" as name, of_all, _, axis):
            for other_axis in {None, 0, 1} - {axis}:
                other_call = Call(name, of_all, axis=other_axis)
                yield Small("sum-index", node, other_call)
            yield Small("sum", node, of_all[0], "too many")
    if is_term:
        letters = free(node)
        for letter in letters:
            if letter not in known.left:
                summed = Sum(node, (letter,))
                yield Small("sum", node, summed, f"over {letter} missing")
        for axis in () if letters else (None, 0, 1):
            yield Small("sum", node, Call("sum", (node,), axis=axis), "missing")


def _without(
    node: Node, of: Node, over: Letters, k: int, known: Known
) -> Iterator[Small]:
    """Yield a sum without one of its indices; that is free, or one of the left."""
    rest = (*over[:k], *over[k + 1 :])
    without = Sum(of, rest) if rest else of
    detail = f"over {over[k]} too many"
    yield Small("sum", node, without, detail)
    for other in known.left:
        if other not in free(node):
            yield Small("sum", node, renamed(without, over[k], other), detail)
