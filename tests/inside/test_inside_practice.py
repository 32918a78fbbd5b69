"""A page practises as a notebook does: the same problems, verdicts and days."""

import json

import inside
import pytest

from nnlib.practice.book import KINDS
from nnlib.practice.pieces import pieces

every = pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
TODAY = "2026-03-01"


def asked(**job):
    answer = inside.answer(job, lambda output: None)
    assert inside.needs(job) == []
    return json.loads(json.dumps(answer))


def handed_in(kind, given, seed=3, kept=None, counted=False):
    return asked(
        kind="practice-check",
        name=kind.name,
        seed=seed,
        given=given,
        kept=kept,
        today=TODAY,
        counted=counted,
    )


@every
def test_the_problem_is_that_of_the_seed(kind):
    said = asked(
        kind="practice", name=kind.name, seed=3, standings={}, today=TODAY, last=""
    )
    one = kind.problem(3)
    assert (said["status"], said["name"], said["seed"]) == ("ok", kind.name, 3)
    assert said["task"] == json.loads(json.dumps(pieces(one.task)))
    assert [blank["name"] for blank in said["blanks"]] == list(one.blanks)


@every
def test_the_verdict_is_that_of_a_notebook(kind):
    one = kind.problem(3)
    for slip in one.slips:
        answer = {**one.blanks, **slip.answer}
        said = handed_in(kind, answer, counted=True)
        assert (said["status"], said["slip"]) == ("wrong", slip.name)
        assert said["text"] == str(one.examine(answer))
    texts = {name: str(value) for name, value in one.blanks.items()}
    said = handed_in(kind, texts)
    assert said["status"] == "right"
    assert said["standing"] == {"times": 1, "due": "2026-03-02"}


def test_the_first_answer_counts_and_no_other():
    kind = KINDS["loss"]
    wrong = {name: "0" for name in kind.problem(3).blanks}
    said = handed_in(kind, wrong, kept={"times": 2, "due": TODAY})
    assert said["standing"]["due"] == TODAY
    assert said["text"].endswith("This kind comes back today, with other numbers.")
    assert "standing" not in handed_in(kind, wrong, counted=True)
    assert "standing" not in handed_in(kind, {"f": "", "dA": ""})


def test_a_solution_counts_as_wrong_if_it_comes_first():
    job = {"kind": "practice-solution", "name": "bowl", "seed": 3, "today": TODAY}
    said = asked(**job, kept=None, counted=False)
    assert said["worked"] == json.loads(
        json.dumps(pieces(KINDS["bowl"].problem(3).derivation))
    )
    assert said["standing"]["times"] == 0
    assert "standing" not in asked(**job, kept=None, counted=True)


def test_what_is_due_is_chosen_and_what_cannot_be_read_is_new():
    standings = {
        "layer": {"times": 1, "due": "2026-02-27"},
        "loss": {"times": 1, "due": "2026-02-20"},
        "neuron": {"times": 1, "due": "some day"},
        "gone": {"times": 1, "due": "2026-02-01"},
    }
    job = {"kind": "practice", "name": "", "seed": 1, "today": TODAY}
    assert asked(**job, standings=standings, last="")["name"] == "loss"
    assert asked(**job, standings=standings, last="loss")["name"] == "layer"
    del standings["loss"], standings["layer"]
    assert asked(**job, standings=standings, last="")["name"] == "neuron"


def test_a_kind_that_is_gone_is_an_error():
    said = asked(
        kind="practice", name="gone", seed=1, standings={}, today=TODAY, last=""
    )
    assert said["status"] == "error"
    assert 'There is no kind of problem "gone"' in said["text"]
