"""From the text of a formula to its tree, by Python's own parser and a closed list.

Nothing that is typed is ever run.
"""

from __future__ import annotations

import ast
import re
import warnings

from nnlib.derivations import parts
from nnlib.derivations.errors import Unread
from nnlib.derivations.limits import INDICES, LARGEST, POWER, within
from nnlib.derivations.names import Names
from nnlib.derivations.reading_calls import Calls
from nnlib.derivations.reading_entries import iverson
from nnlib.derivations.reading_fractions import PRODUCTS
from nnlib.derivations.reading_indices import test, typed
from nnlib.derivations.symbols import plain
from nnlib.derivations.tree import (
    Binary,
    Call,
    Choice,
    Minus,
    Node,
    Number,
    Transpose,
)
from nnlib.derivations.unparsed import unparsed
from nnlib.exercises.words import decimal_point
from nnlib.language import say

SIGNS: dict[type[ast.operator], str] = {
    **PRODUCTS,
    ast.Add: "+",
    ast.Sub: "-",
    ast.Pow: "**",
}
COMMA = re.compile(r"\d, \d")
"""Of a comma that was typed for a decimal point, what Python makes."""
BEFORE_BRACKET = re.compile(r"([^\W\d]\w*(?:\[[^\[\]]*\])*)\s*\(")
OF_VARIABLES = re.compile(r"\b(d?[fLJ])\s*\([\w\s,]*\)(?!\s*\[)")
"""f(X, W), which is only f."""


def read(text: str, names: Names) -> Node:
    """Return the tree of a formula, in the letters of Python or of the page.

    Raises
    ------
    Unread
        If it is no formula, or holds a name or a sign that is not known.
    """
    within(text)
    text = OF_VARIABLES.sub(r"\1", plain(text))
    text = BEFORE_BRACKET.sub(names.with_sign, text)
    if not text.strip():
        raise Unread(say("A side of this line is empty."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Python's advice on code, such as 1[i]
            body = ast.parse(text.strip(), mode="eval").body
        tree = Reader(names).formula(body)
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        if isinstance(error, Unread):
            raise
        raise Unread(unparsed(text, error)) from None
    used = {letter for _, part in parts.walk(tree) for letter in parts.indices(part)}
    if len(used) > INDICES:
        raise Unread(
            say(
                "This line has {n} indices, and {most} are the most.",
                n=len(used),
                most=INDICES,
            )
        )
    return tree


class Reader(Calls):
    """Makes the tree of a formula out of Python's."""

    def __init__(self, names: Names) -> None:
        """Take the names that are known."""
        super().__init__(names)
        self._read: dict[ast.expr, Node] = {}

    def formula(self, node: ast.expr) -> Node:
        """Return the tree of an expression, which is read once."""
        if node not in self._read:
            self._read[node] = self._formula(node)
        return self._read[node]

    def _formula(self, node: ast.expr) -> Node:
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
            case ast.Attribute(ast.Name(word), "grad") if self.names.find(word):
                return self.names.node(f"grad_{word}")
            case ast.Attribute(of, "prime") if not isinstance(of, ast.Attribute):
                raise Unread(
                    say(
                        "{of}' can be read in two ways: a transpose is {of}.T, and a "
                        "slope is a fraction, such as da/dz.",
                        of=typed(of),
                    )
                )
            case ast.Subscript():
                return self.entry(node)
            case ast.List([one]) | ast.Set([one]):  # brackets of another form
                return self.formula(one)
            case ast.Call():
                return self.call(node)
            case ast.IfExp(holds, then, other):
                return Choice(self.formula(then), test(holds), self.formula(other))
            case ast.Compare(left, [sign], [right]) if not self.are_indices(node):
                return self._step(left, sign, right)
            case ast.Compare() | ast.BoolOp():
                return iverson(node)
            case ast.Tuple([first, *_], col_offset=begins) if (
                begins == first.col_offset and COMMA.search(typed(node))
            ):
                raise Unread(decimal_point())
            case ast.Tuple():
                raise Unread(
                    say(
                        "{node} is no part of a formula here. An entry has square "
                        "brackets, X[i,j], and an inner product is inner(A, B).",
                        node=typed(node),
                    )
                )
        raise Unread(say("{node} is no part of a formula here.", node=typed(node)))

    def _step(self, left: ast.expr, sign: ast.cmpop, right: ast.expr) -> Node:
        """Return 1 in each entry where one formula is larger than another."""
        ends = self.formula(left), self.formula(right)
        if isinstance(sign, ast.Lt | ast.LtE):
            ends = ends[::-1]
        elif not isinstance(sign, ast.Gt | ast.GtE):
            raise Unread(
                say(
                    "== compares two indices. Between the two sides of a line stands =."
                )
            )
        is_over_0 = ends[1] == Number(0)
        return Call("step", (ends[0] if is_over_0 else Binary(ends[0], "-", ends[1]),))

    def _number(self, value: object) -> Number:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise Unread(say("{text} is no number.", text=repr(str(value)[:40])))
        if not value <= LARGEST:
            raise Unread(
                say("The largest number here is {number}.", number=f"{LARGEST:.0f}")
            )
        return Number(float(value))

    def _binary(self, node: ast.BinOp) -> Node:
        if isinstance(node.op, ast.Div):
            slope = self.fraction(node.left, node.right)
            if slope:
                return slope
        sign = SIGNS.get(type(node.op))
        if sign is None:
            raise Unread(
                say(
                    "{node} holds an operator that is not known here.", node=typed(node)
                )
            )
        left, right = self.formula(node.left), self.formula(node.right)
        if sign == "**" and not _is_power(right):
            raise Unread(
                say("A power is a number from -{power} to {power} here.", power=POWER)
            )
        return Binary(left, sign, right)


def _is_power(node: Node) -> bool:
    match node:
        case Number(value):
            return value <= POWER
        case Minus(of):
            return _is_power(of)
        case Binary(Number(left), "/", Number(right)):
            return right != 0 and left / right <= POWER
    return False
