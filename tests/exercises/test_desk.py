"""Handing in an answer: what is printed, and what is kept in the notebook's folder."""

import os
import re

import numpy as np
import pytest

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


@pytest.mark.parametrize("call", [exercises.check, exercises.hint])
@pytest.mark.parametrize("name", ["Layer", "", None, ["layer"]])
def test_an_unknown_name_is_answered_with_those_there_are(call, name):
    with pytest.raises(ValueError, match=r"no exercise .* are: .*layer"):
        call(name)
