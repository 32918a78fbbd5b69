"""Every problem: its derivations are right, and so are its derivatives."""

import numpy as np
import pytest

from nnlib.derivations.book import BY_NAME, CHAPTERS, find
from nnlib.derivations.judging import judged
from nnlib.derivations.lines import split
from nnlib.derivations.world import World
from nnlib.numerical import central_differences

RIGHT = [
    pytest.param(problem, text, id=f"{problem.name}-{k}")
    for problem in BY_NAME.values()
    for k, text in enumerate((problem.worked, *problem.ways))
]


@pytest.mark.parametrize("seed", [0, 1, 2])
@pytest.mark.parametrize(("problem", "text"), RIGHT)
def test_right_derivations_are_right(problem, text, seed):
    verdict = judged(problem, text, seed)
    assert verdict.status == "right", verdict.text
    assert (verdict.slip, verdict.line) == ("", 0)
    assert len(verdict.lines) == len(verdict.mathml) >= len(split(text))


def test_there_are_enough_problems_and_each_is_whole():
    assert len(BY_NAME) == sum(map(len, CHAPTERS.values())) >= 20
    for problem in BY_NAME.values():
        assert len(set(problem.ways)) >= 3, problem.name
        assert problem.hints and problem.title and problem.task.strip()
        assert problem.worked not in problem.ways


@pytest.mark.parametrize("problem", BY_NAME.values(), ids=BY_NAME)
def test_a_worked_derivation_does_not_end_with_its_first_line(problem):
    verdict = judged(problem, problem.worked.strip().splitlines()[0])
    assert verdict.status == "not yet", verdict.text


@pytest.mark.parametrize("problem", BY_NAME.values(), ids=BY_NAME)
def test_the_derivatives_it_is_judged_by_are_those_of_the_book(problem):
    world = World(problem)
    for wanted in world.wanted:
        for point in world.points[:2]:
            at = point.value(wanted.by)[0]

            def value(U, point=point, wanted=wanted):
                found = point.near({wanted.by: U[np.newaxis]}).value(wanted.of)
                return float(found[0, 0, 0])

            measured = central_differences(value, at)
            found = point.derivative(wanted.of, wanted.by)[:, :, 0, 0]
            np.testing.assert_allclose(found, measured, rtol=1e-5, atol=1e-7)


def test_sizes_differ_and_are_1_too():
    sizes = [point.sizes for point in World(find("right-rule")).points]
    assert all(len(set(one.values())) == 3 for one in sizes[:3])
    assert {"p": 1, "q": 1, "r": 1} in sizes
    for letter in "pqr":
        assert any(one[letter] == 1 < max(one.values()) for one in sizes)


def test_a_problem_that_is_not_there():
    with pytest.raises(ValueError, match=r"no derivation 'rihgt'.*right-rule"):
        find("rihgt")
