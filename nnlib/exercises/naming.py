"""Names for the known mistakes, made from what is there.

A name is for counting and for looking up. It stays as long as the mistake does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

SMALL = frozenset(
    "a all an and are as at be been but by can does each every for from has have in is "
    "it its must of on one or so that the their them there they this to was what where "
    "which with you your".split()
)
"""Words that a name can do without."""


def named(answer: Any, cause: str) -> str:
    """Return a name in kebab-case for a mistake.

    Blanks give ``"line-6"``, a function its own name, ``"never-undone"``; one that was
    made on the spot has none, and takes the first words of the cause.
    """
    if isinstance(answer, Mapping):
        return "-".join(_kebab(f"{blank} {value}") for blank, value in answer.items())
    own = getattr(answer, "__qualname__", "<")
    if "<" not in own:
        return _kebab(own)
    words = [w for w in _kebab(cause).split("-") if w not in SMALL]
    return "-".join(words[:8])


def _kebab(text: str) -> str:
    text = re.sub(r"-(?=[\d.])", " minus ", text)
    return "-".join(re.findall(r"[a-z0-9]+", text.lower()))
