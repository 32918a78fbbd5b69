"""The live figures: arrays for any settings that their controls reach."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

from nnlib.live import Figure, book

made: dict[str, Figure] = {}
"""The figures that were asked for, and those that a reader's cell made."""


def shown(figure: Figure) -> dict[str, Any]:
    """Return what a page needs to show a figure that a cell ends with."""
    figure = figure.freed or figure
    if figure.name not in book.PLACES:
        made[figure.name] = figure
    return {"name": figure.name, "spec": figure.spec()}


def find(name: str) -> Figure:
    """Return a figure of the book, as free as it gets, or one that a cell has made.

    Raises
    ------
    ValueError
        If there is none of that name.
    """
    if name not in made:
        figure = book.figure(name)
        made[name] = figure.freed or figure
    return made[name]


def answer(name: str, settings: Mapping[str, Any], emit: Any = None) -> dict[str, Any]:
    """Return the arrays of a figure, each with its shape and its bytes.

    The bytes are those of float64, the lowest first, in base64.
    """
    arrays = {
        key: {
            "shape": list(array.shape),
            "data": base64.b64encode(array.astype("<f8").tobytes()).decode(),
        }
        for key, array in find(name).arrays(settings).items()
    }
    return {"status": "ok", "settings": dict(settings), "arrays": arrays}
