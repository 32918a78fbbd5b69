"""What a reader gets: words, hints, steps, progress, problems of their own."""

import inspect

import pytest

from nnlib import derivations
from nnlib.exercises.desk import NotRight


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_right_derivation_is_kept_with_the_exercises(folder, capsys):
    verdict = derivations.check("right-rule", "dU = dG @ K.T")
    assert verdict and verdict.status == "right"
    assert capsys.readouterr().out == "Right. The line follows.\n"
    kept = folder / ".nnlib-exercises" / "derivation-right-rule.py"
    assert kept.read_text() == "dU = dG @ K.T"
    derivations.progress()
    out = capsys.readouterr().out
    assert "  done  A constant factor on the right (right-rule)" in out
    assert "        A constant factor on the left (left-rule)" in out


def test_a_wrong_one_is_told_and_not_kept(folder, capsys):
    verdict = derivations.check("right-rule", "dU = dG @ K")
    out = capsys.readouterr().out
    assert not verdict and verdict.slip == "transpose" and verdict.place == "K"
    assert "Line 1 does not follow:\n  dU = dG @ K\n" in out
    assert 'derivations.hint("right-rule")' in out
    assert not list(folder.glob(".nnlib-exercises/*.py"))


def test_hints_come_one_at_a_time_and_begin_again():
    given = [derivations.hint("sum-rule") for _ in range(3)]
    assert [one[:11] for one in given] == ["Hint 1 of 2", "Hint 2 of 2", "Hint 1 of 2"]


def test_the_step_between():
    first = derivations.step("sum-rule")
    assert "df/dU[i,j] = sum(df/dG[s,t] * dG[s,t]/dU[i,j] for s, t)" in first
    lines = "df/dU[i,j] = sum(df/dG[s,t] * dG[s,t]/dU[i,j] for s, t)\ndf/dU = dG"
    assert "dG[s,t]/dU[i,j] = 1 if s == i" in derivations.step("sum-rule", lines)


def test_graders_get_an_error():
    derivations.require("right-rule", "dU = dG @ K.T")
    with pytest.raises(NotRight, match="A transpose is missing"):
        derivations.require("right-rule", "dU = dG @ K")


def test_what_was_typed_is_shown_as_a_formula():
    verdict = derivations.check("right-rule", "dX_ij = Σ_t dG_it W_jt\ndX = dG Wᵀ")
    shown = verdict._repr_latex_()
    assert r"\frac{\partial f}{\partial {X}_{i j}} &= \sum_{t}" in shown
    assert r"{W}^{\top}" in shown
    assert "<msup><mi>W</mi><mo>⊤</mo></msup>" in verdict.mathml[1]


KIND = [
    ("dU = dG", "", "wrong"),
    ("df/dU[i,j] = sum(dG[i,t] * K[j,t] for t)", "write it without indices", "not yet"),
    ("G = U @ K", "It remains to say what df/dU is", "not yet"),
    (
        "df/dU[i,j] = sum(df/dG[s,t] * dG[s,t]/dU[i,j] for s, t)",
        "dG[s,t]/dU",
        "not yet",
    ),
    ("df/dU = df/dU\ndf/dU = dG @ K.T", "says the same on both sides", "right"),
    ("dU = dG @ K.T\nG = U @ K\ndU = dG @ K.T", "line 1 says so already", "right"),
    ("df = inner(df/dG @ K.T, dU)", "It remains to say what df/dU is", "not yet"),
]


@pytest.mark.parametrize(("lines", "words", "status"), KIND)
def test_an_end_that_is_not_there_is_said_kindly(lines, words, status):
    verdict = derivations.check("right-rule", lines)
    assert verdict.status == status
    assert words in verdict.text


def test_the_way_by_small_changes_is_asked_for():
    verdict = derivations.check("right-by-changes", "df/dU = df/dG @ K.T")
    assert verdict.status == "not yet" and "begin with df" in verdict.text


OWN = """
    X: m x n
    w: n
    y: m
    g: function
    a = g(X @ w)
    f = norm2(a - y) / m
    find: df/dw
"""


def test_a_problem_of_ones_own():
    own = derivations.problem(inspect.cleandoc(OWN))
    right = "df/da = 2/m * (a - y)\ndf/dw = X.T @ (df/da * g.prime(X @ w))"
    assert derivations.check(own, right)
    wrong = derivations.check(own, right.replace("X.T", "X"))
    assert (wrong.slip, wrong.line, wrong.place) == ("transpose", 2, "X")


SHEETS = [
    (
        "A: m x n; x: n; b: m; f = norm(A x - b); find: df/dx",
        "df/dx = A.T @ (A @ x - b) / norm(A @ x - b)",
    ),
    ("X: n x n; f = log(det(X)); find: df/dX", "df/dX = inv(X).T"),
    (
        "X: n x n; A: n x n; f = trace(A @ X @ X); find: df/dX",
        "df/dX = (A @ X + X @ A).T",
    ),
    ("A: m x n; X: n x p; B: p x m; f = trace(A X B); find: df/dX", "df/dX = Aᵀ Bᵀ"),
    ("a: m; X: m x n; b: n; f = a.T @ X @ b; find: df/dX", "df/dX = a @ b.T"),
    ("x: n; f = log(sum(exp(x))); find: df/dx", "df/dx = exp(x) / sum(exp(x))"),
    ("x: n; S: n x n symmetric; f = x.T @ S @ x; find: df/dx", "df/dx = 2 * S @ x"),
    ("X: m x n positive; f = sum(X * log(X)); find: df/dX", "df/dX = log(X) + 1"),
    ("X: m x n; G = relu(X); given: df/dG; find: df/dX", "dX = dG * step(X)"),
    (
        "z: number; y: number; f = log(1 + exp(-y*z)); find: df/dz",
        "df/dz = -y * sigmoid(-y z)",
    ),
    (
        "u: n; v: n; G = u @ v.T; given: dG; find: df/du, df/dv",
        "du = dG @ v\ndv = dG.T @ u",
    ),
    (
        "A: n x n; f = sum(A[i,j]**2 * A[j,i] for i, j); find: df/dA[i,j]",
        "df/dA[i,j] = 2 A_ij A_ji + A_ji**2",
    ),
    (
        "x: n; W: p x n; c: p; h = tanh(W x + c); f = sum(h); find: df/dW",
        "df/dW = (1 - h**2) @ x.T",
    ),
]


@pytest.mark.parametrize(("declared", "lines"), SHEETS)
def test_problems_of_other_courses(declared, lines):
    own = derivations.problem(declared.replace("; ", "\n"))
    assert derivations.check(own, lines)
    assert not derivations.check(own, f"{lines} + 1")


REFUSED = [
    ("X: m x n", "Say what is wanted"),
    ("X: m x n; find: df/dX", "f is not known|not known here"),
    ("X: 3.5 x n; f = sum(X); find: df/dX", "is no shape"),
    ("2X: m x n; f = sum(X); find: df/dX", "is no name"),
    ("X: m x n; f = X @ X; find: df/dX", "does not exist"),
    ("X: m x n; f = sum(X; find: df/dX", "never closed"),
    ("X: m x n; f = sum(X); find: df/dQ", "not known"),
    ("X: m x n; f = log(0 * sum(X)); find: df/dX", "No case was found"),
    ("X: m x n symmetric; f = sum(X); find: df/dX", "not symmetric"),
    ("X; f = sum(X); find: df/dX", "neither a shape"),
]


@pytest.mark.parametrize(("declared", "words"), REFUSED)
def test_a_problem_that_cannot_be_posed_is_told(declared, words):
    with pytest.raises(ValueError, match=words):
        derivations.problem(declared.replace("; ", "\n"))
