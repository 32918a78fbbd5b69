"""The commands of LaTeX that are read, and what they are on the page."""

from __future__ import annotations

FRACTIONS = {"frac", "dfrac", "tfrac", "cfrac"}
FONTS = set(
    "mathrm mathbf mathsf mathit mathcal mathbb boldsymbol bm text textrm textbf "
    "operatorname rm bf vec hat mathop textup".split()
)
FUNCTIONS = set(
    "tr Tr det log ln exp sin cos tanh sinh cosh diag max min sign sgn".split()
)
SYMBOLS = {
    **dict.fromkeys(["top", "intercal"], "⊤"),
    **dict.fromkeys(["odot", "circ"], "⊙"),
    **dict.fromkeys(["lVert", "rVert", "Vert", "|"], "‖"),
    **dict.fromkeys(["lvert", "rvert", "vert"], "|"),
    **dict.fromkeys(["ne", "neq"], "≠"),
    **dict.fromkeys(["le", "leq"], "≤"),
    **dict.fromkeys(["ge", "geq"], "≥"),
    **dict.fromkeys(["lbrace", "{", "lbrack", "lparen"], "("),
    **dict.fromkeys(["rbrace", "}", "rbrack", "rparen"], ")"),
    **dict.fromkeys(["equiv", "coloneqq", "triangleq"], "="),
    **dict.fromkeys(["Rightarrow", "Longrightarrow", "implies", "iff"], "⇒"),
    **dict.fromkeys(["cdot", "bullet"], "·"),
    **dict.fromkeys(["ast"], "*"),
    "partial": "∂",
    "times": "×",
    "div": "/",
    "oslash": "⊘",
    "prime": "′",
    "sum": "Σ",
    "langle": "⟨",
    "rangle": "⟩",
    "nabla": "∇",
    "delta": "δ",
    "Delta": "Δ",
    "otimes": "⊗",
    "colon": ":",
    "forall": "∀",
    "in": "∈",
    "therefore": "∴",
    "because": "since ",
    "lambda": "λ",
    "dagger": "†",
    "_": "_",
    "%": " ",
    **{
        word: letter
        for word, letter in zip(
            "alpha beta gamma epsilon eta theta kappa mu nu xi pi rho sigma tau phi "
            "varphi chi psi omega Theta Lambda Phi Psi Omega".split(),
            "αβγεηθκμνξπρστφφχψωΘΛΦΨΩ",
            strict=True,
        )
    },
}
LIMITS = {"limits", "nolimits"}
SIZED = {"left", "right"}
SPACES = set(
    "left right big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr displaystyle limits "
    "nolimits quad qquad nonumber notag , ; : ! > ( ) [ ]".split()
) | {" "}
