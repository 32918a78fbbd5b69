"""Every page as a whole: still while it loads, and open to everybody."""

import pytest
from browsing import UNFOLD, audited, settled
from built import built_pages, in_turn
from playwright.sync_api import expect

PAGES = built_pages()
NOTE_SHIFTS = """
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries()) {
      const names = sources.map(({ node }) => node?.parentElement?.className);
      window.shifts.push([value, names.join(" | ")]);
    }
  }).observe({ type: "layout-shift", buffered: true });
"""
# Else colours change by and by, and what unfolds comes in slowly.
AT_ONCE = "* { animation: none !important; transition: none !important; }"
# What is within formulas has tests of its own, and would take axe most of its time, as
# it reads what it is told to leave out as well.
WHOLE = {"include": ["html"], "exclude": ["mjx-container"]}
AS_TEXT = """all => {
  for (const one of all) one.textContent = one.querySelector("math").textContent;
}"""


@pytest.fixture(scope="module", params=PAGES)
def opened(request, shared_visit):
    def before(page):
        page.add_init_script(NOTE_SHIFTS)

    page = request.param
    visited = shared_visit(page, in_turn(PAGES, page), before=before)
    settled(visited)
    # Before anything is touched: the tests come in any order.
    visited.shifts = visited.evaluate("shifts")
    yield visited
    visited.close()


def test_nothing_moves_while_a_page_loads(opened):
    assert sum(value for value, _ in opened.shifts) <= 0.02, opened.shifts


def test_the_first_key_skips_to_the_text(opened):
    opened.keyboard.press("Tab")
    skip = opened.locator(":focus")
    expect(skip).to_have_text("Skip to main content")
    expect(skip).to_be_in_viewport(ratio=1)
    opened.keyboard.press("Enter")
    expect(opened.locator("#main-content")).to_be_in_viewport()
    opened.keyboard.press("Tab")
    expect(opened.locator("main :focus, #main-content:focus")).to_have_count(1)


# 640 points are what 1280 leave when everything is twice as large.
@pytest.mark.parametrize("width", [320, 640])
def test_nothing_is_wider_than_the_screen(opened, width):
    opened.set_viewport_size({"width": width, "height": 640})
    opened.evaluate(UNFOLD)
    assert opened.evaluate("document.documentElement.scrollWidth") <= width


@pytest.fixture(scope="module", params=PAGES)
def unfolded(request, shared_visit):
    """Each page with its hints open and its formulas as mere text."""
    page = request.param
    visited = shared_visit(page, in_turn(PAGES, page))
    visited.add_style_tag(content=AT_ONCE)
    visited.evaluate(UNFOLD)
    visited.locator("mjx-container").evaluate_all(AS_TEXT)
    yield visited
    visited.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_a_page(unfolded, scheme):
    unfolded.emulate_media(color_scheme=scheme)
    unfolded.wait_for_selector(f"html[data-theme={scheme}]")
    found = audited(unfolded, WHOLE)
    assert found.violations_count == 0, found.generate_report()
