"""Beneath a verdict stands a link to the figure that shows what the mistake does."""

import json

import pytest
from built import BOTH
from playwright.sync_api import expect

from nnlib.exercises.book import find

PAGE = "chapters/03-matrix-calculus.html"
SEEN = {slip.name: slip.sight for slip in find("left-rule").slips}["no-transpose"]
KEPT = """([name, record]) => localStorage.setItem(
  `backpropagation-work:${name}`, JSON.stringify(record))"""


@pytest.fixture
def page(how, visit):
    """A page on which an answer was found wrong, and that has not been left since."""
    record = {"status": "wrong", "text": "Not right yet.", "sight": SEEN.address}
    seed = f"({KEPT})({json.dumps(['left-rule', record])});"
    page = visit(PAGE, how, before=lambda page: page.add_init_script(seed))
    page.evaluate("window.stayed = true")
    return page


@BOTH
def test_the_link_sets_the_figure_and_the_page_stays(page):
    figure = page.locator("#live-left")
    row, column = figure.get_by_role("slider").all()
    assert (row.input_value(), column.input_value()) == ("1", "0")
    link = page.get_by_role("link", name="Open this figure")
    link.press("Enter")
    expect(row).to_have_value("0")
    expect(column).to_have_value("1")
    expect(figure).to_be_in_viewport()
    expect(row).to_be_focused()
    assert page.evaluate("stayed")


@BOTH
def test_the_same_link_opens_the_page_in_that_state(page):
    address = page.get_by_role("link", name="Open this figure").get_attribute("href")
    page.goto(address)
    sliders = page.locator("#live-left").get_by_role("slider")
    expect(sliders.first).to_have_value("0")
    expect(sliders.last).to_have_value("1")
