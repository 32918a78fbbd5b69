"""Formulas as readers meet them: whole, within reach of keys, with nothing for axe."""

import pytest
from browsing import UNFOLD, audited
from built import built_pages, in_turn, text

FORMULA = "math"
# What scrolls where there is no room.
BOX = "div.math, .math.long"
PAGES = [page for page in built_pages() if f"<{FORMULA}" in text(page)]

# What is wide, and nothing else, can have the focus.
FOCUS = f"""() => [...document.querySelectorAll("{BOX}")].every(
  (one) => (one.scrollWidth > one.clientWidth) === (one.tabIndex === 0))"""
# Of characters in elements alike, one is enough.
LEAVES = """() => {
  const seen = new Map();
  for (const one of document.querySelectorAll("mi, mo, mn, mtext")) {
    seen.set(one.outerHTML, one);
  }
  for (const one of seen.values()) one.setAttribute("data-leaf", "");
  return seen.size;
}"""

# What bears a name that it has from a formula in it, and what the formula says; of a
# label it is what it stands beside.
NAMED = """() => {
  const bears = "a, button, h1, h2, h3, h4, label, summary, th";
  window.named = [...document.querySelectorAll(bears)]
    .filter((one) => one.checkVisibility() && one.querySelector("math"));
  return window.named.map((one) => [...one.querySelectorAll("math")]
    .map((formula) => formula.getAttribute("aria-label") ?? formula.textContent));
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


def test_on_a_narrow_screen_wide_formulas_scroll_by_key(narrow):
    narrow.wait_for_function(FOCUS)
    assert narrow.evaluate("document.documentElement.scrollWidth") <= 320
    # The theme gives those that have room a tabindex too, -1, some time after loading.
    for formula in narrow.locator(".math[tabindex='0']:visible").all()[:3]:
        formula.focus()
        narrow.keyboard.press("ArrowRight")
        narrow.wait_for_function("() => document.activeElement.scrollLeft > 0")


def test_axe_finds_nothing_in_a_formula(narrow):
    found = audited(narrow, ".math", "light")
    assert found.violations_count == 0, found.generate_report()


def test_a_formula_in_a_heading_a_link_or_an_option_is_in_its_name(narrow):
    session = narrow.context.new_cdp_session(narrow)
    for place, formulas in enumerate(narrow.evaluate(NAMED)):
        one = f"window.named[{place}].control ?? window.named[{place}]"
        found = session.send("Runtime.evaluate", {"expression": one})["result"]
        asked = {"objectId": found["objectId"], "fetchRelatives": False}
        node = session.send("Accessibility.getPartialAXTree", asked)["nodes"][0]
        for said in formulas:
            assert said in node["name"]["value"].replace("\xa0", " "), formulas


def test_every_character_of_a_formula_is_drawn_in_the_font_of_the_book(narrow):
    narrow.evaluate("document.fonts.ready.then(() => null)")
    count = narrow.evaluate(LEAVES)
    session = narrow.context.new_cdp_session(narrow)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    found = session.send(
        "DOM.querySelectorAll", {"nodeId": root, "selector": "[data-leaf]"}
    )
    drawn = set()
    for leaf in found["nodeIds"]:
        fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": leaf})["fonts"]
        drawn |= {(font["familyName"], font["isCustomFont"]) for font in fonts}
    assert len(found["nodeIds"]) == count > 0
    assert drawn == {("STIX Two Math", True)}


def test_on_a_wide_screen_few_formulas_stop_the_tab_key(visit):
    opened = visit("chapters/03-matrix-calculus.html", book="built")
    opened.wait_for_load_state("load")
    opened.evaluate(UNFOLD)
    opened.wait_for_function(FOCUS)
    assert opened.locator(FORMULA).count() > 500
    assert opened.locator(".math[tabindex='0']").count() < 10


def test_formulas_need_no_script(visit):
    opened = visit(
        "chapters/03-matrix-calculus.html", book="built", java_script_enabled=False
    )
    shown = opened.locator(f".math > {FORMULA}:visible")
    assert shown.count() > 500


def test_the_browser_names_indices_and_transposes_as_they_are_read(visit):
    opened = visit("chapters/04-backpropagation.html", book="built")
    session = opened.context.new_cdp_session(opened)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    names = {node.get("name", {}).get("value") for node in nodes}
    assert {
        "W of layer l",
        "A of layer l minus 1, transposed",
        "g prime of layer l",
        "elementwise times",
        "the derivative of f with respect to W of layer l",
    } <= names
