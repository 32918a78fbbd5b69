"""What cannot be read, and what has no value, in words for the reader."""

from __future__ import annotations


class Unread(ValueError):
    """A line that cannot be read, or a problem that cannot be posed."""


class Misfit(ValueError):
    """A formula whose shapes or indices do not fit one another."""


class Unsized(Misfit):
    """A formula with an identity, I, of which nothing says how large it is."""


def sentence(text: str) -> str:
    """Return a message as a sentence; a formula at its beginning stays as it is."""
    if text.startswith(("the ", "a ", "an ", "one ", "there ", "nothing ", "so ")):
        text = text[0].upper() + text[1:]
    return text if text.endswith((".", "...", "?")) else f"{text}."
