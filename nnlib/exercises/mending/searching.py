"""The one small change that makes a reader's function right, if there is one."""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection, Sequence
from typing import Any

from nnlib.exercises import kinds
from nnlib.exercises.mending.changes import changes
from nnlib.exercises.mending.harmless import NotToBeHad
from nnlib.exercises.mending.parts import Part, replaced
from nnlib.exercises.mending.running import IN_PAGE, Reader, TooLong, clock
from nnlib.exercises.mending.small import Small, known
from nnlib.language import say

SECONDS = 0.5 if IN_PAGE else 0.2
"""How long is searched: longer in a page, where Python is slower."""
OF_ONE = 0.1
"""The part of it that a single trial may take. What takes longer is not tried often."""
LONGEST = 60
"""Characters of a place that are shown."""

Test = Callable[[Callable[..., Any], int], bool]
"""What takes a function and the number of a case to whether it is right there."""


def told(
    answer: Any, is_right: Test, cases: Sequence[int], layered: Collection[str]
) -> tuple[str, str]:
    """Return the kind of the change that makes a wrong answer right, and what is said.

    Both are empty if there is none.

    Parameters
    ----------
    answer : the reader's function.
    cases : the numbers of all cases, first those in which the answer is wrong.
    layered : the arguments that are dictionaries.
    """
    end = clock() + SECONDS
    try:
        reader = Reader(answer)
        with reader.unseen(end):
            small = _found(reader, is_right, cases, set(layered))
    except (NotToBeHad, TooLong):
        return "", ""
    if small is None:
        return "", ""
    return small.kind, kinds.told(small.kind, small.detail, _place(reader, small.place))


def _found(
    reader: Reader, is_right: Test, cases: Sequence[int], layered: set[str]
) -> Small | None:
    begin = clock()
    if is_right(reader.made(), cases[0]):
        return None
    if clock() - begin > OF_ONE * SECONDS:
        return None
    made = changes(reader.definition, known(reader.definition, layered))
    for part, small in sorted(made, key=_order):
        with replaced(reader.definition, part, small.new):
            try:
                function = reader.made()
            except (SyntaxError, ValueError, TypeError):
                continue
        if all(is_right(function, k) for k in cases):
            return small
    return None


def _order(one: tuple[Part, Small]) -> tuple[int, bool, int]:
    """Put likelier kinds first, then what is too much, then what is small."""
    _, small = one
    return kinds.rank(small.kind), small.detail == "missing", _length(small.place)


def _length(place: ast.expr) -> int:
    lines = (place.end_lineno or 0) - place.lineno
    return 1000 * lines + (place.end_col_offset or 0) - place.col_offset


def _place(reader: Reader, place: ast.expr) -> str:
    """Return the line and the piece of the reader's own code, never anything new."""
    piece = ast.get_source_segment(reader.source, place) or ast.unparse(place)
    first, *more = piece.splitlines()
    shown = f"{first[:LONGEST]} ..." if more or len(first) > LONGEST else first
    line = reader.line + place.lineno - 1
    return say("line {line}, `{piece}`", line=line, piece=shown)
