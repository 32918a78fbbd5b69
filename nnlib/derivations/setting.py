"""From the tree of a formula to the boxes it is set in, as in the chapters."""

from __future__ import annotations

import re
from collections.abc import Mapping

from nnlib.derivations.boxes import (
    Big,
    Box,
    Brackets,
    Cases,
    Fraction,
    Row,
    Script,
    Word,
)
from nnlib.derivations.shapes import NUMBER, Shape
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
from nnlib.derivations.writing import written

SUM, PRODUCT, ATOM = 1, 2, 3
"""How firmly a set formula holds together."""

DEL = Word("∂", "sign")
SIGNS = {"==": "=", "!=": "≠", "<=": "≤", ">=": "≥"}
NUMBERS = {"trace", "inner", "norm2", "norm", "det"}
"""Functions from a matrix to a number."""


class Setting:
    """Sets formulas in which some names are matrices."""

    def __init__(
        self, shapes: Mapping[str, Shape], trees: Mapping[str, Node] | None = None
    ) -> None:
        """Take the shapes, by which ``*`` is ⊙ or not, and what hidden names are."""
        self.shapes, self.trees = shapes, trees or {}

    def box(self, tree: Node) -> Box:
        """Return a formula in boxes."""
        match tree:
            case Number():
                return Word(written(tree), "number")
            case Name(name):
                return named(name)
            case Entry(of, at):
                return _with(self._held(of), low=_letters(at))
            case Derivative(of, by, of_at, by_at):
                if of.startswith("("):
                    above = Brackets(self.box(self.trees[of]))
                    return Fraction(Row((DEL, above)), _little(by, by_at))
                return Fraction(_little(of, of_at), _little(by, by_at))
            case Change(of):
                return Row((Word("δ", "sign"), self._held(of)))
            case Minus(of):
                return Row((Word("-", "sign"), self._held(of, PRODUCT)))
            case Transpose(of):
                return _with(self._held(of), high=Word("⊤", "sign"))
            case Binary(left, sign, right):
                return self._binary(left, sign, right)
            case Call():
                return self._call(tree)
            case Sum(of, over):
                return Row((Big(_letters(over)), self._held(of, PRODUCT)))
            case Test(left_index, sign, right_index):
                sign = SIGNS.get(sign, sign)
                return Row((Word(left_index), Word(sign, "sign"), Word(right_index)))
            case Every(tests):
                rows: list[Box] = [self.box(tests[0])]
                for test in tests[1:]:
                    rows += [Word(" and ", "words"), self.box(test)]
                return Row(tuple(rows))
            case Choice(Number(1), Test(left_index, "==", right_index), Number(0)):
                return _with(Word("δ", "sign"), low=_letters((left_index, right_index)))
            case Choice(then, test, other):
                return Cases(self.box(then), self.box(test), self.box(other))
        raise AssertionError(tree)

    def _held(self, tree: Node, least: int = ATOM) -> Box:
        box = self.box(tree)
        return Brackets(box) if self._level(tree) < least else box

    def _level(self, tree: Node) -> int:
        match tree:
            case Binary(_, "+" | "-", _) | Minus():
                return SUM
            case Binary(_, "/", right):
                return ATOM - 1 if self._is_number(right) else PRODUCT
            case Binary(_, "*" | "@", _) | Sum() | Derivative() | Change():
                return PRODUCT
        return ATOM

    def _binary(self, left: Node, sign: str, right: Node) -> Box:
        if sign == "/" and self._is_number(right):
            return Fraction(self.box(left), self.box(right))
        if sign == "**":
            power = self.box(right)
            if not self._is_number(left):
                power = Row((Word("⊙", "sign"), power))
            return _with(self._held(left), high=power)
        if sign in "+-":
            firm = SUM if sign == "+" and not isinstance(right, Minus) else PRODUCT
            return Row(
                (self.box(left), Word(sign, "sign"), self._held(right, firm)),
            )
        numbers = self._is_number(left) or self._is_number(right)
        symbol = {"*": "⊙", "/": "⊘", "@": "·"}[sign]
        # A matrix product and an elementwise one do not associate.
        mixed = not numbers and self._mixed(sign, left)
        return Row(
            (
                self._held(left, ATOM if mixed else PRODUCT),
                Word("·" if numbers and sign != "/" else symbol, "sign"),
                self._held(right, ATOM if _is_product(right) else PRODUCT),
            )
        )

    def _mixed(self, sign: str, left: Node) -> bool:
        return (
            isinstance(left, Binary)
            and left.sign != sign
            and not (self._is_number(left.left) or self._is_number(left.right))
        )

    def _is_number(self, tree: Node) -> bool:
        """Whether a formula is a number, by its form."""
        match tree:
            case Name(name):
                return self.shapes.get(name, NUMBER) == NUMBER
            case Number() | Entry():
                return True
            case Derivative(of, by, of_at, by_at):
                return (self.shapes[of] == NUMBER or bool(of_at)) and (
                    self.shapes[by] == NUMBER or bool(by_at)
                )
            case Call(function, _, _, axis):
                if function in NUMBERS or (
                    function in ("sum", "mean") and axis is None
                ):
                    return True
                if function in ("ones", "zeros", "eye"):
                    return False
        return bool(tree.parts) and all(map(self._is_number, tree.parts))

    def _call(self, tree: Call) -> Box:
        parts = [self.box(one) for one in tree.of]
        match tree.function, tree.axis:
            case "norm2" | "norm", _:
                high = Word("2", "number") if tree.function == "norm2" else None
                return Script(Brackets(parts[0], "‖", "‖"), Word("F"), high)
            case "inner", _:
                comma = Word(",", "sign")
                return Brackets(Row((parts[0], comma, parts[1])), "⟨", "⟩")
            case "inv", _:
                power = Row((Word("-", "sign"), Word("1", "number")))
                return _with(self._held(tree.of[0]), high=power)
            case "trace", _:
                return Row((Word("tr", "name"), Brackets(parts[0])))
            case "ones", _:
                low = Row((parts[0], Word("×", "sign"), parts[1]))
                return Script(Word("1", "number"), low)
            case "eye", _:
                return Script(Word("I"), parts[0])
            case "sum" | "mean", 0 | 1:
                which = "columns" if tree.axis == 0 else "rows"
                words = Word(f"{tree.function} of {which}", "words")
                return Row((words, Brackets(parts[0])))
        name, _, layer = tree.function.rstrip("]").partition("[")
        kind = "letter" if len(name) == 1 else "name"
        marks: list[Box] = [Word(f"[{layer}]", "words")] if layer else []
        marks += [Word("′", "sign")] if tree.prime else []
        word = Word(name, kind)
        head = Script(word, None, Row(tuple(marks))) if marks else word
        return Row((head, Brackets(Row(tuple(_commas(parts))))))


def _is_product(tree: Node) -> bool:
    return isinstance(tree, Binary) and tree.sign in ("*", "@")


def named(name: str) -> Box:
    """Return a name with its layer as on the page: ``W[l+1]``, ``W2``."""
    found = re.fullmatch(r"(\w+?)(?:\[(.+)\]|_?(\d+)|_(\w+))", name)
    if not found:
        return Word(name)
    word, layer, number, low = found.groups()
    if layer:
        return Script(Word(word), None, Word(f"[{layer}]", "words"))
    return Script(Word(word), Word(number or low, "number" if number else "letter"))


def _little(name: str, at: tuple[str, ...]) -> Box:
    box = named(name)
    return Row((DEL, _with(box, low=_letters(at)) if at else box))


def _with(box: Box, low: Box | None = None, high: Box | None = None) -> Box:
    """Return a box with more at its foot or head, beside what is there."""
    if isinstance(box, Script) and not (box.low and low):
        return Script(box.of, box.low or low, _beside(box.high, high))
    if isinstance(box, Row | Fraction | Script):
        box = Brackets(box)
    return Script(box, low, high)


def _beside(one: Box | None, two: Box | None) -> Box | None:
    return Row((one, two)) if one and two else one or two


def _letters(letters: tuple[str, ...]) -> Box:
    return Row(tuple(map(Word, letters)))


def _commas(boxes: list[Box]) -> list[Box]:
    found: list[Box] = []
    for box in boxes:
        found += [Word(",", "sign"), box] if found else [box]
    return found
