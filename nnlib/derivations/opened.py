"""The open desk: a problem of the reader's own, declared in a few lines."""

from __future__ import annotations

import re

from nnlib.derivations import declaring
from nnlib.derivations.errors import Misfit, Unread
from nnlib.derivations.heard import heard
from nnlib.derivations.lines import Line, equations, split
from nnlib.derivations.problem import Problem
from nnlib.derivations.symbols import plain
from nnlib.derivations.world import World
from nnlib.language import say

ASKED = re.compile(
    r"\s*(?P<what>find|wanted|derive|want|compute|given)\b\s*:?\s*(?P<rest>.+)", re.I
)
DECLARED = re.compile(r"(?P<names>[^=:∈]+?)\s*(?::(?!=)|∈|\\in\b)\s*(?P<shape>[^=]+)")


def problem(text: str) -> Problem:
    """Return a problem that is declared in lines, to be handed to `check`.

    Parameters
    ----------
    text : a line for each matrix with its shape in letters, for each formula, and for
        what is wanted, last of them the scalar f::

            X: m x n
            w: n
            y: m
            g: function
            a = g(X @ w)
            f = norm2(a - y) / m
            find: df/dw

        Where f is unknown, ``given: df/dG`` says through which map it depends on all.
        A shape may be ``number``, and ``n`` alone is a column. After it may stand
        ``positive``, ``symmetric``, ``positive definite`` or ``rows sum to 1``. The
        ways of other sheets, ``X ∈ R^{m×n}`` and ``X: (m, n)``, are taken too. As in
        NumPy, ``X**2`` holds the square of each entry.

    Raises
    ------
    ValueError
        If a line cannot be read, or the problem has no value; the message says which
        line, and why.
    """
    variables: dict[str, str] = {}
    functions: list[str] = []
    where: dict[str, str] = {}
    wanted = given = ""
    for line in split(text):
        words = heard(line.text)
        asked = ASKED.match(words)
        declared = DECLARED.fullmatch(words)
        if asked and asked["what"].lower() == "given":
            given = _map(asked["rest"])
        elif asked:
            wanted = re.sub(r"\band\b", ",", asked["rest"]).rstrip(". ")
        elif declared:
            for name in re.split(r"\s*,\s*(?![^\[]*\])", plain(declared["names"])):
                shape = declaring.shape(declared["shape"])
                if shape == "function":
                    functions.append(name.strip())
                else:
                    variables[name.strip()] = shape
        else:
            for left, right in _formulas(line):
                where[left] = right
    if not wanted:
        raise Unread(
            say("Say what is wanted in a line of its own, such as find: df/dX.")
        )
    f = where.pop("f", "")
    try:
        made = Problem(
            name="own",
            title="A problem of your own",
            task="",
            variables=variables,
            where=where,
            f=f,
            given=given,
            functions=tuple(functions),
            wanted=wanted,
        )
        World(made)
    except (Unread, Misfit) as error:
        raise Unread(
            say("This problem cannot be posed. {error}", error=str(error))
        ) from None
    return made


def _formulas(line: Line) -> list[tuple[str, str]]:
    """Return what a line computes, and by which formula. f(W) is only f."""
    found = []
    for sides in (one.sides for one in equations(line)):
        name = re.sub(r"(?<=[^\W\d])\s*@?\s*\([\w,;\s]*\)$", "", sides[0])
        if len(sides) != 2 or not name:
            break
        found.append((name, sides[1]))
    else:
        return found
    raise Unread(
        say(
            "Line {number} is neither a shape, such as X: m x n, nor a "
            "formula, such as Z = X @ W:\n  {text}",
            number=line.number,
            text=line.text,
        )
    )


def _map(text: str) -> str:
    """Return G of df/dG, dG or G."""
    last = re.split(r"/", text.replace("∂", "d"))[-1].strip()
    return re.sub(r"^d(?=[A-Za-z])", "", last)
