"""The one small change that makes an answer right is found, and leaves no trace."""

import ast
import inspect
import itertools
import linecache
import re
import sys

import numpy as np
import pytest

from nnlib.exercises.book import BY_NAME, find
from nnlib.exercises.function import FunctionExercise
from nnlib.exercises.kinds import WORDS
from nnlib.exercises.mending import searching
from nnlib.exercises.mending.changes import changes
from nnlib.exercises.mending.harmless import NotToBeHad
from nnlib.exercises.mending.parts import replaced
from nnlib.exercises.mending.running import Reader
from nnlib.exercises.mending.small import known
from nnlib.exercises.outcome import call

CELLS = itertools.count()
SAID = "One small change would make it right. "


@pytest.fixture(autouse=True)
def no_hurry(monkeypatch):
    """Give a slow machine as much time as it needs."""
    monkeypatch.setattr(searching, "SECONDS", 20)


def written(code, **names):
    """Run a cell as a notebook does, and return its last function."""
    filename = f"<cell {next(CELLS)}>"
    linecache.cache[filename] = (len(code), None, code.splitlines(True), filename)
    space = {"np": np, **names}
    exec(compile(code, filename, "exec"), space)
    return space[ast.parse(code).body[-1].name]


def said(exercise, code, **names):
    verdict = find(exercise).examine(written(code, **names))
    assert verdict.status == "wrong"
    told = verdict.text.partition(SAID)[2].partition("\n\n")[0]
    assert verdict.cause == told
    assert verdict.slip in WORDS if told else not verdict.slip
    return told


LAYER = "def f(X, W):\n    Z = X @ W\n    return {}\n"
LAYERS = """def f(W, g, Z, A, Y):
    dA, dW = 2 / len(Y) * (A[len(W)] - Y), {{}}
    for l in range(len(W), 0, -1):
        dZ = {dZ}
        dW[l] = {dW}
        dA = {dA}
    return dW
"""
RIGHT = {
    "dA": "dZ @ W[l].T",
    "dZ": "dA * g[l].prime(Z[l])",
    "dW": "A[l - 1].T @ dZ",
}
BACKWARD = """def f(W, g, Z, A, Y):
    L, m, dZ = len(W), {m}, {{}}
    dZ[L] = 2 / m * (A[L] - Y) * g[L].prime(Z[L])
    for l in range({start}, 0, -1):
        dZ[l] = dZ[l + 1] @ W[{layer}].T * g[l].prime({at})
    return {{l: A[l - 1].T @ dZ[l] for l in W}}
"""
AS_IT_IS = {"m": "Y.shape[0]", "start": "L - 1", "layer": "l + 1", "at": "Z[l]"}


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("-np.tanh(Z)", "A sign is wrong: look at line 3, `Z`."),
        ("np.tanh(Z) * 2", "A factor 2 is missing or one too many"),
        ("np.tanh(Z) + Z", "A term is one too many: look at line 3, `Z`."),
        ("np.tanh(np.tanh(Z))", "A function is one too many: look at line 3"),
        ("np.tanh(Z) ** 2", "A power is wrong: look at line 3, `np.tanh(Z) ** 2`."),
        ("np.tanh(X.T @ W)", "There is a transpose too many: look at line 3, `X.T`."),
        ("np.tanh(X)", "Something else belongs in this place: look at line 3, `X`."),
        ("np.tanh(Z.T) * 3", ""),
    ],
)
def test_a_change_of_a_layer_is_found(code, words):
    text = said("layer", LAYER.format(code))
    assert text.startswith(words) if words else not text


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"dW": "A[l - 1].T @ dA"}, "Something else belongs in this place: look at"),
        ({"dA": "(W[l] @ dZ).T"}, "A transpose is missing: look at line 6, `dZ"),
        ({"dA": "dZ.T @ W[l]"}, "A transpose is on the wrong factor: look at"),
        ({"dA": "(dZ @ W[l].T).T"}, "There is a transpose too many: look at"),
        ({"dZ": "dA * g[l](Z[l])"}, "A function stands where its derivative belongs"),
        (
            {"dZ": "g[l].prime(Z[l]) * dA @ g[l].prime(Z[l])"},
            "A factor is one too many: look at",
        ),
        ({"dW": "dZ @ A[l - 1].T"}, "Two parts are in the wrong order: look at line 5"),
        ({"dW": "np.dot(dZ, A[l - 1].T)"}, "Two parts are in the wrong order: look"),
        ({"dZ": "g[l].prime(Z[l]) - dA"}, ""),
        ({"dA": "np.dot(dZ, W[l])", "dW": "A[l - 1] @ dZ"}, ""),
    ],
)
def test_a_change_in_the_loop_over_the_layers_is_found(parts, words):
    text = said("backward", LAYERS.format(**{**RIGHT, **parts}))
    assert text.startswith(words) if words else not text


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (
            {"at": "Z[l + 1]"},
            "The number of a layer is off: look at line 5, `Z[l + 1]`",
        ),
        ({"at": "dZ[l + 1]"}, ""),
    ],
)
def test_a_change_of_a_layers_number_is_found(parts, words):
    text = said("backward", BACKWARD.format(**{**AS_IT_IS, **parts}))
    assert text.startswith(words) if words else not text


@pytest.mark.parametrize(
    ("exercise", "code", "words"),
    [
        (
            "loss",
            "def f(A, Y):\n    m = len(A)\n    return np.sum((A - Y) ** 2) / m / m\n",
            "A factor m is missing or one too many",
        ),
        (
            "weighted-line",
            "def f(X, Y, c):\n    M = X.T @ (c * X)\n"
            "    return np.linalg.inv(M) @ X @ (c * Y)\n",
            "A transpose is missing: look at line 3, `X`.",
        ),
        (
            "leaky-relu",
            "def f(Z, c):\n    A = np.where(Z > 0, Z, c * Z)\n"
            "    return A, np.where(Z > 0, c, 1.0)\n",
            "Two parts are in the wrong order: look at line 3",
        ),
        (
            "leaky-relu",
            "def f(Z, c):\n    A = np.where(Z > 0, Z, c * Z)\n"
            "    return A, np.where(Z < 0, 1.0, c)\n",
            "A comparison is the wrong one: look at line 3, `Z < 0`.",
        ),
        (
            "loss",
            "def f(A, Y):\n    E = A - Y\n    return np.trace(E @ E) / len(Y)\n",
            "A transpose is missing: look at line 3, `E`.",
        ),
    ],
)
def test_other_changes_are_found(exercise, code, words):
    text = said(exercise, code)
    assert text.startswith(words) if words else not text


def test_lines_are_counted_in_the_cell_and_only_its_own_code_is_shown():
    cell = "\n\nk = 3\ndef f(X, W):\n    return 2 * np.tanh(\n        X @ W)\n"
    text = said("layer", cell)
    assert text.endswith("look at line 5, `2 * np.tanh( ...`.")


def test_who_makes_a_listed_slip_hears_its_words_and_no_others():
    verdict = find("layer").examine(written(LAYER.format("np.tanh(X @ W.T)")))
    assert verdict.slip == "transposed"
    assert SAID not in verdict.text


def test_a_helper_of_the_readers_own_may_be_called():
    helper = "def h(Z):\n    return np.tanh(Z)\n\n"
    assert said("layer", helper + LAYER.format("-h(Z)")).startswith("A sign is wrong")


# ---- what is left alone ------------------------------------------------------------

WRONG = "    return -np.tanh(X @ W)\n"


@pytest.mark.parametrize(
    "line",
    [
        "W = W + np.random.rand()",
        "global k",
        "import os",
        "open('file', 'w')",
        "show(X)",
        "other.append(X); helper(X)",
    ],
)
def test_a_function_that_might_do_more_is_run_no_more_often(line):
    cell = f"def helper(X):\n    other.append(X)\n\ndef f(X, W):\n    {line}\n{WRONG}"
    answer = written(cell, other=[], show=print)
    with pytest.raises(NotToBeHad):
        Reader(answer)


def test_so_is_one_whose_source_is_not_to_be_had():
    space = {"np": np}
    exec(f"def f(X, W):\n{WRONG}", space)

    def closed(X, W):
        return space["f"](X, W)

    for answer in (space["f"], closed, lambda X, W: -np.tanh(X @ W), np.matmul):
        with pytest.raises(NotToBeHad):
            Reader(answer)
        assert SAID not in find("layer").examine(answer).text


def test_so_is_one_whose_source_has_changed_since():
    answer = written(f"def f(X, W):\n{WRONG}")
    filename = inspect.getsourcefile(answer)
    code = f"def f(X, W):\n    X = 2 * X\n{WRONG}"
    linecache.cache[filename] = (len(code), None, code.splitlines(True), filename)
    with pytest.raises(NotToBeHad):
        Reader(answer)


@pytest.mark.filterwarnings("error")
def test_nothing_of_the_search_is_seen(capsys):
    log = []
    cell = f"def f(X, W):\n    print(X)\n    log.append(1 / 0 * X)\n{WRONG}"
    cell = cell.replace("1 / 0 * X", "X / 0.0 if len(X) > 99 else X")
    before = sys.gettrace(), sys.stdout, np.geterr()
    answer, count = written(cell, log=log), len(BY_NAME["layer"].examine(None).text)
    assert count
    text = find("layer").examine(answer).text
    assert f"{SAID}A sign is wrong" in text
    cases = len(list(find("layer").cases(np.random.default_rng(0))))
    assert len(log) == capsys.readouterr().out.count("[[") == cases
    assert before == (sys.gettrace(), sys.stdout, np.geterr())


def tried(code, monkeypatch, seconds):
    """Return what is said of a function of no arguments, and how often it was run."""
    monkeypatch.setattr(searching, "SECONDS", seconds)
    runs = []

    def is_right(function, k):
        runs.append(k)
        return call(function, {}, "f").results.get("f") == 1

    return searching.told(written(code), is_right, [0], ())[1], len(runs)


def test_what_takes_long_is_run_once(monkeypatch):
    code = "def f():\n    for k in range(500_000):\n        pass\n    return -1\n"
    assert tried(code, monkeypatch, 0.01) == ("", 1)
    code = "def f():\n    for k in range(5):\n        pass\n    return -1\n"
    assert "A sign is wrong" in tried(code, monkeypatch, 20)[0]


def test_what_would_never_end_is_ended(monkeypatch):
    # With another sign of its step, and many a change is tried before a factor.
    code = "def f():\n    k = 4\n    while k != 0:\n        k += -1\n    return 2 / 1\n"
    assert tried(code, monkeypatch, 0.2)[0] == ""
    assert sys.gettrace() is None or sys.gettrace().__module__ != searching.__name__


# ---- every exercise ----------------------------------------------------------------

UNDONE = "axis direction factor index layer loop order product sign symbol transpose"
EACH = 25
"""Of so many changes one is looked at."""


def broken():
    """Yield exercises with worked solutions that are broken in one place."""
    count = 0
    for exercise in BY_NAME.values():
        if not isinstance(exercise, FunctionExercise):
            continue
        case = next(iter(exercise.cases(np.random.default_rng(0))))
        arguments = exercise._arguments(case).items()
        layered = {name for name, value in arguments if isinstance(value, dict)}
        reader = Reader(exercise.function)
        found = list(changes(reader.definition, known(reader.definition, layered)))
        for part, small in found:
            count += 1
            if small.kind in UNDONE.split() and count % EACH == 0:
                with replaced(reader.definition, part, small.new):
                    code = ast.unparse(reader.definition)
                names = exercise.function.__globals__
                yield exercise, small, written(code, **names)


def test_what_is_broken_in_one_place_is_found_to_be_one_change_away():
    missed, count = [], 0
    for exercise, small, answer in broken():
        verdict = exercise.examine(answer)
        if verdict.status == "wrong" and verdict.slip in ("", *WORDS):
            count += 1
            text = verdict.text.partition(SAID)[2]
            if not text:
                missed.append((exercise.name, small.kind, inspect.getsource(answer)))
                continue
            place = re.search(r"`(.+?)(?: \.\.\.)?`\.", text).group(1)
            assert place in inspect.getsource(answer)
    assert count > 50
    assert len(missed) <= count / 20, missed


def test_every_kind_has_words():
    for exercise in BY_NAME.values():
        if isinstance(exercise, FunctionExercise):
            definition = Reader(exercise.function).definition
            made = changes(definition, known(definition, set()))
            assert {small.kind for _, small in made} <= set(WORDS)
