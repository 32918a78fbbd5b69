"""What is said of a fault names the cell as the author counts it."""

import faults
import nbformat
import pytest
from layout import ROOT
from page_exercises import ANSWER, with_parts

CHAPTERS = sorted((ROOT / "chapters").glob("0[1-57]-*.ipynb"))


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_a_cell_after_the_exercises_is_named_by_its_own_number(path):
    cells = nbformat.read(path, as_version=nbformat.NO_CONVERT).cells
    built = [one["id"] for one in with_parts(cells)]
    number = built.index(cells[-1].id) + 1
    assert number > len(cells)
    said = faults.words(f"{path}:{number * faults.CELL + 1}", "undefined label: a")
    first = cells[-1].source.splitlines()[0]
    assert f"cell {len(cells)}, line 1:  {first}" in said


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_what_the_build_adds_belongs_to_the_cell_before_it(path):
    cells = nbformat.read(path, as_version=nbformat.NO_CONVERT).cells
    built = [one["id"] for one in with_parts(cells)]
    answer = next(one for one in built if ANSWER.fullmatch(one))
    number = built.index(f"{answer}-parts") + 1
    said = faults.words(f"{path}:{number * faults.CELL + 1}", "undefined label: a")
    before = [one.id for one in cells].index(built[number - 2]) + 1
    assert f"cell {before}, line 1:" in said
