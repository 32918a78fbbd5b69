"""The step between: a line of the worked derivation that a reader has skipped."""

from __future__ import annotations

from nnlib.derivations.judging import Judge
from nnlib.derivations.problem import Problem
from nnlib.derivations.world import World
from nnlib.derivations.writing import written
from nnlib.language import say


def next_step(problem: Problem, lines: str) -> str:
    """Return the first step of the worked derivation that is not among some lines."""
    problem = problem.spoken(lines)
    reader, tutor = Judge(World(problem)), Judge(World(problem))
    reader.judge(lines)
    tutor.judge(problem.worked)
    there = {(step.left, step.right) for step in reader.steps}
    for step in tutor.steps:
        if (step.left, step.right) not in there:
            return say(
                "A step that you have not written: `{left} = {right}`",
                left=written(step.left),
                right=written(step.right),
            )
    return say("Every step of the worked derivation is there.")
