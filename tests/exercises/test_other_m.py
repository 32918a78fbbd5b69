"""A number of examples that does not come from the arguments is seen."""

import numpy as np
import pytest

from nnlib.exercises.book import find
from nnlib.exercises.other_m import of_m
from nnlib.exercises.outcome import Outcome


def told(name, answer):
    """Return what is said of m, with the cases of an exercise."""
    exercise = find(name)
    cases = list(exercise.cases(np.random.default_rng(0)))
    outcomes = [exercise._outcome(answer, case) for case in cases]
    expected = [exercise._expected(case) for case in cases]
    return of_m(outcomes, expected, [exercise._arguments(case) for case in cases])


def for_granted(m):
    return (
        f"\n\nWhat can be seen: the results are right for {m} examples, however many "
        "there are. The number of examples must be read from the arguments, in the "
        "function."
    )


def left_out(names, factor):
    times = {"1/m": "m", "2/m": "m/2"}[factor]
    are, they = ("are", "they") if "and" in names else ("is", "it")
    return (
        f"\n\nWhat can be seen: {names} {are} {times} times what {they} should be, "
        f"where m is the number of examples. Here {factor} is missing."
    )


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


@pytest.mark.parametrize("m", [3, 7, 20, 442])
def test_it_is_seen_in_every_exercise_that_counts_examples(m):
    answers = {
        "backward": backward(lambda Y: m),
        "with-biases": both_passes(m),
        "another-loss": lambda A, Z, Y, g: (
            2 / m * np.clip(A - Y, -1, 1),
            2 / m * np.clip(A - Y, -1, 1) * g.prime(Z),
        ),
        "loss": lambda A, Y: np.sum((A - Y) ** 2) / m,
    }
    for name, answer in answers.items():
        assert told(name, answer) == for_granted(m)


def test_examples_may_be_columns():
    def answer(X, Y, W, g):
        for l in W:
            X = g[l](W[l] @ X)
        return X, np.sum((X - Y) ** 2) / 9

    # A is right, but has no 1/m in it; f alone gives it away.
    assert told("examples-in-columns", answer) == for_granted(9)


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
    assert told("backward", backward(m)) == ""


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
    assert told("backward", answer) == ""
    assert told("layer", lambda X, W: X @ W) == ""


def with_db(db):
    def answer(X, Y, W, b, g):
        right = find("with-biases").function(X, Y, W, b, g)
        return right[0], {l: db(row, len(Y)) for l, row in right[1].items()}

    return answer


@pytest.mark.parametrize(
    ("name", "answer", "words"),
    [
        (
            "another-loss",
            lambda A, Z, Y, g: (
                2 / len(Y) * np.clip(A - Y, -1, 1),
                2 * np.clip(A - Y, -1, 1) * g.prime(Z),
            ),
            left_out("dZ", "1/m"),
        ),
        (
            "another-loss",
            lambda A, Z, Y, g: (
                2 / len(Y) * np.clip(A - Y, -1, 1),
                np.clip(A - Y, -1, 1) * g.prime(Z),
            ),
            left_out("dZ", "2/m"),
        ),
        ("with-biases", with_db(lambda row, m: row * m), left_out("db", "1/m")),
        ("with-biases", with_db(lambda row, m: row * m / 2), left_out("db", "2/m")),
        ("backward", backward(lambda Y: 1), left_out("dW", "1/m")),
        ("with-biases", both_passes(2), left_out("dW and db", "2/m")),
    ],
)
def test_a_factor_that_is_left_out_is_no_number_taken_for_granted(name, answer, words):
    assert told(name, answer) == words
    verdict = find(name).examine(answer)
    assert verdict.slip or words in verdict.text
    assert "must be read from the arguments" not in verdict.text


def test_who_has_read_m_once_is_not_accused():
    text = told("with-biases", with_db(lambda row, m: row * m / 7))
    assert "db is m/7 times what it should be" in text
    assert "must be read" not in text


@pytest.mark.parametrize("name", ["weighted-line", "distances"])
def test_what_has_no_m_in_it_is_not_judged_by_it(name):
    function = find(name).function

    def answer(*arguments):
        X = next(one for one in arguments if isinstance(one, np.ndarray))
        result = function(*arguments)
        if isinstance(result, dict):
            return {l: len(X) / 7 * M for l, M in result.items()}
        return len(X) / 7 * result

    assert told(name, answer) == ""


def test_a_number_of_columns_is_not_taken_for_that_of_the_examples():
    assert told("backward", backward(lambda Y: 7 * len(Y) / Y.shape[1])) == ""


@pytest.mark.parametrize(("counts", "seen"), [((2, 2), ""), ((2, 4), for_granted(6))])
def test_one_count_alone_proves_nothing(counts, seen):
    cases = [{"Y": np.ones((m, 3))} for m in counts]
    expected = [{"f": np.array(1.0)} for _ in counts]
    outcomes = [Outcome({"f": np.array(m / 6)}) for m in counts]
    assert of_m(outcomes, expected, cases) == seen
