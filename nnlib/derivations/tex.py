r"""LaTeX, as it is pasted, in the symbols of the page: ``\frac{a}{b}`` is (a) / (b)."""

from __future__ import annotations

import re

from nnlib.derivations.brackets import closing
from nnlib.derivations.tex_words import (
    FONTS,
    FRACTIONS,
    FUNCTIONS,
    LIMITS,
    SIZED,
    SPACES,
    SYMBOLS,
)

LOST = {"\x07": r"\a", "\x08": r"\b", "\x0b": r"\v", "\x0c": r"\f"}
"""What Python makes of ``\f`` in quotes without an r before them, and what it was."""

LOST_WORDS = re.compile(
    r"\t(?=op\b|imes\b|ext|r\b|anh\b|frac|herefore\b|heta\b|au\b)"
    r"|\r(?=ight|angle|Vert|m\b)|\n(?=abla|eq?\b)"
)

COMMAND = re.compile(r"\\(?:(operatorname)\*|([A-Za-z]+|.))")
ONE_LETTER = re.compile(r"_([A-Za-z0-9])(?=[A-Z]|[a-z][_^{\\]|\\)")
"""In LaTeX x_kX_{kl} is x_k times X_kl."""
GROUP = re.compile(r"(?:^|[^_^\s])\s*\{")
CASES = re.compile(r"\\begin\{cases\}(.*?)\\end\{cases\}", re.DOTALL)
AROUND = re.compile(r"\\(?:begin|end)\{[a-z]+\*?\}(?:\{[^{}]*\})?|\$+|\\[\[\]]")
ROW = re.compile(r"\\\\(?:\[[^\[\]]*(?:pt|ex|em)\])?")


def restored(text: str) -> str:
    """Return a text with the backslashes that Python has taken for signs of its own."""
    for sign, typed in LOST.items():
        text = text.replace(sign, typed)
    letters = {"\t": r"\t", "\r": r"\r", "\n": r"\n"}
    return LOST_WORDS.sub(lambda found: letters[found[0]], text)


def rows(text: str) -> list[str]:
    r"""Return the rows of a piece of LaTeX, without what aligns and numbers them."""
    if "\\" not in text and "$" not in text:
        return [text.replace("&=", "=").lstrip("& ")]
    text = AROUND.sub(" ", CASES.sub(_choice, text))
    return [row.replace("&", " ").strip() for row in ROW.split(text)]


def _choice(found: re.Match[str]) -> str:
    r"""Return \begin{cases} a & k = i \\ b & ... \end{cases} as (a if k = i else b)."""
    cases = [row.partition("&")[::2] for row in ROW.split(found[1]) if row.strip()]
    if len(cases) != 2:
        return found[0]
    (then, holds), (other, _) = cases
    holds = re.sub(r"\\text\w*\{\s*(?:if|for)?\s*\}", " ", holds)
    holds = re.sub(r"^\s*(?:if|for)\b|,\s*$", " ", holds.replace(r"\ ", " "))
    return f"(({then.strip(' ,')}) if {holds.strip(' ,')} else ({other.strip(' ,')}))"


def symbols(text: str) -> str:
    """Return a row of LaTeX in the symbols of the page; other texts as they are.

    Commands that are not known stay in it.
    """
    text = CASES.sub(_choice, text)
    return _Pasted(text).read() if "\\" in text or GROUP.search(text) else text


class _Pasted:
    """Reads LaTeX from left to right."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0

    def read(self) -> str:
        """Return what is left of the text."""
        found = ""
        while self.at < len(self.text):
            found += self._piece(found)
        return found

    def _piece(self, before: str) -> str:
        command = COMMAND.match(self.text, self.at)
        if command:
            self.at = command.end()
            found = self._command(command[1] or command[2])
            apart = found[:1].isalpha() or found[:1] in ("∂", "∇")
            return f" {found}" if apart and before[-1:].isalnum() else found
        low = ONE_LETTER.match(self.text, self.at)
        if low:
            self.at = low.end()
            return f"_{{{low[1]}}} "
        letter = self.text[self.at]
        if letter == "{":
            inner = symbols_of(self._group())
            if before.rstrip().endswith("^"):
                return _raised(inner)
            return f"{{{inner}}}" if before.rstrip().endswith("_") else _held(inner)
        self.at += 1
        return letter

    def _command(self, name: str) -> str:
        if name in FRACTIONS:
            above, below = self._argument().strip(), self._argument().strip()
            is_operator = above in ("∂", "d")
            return f"{above}/{below} " if is_operator else f"(({above})/({below}))"
        if name in ("pdv", "dv"):
            sign = "∂" if name == "pdv" else "d"
            return f"(({sign}{self._argument()})/({sign}{self._argument()}))"
        if name == "dd":
            return f" d{self._argument()}"
        if name == "sqrt":
            return f"sqrt({self._argument()})"
        if name in FONTS:
            return self._in_font(name)
        if name in FUNCTIONS:
            return self._function(name)
        if name in SPACES:
            return self._sized(name) if name in SIZED else " " * (name not in LIMITS)
        if name in SYMBOLS:
            if SYMBOLS[name] in "∂δΔ∇Σ":
                self._skip()
                return SYMBOLS[name]
            goes_on = self.text[self.at : self.at + 1].isalnum()
            return SYMBOLS[name] + " " * goes_on
        return f"\\{name} "

    def _sized(self, side: str) -> str:
        r"""Read the norm that \left\| opens: only here its two ends differ."""
        for end in (r"\|", r"\lVert", r"\rVert", r"\Vert"):
            if self.text.startswith(end, self.at):
                self.at += len(end)
                return "norm(" if side == "left" else ")"
        if self.text.startswith(".", self.at):
            self.at += 1
        return ""

    def _in_font(self, name: str) -> str:
        word = self._argument()
        if word == "d":
            self._skip()
            return " d"
        if word == "1":
            return "𝟏"
        if word in ("T", "t", "⊤"):
            return "⊤"
        if word.strip() in FUNCTIONS or name == "operatorname":
            return self._function(word.strip())
        return word

    def _function(self, name: str) -> str:
        """Return a function before its argument: of log X, that is one letter."""
        self._skip()
        if self.text.startswith("\\left", self.at):
            self.at += len("\\left")
        if self.text[self.at : self.at + 1] in ("(", "_", "^", "'", ""):
            return name
        if self.text[self.at] == "[":
            return name
        argument = self._argument()
        if argument in FUNCTIONS and self.text.startswith("(", self.at):  # log det(X)
            end = closing(self.text, self.at) + 1
            argument += symbols_of(self.text[self.at : end])
            self.at = end
        while self.text[self.at : self.at + 1] in ("_", "^"):
            mark = self.text[self.at]
            self.at += 1
            inner = self._argument()
            argument += mark + (_raised(inner) if mark == "^" else f"{{{inner}}}")
        return f"{name}({argument})"

    def _argument(self) -> str:
        """Return the next group, command or letter, in the symbols of the page."""
        self._skip()
        if self.at >= len(self.text):
            return ""
        if self.text[self.at] == "{":
            return symbols_of(self._group())
        return self._piece("")

    def _group(self) -> str:
        end = closing(self.text, self.at)
        inner = self.text[self.at + 1 : end]
        self.at = end + 1
        return inner

    def _skip(self) -> None:
        while self.text[self.at : self.at + 1] in (" ", "~"):
            self.at += 1


def symbols_of(text: str) -> str:
    """Return a part of LaTeX, which may hold no command, in the page's symbols."""
    return _Pasted(text).read()


def _held(inner: str) -> str:
    """Return what was grouped by braces: with brackets, unless it is one word."""
    return inner if re.fullmatch(r"\s*\w*\s*", inner) else f"({inner})"


def _raised(inner: str) -> str:
    """Return marks that stand above a letter, one after another."""
    inner = inner.strip()
    layer = re.match(r"(\[[^\[\]]*\]|\([a-zA-Z0-9+-]+\))\s*", inner)
    if layer:
        rest = inner[layer.end() :]
        first = f"{{{layer[1]}}}"
        return f"{first}^{_raised(rest)}" if rest else first
    mark = re.match(r"([′'⊤]|⊙?\s*-?\s*[\d.]+)\s*(?=[-′'⊤⊙])", inner)
    if mark:
        return f"{{{mark[1].lstrip('⊙ ')}}}^{_raised(inner[mark.end() :])}"
    return f"{{{inner.lstrip('⊙ ')}}}"
