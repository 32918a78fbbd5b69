"""The pages know their cells by the ids that the notebooks have for them."""

import re

import nbformat
import page_cells
import pytest
from exercise_pages import NUMBERS
from layout import ROOT

NOTEBOOKS = sorted([*ROOT.glob("chapters/*.ipynb"), *ROOT.glob("solutions/*.ipynb")])


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_each_code_cell_has_its_id(path, pages):
    page = pages[f"{path.parent.name}/{path.stem}"]
    shown = [cell for cell in page.select("div.cell") if cell.select(".cell_input")]
    cells = nbformat.read(path, as_version=4).cells
    sources = {cell.id: cell.source for cell in cells if cell.cell_type == "code"}
    assert len(shown) > 5
    for cell in shown:
        name = cell["id"].removeprefix("cell-")
        text = cell.select_one("pre").get_text().rstrip("\n")
        if name.startswith("exercise-derivation-"):
            assert sources[name].count(f'r"""\n{text}\n"""') == 1
        else:
            assert text == sources[name].rstrip()


@pytest.mark.parametrize("chapter", NUMBERS)
def test_each_exercise_leads_to_its_solution(chapter, pages):
    (name,) = (name for name in pages if name.startswith(f"chapters/{chapter:02}-"))
    stem = name.removeprefix("chapters/")
    there = pages[f"solutions/{stem}"]
    for exercise in pages[name].select("div.exercise"):
        (link,) = exercise.select(".exercise-bar a")
        address, _, place = link["href"].partition("#")
        assert address == f"../solutions/{stem}.html"
        section = there.find(id=place).find_parent("section")
        words = section.find(re.compile("h[1-6]")).get_text()
        number = exercise.find_parent("section").find(re.compile("h[1-6]")).get_text()
        assert words.partition(":")[0] == number.partition(":")[0]
        derives = exercise["data-exercise"].startswith("derivation-")
        buttons = exercise.select(".exercise-bar button:disabled")
        assert len(buttons) == (4 if derives else 3)


def test_scripts_that_run_cells_come_only_where_there_are_cells(pages):
    for name, page in pages.items():
        loads = {script.get("src", "") for script in page.select("script")}
        asks = [one for one in page.select("script") if page_cells.FILE in one.text]
        assert bool(asks) == bool(page.select("div.cell[id]")), name
        assert not any(
            part in address
            for address in loads
            for part in ("python.js", "editor.js", "worker")
        )
