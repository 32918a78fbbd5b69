"""Formulas as readers meet them: whole, within reach of keys, with nothing for axe."""

import pytest
from browsing import UNFOLD, audited
from built import built_pages, text

FORMULA = "mjx-container"
PAGES = [page for page in built_pages() if f"<{FORMULA}" in text(page)]

# What is wide, and nothing else, can have the focus.
FOCUS = """() => [...document.querySelectorAll("mjx-container")].every(
  (one) => (one.scrollWidth > one.clientWidth) === (one.tabIndex === 0))"""


@pytest.fixture(params=PAGES)
def page(request):
    return request.param


def test_on_a_narrow_screen_wide_formulas_scroll_by_key(page, visit):
    opened = visit(page, size=(320, 640))
    opened.wait_for_load_state("load")
    opened.evaluate(UNFOLD)
    opened.wait_for_function(FOCUS)
    assert opened.evaluate("document.documentElement.scrollWidth") <= 320
    for formula in opened.locator(f"{FORMULA}[tabindex]:visible").all()[:3]:
        formula.focus()
        opened.keyboard.press("ArrowRight")
        opened.wait_for_function("document.activeElement.scrollLeft > 0")
    found = audited(opened, ".math")
    assert found.violations_count == 0, found.generate_report()


def test_on_a_wide_screen_few_formulas_stop_the_tab_key(visit):
    opened = visit("chapters/03-matrix-calculus.html", size=(1280, 900))
    opened.wait_for_load_state("load")
    opened.evaluate(UNFOLD)
    opened.wait_for_function(FOCUS)
    assert opened.locator(FORMULA).count() > 500
    assert opened.locator(f"{FORMULA}[tabindex]").count() < 10


def test_formulas_need_no_script(visit):
    opened = visit("chapters/03-matrix-calculus.html", java_script_enabled=False)
    shown = opened.locator(f".math > {FORMULA} > mjx-math:visible")
    assert shown.count() > 500
