"""Answers to every exercise, judged through `inside` and by the exercise itself.

    python tests/inside/judged.py

It needs what a page has and no more: a test runs all of it there, as a cell.
"""

import json
import sys
import types

import inside

from nnlib.exercises.book import BY_NAME
from nnlib.exercises.paper import PaperExercise

HANDED = types.ModuleType("handed")
sys.modules["handed"] = HANDED


def nonsense(*arguments):
    return "nonsense"


def raising(*arguments):
    return arguments[0].nothing_of_this_name


def answers(exercise):
    """Yield a name for each answer, and the answer itself."""
    yield "right", exercise.solution
    paper = isinstance(exercise, PaperExercise)
    for slip in exercise.slips:
        given = {**exercise.blanks, **slip.answer} if paper else slip.answer
        yield slip.name, given
        for k, also in enumerate(slip.also):
            yield f"{slip.name}-{k}", also
    yield "nonsense", dict.fromkeys(exercise.blanks, "nonsense") if paper else nonsense
    yield "nothing", None
    if not paper:
        yield "raising", raising


def handed_in(exercise, answer):
    """Return what `inside` says to a cell that hands in an answer."""
    HANDED.answer = answer
    stars = "**" if isinstance(answer, dict) else ""
    source = (
        f'from handed import answer\nexercises.check("{exercise.name}", {stars}answer)'
    )
    job = {"kind": "check", "exercise": exercise.name, "source": source}
    return inside.answer(job, lambda output: None)


def everything():
    """Yield the exercise, the name of an answer, and the answer."""
    for exercise in BY_NAME.values():
        for name, answer in answers(exercise):
            yield exercise, name, answer


def verdicts():
    """Return what is said of every answer, by the names of exercise and answer."""
    found = {}
    for exercise, name, answer in everything():
        said = handed_in(exercise, answer)
        found[f"{exercise.name}/{name}"] = [said[k] for k in ("status", "slip", "text")]
    return found


if __name__ == "__main__":
    print(json.dumps(verdicts()))
