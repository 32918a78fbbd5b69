"""Answers to every exercise are judged in a page as they are in a notebook."""

import inside
import pytest
from judged import sources
from pages import book_page

from nnlib.exercises.book import BY_NAME

KINDS = [BY_NAME["layer"], BY_NAME["by-hand"]]
"""One that asks for a function, and one on paper."""


@pytest.fixture(scope="module")
def ask(shared_visit):
    return book_page(shared_visit, "http")


def named(exercise):
    return exercise.name


def job_of(exercise, source):
    return {"kind": "check", "exercise": exercise.name, "source": source}


def in_a_notebook(job):
    return inside.answer(job, lambda output: None)


@pytest.mark.parametrize("exercise", BY_NAME.values(), ids=named)
@pytest.mark.filterwarnings("default")
def test_the_verdict_is_that_of_a_notebook(ask, exercise):
    for name, source in sources(exercise):
        job = job_of(exercise, source)
        assert ask(job) == in_a_notebook(job), name


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
