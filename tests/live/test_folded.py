"""Hints and solutions: folded until a reader opens them, and open on paper."""

import pytest
from playwright.sync_api import expect

PAGE = "solutions/02-vectorisation.html"
OPEN = "details.dropdown[open]"


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
    parts = page.locator("details.dropdown")
    parts.nth(1).locator("summary").click()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(OPEN)).to_have_count(parts.count())
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator(OPEN)).to_have_count(1)
    expect(parts.nth(1)).to_have_attribute("open", "")


def test_the_browser_prints_what_is_folded(visit):
    page = visit(PAGE)
    page.evaluate("""() => addEventListener("beforeprint", () => {
      window.printed = document.querySelectorAll("details.dropdown:not([open])").length;
    })""")
    page.pdf()
    assert page.evaluate("printed") == 0
