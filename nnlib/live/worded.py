"""The words of a figure in the chosen language.

A figure is written in English. Its words stand in some fields of its parts, and are
said when it is made. The options of a choice stay as they are, for addresses and
functions know them so; what they are called is said where they are shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

TEXTS = {
    *("title", "question", "summary", "alt", "label", "hint", "spoken", "rule"),
    *("lines", "layers", "words"),
}
"""The fields that hold words: one text, several, or some for each of several names."""

Say = Callable[[str], str]


def worded(part: Any, say: Say) -> Any:
    """Return a part of a figure, or several, with all their words said.

    Parameters
    ----------
    say : takes a text to what is shown in its place.
    """
    if not is_dataclass(part) or isinstance(part, type):
        within = isinstance(part, Mapping | list | tuple)
        return _each(part, lambda one: worded(one, say)) if within else part
    found = {}
    for name in (field.name for field in fields(part) if field.init):
        value = getattr(part, name)
        # What stands beside a number's choice; elsewhere it names a control.
        is_text = name in TEXTS or (name == "by" and hasattr(part, "strides"))
        found[name] = _each(value, say) if is_text else worded(value, say)
    return replace(part, **found)


def _each(value: Any, make: Callable[[Any], Any]) -> Any:
    """Return a value with something made of each of its parts."""
    if isinstance(value, Mapping):
        return {key: _each(one, make) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_each(one, make) for one in value)
    return make(value)
