"""Handing in an answer: what is printed, and what is kept in the notebook's folder."""

import os
import re

import nbformat
import numpy as np
import pytest
from nbclient import NotebookClient

from nnlib import exercises
from nnlib.exercises import folder
from nnlib.exercises.book import CHAPTERS, find


@pytest.fixture(autouse=True)
def notebook_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def right(X, W):
    return np.tanh(X @ W)


def wrong(X, W):
    return np.tanh(X @ W.T)


def done(capsys):
    capsys.readouterr()
    exercises.progress()
    text = capsys.readouterr().out
    return re.findall(r"done .*\((.+)\)", text)


def test_a_right_answer_is_kept_with_its_source(capsys, notebook_folder):
    exercises.check("layer", right)
    assert capsys.readouterr().out.startswith("Right: ")
    assert done(capsys) == ["layer"]
    (path,) = (notebook_folder / folder.NAME).iterdir()
    assert path.read_text() == "def right(X, W):\n    return np.tanh(X @ W)\n"


def test_what_is_printed_fits_the_page_and_no_matrix_is_broken(capsys):
    exercises.check("layer", wrong)
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 66
    assert sum(line.startswith("  ") for line in lines) == sum("[" in x for x in lines)


def test_a_wrong_answer_is_not_kept_and_takes_nothing_away(capsys, notebook_folder):
    exercises.check("layer", wrong)
    assert "Likely cause" in capsys.readouterr().out
    assert done(capsys) == []
    exercises.check("layer", right)
    exercises.check("layer", wrong)
    exercises.check("layer", ...)
    assert done(capsys) == ["layer"]


def test_blanks_are_handed_in_by_name(capsys):
    exercises.check("shapes", **find("shapes").solution)
    assert done(capsys) == ["shapes"]
    exercises.check("shapes")
    assert capsys.readouterr().out.startswith("Not yet")


def test_progress_lists_every_exercise_of_this_folder_only(
    capsys, notebook_folder, monkeypatch
):
    exercises.check("layer", right)
    exercises.progress()
    text = capsys.readouterr().out
    for chapter, those in CHAPTERS.items():
        count = sum(one.name == "layer" for one in those)
        assert f"Chapter {chapter}: {count} of {len(those)}" in text
        assert all(one.title in text for one in those)
    (notebook_folder / "other").mkdir()
    monkeypatch.chdir(notebook_folder / "other")
    assert done(capsys) == []


def test_an_answer_without_a_source_is_kept_all_the_same(capsys):
    space = {"np": np}
    exec("def right(X, W):\n    return np.tanh(X @ W)", space)
    exercises.check("layer", space["right"])
    assert done(capsys) == ["layer"]


def test_a_write_that_is_cut_off_leaves_what_was_there(
    capsys, notebook_folder, monkeypatch
):
    exercises.check("layer", right)

    def cut_off(self, target):
        raise KeyboardInterrupt

    monkeypatch.setattr("pathlib.Path.replace", cut_off)
    with pytest.raises(KeyboardInterrupt):
        exercises.check("layer", lambda X, W: np.tanh(X @ W))
    assert "def right" in (notebook_folder / folder.NAME / "layer.py").read_text()
    assert done(capsys) == ["layer"]


def test_a_folder_that_cannot_be_written_is_said_so(capsys, monkeypatch):
    def refuse(*arguments, **options):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.mkdir", refuse)
    exercises.check("layer", right)
    text = " ".join(capsys.readouterr().out.split())
    assert text.startswith("Right: ")
    assert f"Permission denied in {os.getcwd()}" in text
    exercises.hint("layer")


def test_hints_come_one_at_a_time_and_begin_again_after_the_last():
    hints = find("layer").hints
    for k in [*range(len(hints)), 0]:
        given = exercises.hint("layer")
        assert given == f"Hint {k + 1} of {len(hints)}: {hints[k]}"
        assert given._repr_markdown_() == str(given) == repr(given)


def test_a_damaged_count_of_hints_begins_anew(notebook_folder):
    exercises.hint("layer")
    (notebook_folder / folder.NAME / "layer.hints").write_text("?")
    assert exercises.hint("layer").startswith("Hint 1 ")


UNFINISHED = (None, ..., lambda X, W: None, lambda X, W: ...)


def test_a_verdict_is_true_only_of_a_right_answer(capsys):
    verdict = exercises.check("layer", right)
    assert verdict
    assert (verdict.status, verdict.slip, verdict.cause) == ("right", "", "")
    for answer in UNFINISHED:
        verdict = exercises.check("layer", answer)
        assert not verdict
        assert (verdict.status, verdict.slip) == ("not yet", "")
    verdict = exercises.check("layer", wrong)
    assert not verdict
    assert verdict.status == "wrong"
    known = {slip.name: slip.cause for slip in find("layer").slips}
    assert verdict.cause == known[verdict.slip]
    assert verdict.cause in verdict.text
    assert exercises.check("layer", lambda X, W: 7 + right(X, W)).slip == ""


def test_what_is_printed_are_the_words_of_the_verdict(capsys):
    verdict = exercises.check("layer", wrong)
    assert capsys.readouterr().out == f"{verdict}\n"
    assert str(verdict).split() == verdict.text.split()
    assert "Likely" not in repr(verdict)


def test_a_verdict_shows_nothing_of_itself_in_a_notebook(notebook_folder):
    code = """
import numpy as np
from nnlib import exercises
for answer in (lambda X, W: np.tanh(X @ W), lambda X, W: X @ W, ...):
    verdict = exercises.check("layer", answer)
verdict"""
    last = 'exercises.check("find-the-error", line=2)'
    cells = [nbformat.v4.new_code_cell(source) for source in (code, last)]
    notebook = nbformat.v4.new_notebook(cells=cells)
    resources = {"metadata": {"path": str(notebook_folder)}}
    NotebookClient(notebook, resources=resources).execute()
    for cell in cells:
        (output,) = cell.outputs
        assert output.output_type == "stream"
        assert "Verdict" not in output.text


def test_the_strict_form_passes_a_right_answer_in_silence(capsys, notebook_folder):
    assert exercises.require("layer", right) is None
    assert exercises.require("shapes", **find("shapes").solution) is None
    assert capsys.readouterr().out == ""
    assert list(notebook_folder.iterdir()) == []


@pytest.mark.parametrize("answer", [*UNFINISHED, wrong, 3])
def test_the_strict_form_raises_with_the_words_of_the_verdict(answer, capsys):
    verdict = exercises.check("layer", answer)
    words = capsys.readouterr().out.strip()
    with pytest.raises(AssertionError) as raised:
        exercises.require("layer", answer)
    assert isinstance(raised.value, exercises.NotRight)
    assert str(raised.value) == words
    assert raised.value.verdict == verdict
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("name", "answers", "blanks", "words"),
    [
        ("find-the-error", (2,), {"line": 3}, "Two answers came at once. Hand in line"),
        ("find-the-error", (2,), {"line": 2}, "Two answers came at once."),
        (
            "layer",
            (right,),
            {"x": 1},
            'without x=, like this: exercises.check("layer", tanh_layer)',
        ),
        (
            "layer",
            (),
            {"tanh_layer": right},
            "the function alone, without tanh_layer=,",
        ),
        (
            "own-network",
            (),
            {"predict": right},
            'exercises.check("own-network", predict)',
        ),
    ],
)
def test_one_answer_alone_is_taken(name, answers, blanks, words, notebook_folder):
    with pytest.raises(exercises.NotRight) as raised:
        exercises.require(name, *answers, **blanks)
    assert words in " ".join(str(raised.value).split())
    assert "brackets" not in str(raised.value)
    assert exercises.check(name, *answers, **blanks).status == "wrong"
    assert list(notebook_folder.iterdir()) == []


@pytest.mark.parametrize("blanks", [{}, {"line": ...}, {"line": 5}, {"row": 2}])
def test_the_strict_form_takes_blanks(blanks):
    with pytest.raises(exercises.NotRight):
        exercises.require("find-the-error", **blanks)


def test_a_kept_answer_holds_plain_numbers(notebook_folder):
    exercises.check("find-the-error", line=np.int64(2))
    kept = notebook_folder / folder.NAME / "find-the-error.py"
    assert kept.read_text() == '{"line": 2}\n'


@pytest.mark.parametrize("call", [exercises.check, exercises.require, exercises.hint])
@pytest.mark.parametrize("name", ["Layer", "", None, ["layer"]])
def test_an_unknown_name_is_answered_with_those_there_are(call, name):
    with pytest.raises(ValueError, match=r"no exercise .* are: .*layer"):
        call(name)
