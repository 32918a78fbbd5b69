"""Every single small change of a function: slips that are made, and so undone."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from nnlib.exercises.mending import arithmetic, calls, symbols
from nnlib.exercises.mending.parts import Part, parts
from nnlib.exercises.mending.small import Known, Small

MADE = {
    "term": (
        arithmetic.products,
        arithmetic.terms,
        calls.calls,
        calls.tests,
        symbols.values,
    ),
    "value": (arithmetic.products, calls.calls, calls.tests, symbols.values),
    "size": (calls.calls, symbols.values),
    "test": (calls.tests, symbols.values),
    "index": (symbols.indices,),
    "function": (),
}
"""Which changes are made of a part, by what it is for."""


def changes(definition: ast.FunctionDef, known: Known) -> Iterator[tuple[Part, Small]]:
    """Yield every single small change of a function, with the part that is changed."""
    for part in parts(definition):
        for make in MADE[part.role]:
            for small in make(part, known):
                yield part, small
