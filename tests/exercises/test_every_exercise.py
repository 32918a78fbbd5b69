"""Every exercise: its solution is right, its slips are known, it gives no answer."""

import dataclasses
import functools
import re
import time
from types import SimpleNamespace

import numpy as np
import pytest
from variants import VARIANTS, float32, half, strided

from nnlib.exercises.book import BY_NAME, CHAPTERS
from nnlib.exercises.function import FunctionExercise
from nnlib.exercises.outcome import Outcome
from nnlib.exercises.paper import PaperExercise

TRIALS = 1000
EXERCISES = list(BY_NAME.values())
FUNCTIONS = [one for one in EXERCISES if isinstance(one, FunctionExercise)]
PAPERS = [one for one in EXERCISES if isinstance(one, PaperExercise)]
SLIPS = [(one, k) for one in EXERCISES for k in range(len(one.slips))]
ALSO = [
    pytest.param(one, slip, answer, id=f"{one.name}-{answer.__name__}")
    for one in EXERCISES
    for slip in one.slips
    for answer in slip.also
]


def named(value):
    return value.name if hasattr(value, "name") else str(value)


every = pytest.mark.parametrize("exercise", EXERCISES, ids=named)
every_function = pytest.mark.parametrize("exercise", FUNCTIONS, ids=named)
every_paper = pytest.mark.parametrize("exercise", PAPERS, ids=named)


def answer_of(exercise, slip):
    """Return the answer of somebody who made one mistake, and no other."""
    if isinstance(exercise, PaperExercise):
        return {**exercise.blanks, **slip.answer}
    return slip.answer


# ---- what there is -----------------------------------------------------------------


def test_each_chapter_has_seven_or_eight_and_each_name_is_used_once():
    assert all(7 <= len(exercises) <= 8 for exercises in CHAPTERS.values())
    assert len(BY_NAME) == sum(len(exercises) for exercises in CHAPTERS.values())


@pytest.mark.parametrize("exercises", CHAPTERS.values(), ids=CHAPTERS)
def test_a_chapter_begins_with_one_warm_up_or_two_and_has_no_more(exercises):
    warm = [one.warm_up for one in exercises]
    assert 1 <= sum(warm) <= 2
    assert warm == sorted(warm, reverse=True)
    assert all(("(warm-up)" in one.heading) == one.warm_up for one in exercises)


def test_at_least_forty_slips_are_known_each_with_words_of_its_own():
    assert len(SLIPS) >= 40
    causes = [one.slips[k].cause for one, k in SLIPS]
    assert len(set(causes)) == len(causes)


@every
def test_each_slip_has_a_name_of_its_own(exercise):
    names = [slip.name for slip in exercise.slips]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) for name in names)


@every
def test_its_texts_can_be_read_without_the_chapter(exercise):
    assert re.fullmatch(r"[a-z0-9-]+", exercise.name)
    assert len(exercise.hints) >= 2
    for text in (exercise.task, *exercise.hints):
        assert text.strip()
        assert "{eq}" not in text, "a notebook handed out knows no equation numbers"
    assert exercise.derivation.strip()


@every
def test_nothing_that_a_reader_is_shown_holds_the_answer(exercise):
    shown = "\n".join([exercise.task, exercise.starter()])
    shown += "\n".join(slip.cause for slip in exercise.slips)
    if isinstance(exercise, FunctionExercise) and exercise.broken:
        right, _ = exercise.broken
        assert right not in shown
    elif isinstance(exercise, FunctionExercise):
        head = exercise.starter().count("\n", 0, exercise.starter().index("..."))
        body = exercise.worked().splitlines()[head:]
        returned = [
            line.removeprefix("    return ")
            for line in body
            if line.startswith("    return ")
        ]
        # A name alone, such as M, gives nothing away.
        assert all(what.isidentifier() or what not in shown for what in returned)


# ---- the answers -------------------------------------------------------------------


def handed_in(code):
    """Run the code of a cell, where only NumPy is known, and return the answer."""
    answers = []

    def check(name, answer=None, **blanks):
        answers.append(answer or blanks)

    exec(code, {"np": np, "exercises": SimpleNamespace(check=check)})
    (answer,) = answers
    return answer


@every
def test_unfinished_is_not_yet(exercise):
    verdict = exercise.examine(handed_in(exercise.starter()))
    assert verdict.status == "not yet"
    assert verdict.text.startswith("Not yet")


@every
def test_the_worked_solution_is_right_as_it_is_shown(exercise):
    assert exercise.examine(handed_in(exercise.worked())).status == "right"


@every
def test_an_answer_takes_less_than_a_second(exercise):
    for answer in [
        exercise.solution,
        *(answer_of(exercise, s) for s in exercise.slips),
    ]:
        start = time.process_time()
        exercise.examine(answer)
        assert time.process_time() - start < 1


@pytest.mark.parametrize(("exercise", "k"), SLIPS, ids=named)
def test_a_slip_is_rejected_in_its_own_words(exercise, k):
    slip = exercise.slips[k]
    for seed in range(5):
        verdict = exercise.examine(answer_of(exercise, slip), seed)
        assert verdict.status == "wrong"
        assert (verdict.slip, verdict.cause) == (slip.name, slip.cause)
        assert slip.cause in verdict.text


@pytest.mark.parametrize(("exercise", "slip", "answer"), ALSO)
def test_a_slip_is_known_in_its_other_ways(exercise, slip, answer):
    for seed in range(5):
        verdict = exercise.examine(answer, seed)
        assert (verdict.status, verdict.slip) == ("wrong", slip.name)


@every_function
def test_no_slip_is_known_by_nothing_but_what_is_not_finite(exercise):
    """Many roads lead to NaN: it proves none, unless it is seen where it begins."""
    cases = list(exercise.cases(np.random.default_rng(0)))
    expected = [Outcome(exercise._expected(case)) for case in cases]
    for slip in exercise.slips:
        with np.errstate(all="ignore"):
            outcomes = [exercise._outcome(slip.answer, case) for case in cases]
        right = map(Outcome.is_like, outcomes, expected)
        numbers = [M for outcome in outcomes for M in outcome.results.values()]
        finite = any(np.isfinite(M).any() for M in numbers)
        assert not numbers or finite or any(right), slip.name


@every_function
def test_no_right_answer_is_rejected(exercise):
    """In 1,000 random cases each: as written, in other ways, from other memory."""
    others = VARIANTS.get(exercise.name, [])
    answers = [
        exercise.function,
        *others,
        *map(float32, [exercise.function, *others]),
        half(exercise.function),
        strided(exercise.function),
    ]
    assert others, f"write {exercise.name} in another way, in variants.py"
    tried = seed = 0
    while tried < TRIALS:
        for answer in answers:
            verdict = prepared(exercise, seed).examine(answer)
            assert verdict.status == "right", verdict.text
        tried += len(prepared(exercise, seed).cases(None))
        seed += 1


@functools.lru_cache(maxsize=1)
def prepared(exercise, seed):
    """Return an exercise with one list of cases, whose results are worked out once."""
    cases = list(exercise.cases(np.random.default_rng(seed)))
    expected = {tuple(map(id, case)): exercise.expected(*case) for case in cases}
    return dataclasses.replace(
        exercise,
        cases=lambda rng: cases,
        expected=lambda *case: expected[tuple(map(id, case))],
    )


@every_paper
def test_a_paper_answer_may_be_written_in_other_ways(exercise):
    def other(value):
        if isinstance(value, str):
            return " ".join(value.lower())
        return np.asarray(value, dtype=float)

    given = {name: other(value) for name, value in exercise.blanks.items()}
    assert exercise.examine(given).status == "right"


@every_paper
def test_each_wrong_blank_is_seen(exercise):
    if exercise.agrees is None:
        for name in exercise.blanks:
            for bad in ("?", -1234.5, [None], [[1, 2], [3]]):
                verdict = exercise.examine({**exercise.blanks, name: bad})
                assert verdict.status == "wrong"
                assert f"{name} = " in verdict.text
