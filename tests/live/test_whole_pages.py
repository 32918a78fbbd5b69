"""Every page as a whole: still while it loads, and open to everybody."""

import pytest
from browsing import UNFOLD, audited
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
# What is within formulas has tests of its own, and would take axe most of its time.
WHOLE = {"include": ["html"], "exclude": ["mjx-container"]}


@pytest.fixture(scope="module", params=PAGES)
def opened(request, shared_visit):
    def before(page):
        page.add_init_script(NOTE_SHIFTS)

    page = request.param
    visited = shared_visit(page, in_turn(PAGES, page), before=before)
    yield visited
    visited.close()


# The first of all, since nothing may have been touched yet.
def test_nothing_moves_while_a_page_loads(opened):
    opened.wait_for_load_state("networkidle")
    opened.wait_for_timeout(300)
    shifts = opened.evaluate("shifts")
    assert sum(value for value, _ in shifts) <= 0.02, shifts


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_a_page(opened, scheme):
    opened.set_viewport_size({"width": 1280, "height": 900})
    # What has the focus may show a word on what it is for.
    opened.evaluate("document.activeElement.blur()")
    expect(opened.locator("[role=tooltip]")).to_have_count(0)
    opened.add_style_tag(content=AT_ONCE)
    opened.emulate_media(color_scheme=scheme)
    opened.wait_for_selector(f"html[data-theme={scheme}]")
    opened.evaluate(UNFOLD)
    found = audited(opened, WHOLE)
    assert found.violations_count == 0, found.generate_report()
