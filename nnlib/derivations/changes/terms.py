"""Changes of terms: signs, factors, and what is one too many or missing."""

from __future__ import annotations

from collections.abc import Iterator

from nnlib.derivations.changes.small import Known, Small
from nnlib.derivations.shapes import NUMBER, Shape
from nnlib.derivations.tree import (
    Binary,
    Call,
    Change,
    Choice,
    Derivative,
    Entry,
    Minus,
    Name,
    Node,
    Number,
    Transpose,
)


def signs(node: Node, is_term: bool) -> Iterator[Small]:
    """Yield a part with another sign."""
    match node:
        case Minus(of):
            yield Small("sign", node, of)
        case Binary(left, "+", right):
            yield Small("sign", right, Binary(left, "-", right))
        case Binary(left, "-", right):
            yield Small("sign", right, Binary(left, "+", right))
    if is_term and not isinstance(node, Minus):
        yield Small("sign", node, Minus(node))


def factors(node: Node, known: Known, is_term: bool) -> Iterator[Small]:
    """Yield a term with a factor 2 or a size more or less, or with another power."""
    if is_term:
        sizes = [(size, Name(size)) for size in known.sizes]
        halves = [(f"2/{n}", Binary(Number(2), "/", size)) for n, size in sizes]
        for name, factor in [("2", Number(2)), *sizes, *halves]:
            yield Small("factor", node, Binary(factor, "*", node), name)
            yield Small("factor", node, Binary(node, "/", factor), name)
    match node:
        case Binary(left, "**", Number(power)):
            yield Small("power", node, Binary(left, "**", Number(power + 1)))
            yield Small("power", node, Binary(left, "**", Number(power - 1)))
        case Name() | Entry() | Call() | Binary(_, "+" | "-", _):
            yield Small("power", node, Binary(node, "**", Number(2)))


def too_many(node: Node) -> Iterator[Small]:
    """Yield a part without one of its terms, factors or cases."""
    match node:
        case Binary(left, "+" | "-", right):
            yield Small("term", right, left, "too many")
            yield Small("term", left, right, "too many")
        case Binary(left, "/", right):
            yield Small("part", right, left, "too many")
        case Binary(left, "*" | "@", right):
            yield Small("part", right, left, "too many")
            yield Small("part", left, right, "too many")
        case Choice(then, _, Number(0)):
            yield Small("case", node, then, "too many")


def missing(node: Node, known: Known, is_term: bool) -> Iterator[Small]:
    """Yield products of a part with one factor more: a name, or a slope there."""
    if not is_term and not isinstance(node, Name | Derivative):
        if isinstance(node, Binary) and node.sign in "*@":
            for name in known.names:
                for function in known.functions:
                    slope = Call(function, (Name(name),), True)
                    yield Small("part", node, Binary(node, "*", slope), "missing")
        return
    for name in known.names:
        factor = Name(name)
        more = [Binary(node, "*", factor)]
        more += [
            Binary(node, "*", Call(function, (factor,), True))
            for function in known.functions
        ]
        if known.shapes[name] == NUMBER:
            more.append(Binary(node, "/", factor))
        else:
            for side in (factor, Transpose(factor)):
                more += [Binary(node, "@", side), Binary(side, "@", node)]
        for product in more:
            yield Small("part", node, product, "missing")


def more_terms(tree: Node, known: Known) -> Iterator[Small]:
    """Yield a whole right side with a term more: a matrix, or a product of two."""
    if known.shape == NUMBER or known.scalar not in known.shapes:
        return
    rows, columns = known.shape
    singles: list[tuple[Shape, Node]] = []
    for name in known.names:
        little = Change(Name(name)) if known.changes else Derivative(known.scalar, name)
        for one in (Name(name), little):
            shape = known.shapes[name]
            singles += [(shape, one), (shape[::-1], Transpose(one))]
    more = [one for shape, one in singles if shape == known.shape]
    more += [
        Binary(one, "@", two)
        for (top, inner), one in singles
        for (other, last), two in singles
        if top == rows and last == columns and inner == other
    ]
    for term in more:
        yield Small("term", tree, Binary(tree, "+", term), "missing")
