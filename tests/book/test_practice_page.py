"""The page to practise on holds a problem of each kind, whatever else there is."""

import json
from types import SimpleNamespace

import practice
import pytest
from bs4 import BeautifulSoup
from docutils.nodes import SkipNode

from nnlib.practice.book import KINDS


@pytest.fixture(scope="module")
def page(html):
    text = (html / "chapters" / "practice.html").read_text(encoding="utf-8")
    return BeautifulSoup(text, "html.parser")


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_there_is_a_problem_of_each_kind_with_its_solution_folded(kind, page):
    section = page.find(id=f"practice-{kind.name}")
    assert section.name == "section"
    assert section.find("h3").get_text().startswith(kind.title)
    fold = section.find("details")
    assert fold.get("open") is None
    assert fold.find("summary").get_text().strip() == "Worked solution"
    one = kind.problem(practice.SEED)
    formulas = (one.task + one.wanted).replace("$$", "$").count("$") / 2
    assert len(section.find_all("math")) - len(fold.find_all("math")) == formulas
    assert "So " in fold.find_all("p")[-1].get_text()


def written(python):
    translator = SimpleNamespace(
        body=[], config=SimpleNamespace(html_context={"page_python": python})
    )
    with pytest.raises(SkipNode):
        practice.write_form(translator, None)
    return BeautifulSoup("".join(translator.body), "html.parser")


def test_a_book_without_python_says_so_in_place_of_a_form():
    assert "as they are" in written(python=False).get_text()
    assert written(python=False).find(["form", "table", "button"]) is None


def test_every_kind_can_be_chosen_and_has_a_row():
    form = written(python=True)
    values = [option["value"] for option in form.find_all("option")]
    assert values == ["", *KINDS]
    assert [row["data-kind"] for row in form.select("tbody tr")] == list(KINDS)


def test_how_well_a_kind_is_known_is_said_by_the_page():
    table = written(python=True).select_one("table.practice-kinds")
    words = json.loads(table["data-words"])
    assert words[0] == "wrong last time"
    assert words[1:4] == [f"right {n} of 4 times" for n in (1, 2, 3)]
    assert words[4:] == ["known well"]
