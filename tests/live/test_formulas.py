"""Formulas as readers meet them: whole, within reach of keys, with nothing for axe."""

import pytest
from browsing import UNFOLD, audited
from built import built_pages, in_turn, text

FORMULA = "mjx-container"
PAGES = [page for page in built_pages() if f"<{FORMULA}" in text(page)]

# What is wide, and nothing else, can have the focus.
FOCUS = """() => [...document.querySelectorAll("mjx-container")].every(
  (one) => (one.scrollWidth > one.clientWidth) === (one.tabIndex === 0))"""
# A character is drawn by a rule of style; without its rule there is nothing.
MISSING = """() => [...document.querySelectorAll("mjx-c")]
  .filter((one) => !one.closest("mjx-stretchy-v, mjx-stretchy-h"))
  .filter((one) => ["none", ""].includes(getComputedStyle(one, "::before").content))
  .map((one) => one.className)"""
FONTS = """async () => {
  await document.fonts.ready;
  return [...document.fonts]
    .filter(({ family, status }) => family.startsWith("MJX") && status === "error")
    .map(({ family }) => family);
}"""


@pytest.fixture(scope="module", params=PAGES)
def narrow(request, shared_visit):
    """Each page that has formulas, on a narrow screen, with its hints open."""
    page = request.param
    visited = shared_visit(page, in_turn(PAGES, page), size=(320, 640), book="built")
    visited.wait_for_load_state("load")
    visited.evaluate(UNFOLD)
    yield visited
    visited.close()


def test_every_character_of_a_formula_has_its_shape(narrow):
    assert narrow.evaluate(MISSING) == []
    assert narrow.evaluate(FONTS) == []


def test_on_a_narrow_screen_wide_formulas_scroll_by_key(narrow):
    narrow.wait_for_function(FOCUS)
    assert narrow.evaluate("document.documentElement.scrollWidth") <= 320
    for formula in narrow.locator(f"{FORMULA}[tabindex]:visible").all()[:3]:
        formula.focus()
        narrow.keyboard.press("ArrowRight")
        narrow.wait_for_function("document.activeElement.scrollLeft > 0")


def test_axe_finds_nothing_in_a_formula(narrow):
    found = audited(narrow, ".math", "light")
    assert found.violations_count == 0, found.generate_report()


def test_on_a_wide_screen_few_formulas_stop_the_tab_key(visit):
    opened = visit("chapters/03-matrix-calculus.html", book="built")
    opened.wait_for_load_state("load")
    opened.evaluate(UNFOLD)
    opened.wait_for_function(FOCUS)
    assert opened.locator(FORMULA).count() > 500
    assert opened.locator(f"{FORMULA}[tabindex]").count() < 10


def test_formulas_need_no_script(visit):
    opened = visit(
        "chapters/03-matrix-calculus.html", book="built", java_script_enabled=False
    )
    shown = opened.locator(f".math > {FORMULA} > mjx-math:visible")
    assert shown.count() > 500
