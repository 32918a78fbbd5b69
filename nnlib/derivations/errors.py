"""What cannot be read, and what has no value, in whole sentences for the reader."""

from __future__ import annotations


class Unread(ValueError):
    """A line that cannot be read, or a problem that cannot be posed."""


class Misfit(ValueError):
    """A formula whose shapes or indices do not fit one another."""


class Unsized(Misfit):
    """A formula with an identity, I, of which nothing says how large it is."""
