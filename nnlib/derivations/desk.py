"""Where a reader hands in a derivation, asks for a hint or a step, sees progress."""

from __future__ import annotations

from nnlib.derivations.book import CHAPTERS, NEW_GROUND, find
from nnlib.derivations.judging import judged
from nnlib.derivations.problem import Problem
from nnlib.derivations.stepping import next_step
from nnlib.derivations.verdict import Judged
from nnlib.exercises import folder
from nnlib.exercises.desk import Hint, NotRight, mark, next_hint
from nnlib.exercises.words import fitted
from nnlib.language import say

KEPT = "derivation-{}"
"""The name under which a right derivation is kept, beside the exercises."""


def check(problem: str | Problem, lines: str = "") -> Judged:
    """Follow a derivation and print what is right or wrong with it; keep a right one.

    Parameters
    ----------
    problem : its name, such as ``"right-rule"``, or one made by `problem`.
    lines : the derivation, a line for each equation.

    Returns
    -------
    The verdict: true only if every line follows and the last one is what was asked. A
    notebook shows it as the set formulas of the lines.

    Raises
    ------
    ValueError
        If there is no such problem.
    """
    one = find(problem) if not isinstance(problem, Problem) else problem
    verdict = judged(one, lines)
    text = verdict.text
    if verdict and not isinstance(problem, Problem):
        text += folder.keep_text(KEPT.format(one.name), lines.strip("\n"))
    elif verdict.status == "wrong" and one.hints:
        call = f'derivations.hint("{one.name}")'
        text += "\n\n" + say("Stuck? {call}", call=call)
    print(fitted(text))
    return verdict


def require(problem: str | Problem, lines: str = "") -> None:
    """Do nothing if a derivation is right, and raise if it is not: for graders.

    Raises
    ------
    NotRight
        If a line does not follow, or the end is missing.
    ValueError
        If there is no such problem.
    """
    verdict = judged(find(problem) if isinstance(problem, str) else problem, lines)
    if not verdict:
        raise NotRight(verdict)


def hint(name: str) -> Hint:
    """Return the next hint for a derivation; after the last, the first one again.

    Raises
    ------
    ValueError
        If there is no such problem.
    """
    return next_hint(KEPT.format(name), find(name).hints)


def step(name: str, lines: str = "") -> Hint:
    """Return a step of the worked derivation that is not among your lines: the first.

    Raises
    ------
    ValueError
        If there is no such problem.
    """
    return Hint(next_step(find(name), lines))


def progress() -> None:
    """Print which derivations are done in the folder of this notebook."""
    done = folder.done()
    for chapter, problems in CHAPTERS.items():
        count = sum(KEPT.format(one.name) in done for one in problems)
        n = len(problems)
        if chapter == NEW_GROUND:
            print(say("New ground: {count} of {n}", count=count, n=n))
        else:
            print(say("Chapter {k}: {count} of {n}", k=chapter, count=count, n=n))
        for one in problems:
            is_done = KEPT.format(one.name) in done
            print(f"  {mark(is_done)}  {say(one.title)} ({one.name})")
