"""Practising in a notebook: a problem, an answer, and what the folder keeps of it."""

import json
from datetime import date, timedelta

import pytest

from nnlib import language, practice
from nnlib.practice import desk, folder
from nnlib.practice.book import KINDS


@pytest.fixture(autouse=True)
def notebook_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(desk.Open, "problem", None)
    monkeypatch.setattr(desk.Open, "counted", False)
    return tmp_path


def kept(name):
    path = f"{folder.NAME}/{name}.json"
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def in_days(days):
    return str(date.today() + timedelta(days))


def test_a_problem_shows_itself_with_the_call_that_judges_it():
    one = practice.problem("backward-pass", seed=3)
    text = one._repr_markdown_()
    assert text == repr(one)
    assert text.startswith("**A whole backward pass** (backward-pass, seed 3)\n\n")
    assert one.task in text
    assert text.endswith("practice.check(a=..., dW2=..., dZ1=..., dW1=...)\n```")


def test_a_right_answer_is_told_and_the_kind_comes_back_tomorrow(capsys):
    one = practice.problem("backward-pass", seed=3)
    assert practice.check(**one.blanks)
    assert capsys.readouterr().out == (
        "Right: a, dW2, dZ1 and dW1.\n\n"
        "This kind comes back tomorrow, with other numbers.\n"
    )
    assert kept("backward-pass") == {"times": 1, "due": in_days(1)}


def test_what_the_package_says_of_itself_is_right(capsys):
    practice.problem("backward-pass", seed=3)
    (call,) = (
        line for line in practice.__doc__.splitlines() if "practice.check(" in line
    )
    exec(call.strip(), {"practice": practice})
    assert capsys.readouterr().out.startswith("Right: ")


@pytest.mark.parametrize("blanks", [{"z": (1, 2)}, {"Z": "one"}, {"Z": [[1], [2, 3]]}])
def test_what_cannot_be_read_is_told_and_does_not_count(capsys, blanks):
    one = practice.problem("layer", seed=3)
    assert practice.check(**blanks).status == "wrong"
    assert "comes back" not in capsys.readouterr().out
    assert practice.check(**one.blanks)
    assert kept("layer") == {"times": 1, "due": in_days(1)}


def test_a_slip_is_told_and_the_second_answer_counts_no_more(capsys):
    one = practice.problem("loss", seed=3)
    verdict = practice.check(**{**one.blanks, "dA": [[0]] * len(one.blanks["dA"])})
    assert (verdict.status, verdict.slip) == ("wrong", "")
    slip = next(slip for slip in one.slips if slip.name == "m-forgotten")
    assert practice.check(**{**one.blanks, **slip.answer}).slip == "m-forgotten"
    assert practice.check(**one.blanks)
    text = capsys.readouterr().out
    assert text.count("This kind comes back today, with other numbers.") == 1
    assert text.count("practice.solution()") == 2
    assert kept("loss") == {"times": 0, "due": in_days(0)}


def test_what_nobody_foresaw_is_described(capsys):
    one = practice.problem("layer", seed=3)
    practice.check(Z=[[-3 * entry for entry in row] for row in one.blanks["Z"]])
    assert "every entry is -3 times what it should be" in capsys.readouterr().out


def test_blanks_that_are_left_do_not_count(capsys):
    practice.problem("neuron", seed=1)
    assert practice.check(z=...).status == "not yet"
    assert capsys.readouterr().out == "Not yet: z and a to be filled in.\n"
    assert folder.kept() == {}


def test_a_solution_that_is_seen_first_counts_as_wrong():
    one = practice.problem("bowl", seed=1)
    shown = practice.solution()
    assert shown._repr_markdown_().startswith(one.derivation)
    assert "comes back today" in shown
    assert kept("bowl")["times"] == 0
    assert practice.solution() == one.derivation
    practice.problem("slope", seed=1)
    practice.check(dz=practice.problem("slope", seed=1).blanks["dz"])
    assert "comes back" not in practice.solution()


def test_next_goes_through_what_is_new_and_returns_to_what_was_wrong():
    names = list(KINDS)
    first = practice.next(seed=1)
    assert first.name == names[0]
    practice.check(**first.blanks)
    second = practice.next(seed=1)
    assert second.name == names[1]
    practice.solution()
    assert practice.next(seed=2).name == names[2]
    assert practice.next(seed=2).name == names[1]


def test_fresh_numbers_come_without_a_seed():
    seeds = {practice.problem("layer").seed for _ in range(5)}
    assert len(seeds) > 1 and all(0 <= seed < desk.SEEDS for seed in seeds)


def test_all_kinds_are_listed_with_when_they_return(capsys):
    practice.check(**practice.problem("layer", seed=1).blanks)
    capsys.readouterr()
    practice.kinds()
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(KINDS)
    assert lines[1].endswith("right 1 of 4 times, comes back tomorrow")


@pytest.mark.parametrize("tag", language.known())
def test_when_they_return_stands_in_one_column(tag, capsys, monkeypatch):
    monkeypatch.setattr(language, "_chosen", tag)
    for name in KINDS:
        practice.check(**practice.problem(name, seed=1).blanks)
    capsys.readouterr()
    practice.kinds()
    lines = capsys.readouterr().out.splitlines()
    told = language.say("right {n} of {all} times", n=1, all=4)
    assert len({line.index(f"   {told}") for line in lines}) == 1


def test_a_folder_that_holds_something_else_is_begun_anew(notebook_folder):
    place = notebook_folder / folder.NAME
    place.mkdir()
    for name, text in {"loss": "{", "bowl": "[]", "slope": '{"times": 1}'}.items():
        (place / f"{name}.json").write_text(text)
    (place / "layer.json").write_text('{"times": 1, "due": "soon"}')
    assert folder.kept() == {}


def test_what_cannot_be_kept_is_said(capsys, notebook_folder):
    (notebook_folder / folder.NAME).write_text("in the way")
    practice.check(**practice.problem("layer", seed=1).blanks)
    assert "(Not kept for next():" in capsys.readouterr().out


def test_without_a_problem_one_is_told_how_to_begin():
    for ask in (practice.check, practice.solution):
        with pytest.raises(ValueError, match=r"Begin with practice\.next\(\)"):
            ask()
