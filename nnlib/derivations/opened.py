"""The open desk: a problem of the reader's own, declared in a few lines."""

from __future__ import annotations

import re

from nnlib.derivations.errors import Misfit, Unread, sentence
from nnlib.derivations.lines import sides, split
from nnlib.derivations.problem import Problem
from nnlib.derivations.world import World

ASKED = {"find", "wanted", "derive", "want"}


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
        ``positive``, ``symmetric`` or ``rows sum to 1``.

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
        word, colon, rest = line.text.partition(":")
        word, rest = word.strip(), rest.strip()
        if colon and word.lower() in ASKED:
            wanted = rest
        elif colon and word.lower() == "given":
            given = _map(rest)
        elif colon and "=" not in word:
            for name in re.split(r"\s*,\s*(?![^\[]*\])", word):
                if rest == "function":
                    functions.append(name)
                else:
                    variables[name] = rest
        else:
            both = sides(line)
            if len(both) != 2 or not both[0]:
                raise Unread(
                    f"Line {line.number} is neither a shape, such as X: m x n, nor a "
                    f"formula, such as Z = X @ W:\n  {line.text}"
                )
            where[both[0]] = both[1]
    if not wanted:
        raise Unread("Say what is wanted in a line of its own, such as find: df/dX")
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
        raise Unread(f"This problem cannot be posed. {sentence(str(error))}") from None
    return made


def _map(text: str) -> str:
    """Return G of df/dG, dG or G."""
    last = re.split(r"/", text.replace("∂", "d"))[-1].strip()
    return re.sub(r"^d(?=[A-Za-z])", "", last)
