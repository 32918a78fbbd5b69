"""The symbols of the page, in the letters of Python: ⊙ is ``*``, ᵀ is ``.T``."""

from __future__ import annotations

import re

LETTERS = {
    **dict.fromkeys("−–—", "-"),
    **dict.fromkeys("⊙∗×∘", "*"),
    **dict.fromkeys("·⋅•", "@"),
    **dict.fromkeys("ᵀ⊤", ".T "),
    **dict.fromkeys("′’", "'"),
    **dict.fromkeys("∑Σ", "Σ"),
    "⁻¹": ".I ",
    "⁻ᵀ": ".I.T ",
    "²": "**2",
    "³": "**3",
    "½": "(1/2)",
    "∂": "d",
    "≠": "!=",
    "≤": "<=",
    "≥": ">=",
    "⟨": "inner(",
    "⟩": ")",
    "‖": "||",
    "𝟏": "ones",
    "Δ": "δ",
    "`": " ",
    "\u00a0": " ",
}
LOW = dict(zip("₀₁₂₃₄₅₆₇₈₉ᵢⱼₖₗₘₙₚₛₜ", "0123456789ijklmnpst", strict=True))

NO_WORD = r"(?!(?:if|else|for|and|in|or)\b)"
NO_WORD_BEFORE = "".join(
    rf"(?<!\b{word})" for word in ("if", "else", "for", "and", "in", "or", "_")
)
PATTERNS = [
    # e^(-z), e^{-z}, e^z
    (r"(?<!\w)e\^(?:\{([^{}]*)\}|(-?[A-Za-z]\w*))", r"exp(\1\2)"),
    (r"(?<!\w)e\^(?=\()", "exp"),
    (r"(_\{[^{}]*\}|_[a-z]{1,2})\^\{?(\[[^\[\]]*\])\}?", r"\2\1"),
    # The layer, as on the page: W^[l]. An inverse, a transpose.
    (r"\^\{?(\[[^\[\]]*\])\}?", r"\1"),
    (r"(?:\^|\*\*)(?:\{\s*-\s*1\s*\}|\(\s*-\s*1\s*\)|-\s*1(?![\d.]))", ".I"),
    (r"\^(?:\{?\s*-\s*\.?T\s*\}?)", ".I.T"),
    (r"\^(?:\{\s*\.?T\s*\}|\\top\b|\{\\top\}|\.?T\b)", ".T"),
    (r"\^\{([^{}]*)\}", r"**(\1)"),
    (r"\^", "**"),
    # ||M||_F^2
    (r"\|\|(.+?)\|\|(?:_\{?[F2]\}?)?\s*\*\*\s*\(?2\)?", r"norm2(\1)"),
    (r"\|\|(.+?)\|\|(?:_\{?[F2]\}?)?", r"norm(\1)"),
    (r"(?<![\w\])])<([^<>=]+,[^<>=]+)>", r"inner(\1)"),
    # Kronecker's delta, and a small change.
    (
        r"δ\s*_?\s*\{?\s*([a-z])\s*,?\s*([a-z])\s*\}?(?![\w])(?=[^(\[]|$)",
        r"delta(\1,\2)",
    ),
    (r"δ\s*(?=[(\[])", "delta"),
    (r"δ\s*_?\s*(?=\w)", "delta_"),
    # g'(Z)
    (r"(?<=[\w\])])'", ".prime"),
    # Entries: X_{ij}, X_{i,j}, (X W)_ij
    (r"(?<=[\w\])])_\{\s*([a-z])\s*,?\s*([a-z])\s*\}", r"[\1,\2]"),
    (r"(?<=[\w\])])_\{\s*([a-z])\s*\}", r"[\1]"),
    (r"(?<=[\])])_([a-z])([a-z])(?!\w)", r"[\1,\2]"),
    (r"(?<=[\])])_([a-z])(?!\w)", r"[\1]"),
    # A test, as on the page: if k = i, if (s, t) = (i, j)
    (r"(?<!\w)1\[([^=!<>\]]+)=([^=\]]+)\]", r"1[\1==\2]"),
    (r"\b(if|and)(\s+[\w(),\s]*?\w\)?\s*)=(?=\s*[\w(])", r"\1\2=="),
    # A product with a number needs no sign: 2 (A - Y)
    (rf"(?<![\w.])(\d+(?:\.\d+)?)(?![eE][-+]?\d)\s*(?=[^\W\d]|\(){NO_WORD}", r"\1*"),
    (r"\)\s*\(", ") @ ("),
    # Nor does one of matrices, as on the page: X^T (A - Y). With numbers, @ is *.
    (rf"{NO_WORD_BEFORE}(?<=[\w\])])\s+(?=[^\W\d]){NO_WORD}", " @ "),
    (r"(?:(?<=\))|(?<=\.[TI]))\s+(?=\()", " @ "),
]
FOR = re.compile(
    r"\bfor\s+(\(\s*[A-Za-z]\w*(?:\s*,\s*[A-Za-z]\w*)*\s*\)|"
    r"[A-Za-z]\w*(?:\s*,\s*[A-Za-z]\w*)*)\s*"
    r"(?=\)|\bfor\b|\bif\b|$)"
)
SUM = re.compile(
    r"(?:Σ|\bsum)_(\{[^{}]*\}|\([^()]*\)|\[[^\[\]]*\]|[A-Za-z]+)"
    r"(?:\^(?:\{[^{}]*\}|\w))?"
)


def plain(text: str) -> str:
    """Return a line with the symbols of the page in the letters of Python."""
    text = re.sub("⁻[¹ᵀ]", lambda found: LETTERS[found[0]], text)
    text = re.sub(f"[{''.join(LOW)}]+", _low, text)
    text = "".join(LETTERS.get(letter, letter) for letter in text)
    while found := _last(text):
        body, rest = _reach(text[found.end() :])
        over = _letters(found[1])
        text = f"{text[: found.start()]}sum(({body}) for {over} in _){rest}"
    for pattern, new in PATTERNS:
        text = re.sub(pattern, new, text)
    text = FOR.sub(r"for \1 in _ ", text)
    return text.replace("Σ", "sum")


def _low(found: re.Match[str]) -> str:
    plain = "".join(LOW[letter] for letter in found[0])
    return plain if plain[0].isdigit() else f"_{plain}"


def _last(text: str) -> re.Match[str] | None:
    """Return the last sum that stands with its indices below it: the innermost."""
    return max(SUM.finditer(text), key=re.Match.start, default=None)


def _letters(low: str) -> str:
    letters = re.sub(r"=\s*\w+|[{}()\[\]]", "", low)
    words = re.split(r"[\s,]+", letters.strip())
    return ",".join(words if len(words) > 1 else letters.strip())


def _reach(text: str) -> tuple[str, str]:
    """Return the product that a sum is over, and what comes after it."""
    depth, before = 0, ""
    for k, letter in enumerate(text):
        depth += (letter in "([{") - (letter in ")]}")
        ends = letter in ",=+-" and before and before not in "*/@,("
        if depth < 0 or (depth == 0 and (ends or _is_word(text, k))):
            return text[:k], text[k:]
        before = letter if letter.strip() else before
    return text, ""


def _is_word(text: str, k: int) -> bool:
    return re.match(r"\b(if|else|for)\b", text[k:]) is not None and (
        k == 0 or not text[k - 1].isalnum()
    )
