"""A language of our own for tests: what is said is marked, and what is not is seen."""

from __future__ import annotations

import re

import pytest

from nnlib import language

SAID = re.compile(r"«[^«»]*»")
PLACE = re.compile(r"\{\w+\}")


class Template(str):
    """A template in marks. What is put into its places has none but its own."""

    def format(self, *args: object, **values: object) -> str:
        """Return what is said, with the marks shut before each place."""
        return PLACE.sub(lambda place: f"»{place[0]}«", self).format(*args, **values)


class Marked(dict[str, str]):
    """A catalogue that has everything: the English between two signs."""

    def get(self, text: str, default: str | None = None) -> str:
        """Return a template with its marks; an empty one stays so."""
        return Template(f"«{text}»") if text else text


def speak(patch: pytest.MonkeyPatch) -> None:
    """Speak it, until the patch is undone."""
    patch.setattr(language, "catalogue", lambda _: Marked())
    patch.setattr(language, "_chosen", "marked")


def unsaid(text: str) -> str:
    """Return what is left of a text without all that was said, on one line."""
    while (shorter := SAID.sub(" ", text)) != text:
        text = shorter
    return " ".join(text.split())
