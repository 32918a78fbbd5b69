"""Shapes as other courses write them: R^{m x n}, (m, n), a scalar, a vector of n."""

from __future__ import annotations

import re

SAME = [
    (r"[×⨯]|\\times|\bby\b", " x "),
    (r"^(?:ℝ|\\mathbb\{?R\}?|\\?R+\b)\s*(?:\^\s*)?", ""),
    (r"^[({\[]\s*([^(){}\[\]]*?)\s*[)}\]]", r"\1"),
    (r"^(\w)\s*,\s*(\w)(?!\w)", r"\1 x \2"),
    (r"^(?:an? )?(?:column )?vector (?:of (?:length |size )?)?", ""),
    (r"^(?:an? )?(?:real )?(?:scalar|constant|real)\b", "number"),
    (r"^(?:an? )?(?:\w+ )?function\b.*", "function"),
    (r"^$", "number"),
    (r"(?:,?\s+(?:and\s+)?(?:constant|invertible|regular|given|fixed|matrix))+$", ""),
    (
        r"\b(?:spd|(?:symmetric(?:,| and)? )?positive[ -]definite)\b",
        "positive definite",
    ),
    (r"\brows summing to 1\b|\bone[ -]hot\b", "rows sum to 1"),
]
"""What may be written for a shape, and what a problem calls it."""


def shape(text: str) -> str:
    """Return a shape in the words of `Problem`: "m x n", "n", "number", "function"."""
    text = text.strip().rstrip(".;")
    for pattern, new in SAME:
        text = re.sub(pattern, new, text, flags=re.IGNORECASE).strip()
    return re.sub(r"\s*\bx\b\s*", " x ", text)
