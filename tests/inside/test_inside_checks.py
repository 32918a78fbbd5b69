"""A page judges an answer as a notebook does, word for word."""

import json

import inside
import numpy as np
import pytest
from judged import answers, handed_in

from nnlib import exercises
from nnlib.exercises.book import BY_NAME

every = pytest.mark.parametrize("exercise", BY_NAME.values(), ids=lambda one: one.name)
pytestmark = pytest.mark.filterwarnings("default")


def checked(name, source):
    job = {"kind": "check", "exercise": name, "source": source}
    answer = inside.answer(job, lambda output: None)
    assert json.loads(json.dumps(answer)) == answer
    return answer


@every
def test_the_verdict_on_every_answer_is_that_of_a_notebook(exercise):
    for name, answer in answers(exercise):
        said = handed_in(exercise, answer)
        verdict = exercise.examine(answer)
        if name != "unsteady":  # It answers otherwise each time, as it says.
            assert said["text"] == str(verdict), name
        assert said["status"] == verdict.status
        assert (said["slip"], said["cause"]) == (verdict.slip, verdict.cause)
        assert said["sight"] == (verdict.sight.address if verdict.sight else "")
        assert said["outputs"] == []


@every
def test_the_worked_solution_is_right_and_the_starter_is_not_yet(exercise):
    assert checked(exercise.name, exercise.worked())["status"] == "right"
    assert checked(exercise.name, exercise.starter())["status"] == "not yet"


@every
def test_an_exception_outside_the_function_is_an_error(exercise):
    said = checked(exercise.name, f"1 / 0\n{exercise.starter()}")
    assert said["status"] == "error"
    assert said["text"] == "line 1:\n    1 / 0\nZeroDivisionError: division by zero"


def test_the_line_at_fault_is_told_as_in_a_notebook():
    said = checked(
        "layer",
        "def tanh_layer(A, W):\n    Z = A * nothing\n    return Z\n\n"
        'exercises.check("layer", tanh_layer)',
    )
    assert said["status"] == "wrong"
    assert "NameError: name 'nothing' is not defined\nin the line\n" in said["text"]
    assert "Z = A * nothing" in said["text"]


def test_the_one_small_change_is_looked_for_where_python_runs_in_a_page():
    said = checked(
        "layer",
        'def tanh_layer(A, W):\n    """Return A."""\n    Z = A @ W\n    print(Z)\n'
        '    return 2 * np.tanh(Z)\n\nexercises.check("layer", tanh_layer)',
    )
    assert said["status"] == "wrong"
    assert "One small change would make it right" in said["text"]
    assert "`2 * np.tanh(Z)`." in said["text"].split("look at line 5,")[1]
    cases = list(BY_NAME["layer"].cases(np.random.default_rng(0)))
    assert said["outputs"][0]["text"].count("[[") == len(cases)


def test_what_the_answer_prints_is_kept_apart():
    source = (
        BY_NAME["layer"].worked().replace("    return", "    print('hm')\n    return")
    )
    said = checked("layer", source)
    assert said["status"] == "right"
    assert set(said["outputs"][0]["text"].split()) == {"hm"}


def test_the_second_of_two_checks_counts():
    starter, worked = BY_NAME["layer"].starter(), BY_NAME["layer"].worked()
    assert checked("layer", f"{starter}\n{worked}")["status"] == "right"
    assert checked("layer", f"{worked}\n{starter}")["status"] == "not yet"


@pytest.mark.parametrize(
    "source",
    [
        "",
        "def tanh_layer(A, W):\n    return A",
        'exercises.check("loss", None)',
        "from nnlib import exercises\nexercises.progress()",
    ],
)
def test_an_answer_that_is_not_handed_in_is_told_how(source):
    said = checked("layer", source)
    assert said["status"] == "not yet"
    assert said["text"].endswith('End with\n\nexercises.check("layer", tanh_layer)')


def test_check_may_be_imported_under_any_name():
    source = BY_NAME["layer"].worked().replace("exercises.check", "test")
    said = checked("layer", f"from nnlib.exercises import check as test\n{source}")
    assert said["status"] == "right"


def test_an_exercise_that_there_is_not():
    said = checked("nothing", "")
    assert said["status"] == "error"
    assert said["text"].startswith("There is no exercise 'nothing'. The exercises are")


def test_afterwards_check_is_what_it_was(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    checked("layer", "def f(")
    exercises.check("layer", None)
    assert "Not yet" in capsys.readouterr().out
    assert not list(tmp_path.iterdir())
