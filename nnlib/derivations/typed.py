"""What was typed, line by line, as it is understood, whether it follows or not."""

from __future__ import annotations

from dataclasses import dataclass

from nnlib.derivations.errors import Misfit, Unread
from nnlib.derivations.judging import Judge
from nnlib.derivations.lines import split
from nnlib.derivations.problem import Problem
from nnlib.derivations.world import World


@dataclass(frozen=True)
class Typed:
    """One line.

    Attributes
    ----------
    line : its number.
    end : the row of the text it ends in, from 1 on.
    mathml : the line as a set formula; empty if it cannot be understood.
    fault : then, why not.
    """

    line: int
    end: int
    mathml: str
    fault: str = ""


def typed(problem: Problem, text: str) -> list[Typed]:
    """Return the lines of a derivation as they are understood.

    Raises
    ------
    Unread
        If there are too many.
    """
    world = World(problem.spoken(text))
    world.names.changes = problem.by_changes
    judge = Judge(world, follow=lambda *_: None)
    lines, found = split(text), []
    judge.begin(lines, text)
    for line in lines:
        known, fault = len(judge.shown), ""
        try:
            judge.read(line)
        except (Unread, Misfit) as error:
            fault = str(error)
        formulas = "".join(formula for _, formula in judge.shown[known:])
        found.append(Typed(line.number, line.end, formulas, fault))
    return found
