"""From the tree of a formula to the boxes it is set in, as in the chapters."""

from __future__ import annotations

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
from nnlib.derivations.levels import ATOM, PRODUCT, SUM, Levels
from nnlib.derivations.marks import DEL, commas, letters, little, named, with_marks
from nnlib.derivations.shapes import Shape
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
    Slice,
    Sum,
    Test,
    Transpose,
)
from nnlib.derivations.writing import written
from nnlib.language import say

SIGNS = {"==": "=", "!=": "≠", "<=": "≤", ">=": "≥"}
SIDES = {
    ("sum", 0): "sum of columns",
    ("sum", 1): "sum of rows",
    ("mean", 0): "mean of columns",
    ("mean", 1): "mean of rows",
}
"""What is said of a sum along an axis."""


class Setting(Levels):
    """Sets formulas in which some names are matrices."""

    def __init__(
        self, shapes: Mapping[str, Shape], trees: Mapping[str, Node] | None = None
    ) -> None:
        """Take the shapes, by which ``*`` is ⊙ or not, and what hidden names are."""
        super().__init__(shapes)
        self.trees = trees or {}

    def box(self, tree: Node) -> Box:
        """Return a formula in boxes."""
        match tree:
            case Number():
                return Word(written(tree), "number")
            case Name(name):
                return named(name)
            case Entry(of, at):
                return with_marks(self._held(of), low=letters(at))
            case Slice(of, at, axis):
                ends: list[Box] = [Word(at), Word(":", "sign")]
                low = Row(tuple(commas(ends if axis == 0 else ends[::-1])))
                return with_marks(self._held(of), low=low)
            case Derivative(of, by, of_at, by_at):
                if of.startswith("("):
                    above = Brackets(self.box(self.trees[of]))
                    return Fraction(Row((DEL, above)), little(by, by_at))
                return Fraction(little(of, of_at), little(by, by_at))
            case Change(of):
                box = self.box(of)
                inner = box if isinstance(of, Name) else Brackets(box)
                return Row((Word("δ"), inner))
            case Minus(of):
                return Row((Word("-", "sign"), self._held(of, PRODUCT)))
            case Transpose(of):
                return with_marks(self._held(of), high=Word("⊤", "sign"))
            case Binary(left, sign, right):
                return self._binary(left, sign, right)
            case Call():
                return self._call(tree)
            case Sum(of, over):
                return Row((Big(letters(over)), self._held(of, PRODUCT)))
            case Test(left_index, sign, right_index):
                sign = SIGNS.get(sign, sign)
                return Row((Word(left_index), Word(sign, "sign"), Word(right_index)))
            case Every(tests):
                rows: list[Box] = [self.box(tests[0])]
                for test in tests[1:]:
                    rows += [Word(f" {say('and')} ", "words"), self.box(test)]
                return Row(tuple(rows))
            case Choice(Number(1), Test(left_index, "==", right_index), Number(0)):
                return with_marks(Word("δ"), low=letters((left_index, right_index)))
            case Choice(then, test, other):
                return Cases(self.box(then), self.box(test), self.box(other))
        raise AssertionError(tree)

    def _held(self, tree: Node, least: int = ATOM) -> Box:
        box = self.box(tree)
        return Brackets(box) if self.level(tree) < least else box

    def _binary(self, left: Node, sign: str, right: Node) -> Box:
        if sign == "/" and self.is_number(right):
            return Fraction(self.box(left), self.box(right))
        if sign == "**":
            power = self.box(right)
            if not self.is_number(left):
                power = Row((Word("⊙", "sign"), power))
            return with_marks(self._held(left), high=power)
        if sign in "+-":
            firm = SUM if sign == "+" and not isinstance(right, Minus) else PRODUCT
            return Row(
                (self.box(left), Word(sign, "sign"), self._held(right, firm)),
            )
        numbers = self.is_number(left) or self.is_number(right)
        symbol = {"*": "⊙", "/": "⊘", "@": "·"}[sign]
        second = self._held(right, ATOM if self._is_product(right) else PRODUCT)
        if numbers and sign != "/":
            symbol = "⋅" if _begins_with_digit(second) else "·"
        # A matrix product and an elementwise one do not associate.
        mixed = not numbers and self._mixed(sign, left)
        return Row(
            (
                self._held(left, ATOM if mixed else PRODUCT),
                Word(symbol, "sign"),
                second,
            )
        )

    def _is_product(self, tree: Node) -> bool:
        """Whether a formula is set as factors side by side."""
        match tree:
            case Binary(_, "*" | "@", _):
                return True
            case Binary(_, "/", right):
                return not self.is_number(right)
        return False

    def _mixed(self, sign: str, left: Node) -> bool:
        return (
            isinstance(left, Binary)
            and left.sign != sign
            and not (self.is_number(left.left) or self.is_number(left.right))
        )

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
                return with_marks(self._held(tree.of[0]), high=power)
            case "trace", _:
                return Row((Word("tr", "name"), Brackets(parts[0])))
            case "ones", _:
                low = Row((parts[0], Word("×", "sign"), parts[1]))
                return Script(Word("1", "number"), low)
            case "eye", _ if not parts:
                return Word("I")
            case "eye", _:
                return Script(Word("I"), parts[0])
            case "sum" | "mean", 0 | 1:
                words = say(SIDES[tree.function, tree.axis])
                return Row((Word(words, "words"), Brackets(parts[0])))
        name, _, layer = tree.function.rstrip("]").partition("[")
        kind = "letter" if len(name) == 1 else "name"
        marks: list[Box] = [Word(f"[{layer}]", "words")] if layer else []
        marks += [Word("′", "sign")] if tree.prime else []
        word = Word(name, kind)
        head = Script(word, None, Row(tuple(marks))) if marks else word
        return Row((head, Brackets(Row(tuple(commas(parts))))))


def _begins_with_digit(box: Box) -> bool:
    match box:
        case Row((first, *_)) | Script(first, _, _):
            return _begins_with_digit(first)
    return isinstance(box, Word) and box.text[0].isdigit()
