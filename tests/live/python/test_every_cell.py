"""Every cell of every chapter, run in a page, gives what is stored in the notebook."""

from pathlib import Path

import pytest
from pages import book_page
from replay import ROOT, differences

CHAPTERS = sorted((ROOT / "chapters").glob("*.ipynb"))
# Where it comes from matters to how Python starts, not to what it says.
PLACES = [("http", path) for path in CHAPTERS] + [("file", CHAPTERS[1])]

DIFFERENT = {}
"""The cells that show something else in a page, and why. A page of the book lists them:
chapters/in-the-page.md."""


@pytest.fixture(scope="module")
def pages(shared_visit):
    """A page from a server, and one from disk: Python starts once in each."""
    opened = {}

    def page(how):
        if how not in opened:
            opened[how] = book_page(shared_visit, how)
        return opened[how]

    return page


@pytest.mark.parametrize(("how", "path"), PLACES, ids=lambda one: getattr(one, "stem", one))
def test_every_cell_of_a_chapter_gives_what_is_stored(pages, how, path):
    different = differences(path, pages(how))
    assert {name: different[name] for name in different if name not in DIFFERENT} == {}


def test_a_cell_that_differs_is_a_cell():
    known = {cell for path in CHAPTERS for cell in ids(path)}
    assert set(DIFFERENT) <= known
