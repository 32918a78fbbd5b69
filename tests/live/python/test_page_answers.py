"""Answers to every exercise are judged in a page as they are in a notebook."""

import json
from pathlib import Path

import inside
import judged
import pytest
from pages import book_page

from nnlib.exercises.book import BY_NAME

KINDS = [BY_NAME["layer"], BY_NAME["by-hand"]]
"""One that asks for a function, and one on paper."""
OTHERWISE = {
    "sigmoid-prime/math-exp",
    "layer/math-tanh",
    "adam/math-sqrt",
    "own-network/unsteady",
}
"""The mistakes of which a page tells in other words, with the same cause.

The NumPy of the pages takes a matrix of one entry where a number is wanted, and newer
ones refuse it; and what answers otherwise each time does so here too. Readers find it
in chapters/in-the-page.md.
"""


@pytest.fixture(scope="module")
def ask(shared_visit):
    return book_page(shared_visit, "http")


def named(exercise):
    return exercise.name


def job_of(exercise, source):
    return {"kind": "check", "exercise": exercise.name, "source": source}


def in_a_notebook(job):
    return inside.answer(job, lambda output: None)


@pytest.mark.filterwarnings("default")
def test_of_every_mistake_the_same_is_said(ask):
    source = Path(judged.__file__).read_text(encoding="utf-8")
    answer = ask({"kind": "cell", "page": "judged", "source": source})
    found = json.loads(answer["outputs"][0]["text"])
    assert len(found) > 600
    wanted = judged.verdicts()
    assert list(found) == list(wanted)
    different = {name for name in wanted if found[name] != wanted[name]}
    assert different <= OTHERWISE
    for name in OTHERWISE:
        assert found[name][:2] == wanted[name][:2]


@pytest.mark.parametrize("exercise", BY_NAME.values(), ids=named)
def test_the_worked_solution_is_right(ask, exercise):
    job = job_of(exercise, exercise.worked())
    answer = ask(job)
    assert answer["status"] == "right"
    assert answer == in_a_notebook(job)


@pytest.mark.parametrize("exercise", KINDS, ids=named)
def test_what_is_no_answer_is_told_as_in_a_notebook(ask, exercise):
    for begin in ("", "1 / 0\n", "def f(\n", "raise SystemExit\n"):
        job = job_of(exercise, begin + exercise.starter())
        assert ask(job) == in_a_notebook(job)


@pytest.mark.parametrize("exercise", KINDS, ids=named)
def test_a_flood_of_text_changes_no_verdict(ask, exercise):
    flood = "for k in range(20_000):\n    print(k)\n"
    job = job_of(exercise, flood + exercise.worked())
    answer = ask(job)
    assert answer["status"] == "right"
    assert answer == in_a_notebook(job)


@pytest.mark.parametrize("exercise", KINDS, ids=named)
def test_an_answer_without_end_can_be_stopped(ask, exercise):
    endless = job_of(exercise, f"while True:\n    pass\n{exercise.worked()}")
    ask.page.evaluate(
        "(job) => { window.begun = bookPython.run(job).catch(({ name }) => name); }",
        endless,
    )
    ask.page.wait_for_function("() => bookPython.state === 'busy'")
    ask.page.evaluate("bookPython.stop()")
    assert ask.page.evaluate("begun") == "Stopped"
    assert ask(job_of(exercise, exercise.worked()))["status"] == "right"
