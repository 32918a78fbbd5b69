"""Notebooks that a class might hand in: right, with slips, empty, raising, endless."""

import inspect
import json
import pathlib
import textwrap

from nnlib.derivations.book import BY_NAME as DERIVATIONS
from nnlib.exercises.book import BY_NAME as EXERCISES
from nnlib.exercises.book import CHAPTERS
from nnlib.exercises.changed import Changed
from nnlib.exercises.paper import PaperExercise

FIRST = "import numpy as np\n\nfrom nnlib import derivations, exercises"
DERIVATION = "derivation-"
KINDS = ("right", "slips", "wrong", "empty", "raising", "endless")
SEVEN = tuple(one.name for one in CHAPTERS[2])
"""The exercises of one chapter."""


def notebook(sources, ids=True):
    """Return a notebook as its text.

    sources : the code of its cells, by the names of what they answer; or a list of
        pairs, where a cell that answers nothing has the name "".
    ids : whether its cells have ids, as a hand-out's do, and Colab's do not.
    """
    pairs = sources.items() if isinstance(sources, dict) else sources
    cells = [_cell("exercises-import", FIRST, ids)]
    for k, (name, source) in enumerate(pairs):
        cells.append(_cell(f"exercise-{name}-answer" if name else f"c{k}", source, ids))
    held = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(held, indent=1)


def _cell(name, source, ids):
    cell = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}
    cell["source"] = source.splitlines(keepends=True)
    return {**cell, "id": name} if ids else cell


def derived(name, lines):
    """Return the cell of a derivation."""
    short = name.removeprefix(DERIVATION)
    return f'derivations.check(\n    "{short}",\n    r"""\n{lines.strip()}\n""",\n)'


def answer(name, kind="right", k=0):
    """Return the code of a cell that answers an exercise or a derivation in some way.

    kind : one of KINDS. Of what knows no slips, one is wrong.
    k : which slip.
    """
    if name.startswith(DERIVATION):
        return _derivation(name, kind)
    exercise = EXERCISES[name]
    call = "exercises.check" + exercise.worked().rpartition("exercises.check")[2]
    if kind == "right":
        return exercise.worked()
    if kind == "empty":
        return exercise.starter()
    if kind == "raising":
        return f"undefined_name\n{exercise.starter()}"
    if isinstance(exercise, PaperExercise):
        return _on_paper(exercise, kind, k)
    function = exercise.worked().rpartition(", ")[2].rstrip(")\n")
    if kind == "slips" and hasattr(exercise, "function"):
        return f"{_slip(exercise, k)}\n\n\n{call}"
    body = "while True:\n        pass" if kind == "endless" else "return 123.0"
    return f"def {function}(*arguments):\n    {body}\n\n\n{call}"


def _derivation(name, kind):
    problem = DERIVATIONS[name.removeprefix(DERIVATION)]
    lines = problem.worked
    if kind == "empty":
        return derived(name, "...")
    if kind == "raising":
        return f"undefined_name\n{derived(name, '...')}"
    if kind == "endless":
        return f"while True:\n    pass\n{derived(name, lines)}"
    if kind in ("wrong", "slips"):
        head, _, last = lines.strip().rpartition("=")
        lines = f"{head}= -({last.strip()})"
    return derived(name, lines)


def _on_paper(exercise, kind, k):
    if kind == "endless":
        return f"while True:\n    pass\n{exercise.worked()}"
    if kind == "slips" and exercise.slips:
        return exercise._call(
            {
                blank: repr(value)
                for blank, value in {
                    **exercise.blanks,
                    **exercise.slips[k % len(exercise.slips)].answer,
                }.items()
            }
        )
    return exercise._call({blank: '"?"' for blank in exercise.blanks})


def _slip(exercise, k):
    """Return the code of a function with a slip, called as the exercise asks."""
    slip = exercise.slips[k % len(exercise.slips)].answer
    name = exercise.function.__name__
    if isinstance(slip, Changed):
        return slip.source
    source = textwrap.dedent(inspect.getsource(slip))
    return source.replace(f"def {slip.__name__}(", f"def {name}(", 1)


def sources(kind, names=SEVEN, k=0):
    """Return the cells of a student who answers everything in one way.

    Of what never ends there is one; the rest is right.
    """
    found = {name: answer(name, kind, k) for name in names}
    if kind == "endless":
        rest = names[1:]
        found |= {name: answer(name, "right") for name in rest}
    return found


def write_class(folder, students=30, names=SEVEN, endless=1):
    """Write the notebooks of a class into a folder; return what they are, by student.

    endless : how many students have an answer that never ends.
    """
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    quick = [kind for kind in KINDS if kind != "endless"]
    made = {}
    for k in range(students):
        kind = "endless" if k < endless else quick[k % len(quick)]
        student = f"student-{k + 1:02}"
        text = notebook(sources(kind, names, k), ids=k % 2 == 0)
        (folder / f"{student}.ipynb").write_text(text, encoding="utf-8")
        made[student] = kind
    return made
