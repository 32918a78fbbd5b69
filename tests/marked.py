"""A language of our own for tests: what is said is marked, and what is not is seen."""

from __future__ import annotations

import re

import pytest

from nnlib import language

SAID = re.compile(r"«[^«»]*»")


class Marked(dict[str, str]):
    """A catalogue that has everything: the English between two signs."""

    def get(self, text: str, default: str | None = None) -> str:
        """Return a template with its marks; an empty one stays so."""
        return f"«{text}»" if text else text


def speak(patch: pytest.MonkeyPatch) -> None:
    """Speak it, until the patch is undone."""
    patch.setattr(language, "catalogue", lambda _: Marked())
    patch.setattr(language, "_chosen", "marked")


def unsaid(text: str) -> str:
    """Return what is left of a text without all that was said."""
    while (shorter := SAID.sub("", text)) != text:
        text = shorter
    return text
