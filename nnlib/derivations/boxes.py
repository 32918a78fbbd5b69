"""How a formula is set: boxes within boxes, for LaTeX and MathML alike."""

from __future__ import annotations

from dataclasses import dataclass

from nnlib.language import say


@dataclass(frozen=True)
class Box:
    """A piece of a set formula."""


@dataclass(frozen=True)
class Word(Box):
    """A letter, a number, a sign or a name; ``kind`` says which."""

    text: str
    kind: str = "letter"


@dataclass(frozen=True)
class Row(Box):
    """Boxes side by side."""

    of: tuple[Box, ...]


@dataclass(frozen=True)
class Fraction(Box):
    """One box above another."""

    above: Box
    below: Box


@dataclass(frozen=True)
class Script(Box):
    """A box with others at its foot and at its head."""

    of: Box
    low: Box | None = None
    high: Box | None = None


@dataclass(frozen=True)
class Big(Box):
    """A sum sign with its indices below."""

    low: Box


@dataclass(frozen=True)
class Brackets(Box):
    """A box in brackets as high as itself."""

    of: Box
    left: str = "("
    right: str = ")"


@dataclass(frozen=True)
class Cases(Box):
    """A value where a test holds, and another elsewhere."""

    then: Box
    test: Box
    other: Box


def latex(box: Box) -> str:
    """Return the LaTeX of a formula."""
    match box:
        case Word(text, "name"):
            return rf"\operatorname{{{text}}}"
        case Word(text, "words"):
            return rf"\text{{{text}}}"
        case Word(text, "sign"):
            return TEX.get(text, text)
        case Word(text):
            plain = text.replace("_", r"\_")
            return GREEK.get(text) or (
                plain if len(text) == 1 or text[0].isdigit() else rf"\mathrm{{{plain}}}"
            )
        case Row(of):
            return " ".join(map(latex, of))
        case Fraction(above, below):
            return rf"\frac{{{latex(above)}}}{{{latex(below)}}}"
        case Script(of, low, high):
            foot = f"_{{{latex(low)}}}" if low else ""
            head = f"^{{{latex(high)}}}" if high else ""
            return f"{{{latex(of)}}}{foot}{head}"
        case Big(low):
            return rf"\sum_{{{latex(low)}}}"
        case Brackets(of, left, right):
            ends = TEX.get(left, left), TEX.get(right, right)
            return rf"\left{ends[0]} {latex(of)} \right{ends[1]}"
        case Cases(then, test, other):
            holds = rf"\text{{{say('if')} }}"
            otherwise = rf"\text{{{say('otherwise')}}}"
            return (
                rf"\begin{{cases}} {latex(then)} & {holds} {latex(test)} \\ "
                rf"{latex(other)} & {otherwise} \end{{cases}}"
            )
    raise AssertionError(box)


TEX = {
    "⊙": r"\odot",
    "⊘": r"\oslash",
    "·": r"\,",
    "⋅": r"\cdot",
    "×": r"\times",
    "⊤": r"\top",
    "∂": r"\partial",
    "≠": r"\neq",
    "≤": r"\leq",
    "≥": r"\geq",
    "′": r"\prime",
    "⟨": r"\langle",
    "⟩": r"\rangle",
    "‖": r"\|",
}
GREEK = {
    "δ": r"\delta",
    "sigma": r"\sigma",
    "alpha": r"\alpha",
    "lambda": r"\lambda",
    "mu": r"\mu",
    "phi": r"\varphi",
    "σ": r"\sigma",
    "α": r"\alpha",
    "λ": r"\lambda",
    "μ": r"\mu",
    "φ": r"\varphi",
}


INVISIBLE_TIMES = "\u2062"


def mathml(box: Box) -> str:
    """Return the MathML of a formula, as it stands within a ``math`` element."""
    match box:
        case Word(text, kind):
            tag = {"number": "mn", "sign": "mo", "words": "mtext"}.get(kind, "mi")
            text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
            text = INVISIBLE_TIMES if text == "·" else text
            return f"<{tag}>{text}</{tag}>"
        case Row(of):
            return f"<mrow>{''.join(map(mathml, of))}</mrow>"
        case Fraction(above, below):
            return f"<mfrac>{mathml(above)}{mathml(below)}</mfrac>"
        case Script(of, low, high):
            name = f"m{'sub' if low else ''}{'sup' if high else ''}"
            inner = "".join(mathml(one) for one in (of, low, high) if one)
            return f"<{name}>{inner}</{name}>"
        case Big(low):
            return f"<munder><mo>∑</mo>{mathml(low)}</munder>"
        case Brackets(of, left, right):
            return f"<mrow><mo>{left}</mo>{mathml(of)}<mo>{right}</mo></mrow>"
        case Cases(then, test, other):
            rows = [
                (then, f"<mtext>{say('if')} </mtext>{mathml(test)}"),
                (other, f"<mtext>{say('otherwise')}</mtext>"),
            ]
            cells = "".join(
                f"<mtr><mtd>{mathml(one)}</mtd><mtd>{when}</mtd></mtr>"
                for one, when in rows
            )
            return f"<mrow><mo>{{</mo><mtable>{cells}</mtable></mrow>"
    raise AssertionError(box)
