"""On a page that is read from the right, code, formulas and figures are not."""

import pytest

PAGE = "chapters/01-neurons.html"
DIRECTIONS = """(select) => [...new Set([...document.querySelectorAll(select)]
    .map((element) => getComputedStyle(element).direction))]"""
OWN_WAY = """() => [...document.querySelectorAll(
    ".live-figure p, .live-figure label, .live-text > .live-row")]
    .map((element) => getComputedStyle(element).unicodeBidi)"""


@pytest.fixture(scope="module")
def page(shared_visit):
    page = shared_visit(PAGE, book="built")
    page.evaluate("document.documentElement.dir = 'rtl'")
    page.wait_for_selector(".live-drawing svg")
    return page


@pytest.mark.parametrize(
    "select", ["pre", "code", "math", ".live-figure", ".live-drawing svg"]
)
def test_these_are_read_from_the_left(page, select):
    assert page.evaluate(DIRECTIONS, select) == ["ltr"]


def test_words_go_their_own_way(page):
    assert page.evaluate(DIRECTIONS, "article > section > p") == ["rtl"]
    said = page.evaluate(OWN_WAY)
    assert len(said) > 10
    assert set(said) == {"plaintext"}
