"""Derivations on a page: what Python there says of them is what a notebook says."""

import json

import inside
import pytest

from nnlib import derivations
from nnlib.derivations.book import BY_NAME

every = pytest.mark.parametrize("problem", BY_NAME.values(), ids=lambda one: one.name)


def answer(kind, name, lines):
    job = {"kind": kind, "derivation": name, "lines": lines}
    given = inside.answer(json.loads(json.dumps(job)), lambda output: None)
    return json.loads(json.dumps(given))


@every
def test_a_right_derivation_is_right_and_every_line_is_shown(problem):
    found = answer("derivation", problem.name, problem.worked)
    assert found["status"] == "right" and found["line"] == 0
    rows = [row for row in problem.worked.strip().splitlines() if row.strip()]
    assert len(found["lines"]) == len(rows)
    for line in found["lines"]:
        assert line["mathml"].startswith("<math>") and not line["fault"]
    assert answer("shown", problem.name, problem.worked)["lines"] == found["lines"]


@every
def test_the_verdict_on_a_slip_is_that_of_a_notebook(problem, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    lines = f"{problem.wanted.partition(',')[0]} = 7 * f"
    found = answer("derivation", problem.name, lines)
    verdict = derivations.check(problem.name, lines)
    assert found["status"] == verdict.status == "wrong"
    for name in ["slip", "cause", "line", "place"]:
        assert found[name] == getattr(verdict, name)
    assert found["text"] == str(verdict)


def test_nothing_is_kept_in_a_page(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    answer("derivation", "right-rule", "dU = dG @ K.T")
    assert list(tmp_path.iterdir()) == []


def test_each_line_is_shown_with_the_row_it_ends_in_though_none_follows():
    lines = "...\n\ndU = dG @ K\n# so\n   = dG @\n     K + hello\ndU = dG"
    first, second, third = answer("shown", "right-rule", lines)["lines"]
    assert [first["end"], second["end"], third["end"]] == [3, 6, 7]
    assert "<mi>K</mi>" in first["mathml"] and not first["fault"]
    assert not second["mathml"] and "hello is not known here" in second["fault"]
    assert third["mathml"] and not third["fault"]


def test_too_many_lines_are_told_by_the_verdict_and_not_shown():
    lines = "dU = dG\n" * 100
    assert answer("shown", "right-rule", lines)["lines"] == []
    found = answer("derivation", "right-rule", lines)
    assert found["status"] == "wrong" and "100 lines" in found["text"]


def test_the_step_between():
    lines = "df/dU[i,j] = sum(df/dG[s,t] * dG[s,t]/dU[i,j] for s, t)"
    assert "G[s,t] = " in answer("step", "right-rule", lines)["text"]


def test_an_unknown_name_is_told():
    found = answer("derivation", "none", "a = b")
    assert found["status"] == "error"
    assert "There is no derivation 'none'" in found["text"]


def test_a_verdict_in_a_cell_shows_the_lines_as_formulas(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    source = (
        "from nnlib import derivations\n"
        'derivations.check("right-rule", "dU = dG @ K.T")'
    )
    job = {"kind": "cell", "page": "desk", "source": source}
    said, shown = inside.answer(job, lambda output: None)["outputs"]
    assert said["text"] == "Right. The line follows.\n"
    assert shown["data"]["application/mathml+xml"].startswith("<math><mfrac>")
