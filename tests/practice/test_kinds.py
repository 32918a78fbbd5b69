"""Every kind of problem, over many seeds: its answer, its slips, its solution."""

import re

import numpy as np
import pytest
from recomputed import answers

from nnlib.practice.book import KINDS, find

SEEDS = range(200)
every = pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
MATRIX = re.compile(r"\\begin\{pmatrix\}(.*?)\\end\{pmatrix\}")


@pytest.fixture(scope="module")
def problems():
    """The problems of each kind, drawn once."""
    drawn = {}

    def of(kind):
        if kind.name not in drawn:
            drawn[kind.name] = [kind.problem(seed) for seed in SEEDS]
        return drawn[kind.name]

    return of


def typed(tex):
    """Return a value in a formula as a reader would type it."""
    tex = MATRIX.sub(lambda found: found[1].replace("&", " ").replace("\\\\", ";"), tex)
    return re.sub(r"\\text\{(\w+)\}", r"\1", tex.replace("\\;", ""))


@every
def test_the_answer_is_right_however_it_is_written(kind, problems):
    for one in problems(kind):
        assert one.examine(one.blanks).status == "right"
        texts = {name: str(value) for name, value in one.blanks.items()}
        assert one.examine(texts).status == "right", texts
        assert one.examine(dict.fromkeys(one.blanks, "")).status == "not yet"


@every
def test_each_slip_is_told_by_its_own_words(kind, problems):
    for one in problems(kind):
        assert len(one.slips) >= 3
        assert len({slip.name for slip in one.slips}) == len(one.slips)
        for slip in one.slips:
            verdict = one.examine({**one.blanks, **slip.answer})
            assert (verdict.status, verdict.slip) == ("wrong", slip.name)
            assert verdict.text.endswith(f"Likely cause: {slip.cause}")
            assert slip.answer.keys() <= one.blanks.keys()
            same = [
                np.shape(value) == np.shape(one.blanks[name])
                and np.allclose(value, one.blanks[name], atol=1e-3)
                for name, value in slip.answer.items()
            ]
            assert not all(same), slip.name


@every
def test_numbers_are_for_a_pencil(kind, problems):
    for one in problems(kind):
        for value in one.blanks.values():
            entries = np.array(value, dtype=float).ravel()
            # Three digits, or in counts of multiplications and weights a few more.
            assert np.abs(entries).max() < (2e4 if kind.name == "cost" else 1000)
            assert np.allclose(np.round(entries, 3), entries, rtol=0, atol=1e-12)


@every
def test_the_worked_solution_ends_with_the_answer(kind, problems):
    for one in problems(kind):
        last = one.derivation.split("\n\n")[-1]
        told = re.findall(r"\$(.+?) = ([^$]+)\$", last)
        assert [label for label, _ in told] == list(one.labels.values())
        values = [typed(tex) for _, tex in told]
        assert one.examine(dict(zip(one.blanks, values, strict=True)))


@every
def test_the_answer_follows_from_what_the_task_says(kind, problems):
    for one in problems(kind)[:40]:
        found = answers(one)
        assert found.keys() == one.blanks.keys()
        for name, value in found.items():
            assert np.shape(value) == np.shape(one.blanks[name]), name
            assert np.allclose(value, one.blanks[name], rtol=1e-6, atol=1e-6), name


@every
def test_problems_differ_and_a_seed_gives_the_same_one(kind, problems):
    drawn = problems(kind)
    assert len({one.task for one in drawn}) >= 120
    assert len({str(one.blanks) for one in drawn}) >= 80
    again = kind.problem(7)
    assert (again.task, again.blanks) == (drawn[7].task, drawn[7].blanks)
    assert again.derivation == drawn[7].derivation


def test_a_seed_means_the_same_on_every_machine():
    assert find("neuron").problem(1).blanks == {"z": (-9, 6), "a": (0, 6)}
    assert find("slope").problem(1).blanks == {"dz": (-0.84, 0.32, 0.63)}


@every
def test_a_kind_says_what_is_wanted_in_words_for_readers(kind, problems):
    one = problems(kind)[0]
    texts = [one.task, one.derivation, *(slip.cause for slip in one.slips)]
    for text in texts:
        assert text.count("$") % 2 == 0
        assert "np." not in text and "  " not in text
    for slip in one.slips:
        assert slip.cause.endswith((".", "?"))
        assert "$" not in slip.cause


def test_a_kind_that_is_unknown_is_named_among_those_there_are():
    with pytest.raises(ValueError, match=r'no kind of problem "loos".* loss,'):
        find("loos")
