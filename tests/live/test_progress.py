"""The mark beside a chapter that was read to its end."""

import pytest
from playwright.sync_api import expect

FIRST, SECOND = "chapters/01-neurons.html", "chapters/02-vectorisation.html"
MARKS = ".bd-links .read-mark"
SHIFTS = """
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const shift of list.getEntries())
      window.shifts.push(...shift.sources.map(({ node }) => node?.className));
  }).observe({ type: "layout-shift", buffered: true });
"""


def read_to_the_end(page):
    page.locator("body").press("Control+End")
    expect(page.locator(".prev-next-footer")).to_be_in_viewport()


def marked(page):
    marks = page.locator(MARKS)
    return [mark.locator("..").text_content().rstrip("✓") for mark in marks.all()]


def sizes_of(page):
    boxes = [link.bounding_box() for link in page.locator(".bd-links a").all()]
    return [(box["x"], box["width"], box["height"]) for box in boxes]


def test_a_chapter_is_marked_once_it_was_read(how, visit, addresses):
    page = visit(FIRST, how, formulas=False)
    assert marked(page) == []
    before = page.locator(".bd-links a").all_text_contents()
    sizes = sizes_of(page)
    read_to_the_end(page)
    expect(page.locator(MARKS)).to_have_count(1)
    assert sizes_of(page) == sizes
    page.goto(addresses[how] + SECOND)
    assert marked(page) == before[:1]
    link = page.get_by_role("link", name="1. Neurons (read)", exact=True)
    expect(link).to_be_visible()
    read_to_the_end(page)
    expect(page.locator(MARKS)).to_have_count(2)
    page.reload()
    assert marked(page) == before[:2]


def test_only_chapters_are_marked(how, visit):
    page = visit("chapters/references.html", how)
    read_to_the_end(page)
    page.reload()
    assert marked(page) == []


@pytest.mark.parametrize("kept", ["{", "3", "null", '["chapters/09-none.html"]'])
def test_what_else_was_kept_under_the_name_does_no_harm(kept, visit, addresses):
    page = visit("intro.html")
    page.evaluate("kept => localStorage.setItem('backpropagation-read', kept)", kept)
    page.goto(addresses["http"] + FIRST)
    assert marked(page) == []


def test_the_marks_move_nothing(visit):
    page = visit(FIRST)
    read_to_the_end(page)
    expect(page.locator(MARKS)).to_have_count(1)
    page.context.add_init_script(SHIFTS)
    page.reload()
    page.wait_for_timeout(300)
    assert "read-mark" not in page.evaluate("shifts")
