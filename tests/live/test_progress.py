"""The mark beside a chapter that was read to its end."""

import pytest
from browsing import attached, until_kept
from built import BOTH
from playwright.sync_api import expect

FIRST, SECOND = "chapters/01-neurons.html", "chapters/02-vectorisation.html"
MARKS = ".bd-links .read-mark"


def read_to_the_end(page):
    page.locator("body").press("Control+End")
    expect(page.locator(".prev-next-footer")).to_be_in_viewport()


def marked(page):
    marks = page.locator(MARKS)
    return [mark.locator("..").text_content().rstrip("✓") for mark in marks.all()]


def titles(page):
    """Return the links to the chapters: the story comes before them."""
    return page.locator(".bd-links a").all_text_contents()[1:]


@BOTH
def test_a_chapter_is_marked_once_it_was_read(how, visit, addresses):
    page = attached(visit(FIRST, how))
    assert marked(page) == []
    before = titles(page)
    read_to_the_end(page)
    expect(page.locator(MARKS)).to_have_count(1)
    until_kept(page, FIRST)
    page.goto(addresses["plain"][how] + SECOND)
    attached(page)
    expect(page.locator(MARKS)).to_have_count(1)
    assert marked(page) == before[:1]
    link = page.get_by_role("link", name="1. Neurons (read)", exact=True)
    expect(link).to_be_visible()
    read_to_the_end(page)
    expect(page.locator(MARKS)).to_have_count(2)
    until_kept(page, SECOND)
    page.reload()
    attached(page)
    expect(page.locator(MARKS)).to_have_count(2)
    assert marked(page) == before[:2]


@BOTH
def test_a_chapter_read_in_another_tab_is_marked_in_this_one(how, visit, addresses):
    page = attached(visit(FIRST, how))
    other = page.context.new_page()
    other.goto(addresses["plain"][how] + SECOND)
    attached(other)
    read_to_the_end(other)
    expect(page.locator(MARKS)).to_have_count(1)
    assert marked(page) == marked(other)


def test_only_chapters_are_marked(how, visit):
    page = visit("chapters/references.html", how)
    read_to_the_end(page)
    page.reload()
    assert marked(page) == []


@pytest.mark.parametrize("kept", ["{", "3", "null", '["chapters/09-none.html"]'])
def test_what_else_was_kept_under_the_name_does_no_harm(kept, visit, addresses):
    page = visit("intro.html")
    page.evaluate("kept => localStorage.setItem('backpropagation-read', kept)", kept)
    page.goto(addresses["plain"]["http"] + FIRST)
    assert marked(page) == []


def test_a_mark_stands_in_the_margin_where_it_moves_nothing(visit):
    page = visit(FIRST)
    read_to_the_end(page)
    mark = page.locator(MARKS)
    expect(mark).to_be_in_viewport(ratio=1)
    box, link = mark.bounding_box(), mark.locator("..").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= link["x"]
    assert abs(box["y"] + box["height"] / 2 - link["y"] - link["height"] / 2) < 4
