"""Every single small change of a formula: slips that are made, and so undone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from nnlib.derivations.functions import KNOWN
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
    Path,
    Sum,
    Test,
    Transpose,
    free,
    part_at,
    renamed,
    replaced,
    walk,
)
from nnlib.derivations.writing import level

PRODUCTS = ("@", "*")


@dataclass(frozen=True)
class Small:
    """One small change.

    Attributes
    ----------
    kind : what sort of change it is, such as ``"transpose"``.
    place : the part of the formula to look at.
    tree : the changed formula.
    detail : what more there is to say, such as the factor.
    """

    kind: str
    place: Node
    tree: Node
    detail: str = ""


@dataclass(frozen=True)
class Changes:
    """Makes small changes of formulas.

    Attributes
    ----------
    shapes : of the names.
    sizes : the letters of sizes, which may be missing as factors.
    functions : those the problem declares or uses.
    left : the indices of the left side.
    """

    shapes: Mapping[str, Shape]
    sizes: tuple[str, ...]
    functions: tuple[str, ...]
    left: tuple[str, ...]

    def of(self, tree: Node) -> Iterator[Small]:
        """Yield every single small change of a formula."""
        for path, node in walk(tree):
            if path and isinstance(part_at(tree, path[:-1]), Change | Derivative):
                continue
            is_term = _is_term(tree, path)
            in_entry = bool(path) and isinstance(part_at(tree, path[:-1]), Entry)
            changed = [
                *(() if in_entry else self._transposes(node)),
                *self._orders(node),
                *self._signs(node, is_term),
                *self._products(node),
                *self._indices(tree, path, node),
                *self._sums(tree, node, is_term),
                *self._functions(node),
                *self._symbols(node),
                *(self._factors(node) if is_term else ()),
                *self._pieces(node, is_term),
            ]
            for one in changed:
                whole = replaced(tree, path, one.tree)
                yield Small(one.kind, one.place, whole, one.detail)

    def _transposes(self, node: Node) -> Iterator[Small]:
        match node:
            case Transpose(of):
                yield Small("transpose", node, of, "one too many")
            case Name() | Derivative() | Call() | Binary() | Change():
                yield Small("transpose", node, Transpose(node), "missing")
            case Entry(of, (row, column)) if row != column:
                yield Small("entry", node, Entry(of, (column, row)))
        match node:
            case Derivative(of, by, of_at, (row, column)) if row != column:
                swapped = Derivative(of, by, of_at, (column, row))
                yield Small("entry", node, swapped)
        match node:
            case Derivative(of, by, (row, column), by_at) if row != column:
                yield Small("entry", node, Derivative(of, by, (column, row), by_at))
        if isinstance(node, Binary) and node.sign in PRODUCTS:
            factors = chain(node)
            for k, one in enumerate(factors):
                for j, two in enumerate(factors):
                    if isinstance(one, Transpose) and not isinstance(two, Transpose):
                        moved = list(factors)
                        moved[k], moved[j] = one.of, Transpose(two)
                        yield Small(
                            "transpose", one, chained(moved, node.sign), "moved"
                        )

    def _orders(self, node: Node) -> Iterator[Small]:
        if not isinstance(node, Binary) or node.sign not in ("@", "/"):
            return
        if node.sign == "/":
            yield Small("order", node, Binary(node.right, node.sign, node.left))
            return
        factors = chain(node)
        for k in range(len(factors)):
            for j in range(k):
                moved = list(factors)
                moved[k], moved[j] = moved[j], moved[k]
                yield Small("order", node, chained(moved, "@"))
        yield Small("order", node, Binary(node.right, "@", node.left))

    def _signs(self, node: Node, is_term: bool) -> Iterator[Small]:
        match node:
            case Minus(of):
                yield Small("sign", node, of)
            case Binary(left, "+", right):
                yield Small("sign", right, Binary(left, "-", right))
            case Binary(left, "-", right):
                yield Small("sign", right, Binary(left, "+", right))
        if is_term and not isinstance(node, Minus):
            yield Small("sign", node, Minus(node))

    def _products(self, node: Node) -> Iterator[Small]:
        match node:
            case Binary(left, "@" | "*" as sign, right):
                other = "*" if sign == "@" else "@"
                yield Small("product", node, Binary(left, other, right), sign)
        match node:  # brackets that moved
            case Binary(Binary(a, one, b), two, c) if one in "+-*@" and two in "+-*@":
                yield Small("brackets", node, Binary(a, one, Binary(b, two, c)))
        match node:
            case Binary(a, one, Binary(b, two, c)) if one in "+-*@" and two in "+-*@":
                yield Small("brackets", node, Binary(Binary(a, one, b), two, c))

    def _indices(self, tree: Node, path: Path, node: Node) -> Iterator[Small]:
        letters = dict.fromkeys([*self.left, *_letters(tree)])
        match node:
            case Entry(of, at):
                for k in range(len(at)):
                    for letter in letters:
                        if letter != at[k]:
                            other = (*at[:k], letter, *at[k + 1 :])
                            yield Small("index", node, Entry(of, other), at[k])
            case Derivative(of, by, of_at, by_at):
                both = of_at + by_at
                for k in range(len(both)):
                    for letter in letters:
                        if letter != both[k]:
                            new = (*both[:k], letter, *both[k + 1 :])
                            cut = len(of_at)
                            slope = Derivative(of, by, new[:cut], new[cut:])
                            yield Small("index", node, slope, both[k])
            case Test(left, sign, right):
                for letter in letters:
                    if letter not in (left, right):
                        yield Small("index", node, Test(letter, sign, right), left)
                        yield Small("index", node, Test(left, sign, letter), right)
                if sign == "==":
                    yield Small("test", node, Test(left, "!=", right))
                if sign == "!=":
                    yield Small("test", node, Test(left, "==", right))

    def _sums(self, tree: Node, node: Node, is_term: bool) -> Iterator[Small]:
        match node:
            case Sum(of, over):
                for k, letter in enumerate(over):
                    rest = (*over[:k], *over[k + 1 :])
                    without = Sum(of, rest) if rest else of
                    yield Small("sum", node, without, f"over {letter} too many")
                    for other in self.left:
                        if other not in free(node):
                            fixed = renamed(without, letter, other)
                            yield Small("sum", node, fixed, f"over {letter} too many")
                    for other in free(of):
                        if other not in over:
                            swapped = Sum(of, (*over[:k], other, *over[k + 1 :]))
                            yield Small("sum-index", node, swapped, letter)
            case Call("sum" | "mean" as name, of_all, _, axis):
                for other_axis in {None, 0, 1} - {axis}:
                    swapped = Call(name, of_all, axis=other_axis)
                    yield Small("sum-index", node, swapped)
                yield Small("sum", node, of_all[0], "too many")
        if is_term:
            for letter in free(node):
                if letter not in self.left:
                    summed = Sum(node, (letter,))
                    yield Small("sum", node, summed, f"over {letter} missing")
            for axis in (None, 0, 1):
                if not free(node):
                    summed = Call("sum", (node,), axis=axis)
                    yield Small("sum", node, summed, "missing")

    def _functions(self, node: Node) -> Iterator[Small]:
        match node:
            case Call(name, of, prime) if name in self.functions or name in KNOWN:
                yield Small("prime", node, Call(name, of, not prime))
                yield Small("function", node, of[0], "too many")
                for other in self.functions:
                    if other != name:
                        kind = "layer" if _base(other) == _base(name) else "symbol"
                        yield Small(kind, node, Call(other, of, prime))
            case Name() | Entry() | Derivative():
                for name in self.functions:
                    for prime in (False, True):
                        wrapped = Call(name, (node,), prime)
                        yield Small("function", node, wrapped, "missing")

    def _symbols(self, node: Node) -> Iterator[Small]:
        match node:
            case Name(name) if name in self.sizes:
                for other in self.sizes:
                    if other != name:
                        yield Small("symbol", node, Name(other))
            case Name(name) if name in self.shapes:
                for other in self._like(name):
                    yield Small(_kind(name, other), node, Name(other))
                yield from self._slopes(name, node)
            case Derivative(of, by, of_at, by_at):
                for other in self._like(by):
                    slope = Derivative(of, other, of_at, by_at)
                    yield Small(_kind(by, other), node, slope)
                for other in self._like(of):
                    slope = Derivative(other, by, of_at, by_at)
                    yield Small(_kind(of, other), node, slope)
                if not of_at:
                    value: Node = Entry(Name(by), by_at) if by_at else Name(by)
                    yield Small("symbol", node, value)
            case Change(Name(name)):
                for other in self._like(name):
                    yield Small(_kind(name, other), node, Change(Name(other)))

    def _slopes(self, name: str, node: Node) -> Iterator[Small]:
        if "f" in self.shapes and name != "f" and self.shapes["f"] == NUMBER:
            yield Small("symbol", node, Derivative("f", name))

    def _like(self, name: str) -> Iterator[str]:
        """Yield other names, of any shape: another layer has another."""
        for other in self.shapes:
            if other != name and not other.startswith("(") and other != "f":
                same_letter = _base(other) == _base(name)
                if same_letter or self.shapes[other] == self.shapes[name]:
                    yield other

    def _factors(self, node: Node) -> Iterator[Small]:
        two = Number(2)
        yield Small("factor", node, Binary(two, "*", node), "2")
        yield Small("factor", node, Binary(node, "/", two), "2")
        for size in self.sizes:
            yield Small("factor", node, Binary(Name(size), "*", node), size)
            yield Small("factor", node, Binary(node, "/", Name(size)), size)

    def _pieces(self, node: Node, is_term: bool) -> Iterator[Small]:
        match node:
            case Binary(left, "+" | "-", right):
                yield Small("term", right, left)
                yield Small("term", left, right)
            case Binary(left, "*" | "@" | "/", right):
                yield Small("part", right, left, "too many")
                if node.sign != "/":
                    yield Small("part", left, right, "too many")
            case Binary(left, "**", Number(power)):
                yield Small("power", node, Binary(left, "**", Number(power + 1)))
                if power > 1:
                    yield Small("power", node, Binary(left, "**", Number(power - 1)))
            case Choice(then, _, Number(0)):
                yield Small("part", node, then, "too many")
        if isinstance(node, Name | Entry | Call) or level(node) == 1:
            yield Small("power", node, Binary(node, "**", Number(2)))
        if is_term or isinstance(node, Name | Derivative):
            for one in self._more(node):
                yield Small("part", node, one, "missing")

    def _more(self, node: Node) -> Iterator[Node]:
        """Yield products of a formula with one factor more."""
        for name, shape in self.shapes.items():
            if name.startswith("(") or name == "f":
                continue
            factor = Name(name)
            yield Binary(node, "*", factor)
            for function in self.functions:
                yield Binary(node, "*", Call(function, (factor,), True))
            if shape == NUMBER:
                yield Binary(node, "/", factor)
            else:
                for side in (factor, Transpose(factor)):
                    yield Binary(node, "@", side)
                    yield Binary(side, "@", node)


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


def _is_term(tree: Node, path: Path) -> bool:
    """Whether a part is all, or a summand, or what a function or a sum is of."""
    if not path:
        return True
    above = part_at(tree, path[:-1])
    match above:
        case Binary(_, "+" | "-", _) | Sum():
            return True
        case Binary(_, "**", _):
            return path[-1] == 1
        case Call(function):
            return function not in ("ones", "zeros", "eye")
        case Choice():
            return path[-1] == 0
    return False


def _letters(tree: Node) -> list[str]:
    found = list(free(tree))
    for _, part in walk(tree):
        if isinstance(part, Sum):
            found += part.over
    return found


def _base(name: str) -> str:
    return name.partition("[")[0].rstrip("0123456789")


def _kind(name: str, other: str) -> str:
    return "layer" if _base(name) == _base(other) else "symbol"
