"""From the text of a formula to its tree, by Python's own parser and a closed list.

Nothing that is typed is ever run.
"""

from __future__ import annotations

import ast
import re
import warnings
from dataclasses import dataclass

from nnlib.derivations import calls
from nnlib.derivations.errors import Unread
from nnlib.derivations.limits import INDICES, LARGEST, POWER, within
from nnlib.derivations.names import Names
from nnlib.derivations.parts import indices, walk
from nnlib.derivations.symbols import plain
from nnlib.derivations.tree import (
    Binary,
    Call,
    Change,
    Choice,
    Derivative,
    Entry,
    Every,
    Minus,
    Name,
    Node,
    Number,
    Sum,
    Test,
    Transpose,
)

SIGNS: dict[type[ast.AST], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.MatMult: "@",
    ast.Pow: "**",
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}
BEFORE_BRACKET = re.compile(r"([^\W\d]\w*(?:\[[^\[\]]*\])*)\s*\(")
INDEX = re.compile(r"[A-Za-z]\d?")


def read(text: str, names: Names) -> Node:
    """Return the tree of a formula, in the letters of Python or of the page.

    Raises
    ------
    Unread
        If it is no formula, or holds a name or a sign that is not known.
    """
    within(text)
    text = BEFORE_BRACKET.sub(names.with_sign, plain(text))
    if not text.strip():
        raise Unread("A side of this line is empty.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Python's advice on code, such as 1[i]
            body = ast.parse(text.strip(), mode="eval").body
        tree = Reader(names).formula(body)
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        if isinstance(error, Unread):
            raise
        raise Unread(_unparsed(text, error)) from None
    used = {letter for _, part in walk(tree) for letter in indices(part)}
    if len(used) > INDICES:
        raise Unread(f"This line has {len(used)} indices, and {INDICES} are the most.")
    return tree


def _unparsed(text: str, error: Exception) -> str:
    at = getattr(error, "offset", None)
    near = text[max(0, at - 12) : at + 8].strip() if at else text[:20]
    hint = "Between two factors belongs @ or *, between two indices a comma."
    if re.search(r"\bsum\b", text) and "for" not in text:
        hint = "A sum over indices reads sum(X[i,k] * W[k,j] for k)."
    return f"This cannot be read near  {near}  . {hint}"


@dataclass
class Reader:
    """Makes the tree of a formula out of Python's."""

    names: Names

    def formula(self, node: ast.expr) -> Node:
        """Return the tree of an expression."""
        match node:
            case ast.Constant(value):
                return self._number(value)
            case ast.Name(word):
                return self.names.node(word)
            case ast.UnaryOp(ast.USub(), of):
                return Minus(self.formula(of))
            case ast.UnaryOp(ast.UAdd(), of):
                return self.formula(of)
            case ast.BinOp():
                return self._binary(node)
            case ast.Attribute(of, "T"):
                return Transpose(self.formula(of))
            case ast.Attribute(of, "I"):
                return Call("inv", (self.formula(of),))
            case ast.Attribute(ast.Name(word), "prime") if self.names.find(word):
                raise Unread(f"Write the slope of {word} as a fraction: d{word}/dz.")
            case ast.Subscript():
                return self._entry(node)
            case ast.Call():
                return self._call(node)
            case ast.IfExp(test, then, other):
                return Choice(self.formula(then), self.test(test), self.formula(other))
            case ast.Compare() | ast.BoolOp():
                return Choice(Number(1), self.test(node), Number(0))
        raise Unread(f"{_typed(node)} is no part of a formula here.")

    def _number(self, value: object) -> Number:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise Unread(f"{str(value)[:40]!r} is no number.")
        if not value <= LARGEST:
            raise Unread(f"The largest number here is {LARGEST:.0f}.")
        return Number(float(value))

    def _binary(self, node: ast.BinOp) -> Node:
        if isinstance(node.op, ast.Div):
            slope = self._fraction(node.left, node.right)
            if slope:
                return slope
        sign = SIGNS.get(type(node.op))
        if sign is None:
            raise Unread(f"{_typed(node)} holds an operator that is not known here.")
        left, right = self.formula(node.left), self.formula(node.right)
        if sign == "**" and not _is_power(right):
            raise Unread(f"A power is a number from -{POWER} to {POWER} here.")
        return Binary(left, sign, right)

    def _fraction(self, above: ast.expr, below: ast.expr) -> Node | None:
        """Return a product that ends in df/dX, if that is what a fraction is.

        For Python, 2 * df / dX is (2 * df) / dX.
        """
        whole = isinstance(below, ast.Attribute) and below.attr == "T"
        if isinstance(below, ast.Attribute) and whole:
            below_it = below.value
        else:
            below_it = below
        by = self._little(below_it)
        if by is None or by[0].startswith("("):
            return None
        match above:
            case ast.UnaryOp(ast.USub(), of):
                slope = self._fraction(of, below)
                return Minus(slope) if slope else None
            case ast.BinOp(left, ast.Mult() | ast.MatMult() | ast.Div() as op, right):
                slope = self._fraction(right, below)
                if slope:
                    return Binary(self.formula(left), SIGNS[type(op)], slope)
        of = self._little(above)
        if of is None:
            return None
        derivative = Derivative(of[0], by[0], of[1], by[1])
        return Transpose(derivative) if whole else derivative

    def _little(self, node: ast.expr) -> tuple[str, tuple[str, ...]] | None:
        """Return what dX, dX[i,j] or d(X) is a little of: a name, and indices."""
        match node:
            case ast.Name(word):
                return self.names.little(word)
            case ast.Call(ast.Name("d"), [of]) if not node.keywords:
                tree = self.formula(of)
                match tree:
                    case Name(name):
                        return name, ()
                    case Entry(Name(name), at):
                        return name, at
                return self.names.aside(tree)
            case ast.Subscript(of, index):
                layer = self.names.little(_layer(node)) if _layer(node) else None
                if layer:
                    return layer
                whole = self._little(of)
                if whole and not whole[1]:
                    return whole[0], self._indices(index)
        return None

    def _entry(self, node: ast.Subscript) -> Node:
        layer = _layer(node)
        if layer and (self.names.find(layer) or self.names.little(layer)):
            return self.names.node(layer)
        if (
            layer
            and self.names.is_layered(layer)
            and not isinstance(node.slice, ast.Name)
        ):
            raise Unread(self.names.unknown(layer))
        match node.value:
            case ast.Constant(1):  # 1[k == i]
                return self.formula(node.slice)
            case ast.Name("delta" | "I"):
                left, right = (*self._indices(node.slice), "", "")[:2]
                return _delta(left, right)
        whole, at = self.formula(node.value), self._indices(node.slice)
        if layer and isinstance(whole, Name) and whole.name.endswith("]"):
            raise Unread(self.names.unknown(layer))
        match whole:
            case Entry(of, (first,)) if len(at) == 1:  # X[i][j]
                return Entry(of, (first, *at))
            case Derivative(of, by, of_at, ()):
                return Derivative(of, by, of_at, at)
        return Entry(whole, at)

    def _indices(self, node: ast.expr) -> tuple[str, ...]:
        entries = node.elts if isinstance(node, ast.Tuple) else [node]
        return tuple(map(self.index, entries))

    def index(self, node: ast.expr) -> str:
        """Return an index, which is one letter."""
        if isinstance(node, ast.Name) and INDEX.fullmatch(node.id):
            return node.id
        if isinstance(node, ast.Slice):
            raise Unread("Write an entry, such as X[i,j], or the whole matrix.")
        raise Unread(
            f"{_typed(node)} cannot be an index: an index is one letter, for a formula "
            "has to hold for every entry and every size."
        )

    def test(self, node: ast.expr) -> Node:
        """Return a test of indices, such as k == i."""
        match node:
            case ast.BoolOp(ast.And(), of):
                return Every(tuple(map(self.test, of)))
            case ast.Compare(left, operators, others):
                tests: list[Node] = []
                for sign, right in zip(operators, others, strict=True):
                    tests += self._pairs(left, SIGNS.get(type(sign), ""), right)
                    left = right
                return tests[0] if len(tests) == 1 else Every(tuple(tests))
        raise Unread(f"{_typed(node)} is no test of indices, such as k == i.")

    def _pairs(self, left: ast.expr, sign: str, right: ast.expr) -> list[Node]:
        if not sign:
            raise Unread("Indices are compared by ==, != or <.")
        both = self._indices(left), self._indices(right)
        if len(both[0]) != len(both[1]) or (len(both[0]) > 1 and sign != "=="):
            raise Unread(f"{_typed(left)} and {_typed(right)} cannot be compared.")
        return [Test(a, sign, b) for a, b in zip(*both, strict=True)]

    def _call(self, node: ast.Call) -> Node:
        name, prime, first = self._called(node.func)
        arguments = [*first, *node.args]
        if name == "sum" and arguments and isinstance(arguments[0], ast.GeneratorExp):
            return self._sum(arguments[0])
        if name == "delta" and len(arguments) == 2:
            return _delta(*map(self.index, arguments))
        if name == "d" and len(arguments) == 1:
            return Change(self.formula(arguments[0]))
        return calls.call(
            name,
            [self.formula(one) for one in calls.flat(arguments)],
            {word.arg or "": _typed(word.value) for word in node.keywords},
            prime,
            self.names,
        )

    def _called(self, node: ast.expr) -> tuple[str, bool, list[ast.expr]]:
        """Return which function it is, whether its derivative, and what X in X.sum."""
        match node:
            case ast.Name(word):
                return word, False, []
            case ast.Attribute(of, "prime"):
                name, _, first = self._called(of)
                return name, True, first
            case ast.Attribute(ast.Name("np" | "numpy"), word):
                return word, False, []
            case ast.Attribute(ast.Attribute(ast.Name("np" | "numpy"), "linalg"), word):
                return word, False, []
            case ast.Attribute(of, word) if word in calls.METHODS:
                return word, False, [of]
            case ast.Subscript() if _layer(node):
                return _layer(node), False, []
        raise Unread(
            f"{_typed(node)} is no function. Between two factors belongs @ or *."
        )

    def _sum(self, node: ast.GeneratorExp) -> Node:
        over: list[str] = []
        tests: list[Node] = []
        for part in node.generators:
            over += self._indices(part.target)
            tests += map(self.test, part.ifs)
        if len(set(over)) < len(over):
            raise Unread(f"One sum goes over {', '.join(over)}: each index once.")
        body = self.formula(node.elt)
        for test in tests:
            body = Choice(body, test, Number(0))
        return Sum(body, tuple(over))


def _delta(left: str, right: str) -> Node:
    if not left or not right:
        raise Unread("delta has two indices: delta(i, k).")
    return Choice(Number(1), Test(left, "==", right), Number(0))


def _is_power(node: Node) -> bool:
    match node:
        case Number(value):
            return value <= POWER
        case Minus(of):
            return _is_power(of)
        case Binary(Number(left), "/", Number(right)):
            return right != 0 and left / right <= POWER
    return False


def _layer(node: ast.expr) -> str:
    """Return A[l-1] as a name, if it is one; without spaces."""
    match node:
        case ast.Subscript(ast.Name(word), index) if not isinstance(index, ast.Tuple):
            return f"{word}[{_typed(index)}]".replace(" ", "")
    return ""


def _typed(node: ast.expr) -> str:
    text = ast.unparse(node)
    return text if len(text) <= 60 else f"{text[:60]} ..."
