"""Nothing of a verdict is said in English where another language is chosen."""

import re

import pytest
from marked import speak, unsaid

from nnlib import derivations, exercises
from nnlib.derivations.book import CHAPTERS as DERIVATIONS
from nnlib.exercises import desk, folder
from nnlib.exercises.book import CHAPTERS
from nnlib.exercises.exercise import Exercise
from nnlib.exercises.function import FunctionExercise
from nnlib.exercises.paper import PaperExercise

WORD = re.compile(r"[A-Za-z]{3,}")
OTHERS = re.compile(r"  |\w*(?:Error|Exit): ")
"""How lines begin with what is a reader's own, or Python's and NumPy's."""

every = pytest.mark.parametrize("one", CHAPTERS[1], ids=lambda one: one.name)


@pytest.fixture(autouse=True)
def marked(monkeypatch):
    speak(monkeypatch)


def english(exercise, text):
    """Return the words of a text that nobody has said, but for an exercise's names."""
    # What stands in its starter are names, not words, and in quotes what was given.
    lines = [line for line in text.splitlines() if not OTHERS.match(line)]
    names = set(WORD.findall(exercise.starter()))
    left = re.sub(r'"[^"]*"', "", unsaid("\n".join(lines)))
    return set(WORD.findall(left)) - names


def answers(exercise: Exercise):
    """Yield answers of all kinds: none, wrong ones, and the right one."""
    yield from (None, 3, "x", exercise.solution)
    for slip in exercise.slips:
        for answer in (slip.answer, *slip.also):
            if isinstance(exercise, PaperExercise):
                answer = {**exercise.blanks, **answer}
            yield answer
    if isinstance(exercise, PaperExercise):
        yield {"nonsense": 1}
        for blank, value in exercise.blanks.items():
            for other in ("?", 17.25, (1, 2, 3, 4, 5), [[1], [2]], 0.1):
                yield {**exercise.blanks, blank: other}
            yield {**exercise.blanks, blank: value, "other": value}
    if isinstance(exercise, FunctionExercise):
        right = exercise.function
        yield lambda *given: None
        yield lambda *given: right(*given)[0]
        yield lambda *given: "text"
        yield lambda *given: [[1.0], [2.0, 3.0]]
        yield lambda *given: {"layer": 1.0}
        yield lambda *given: undefined  # noqa: F821
        yield lambda *given: exit()
        yield lambda first, *rest: first @ first[:1] @ first
        yield lambda *given: _scaled(right(*given), 3.0)
        yield lambda *given: _scaled(right(*given), float("nan"))


def _scaled(value, by):
    if isinstance(value, tuple):
        return tuple(_scaled(one, by) for one in value)
    return value * by


@every
def test_every_verdict(one, recwarn):
    for answer in answers(one):
        verdict = one.examine(answer)
        assert english(one, verdict.text) == set(), verdict.text
        assert unsaid(verdict.cause) == "", verdict.cause


@every
def test_answers_in_the_wrong_form(one):
    if isinstance(one, PaperExercise):
        handed_in = {"answer": 1, "blanks": dict(one.blanks)}
    else:
        handed_in = {"answer": None, "blanks": {"a": 1}}
    _, verdict = desk.judged(one.name, **handed_in)
    assert english(one, verdict.text) == set(), verdict.text


def test_hints_and_progress(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for one in CHAPTERS[1]:
        for _ in one.hints:
            assert re.fullmatch(r"«.*»: «.*»", exercises.hint(one.name), re.DOTALL)
    exercises.progress()
    derivations.progress()
    known = {word for name in [*_names()] for word in WORD.findall(name)}
    assert set(WORD.findall(unsaid(capsys.readouterr().out))) <= known


def _names():
    for chapter in (*CHAPTERS.values(), *DERIVATIONS.values()):
        for one in chapter:
            yield one.name


def test_a_folder_that_keeps_nothing(tmp_path, monkeypatch):
    (tmp_path / folder.NAME).write_text("no folder")
    monkeypatch.chdir(tmp_path)
    told = folder.keep("by-hand", {"z": 1})
    assert unsaid(told).strip() == ""


LINES = [
    "",
    "these are words alone",
    "df/dw = ",
    "df/dw = (",
    "df/dw = unknown",
    "df/dw = 0",
    "df/dw = x.T @ x @ x @ x",
    "df/dw = 2 * x * (w * x - y) + 1\ndf/dw = df/dw",
    "df/dX = 1 = 2 = X",
    "df/dw = einsum(x)",
    "df/dw = x[i]",
    "df/dw = x[i,j,k]",
    r"df/dw = \unknown{x}",
]


@pytest.mark.parametrize("one", DERIVATIONS[1], ids=lambda one: one.name)
def test_derivations(one):
    broken = [one.worked.replace(a, b) for a, b in [("@", "*"), ("+", "-"), (".T", "")]]
    halves = ["\n".join(one.worked.splitlines()[:k]) for k in (1, 2, 3)]
    for lines in [*LINES, *broken, *halves, one.worked, f"{one.worked}\n{one.worked}"]:
        verdict = derivations.check(one.name, lines)
        told = "\n".join(
            line for line in verdict.text.splitlines() if not line.startswith("  ")
        )
        left = set(WORD.findall(unsaid(told)))
        assert left == set(), verdict.text
