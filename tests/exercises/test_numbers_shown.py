"""What exercises show of networks and checks is what comes of them."""

import re

import numpy as np
import pytest

from nnlib import Network
from nnlib.activations import identity, relu, sigmoid, tanh
from nnlib.backprop import backprop
from nnlib.exercises.book import find
from nnlib.exercises.changed import Changed
from nnlib.network import forward


def table(name, first):
    """Return the cells of the rows of a task whose first cell is one of these."""
    rows = re.findall(r"^\| *(\w+) \|(.+)\|$", find(name).task, re.MULTILINE)
    return {
        key: [c.strip() for c in row.split("|")] for key, row in rows if key in first
    }


# ---- a failing check ---------------------------------------------------------------

FUNCTIONS = {"tanh": tanh, "sigmoid": sigmoid, "identity": identity}
LINES = {
    "A": {"g[l].prime(Z[l])": "g[l].prime(Z[l]) / m"},
    "B": {"dZ @ W[l].T": "dZ @ W[l].T / m"},
    "C": {"range(L, 0, -1)": "range(L, 1, -1)"},
    "D": {"A[l - 1].T @ dZ": "dZ.T @ A[l - 1]"},
    "E": {"2 / m * (A[L] - Y)": "A[L] - Y"},
    "F": {"g[l].prime(Z[l])": "g[l].prime(A[l])"},
}


def passed(functions, m=5, n=(4, 4, 4, 4)):
    """Return what a backward pass is given, after a random forward pass."""
    rng = np.random.default_rng(1)
    g = {l: FUNCTIONS[name] for l, name in enumerate(functions, start=1)}
    W = {l: rng.normal(size=(n[l - 1], n[l])) / 2 for l in g}
    Z, A = forward(W, g, rng.normal(size=(m, n[0])))
    return W, g, Z, A, rng.normal(size=(m, n[-1]))


def told(received, wanted):
    """Say how a matrix differs from what it should be, as the task does."""
    if received is None:
        return "no such key in `dW`"
    if np.allclose(received, wanted):
        return "right"
    if np.allclose(received.T, wanted):
        return "the transpose"
    ratio = received / wanted
    if not np.allclose(ratio, ratio[0, 0]):
        return "wrong"
    r = ratio[0, 0]
    return f"{2 * r:.0f}/2 times" if r > 1 else f"1/{1 / r:.0f}"


@pytest.mark.parametrize("person", LINES)
def test_a_line_that_is_wrong_has_the_check_that_is_shown(person):
    right = find("backward").function
    wrong = Changed(right, person, LINES[person])
    given = passed(("tanh", "sigmoid", "tanh"))
    wanted, received = right(*given), wrong(*given)
    shown = table("failing-check", LINES)[person]
    for l, words in zip((3, 2, 1), shown, strict=True):
        assert words.startswith(told(received.get(l), wanted[l]))


@pytest.mark.parametrize("typed", ["dZ @ W[l]", "dA @ W[l].T", "dZ @ W[L].T"])
def test_none_of_the_other_lines_would_have_done_so(typed):
    right = find("backward").function
    wrong = Changed(right, "other", {"dZ @ W[l].T": typed})
    given = passed(("tanh", "sigmoid", "tanh"))
    received, wanted = wrong(*given), right(*given)
    assert told(received[2], wanted[2]) == ("right" if "W[L]" in typed else "wrong")
    assert told(received[1], wanted[1]) == "wrong"


def test_what_hides_two_of_the_mistakes():
    right = find("backward").function
    for person, given in {
        "E": passed(("tanh", "sigmoid", "tanh"), m=2),
        "F": passed(["identity"] * 3),
    }.items():
        received = Changed(right, person, LINES[person])(*given)
        assert {told(received[l], M) for l, M in right(*given).items()} == {"right"}


def test_the_function_to_mend_fails_as_the_table_says():
    exercise = find("mended")
    wrong = Changed(exercise.function, "given", dict([exercise.broken]))
    rows = re.findall(
        r"^\| (\w+, \w+, \w+) \| (\w+) \| (\w+) \| (\w+) \|$",
        exercise.task,
        re.MULTILINE,
    )
    assert len(rows) == 6
    for functions, *words in rows:
        given = passed(functions.split(", "))
        received, wanted = wrong(*given), exercise.function(*given)
        assert [told(received[l], wanted[l]) for l in (1, 2, 3)] == words


def test_what_is_to_be_mended_is_not_taken_for_an_answer():
    exercise = find("mended")
    wrong = Changed(exercise.function, "given", dict([exercise.broken]))
    verdict = exercise.examine(wrong)
    assert verdict.status == "not yet"
    assert "when you were given it" in verdict.text
    right, other = exercise.broken
    assert other in exercise.starter()
    assert right not in exercise.starter()


# ---- networks that do not learn ----------------------------------------------------


def run(seed, g, last, alpha, equal=False, lost_column=False, times=1):
    """Train a hidden layer of 8 nodes, and return what the table has of it."""
    x = np.linspace(-1, 1, 40)[:, np.newaxis]
    Y = np.sin(4 * x)
    Y = (Y - Y.mean()) / Y.std() + 2
    X, m = np.hstack([np.ones_like(x), times * x]), len(Y)
    rng = np.random.default_rng(seed)
    W1, W2 = rng.standard_normal((2, 8)) / 2**0.5, rng.standard_normal((8, 1)) / 8**0.5
    if equal:
        W1, W2 = np.full((2, 8), 0.5), np.full((8, 1), 0.3)
    losses = []
    for step in range(1001):
        Z1 = X @ W1
        A1 = g(Z1)
        A2 = last(A1 @ W2)
        E = A2 - (Y[:, 0] if lost_column else Y)
        dA2 = 2 / m * E.mean(axis=1, keepdims=True) if lost_column else 2 / m * E
        dZ2 = dA2 * last.prime(A1 @ W2)
        dW1, dW2 = X.T @ (dZ2 @ W2.T * g.prime(Z1)), A1.T @ dZ2
        if step in (0, 10, 100, 1000):
            losses.append(np.mean(E**2))
        if step < 1000:
            W1, W2 = W1 - alpha * dW1, W2 - alpha * dW2
    return {
        "losses": losses,
        "Z": np.abs(Z1).mean(),
        "zeros": 100 * np.mean(A1 == 0),
        "differ": np.ptp(A1, axis=1).max(),
        "dW": np.abs(dW1).max(),
        "least": A2.min(),
        "most": A2.max(),
    }


RUNS = {
    "1": lambda: run(0, tanh, identity, 0.1, lost_column=True),
    "2": lambda: run(4, relu, identity, 1.0),
    "3": lambda: run(0, tanh, identity, 0.1, equal=True),
    "4": lambda: run(2, tanh, identity, 0.02, times=1000),
    "5": lambda: run(0, tanh, sigmoid, 0.1),
}


@pytest.mark.parametrize("k", RUNS)
def test_a_network_does_not_learn_as_is_shown(k):
    losses, Z, zeros, differ, dW, predictions = table("will-not-learn", RUNS)[k]
    found = RUNS[k]()
    shown = [float(f) for f in losses.split(", ")]
    assert found["losses"] == pytest.approx(shown, abs=0.006)
    assert found["Z"] == pytest.approx(float(Z), rel=0.02)
    assert found["zeros"] == float(zeros.removesuffix(" %"))
    assert found["differ"] == pytest.approx(float(differ), abs=0.06)
    assert found["dW"] == pytest.approx(float(dW), rel=0.5)
    ends = [float(number) for number in predictions.split(" to ")]
    assert [found["least"], found["most"]] == pytest.approx(ends, abs=0.006)


def test_the_seventh_learns_and_so_does_the_second_with_shorter_steps():
    assert run(0, tanh, identity, 0.1)["losses"][-1] == pytest.approx(0.02, abs=0.005)
    assert run(4, relu, identity, 0.1)["losses"][-1] < 0.02


def test_the_sixth_diverges():
    with np.errstate(all="ignore"):
        losses = run(0, tanh, identity, 1.0)["losses"]
    shown = table("will-not-learn", "6")["6"][0].split(", ")
    assert losses[0] == pytest.approx(float(shown[0]), abs=0.006)
    assert losses[1] > 1e10
    assert losses[2] > 1e100
    assert np.isnan(losses[3])


# ---- derivatives that fade ---------------------------------------------------------


@pytest.mark.parametrize(("row", "g", "seed"), [("P", "sigmoid", 0), ("Q", "tanh", 2)])
def test_derivatives_fade_as_is_shown(row, g, seed):
    rng = np.random.default_rng(0)
    X, Y = rng.standard_normal((50, 30)), rng.uniform(0, 1, (50, 30))
    dW = backprop(Network([30] * 21, [g] * 20, seed=seed), X, Y).dW
    shown = [float(number) for number in table("fading", "PQ")[row]]
    found = [np.sqrt(np.mean(dW[l] ** 2)) for l in (1, 5, 10, 15, 20)]
    assert found == pytest.approx(shown, rel=0.5)
