"""The symbols of the page, in the letters of Python: ⊙ is ``*``, ᵀ is ``.T``."""

from __future__ import annotations

import re

from nnlib.derivations import sums, tex

LETTERS = {
    **dict.fromkeys("−–—", "-"),
    **dict.fromkeys("⊙∗×∘", "*"),
    **dict.fromkeys("·⋅•", "@"),
    **dict.fromkeys("ᵀ⊤", ".T"),
    **dict.fromkeys("′’", "'"),
    **dict.fromkeys("𝟏𝟙", "ones"),
    **dict.fromkeys("∑Σ", "Σ"),
    "⁻¹": ".I",
    "⁻ᵀ": ".I.T",
    "²": "**2",
    "³": "**3",
    "½": "(1/2)",
    "⊘": "/",
    "√": " sqrt",
    "ℒ": "L",
    "\u2062": " ",
    "∂": "d",
    "≠": "!=",
    "≤": "<=",
    "≥": ">=",
    "⟨": "inner(",
    "⟩": ")",
    "‖": "||",
    "Δ": "δ",
    "`": " ",
    "\u00a0": " ",
}
LOW = dict(zip("₀₁₂₃₄₅₆₇₈₉ᵢⱼₖₗₘₙₚₛₜ", "0123456789ijklmnpst", strict=True))

NO_WORD = r"(?!(?:if|else|for|and|in|or)\b)"
NO_WORD_BEFORE = "".join(
    rf"(?<!\b{word})" for word in ("if", "else", "for", "and", "in", "or", "_")
)
NORM = r"\|\|((?:(?!\|\|).)+)\|\|"
ENTRY = r"(?<=[\w\])])_\{\s*"
PATTERNS = [
    # Powers with spaces, products as MATLAB or a physicist writes them.
    (r"\s*\^\s*", "^"),
    (r"(?<!\d)\.(?=[*/^])", ""),
    (r"(?<=[\w)\]])\s+\.\s+(?=[\w(])", " @ "),
    (r"(?<![\w.])d\s+(\w+)\s*/\s*d\s+(?=\w)", r"d\1/d"),
    # Marks beside a letter, first the layer, as on the page: W^[l], W^{(l)}.
    (r"(_\{[^{}]*\}|_[a-z]{1,2})\^\{?(\[[^\[\]]*\])\}?", r"\2\1"),
    (r"(_\{[^{}]*\}|_[a-z]{1,2})\^\{\((\w+(?:[+-]1)?)\)\}", r"[\2]\1"),
    (r"\^\{\((\d+|[A-Za-z](?:[+-]1)?)\)\}", r"[\1]"),
    (r"\^\(([Ll](?:[+-]1)?)\)", r"[\1]"),
    (r"\^\{?(\[[^\[\]]*\])\}?", r"\1"),
    (r"\^\{?\s*'\s*\}?", "'"),
    # Ones, as on the page: 1_m, 1_{m x n}, and 1_{k = i}.
    (r"(?<![\w.])(?:1|ones)_\{\s*(\w)\s*[*,x]\s*(\w)\s*\}", r"ones(\1,\2)"),
    (r"(?<![\w.])(?:1|ones)_(?:\{\s*([A-Za-z])\s*\}|([A-Za-z])(?!\w))", r"ones(\1\2)"),
    (r"(?<![\w.])(?:1|ones)_?\{([^={}]+)=([^{}]+)\}", r"1[\1==\2]"),
    (r"(?<!\w)(?:1|ones)\[([^=!<>\]]+)=([^=\]]+)\]", r"1[\1==\2]"),
    (r"(?<![\w\])])\[\s*(\w)\s*=\s*(\w)\s*\]", r"1[\1==\2]"),
    (r"(?<![\w.)\]])1\.T(?!\w)", "ones.T"),
    # Rows and columns: X_{i,:}, X_{:j}. Entries: X_{ij}, X_{i,j}, (X W)_ij.
    (ENTRY + r"([a-z])\s*,?\s*[:@*]\s*\}", r"[\1,:]"),
    (ENTRY + r"[:@*]\s*,?\s*([a-z])\s*\}", r"[:,\1]"),
    (ENTRY + r"(\d)\s*\}", r"_\1"),
    (rf"(?<!δ){ENTRY}([a-z])\s*,?\s*([a-z])\s*\}}", r"[\1,\2]"),
    (rf"(?<!δ){ENTRY}([a-z])\s*\}}", r"[\1]"),
    (r"(?<=[\])])_([a-z])([a-z])(?!\w)", r"[\1,\2]"),
    (r"(?<=[\])])_([a-z])(?!\w)", r"[\1]"),
    # e^(-z), e^{-z}, e^z
    (
        r"(?<!\w)e\^(?:\{(?!\s*\.?T\b)([^{}]*)\}|(-?(?!T\b)[A-Za-z]\w*(?:\[[^\]]*\])?))",
        r"exp(\1\2)",
    ),
    (r"(?<!\w)e\^(?=\()", "exp"),
    # An inverse, a transpose, a power.
    (r"(?:\^|\*\*)(?:\{\s*-\s*1\s*\}|\(\s*-\s*1\s*\)|-\s*1(?![\d.]))", ".I"),
    (r"\^(?:\{?\s*-\s*\.?T\s*\}?|\(\s*-\s*\.?T\s*\))", ".I.T"),
    (r"\^(?:\{\s*\.?[Tt]\s*\}|\(\s*\.?T\s*\)|\.?T|t(?!\w))", ".T"),
    (r"\*\*\s*T(?!\w)", ".T"),
    (r"\^\{([^{}]*)\}", r"**(\1)"),
    (r"\^", "**"),
    # ||M||_F^2, ||M||^2_F, ||M||_1
    (rf"{NORM}_\{{?1\}}?", r"sum(abs(\1))"),
    (
        NORM + r"(?:_\{?[F2]\}?)?\s*\*\*\s*(?:\(2\)|2)(?:_\{?[F2]\}?)?",
        r"norm2(\1)",
    ),
    (NORM + r"(?:_\{?[F2]\}?)?", r"norm(\1)"),
    (r"(?<=\))_\{?F\}?", ""),
    (r"(?<![^\W\d])(?<![\])])<([^<>=]+,[^<>=]+)>", r"inner(\1)"),
    # Kronecker's delta, and a small change; a delta with a layer is a name.
    (r"δ\s*_?\s*\{\s*([a-z])\s*,?\s*([a-z])\s*\}", r" delta(\1,\2)"),
    (r"δ\s*_?\s*([a-z]),?([a-z])(?!\w)(?=[^(\[]|$)", r" delta(\1,\2)"),
    (r"δ\s*(?=[(\[])", "delta"),
    (r"δ\s*_?\s*(?=\w)", " delta_"),
    (r"δ", "delta"),
    # g'(Z)
    (r"(?<=[\w\])])'", ".prime"),
    (r"∇_?(?:\{([^{}]+)\}|(\w+(?:\[[^\[\]]*\])?))\s*([A-Za-z]\w*)", r"(d\3/d\1\2)"),
    # A test, as on the page: if k = i, if (s, t) = (i, j)
    (r"\b(if|and)(\s+[\w(),\s]*?\w\)?\s*)=(?=\s*[\w(])", r"\1\2=="),
    (r"(\bif\b[^,()]*?),\s*(?:and\s+)?([^,()]+?)\s+otherwise\b", r"\1 else \2"),
    (r",\s*(?=else\b)", " "),
    (r"\b(sum|mean)\s+of\s+(rows|columns)\s*(?=\()", r"\1_of_\2"),
    # d tr(X), d ||X||: a change
    (r"(?<![\w.])d\s+(?=(?:tr|trace|norm2?|inner|log|logdet|det|sum|exp)\b)", "d"),
    # A product with a number needs no sign: 2 (A - Y)
    (r"sqrt\s*([A-Za-z]\w*)(?![\w(])", r"sqrt(\1)"),
    (rf"(?<![\w.])(\d+(?:\.\d+)?)(?![eE][-+]?\d)\s*(?=[^\W\d]|\(){NO_WORD}", r"\1*"),
    (r"\)\s*\(", ") @ ("),
    # Nor does one of matrices, as on the page: X^T (A - Y). With numbers, @ is *.
    (r"(?<=\.[TI])(?=[^\W_]|\()", " "),
    (rf"(?<=[\])])(?=[^\W\d]){NO_WORD}", " @ "),
    (rf"{NO_WORD_BEFORE}(?<=[\w\])])\s+(?=[^\W\d]){NO_WORD}", " @ "),
    (r"(?:(?<=\))|(?<=\.[TI]))\s+(?=\()", " @ "),
    (r"(?<=[)\]])\s+(?=\d)", " @ "),
]
FOR = re.compile(
    r"\bfor\s+(\(\s*[A-Za-z]\w*(?:\s*,\s*[A-Za-z]\w*)*\s*\)|"
    r"[A-Za-z]\w*(?:\s*,\s*[A-Za-z]\w*)*)\s*"
    r"(?=\)|\bfor\b|\bif\b|$)"
)
LAMBDA = re.compile(r"(?<!\w)lambda(?!\w|\s*\w*\s*:)")
"""For Python, this name is none."""


def plain(text: str) -> str:
    """Return a line with the symbols of the page, or in LaTeX, in Python's letters."""
    text = LAMBDA.sub("λ", tex.symbols(text))
    text = re.sub(r"(?<=\w)(?=∂)|(?<=∂)\s+(?=\S)", _apart, text)
    text = re.sub("⁻[¹ᵀ]", lambda found: LETTERS[found[0]], text)
    text = re.sub(f"[{''.join(LOW)}]+", _low, text)
    text = "".join(LETTERS.get(letter, letter) for letter in text)
    text = sums.summed(text)
    for pattern, new in PATTERNS:
        text = re.sub(pattern, new, text)
    text = FOR.sub(r"for \1 in _ ", text)
    return sums.paired(sums.operated(text)).replace("Σ", "sum")


def _apart(found: re.Match[str]) -> str:
    """Put a space before a ∂ that follows a letter, and take away the one after it."""
    return "" if found[0] else " "


def _low(found: re.Match[str]) -> str:
    plain = "".join(LOW[letter] for letter in found[0])
    return plain if plain[0].isdigit() else f"_{plain}"
