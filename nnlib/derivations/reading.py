"""From the text of a formula to its tree, by Python's own parser and a closed list.

Nothing that is typed is ever run.
"""

from __future__ import annotations

import ast
import re
import warnings

from nnlib.derivations import calls, parts
from nnlib.derivations.errors import Unread
from nnlib.derivations.limits import INDICES, LARGEST, POWER, within
from nnlib.derivations.names import Names
from nnlib.derivations.reading_fractions import PRODUCTS, Fractions, layer_name
from nnlib.derivations.reading_indices import delta, index, indices, test, typed
from nnlib.derivations.symbols import plain
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
    Sum,
    Transpose,
)

SIGNS: dict[type[ast.operator], str] = {
    **PRODUCTS,
    ast.Add: "+",
    ast.Sub: "-",
    ast.Pow: "**",
}
BEFORE_BRACKET = re.compile(r"([^\W\d]\w*(?:\[[^\[\]]*\])*)\s*\(")


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
    used = {letter for _, part in parts.walk(tree) for letter in parts.indices(part)}
    if len(used) > INDICES:
        raise Unread(f"This line has {len(used)} indices, and {INDICES} are the most.")
    return tree


def _unparsed(text: str, error: Exception) -> str:
    at = getattr(error, "offset", None)
    near = text[max(0, at - 12) : at + 8].strip() if at else text[:20]
    hint = "Between two factors belongs @ or *, between two indices a comma."
    if "\\" in text:
        hint = "A backslash is not read here. A fraction is (a) / (b)."
    if re.search(r"\bsum\b", text) and "for" not in text:
        hint = "A sum over indices reads sum(X[i,k] * W[k,j] for k)."
    return f"This cannot be read near  {near}  . {hint}"


class Reader(Fractions):
    """Makes the tree of a formula out of Python's."""

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
            case ast.IfExp(holds, then, other):
                return Choice(self.formula(then), test(holds), self.formula(other))
            case ast.Compare(of, [ast.Gt() | ast.GtE()], [ast.Constant(0)]):
                return Call("step", (self.formula(of),))
            case ast.Compare() | ast.BoolOp():
                return Choice(Number(1), test(node), Number(0))
        raise Unread(f"{typed(node)} is no part of a formula here.")

    def _number(self, value: object) -> Number:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise Unread(f"{str(value)[:40]!r} is no number.")
        if not value <= LARGEST:
            raise Unread(f"The largest number here is {LARGEST:.0f}.")
        return Number(float(value))

    def _binary(self, node: ast.BinOp) -> Node:
        if isinstance(node.op, ast.Div):
            slope = self.fraction(node.left, node.right)
            if slope:
                return slope
        sign = SIGNS.get(type(node.op))
        if sign is None:
            raise Unread(f"{typed(node)} holds an operator that is not known here.")
        left, right = self.formula(node.left), self.formula(node.right)
        if sign == "**" and not _is_power(right):
            raise Unread(f"A power is a number from -{POWER} to {POWER} here.")
        return Binary(left, sign, right)

    def _entry(self, node: ast.Subscript) -> Node:
        layer = layer_name(node)
        if layer and (self.names.find(layer) or self.names.little(layer)):
            return self.names.node(layer)
        is_index = isinstance(node.slice, ast.Name)
        if layer and self.names.is_layered(layer) and not is_index:
            raise Unread(self.names.unknown(layer))
        match node.value:
            case ast.Constant(1):  # 1[k == i]
                return self.formula(node.slice)
            case ast.Name("delta" | "I"):
                left, right = (*indices(node.slice), "", "")[:2]
                return delta(left, right)
        whole, at = self.formula(node.value), indices(node.slice)
        if layer and isinstance(whole, Name) and whole.name.endswith("]"):
            raise Unread(self.names.unknown(layer))
        match whole:
            case Entry(of, (first,)) if len(at) == 1:  # X[i][j]
                return Entry(of, (first, *at))
            case Derivative(of, by, of_at, ()):
                return Derivative(of, by, of_at, at)
        return Entry(whole, at)

    def _call(self, node: ast.Call) -> Node:
        name, prime, first = self._called(node.func)
        arguments = [*first, *node.args]
        if name == "sum" and arguments and isinstance(arguments[0], ast.GeneratorExp):
            return self._sum(arguments[0])
        if name == "delta" and len(arguments) == 2:
            return delta(*map(index, arguments))
        if name == "d" and len(arguments) == 1:
            return Change(self.formula(arguments[0]))
        return calls.call(
            name,
            [self.formula(one) for one in calls.flat(arguments)],
            {word.arg or "": typed(word.value) for word in node.keywords},
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
            case ast.Subscript() if layer_name(node):
                return layer_name(node), False, []
        raise Unread(
            f"{typed(node)} is no function. Between two factors belongs @ or *."
        )

    def _sum(self, node: ast.GeneratorExp) -> Node:
        over: list[str] = []
        tests: list[Node] = []
        for part in node.generators:
            over += indices(part.target)
            tests += map(test, part.ifs)
        if len(set(over)) < len(over):
            raise Unread(f"One sum goes over {', '.join(over)}: each index once.")
        body = self.formula(node.elt)
        for holds in tests:
            body = Choice(body, holds, Number(0))
        return Sum(body, tuple(over))


def _is_power(node: Node) -> bool:
    match node:
        case Number(value):
            return value <= POWER
        case Minus(of):
            return _is_power(of)
        case Binary(Number(left), "/", Number(right)):
            return right != 0 and left / right <= POWER
    return False
