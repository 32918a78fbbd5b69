"""The figures of the book, by their names."""

from __future__ import annotations

import pkgutil
from importlib import import_module

from nnlib.live import Figure, figures, small

PLACES = {
    module.name: f"{package.__name__}.{module.name}"
    for package in (figures, small)
    for module in pkgutil.iter_modules(package.__path__)
    if not module.name.startswith("_")
}
"""The module of each figure: it has one public function, of the same name."""


def figure(name: str) -> Figure:
    """Return a new figure of the book.

    Raises
    ------
    ValueError
        If there is none of that name.
    """
    if name not in PLACES:
        known = ", ".join(sorted(PLACES))
        raise ValueError(f"There is no figure {name!r}. The figures are {known}.")
    made: Figure = getattr(import_module(PLACES[name]), name)()
    return made
