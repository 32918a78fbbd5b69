"""Every single small change of a formula: slips that are made, and so undone."""

from __future__ import annotations

from collections.abc import Iterator

from nnlib.derivations.changes import counting, products, symbols, terms
from nnlib.derivations.changes.small import Known, Small
from nnlib.derivations.parts import Path, free, replaced, walk
from nnlib.derivations.tree import (
    Binary,
    Call,
    Change,
    Choice,
    Derivative,
    Entry,
    Node,
    Slice,
    Sum,
    Transpose,
)


def changes(tree: Node, known: Known) -> Iterator[Small]:
    """Yield every single small change of a formula."""
    letters = dict.fromkeys([*known.left, *free(tree)])
    for _, part in walk(tree):
        if isinstance(part, Sum):
            letters |= dict.fromkeys(part.over)
    for path, node, above, depth in _places(tree):
        if isinstance(above, Change | Derivative):
            continue
        is_term = _is_term(above, path)
        changed = [
            *_transposes(node, above),
            *products.swaps(node),
            *products.others(node),
            *(products.of_changes(node) if known.changes else ()),
            *counting.indices(node, tuple(letters)),
            *counting.cases(node, tuple(letters), is_term),
            *counting.sums(node, known, is_term),
            *symbols.functions(node, known),
            *symbols.names(node, known),
            *terms.signs(node, is_term),
            *terms.factors(node, known, is_term),
            *terms.too_many(node),
            *terms.missing(node, known, is_term),
        ]
        for one in changed:
            new = replaced(tree, path, one.tree)
            yield Small(one.kind, one.place, new, one.detail, depth)
    yield from terms.more_terms(tree, known)
    for path, node, above, _ in _places(tree):
        if isinstance(node, Binary) and not _is_factor(node, above):
            for one in products.arrangements(node):
                yield Small(one.kind, one.place, replaced(tree, path, one.tree))


def _transposes(node: Node, above: Node | None) -> Iterator[Small]:
    # The transpose of what an entry is of is a swap of its indices.
    if isinstance(above, Entry | Slice):
        return
    for one in products.transposes(node):
        # A second transpose takes back the first, which is then one too many.
        if not (isinstance(above, Transpose) and one.detail == "missing"):
            yield one


def _places(
    tree: Node, path: Path = (), above: Node | None = None, depth: int = 0
) -> Iterator[tuple[Path, Node, Node | None, int]]:
    """Yield each part with its path, what it is part of, and in how many functions."""
    yield path, tree, above, depth
    for k, part in enumerate(tree.parts):
        yield from _places(part, (*path, k), tree, depth + isinstance(tree, Call))


def _is_factor(node: Binary, above: Node | None) -> bool:
    return isinstance(above, Binary) and above.sign == node.sign


def _is_term(above: Node | None, path: Path) -> bool:
    """Whether a part is all, or a summand, or what a function or a sum is of."""
    match above:
        case None | Binary(_, "+" | "-", _) | Sum():
            return True
        case Binary(_, "**", _):
            return path[-1] == 1
        case Call(function):
            return function not in ("ones", "zeros", "eye")
        case Choice():
            return path[-1] == 0
    return False
