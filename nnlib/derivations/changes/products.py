"""Changes of products: transposes, the order, the kind of product, brackets."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations, product

from nnlib.derivations.changes.small import Small
from nnlib.derivations.tree import (
    Binary,
    Call,
    Change,
    Derivative,
    Entry,
    Name,
    Node,
    Number,
    Slice,
    Transpose,
)

FACTORS = 8
"""In longer products only the first ones are moved about."""


def transposes(node: Node) -> Iterator[Small]:
    """Yield a part with a transpose more, less, or on another factor."""
    match node:
        case Transpose(of):
            yield Small("transpose", node, of, "one too many")
        case Name() | Derivative() | Call() | Binary() | Change() | Slice():
            yield Small("transpose", node, Transpose(node), "missing")
    if isinstance(node, Binary) and node.sign in ("@", "*"):
        factors = chain(node)
        for k, one in enumerate(factors[:FACTORS]):
            for j, two in enumerate(factors[:FACTORS]):
                if isinstance(one, Transpose) and not isinstance(two, Transpose):
                    moved = list(factors)
                    moved[k], moved[j] = one.of, Transpose(two)
                    yield Small("transpose", one, chained(moved, node.sign), "moved")


def swaps(node: Node) -> Iterator[Small]:
    """Yield a part with two factors, or two indices of an entry, swapped."""
    match node:
        case Entry(of, (row, column)) if row != column:
            yield Small("entry", node, Entry(of, (column, row)))
        case Slice(of, letter, axis):
            yield Small("entry", node, Slice(of, letter, 1 - axis))
        case Derivative(name, by, of_at, by_at):
            if len(set(by_at)) == 2:
                yield Small("entry", node, Derivative(name, by, of_at, by_at[::-1]))
            if len(set(of_at)) == 2:
                yield Small("entry", node, Derivative(name, by, of_at[::-1], by_at))
        case Binary(left, "/", right):
            yield Small("order", node, Binary(right, "/", left))
        case Binary(left, "@", right):
            factors = chain(node)
            for k in range(min(len(factors), FACTORS)):
                for j in range(k):
                    moved = list(factors)
                    moved[k], moved[j] = moved[j], moved[k]
                    yield Small("order", node, chained(moved, "@"))
            yield Small("order", node, Binary(right, "@", left))


def others(node: Node) -> Iterator[Small]:
    """Yield a part with the other kind of product, or with moved brackets."""
    match node:
        case Binary(left, "@" | "*" as sign, right):
            other = "*" if sign == "@" else "@"
            yield Small("product", node, Binary(left, other, right), sign)
        case Binary(left, "**", Number(2)):
            yield Small("product", node, Binary(left, "@", left), "*")
    if isinstance(node, Binary) and node.sign in "+-*@":
        left, right = node.left, node.right
        if isinstance(left, Binary) and left.sign in "+-*@":
            inner = Binary(left.right, node.sign, right)
            yield Small("brackets", node, Binary(left.left, left.sign, inner))
        if isinstance(right, Binary) and right.sign in "+-*@":
            inner = Binary(left, node.sign, right.left)
            yield Small("brackets", node, Binary(inner, right.sign, right.right))


def arrangements(node: Node) -> Iterator[Small]:
    """Yield a product of two or three matrices in all orders, with all transposes."""
    factors = chain(node, "@")
    if not 2 <= len(factors) <= 3:
        return
    for order in permutations(factors):
        for choice in product((False, True), repeat=len(order)):
            new = [
                _turned(one) if turned else one
                for one, turned in zip(order, choice, strict=True)
            ]
            if order != tuple(factors) or sum(choice) > 1:
                yield Small("arrangement", node, chained(new, "@"))


def _turned(node: Node) -> Node:
    return node.of if isinstance(node, Transpose) else Transpose(node)


def of_changes(node: Node) -> Iterator[Small]:
    """Yield a product of two changes as the change of a product: dX W + X dW."""
    match node:
        case Binary(left, "@" | "*" as sign, right):
            ends = _unchanged(left), _unchanged(right)
            if left not in ends and right not in ends:
                one, two = Binary(left, sign, ends[1]), Binary(ends[0], sign, right)
                yield Small("product-rule", node, Binary(one, "+", two))


def _unchanged(node: Node) -> Node:
    """Return what changes, for its change."""
    match node:
        case Change(of):
            return of
        case Transpose(of):
            return Transpose(_unchanged(of))
    return node


def chain(node: Node, sign: str = "") -> list[Node]:
    """Return the factors of a product of one kind, from left to right."""
    if isinstance(node, Binary) and node.sign == (sign or node.sign):
        return [*chain(node.left, node.sign), *chain(node.right, node.sign)]
    return [node]


def chained(factors: list[Node], sign: str) -> Node:
    """Return the product of some factors."""
    tree = factors[0]
    for factor in factors[1:]:
        tree = Binary(tree, sign, factor)
    return tree
