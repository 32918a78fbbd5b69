"""Every cell of every chapter, run in a page, gives what is stored in the notebook.

There is no exception; if there ever is one, readers must find it on the page that says
what differs (chapters/in-the-page.md).
"""

import pytest
from pages import book_page
from replay import ROOT, differences

CHAPTERS = sorted((ROOT / "chapters").glob("*.ipynb"))
# Where Python comes from matters to how it starts, not to what it says. Chapter 2 times
# its cells, and draws.
PLACES = [("http", path) for path in CHAPTERS] + [("file", CHAPTERS[1])]


@pytest.fixture(scope="module")
def asking(shared_visit):
    """A page from a server, and one from disk: Python starts once in each."""
    pages = {}

    def page(how):
        if how not in pages:
            pages[how] = book_page(shared_visit, how)
        return pages[how]

    return page


@pytest.mark.parametrize(
    ("how", "path"), PLACES, ids=lambda one: getattr(one, "stem", one)
)
def test_every_cell_of_a_chapter_gives_what_is_stored(asking, how, path):
    assert differences(path, asking(how)) == {}
