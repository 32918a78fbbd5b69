"""Nothing of a verdict is said in English where another language is chosen."""

import re

import numpy as np
import pytest
from marked import speak, unsaid

from nnlib import derivations, exercises
from nnlib.derivations.book import CHAPTERS as DERIVATIONS
from nnlib.derivations.book import find
from nnlib.derivations.boxes import latex, mathml
from nnlib.derivations.functions import KNOWN
from nnlib.derivations.setting import Setting
from nnlib.derivations.world import World
from nnlib.exercises import desk, folder
from nnlib.exercises.book import CHAPTERS
from nnlib.exercises.book import find as exercise
from nnlib.exercises.exercise import Exercise
from nnlib.exercises.function import FunctionExercise
from nnlib.exercises.paper import PaperExercise
from nnlib.exercises.sights import sight

WORD = re.compile(r"[A-Za-z]{3,}")
OTHERS = re.compile(r"  |\w*(?:Error|Exit): ")
"""How lines begin with what is a reader's own, or Python's and NumPy's."""
CALL = re.compile(r"\b(?:exercises|derivations)\.\w+(?:\([^()]*\))?|'[^']*'|`[^`]*`")
"""What is to be run."""

every = pytest.mark.parametrize("one", CHAPTERS[1], ids=lambda one: one.name)


@pytest.fixture(autouse=True)
def marked(monkeypatch):
    speak(monkeypatch)


def english(exercise, text):
    """Return the words of a text that nobody has said, but for an exercise's names."""
    # What stands in its starter are names, not words, and in quotes what was given.
    lines = [line for line in text.splitlines() if not OTHERS.match(line)]
    names = set(WORD.findall(exercise.starter())) | {"nonsense", "other", "list", "str"}
    left = re.sub(r'"[^"]*"', "", CALL.sub("", unsaid("\n".join(lines))))
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
        yield lambda *given: (right(*given),)
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
    assert unsaid(told) in ("", f"File exists {tmp_path}")


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
    "df/dw = x[i,i]",
    "df/dw = x[i] * x[j]",
    "df/dw = x[i,:] @ x[i,j]",
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
        left = set(WORD.findall(CALL.sub("", unsaid(told))))
        left -= {*WORD.findall(f"{lines} {one.worked}"), *KNOWN}
        assert left == set(), verdict.text


CLASHES = [
    "df/dU[i,j] = dG[i,i] * K[k,k]",
    "df/dU[i,j] = dG[j,i] * K[k,j]",
    "df/dU[i,j] = G[i,:] @ K[i,:]",
    "df/dU[i,j] = dG[k,:] @ K[:,k]",
    "df/dU[i,j] = dG[k,l] * K[m,l]",
]


@pytest.mark.parametrize("line", CLASHES)
def test_indices_that_do_not_fit(line):
    fault = derivations.check("right-rule", line).text.partition("\n\n")[2]
    assert fault
    assert set(re.findall("[a-z]{2,}", unsaid(fault))) <= {"df", "dU"}, fault


SHOWN = [
    "df/dU[i,j] = sum((dG[k,l] if k == i and j == l else 0) for k, l)",
    "df/dU[i,j] = sum((dG[k,l] if k == i else K[k,l]) for k, l)",
    "df/dU = sum(U, axis=0) + sum(U, axis=1)",
    "df/dU = mean(U, axis=0) + mean(U, axis=1)",
]


@pytest.mark.parametrize("line", SHOWN)
def test_the_words_in_a_set_formula(line):
    world = World(find("right-rule"))
    tree = world.read(line.partition("= ")[2])
    box = Setting(world.shapes).box(tree)
    assert set(WORD.findall(unsaid(re.sub(r"<[^>]*>", " ", mathml(box))))) == set()
    for text in re.findall(r"\\text\{([^{}]*)\}", latex(box)):
        assert unsaid(text).strip() == ""


@pytest.mark.parametrize("name", ["training-loop", "adam"])
def test_what_a_function_that_is_given_is_called(name):
    for case in exercise(name).cases(np.random.default_rng(0)):
        given = [value for value in case if callable(value)]
        assert given
        assert "function" not in unsaid("".join(value.name for value in given))


def test_what_is_done_stands_in_one_column(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for one in (exercises, derivations):
        monkeypatch.setattr(folder, "done", set)
        one.progress()
        without = capsys.readouterr().out.splitlines()
        some = {"by-hand", "derivation-right-rule", "layer"}
        monkeypatch.setattr(folder, "done", lambda some=some: some)
        one.progress()
        marked = capsys.readouterr().out.splitlines()
        assert {*map(len, marked)} and without != marked
        for first, other in zip(without, marked, strict=True):
            if first.startswith("  "):
                assert first.replace("«done»", "      ") == other.replace(
                    "«done»", "      "
                )


def test_blanks_are_counted():
    one = exercise("find-the-error")
    assert one.examine(lambda: 1).text.startswith("«Fill in the blank »line«.»")
    told = one.examine({"line": 1, "a": 1, "b": 2}).text
    assert told.startswith("«There are no blanks »«»a« and »b«»«.» «Fill in the blank ")


def test_an_option_of_a_figure_is_called_as_it_is_there():
    assert "targets = «stay behind»" in sight("order, targets=stay behind").words
