"""A number of examples that does not come from the arguments is seen."""

import numpy as np
import pytest

from nnlib.exercises.book import find
from nnlib.exercises.other_m import always, said
from nnlib.exercises.outcome import Outcome


def taken_for_granted(name, answer):
    exercise = find(name)
    cases = list(exercise.cases(np.random.default_rng(0)))
    outcomes = [exercise._outcome(answer, case) for case in cases]
    expected = [exercise._expected(case) for case in cases]
    return always(outcomes, expected, [exercise._arguments(case) for case in cases])


def backward(m):
    def answer(W, g, Z, A, Y):
        dW, dA = {}, 2 / m(Y) * (A[len(W)] - Y)
        for l in range(len(W), 0, -1):
            dZ = dA * g[l].prime(Z[l])
            dW[l] = A[l - 1].T @ dZ
            dA = dZ @ W[l].T
        return dW

    return answer


def both_passes(m):
    def answer(X, Y, W, b, g):
        A, Z = {0: X}, {}
        for l in W:
            Z[l] = A[l - 1] @ W[l] + b[l]
            A[l] = g[l](Z[l])
        db, dW, dA = {}, {}, 2 / m * (A[len(W)] - Y)
        for l in range(len(W), 0, -1):
            dZ = dA * g[l].prime(Z[l])
            dW[l], db[l] = A[l - 1].T @ dZ, dZ.sum(axis=0, keepdims=True)
            dA = dZ @ W[l].T
        return dW, db

    return answer


@pytest.mark.parametrize("m", [1, 3, 7, 20, 442])
def test_it_is_seen_in_every_exercise_that_counts_examples(m):
    answers = {
        "backward": backward(lambda Y: m),
        "with-biases": both_passes(m),
        "output-layer": lambda A, Z, Y, g: (
            2 / m * (A - Y),
            2 / m * (A - Y) * g.prime(Z),
        ),
        "loss": lambda A, Y: np.sum((A - Y) ** 2) / m,
    }
    for name, answer in answers.items():
        assert taken_for_granted(name, answer) == pytest.approx(m)


def test_examples_may_be_columns():
    def answer(X, Y, W, g):
        for l in W:
            X = g[l](W[l] @ X)
        return X, np.sum((X - Y) ** 2) / 9

    # A is right; f alone gives it away.
    assert taken_for_granted("examples-in-columns", answer) == pytest.approx(9)


@pytest.mark.parametrize(
    "m",
    [
        lambda Y: len(Y),
        lambda Y: len(Y) + 1,
        lambda Y: Y.size,
        lambda Y: -3,
        lambda Y: 3 * len(Y),
        lambda Y: np.nan,
        lambda Y: np.inf,
    ],
)
def test_nothing_else_is_taken_for_it(m):
    assert taken_for_granted("backward", backward(m)) is None


@pytest.mark.parametrize(
    "answer",
    [
        lambda W, g, Z, A, Y: 1 / 0,
        lambda W, g, Z, A, Y: {},
        lambda W, g, Z, A, Y: {l: 0 * W[l] for l in W},
        lambda W, g, Z, A, Y: {l: 0 for l in W},
    ],
)
def test_what_is_no_result_is_not_judged(answer):
    assert taken_for_granted("backward", answer) is None
    assert taken_for_granted("layer", lambda X, W: X @ W) is None


def test_the_words_name_the_number():
    assert "right for 20 examples" in said(20.0)


@pytest.mark.parametrize(("counts", "seen"), [((2, 2), None), ((2, 4), 6)])
def test_one_count_alone_proves_nothing(counts, seen):
    cases = [{"Y": np.ones((m, 3))} for m in counts]
    expected = [{"f": np.array(1.0)} for _ in counts]
    outcomes = [Outcome({"f": np.array(m / 6)}) for m in counts]
    assert always(outcomes, expected, cases) == seen
