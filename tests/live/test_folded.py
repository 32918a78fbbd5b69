"""Hints and solutions: folded until a reader opens them, and open on paper."""

import io
import re

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from nnlib.exercises.book import CHAPTERS

PAGE = "solutions/02-vectorisation.html"
FOLDED = ":is(details.dropdown, .tag_hide-cell > details)"
OPEN = f"{FOLDED}[open]"


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_hint_opens_at_its_line_by_mouse_and_by_key(scripts, visit):
    page = visit(PAGE, java_script_enabled=scripts)
    hint = page.locator("details.dropdown").first
    line, text = hint.locator("summary"), hint.locator("p").first
    expect(line).to_have_text("Hint 1")
    expect(text).to_be_hidden()
    line.click()
    expect(text).to_be_visible()
    line.press("Enter")
    expect(text).to_be_hidden()
    expect(page.locator(OPEN)).to_have_count(0)


def test_on_paper_all_are_open_and_afterwards_as_before(visit):
    page = visit(PAGE)
    parts = page.locator(FOLDED)
    assert parts.count() > page.locator("details.dropdown").count() > 0
    parts.nth(1).locator("summary").click()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(OPEN)).to_have_count(parts.count())
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator(OPEN)).to_have_count(1)
    expect(parts.nth(1)).to_have_attribute("open", "")


def test_the_browser_prints_the_code_of_solutions(visit):
    text = printed(visit(PAGE))
    assert "answer" not in re.findall("(?:Show|Hide) the (.*)", text)
    for exercise in CHAPTERS[2]:
        for line in exercise.worked().splitlines():
            assert squeezed(line) in squeezed(text)


def test_the_browser_leaves_out_code_that_only_draws(visit):
    page = visit("chapters/02-vectorisation.html")
    text = printed(page)
    assert not re.search("(?:Show|Hide) the code", text)
    code = page.locator(".tag_hide-input > details pre").all_text_contents()
    assert code
    for one in code:
        assert squeezed(one) not in squeezed(text)


LOWER = """(level) => {
  for (const one of document.querySelectorAll("article h2")) {
    const lower = document.createElement(level);
    lower.append(...one.childNodes);
    one.replaceWith(lower);
  }
}"""


@pytest.mark.parametrize("level", ["h2", "h4"])
def test_the_browser_lists_a_heading_once_wherever_on_a_sheet_it_stands(visit, level):
    """Also as low as they stand where the whole book is one page."""
    page = visit("chapters/notation.html")
    page.evaluate(LOWER, level)
    headings = page.locator(f"article :is(h1, {level})").all_text_contents()
    pdf = PdfReader(io.BytesIO(page.pdf(outline=True, tagged=True)))
    listed = [title for title in titles(pdf.outline) if title != "Contents"]
    assert listed == [heading.rstrip("#") for heading in headings]


def titles(entries):
    """Return the titles of a PDF's outline."""
    return [
        title
        for one in entries
        for title in (titles(one) if isinstance(one, list) else [one.title])
    ]


def printed(page):
    """Return what stands on the paper."""
    sheets = PdfReader(io.BytesIO(page.pdf())).pages
    return "\n".join(sheet.extract_text() for sheet in sheets)


def squeezed(text):
    """Return a text without blanks and the line ends that paper adds."""
    return "".join(text.split())
