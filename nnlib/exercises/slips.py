"""Slips as a teacher writes them: what a reader does, and beneath it what is said.

Of a function, a piece of the worked solution, and how it is written instead::

    not-transposed: dZ @ W.T -> dZ @ W
        the weights are not transposed.
    entry-by-entry: dZ @ W.T -> dZ * W.T
    or: dZ @ W.T -> dZ * W
        * multiplies entry by entry.
    brackets-moved: dZ @ W.T -> dE * (slope @ W.T)
    and: X.T @ dZ -> X.T @ dE * slope
        the brackets have moved.

A slip begins with its name. ``and:`` is one more change that is made with the one above
it; ``or:`` begins another way of making the same mistake. What is too long for one
line goes on in the next, from the arrow on. Two lines in the place of one have a
semicolon between them.

Of blanks, what is filled in, as in the call of `check`::

    line=6
        line 6 moves brackets past a matrix product.
    w1=-0.5, w2=2.1
        this is where one step leads.

Last may stand a figure that shows what the mistake does, and the state it is in
(`nnlib.exercises.sights`)::

    not-transposed: dZ @ W.T -> dZ @ W
        the weights are not transposed.
        see: transpose, j=2
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from typing import Any

from nnlib.exercises.changed import Changed
from nnlib.exercises.exercise import Slip
from nnlib.exercises.sights import Sight, sight

SLIP = re.compile(
    r"(?P<head>(?:^\S.*\n)+)(?P<cause>(?:^ +(?!see:)\S.*\n)+)"
    r"(?:^ +see: (?P<see>.*)\n)?\n*",
    re.MULTILINE,
)
CHANGE = re.compile(r"(?P<name>[a-z0-9-]+): (?P<old>.+) -> (?P<new>.+)")


def of_function(function: Callable[..., Any], text: str) -> tuple[Slip, ...]:
    """Return the slips that are this worked solution with something put differently.

    Raises
    ------
    ValueError
        If the text is not written as it should be. (Whether a piece is in the solution
        is seen when the slip is tried, see `Changed`.)
    """
    return tuple(_changed(function, *one) for one in _slips(text))


def of_blanks(text: str) -> tuple[Slip, ...]:
    """Return the slips of an exercise on paper; their names are made from the blanks.

    Raises
    ------
    ValueError
        If the text is not written as it should be.
    """
    return tuple(
        Slip(_filled(", ".join(head)), cause, sight=seen)
        for head, cause, seen in _slips(text)
    )


def _slips(text: str) -> Iterator[tuple[list[str], str, Sight | None]]:
    """Yield the lines at the margin, in one line what stands beneath, and a figure."""
    text = f"{text.strip()}\n"
    end = 0
    while end < len(text):
        slip = SLIP.match(text, end)
        if slip is None:
            raise ValueError(
                "A slip is one line or more at the margin, for what a reader does, "
                "and below it indented lines, for what is said. This is not: "
                f"{text[end:].partition(chr(10))[0]!r}."
            )
        seen = sight(slip["see"]) if slip["see"] else None
        yield slip["head"].splitlines(), " ".join(slip["cause"].split()), seen
        end = slip.end()


def _changed(
    function: Callable[..., Any], head: list[str], cause: str, seen: Sight | None
) -> Slip:
    ways: list[dict[str, str]] = []
    name = ""
    for line in "\n".join(head).replace("\n-> ", " -> ").splitlines():
        change = CHANGE.fullmatch(line)
        if change is None or (change["name"] in ("and", "or")) != bool(name):
            raise ValueError(
                "A slip begins with name: piece -> what is written instead. More "
                f"changes begin with and: or with or:. This does not: {line!r}."
            )
        name = name or change["name"]
        if change["name"] != "and":
            ways.append({})
        ways[-1][change["old"]] = change["new"]
    names = (name if k == 0 else f"{name}-{k + 1}" for k in range(len(ways)))
    answer, *also = (
        Changed(function, one, way) for one, way in zip(names, ways, strict=True)
    )
    return Slip(answer, cause, name, tuple(also), seen)


def _filled(written: str) -> dict[str, Any]:
    try:
        call = ast.parse(f"check({written})", mode="eval").body
        assert isinstance(call, ast.Call)
        blanks = {
            one.arg: ast.literal_eval(one.value) for one in call.keywords if one.arg
        }
    except (SyntaxError, ValueError):
        blanks = {}
    if not blanks:
        raise ValueError(f'Write what is filled in as line=6, not as "{written}".')
    return blanks
