"""Every page as a whole: still while it loads, open to everybody, no idle control."""

import pytest
from browsing import SHIFTS, UNFOLD, audited, settled
from built import EDITIONS, built_pages, in_turn, translated_pages
from playwright.sync_api import expect

from nnlib.language import catalogue

PAGES = [*built_pages(), *translated_pages()]
# Else colours change by and by, and what unfolds comes in slowly.
AT_ONCE = "* { animation: none !important; transition: none !important; }"
WIDGETS = """
  input, select, textarea, canvas, iframe, object, embed, video, audio,
  [contenteditable], [role=slider], [role=spinbutton], [role=combobox], [role=switch],
  [role=checkbox], [role=radio], [class*=widget], [id*=widget],
  script[type*=widget], .thebe
"""

IDLE_BUTTONS = """async () => {
  let changes = 0;
  const changed = () => { changes += 1; };
  window.print = changed;
  // The screen is given only to who has pressed a key or a button a moment ago.
  Element.prototype.requestFullscreen = changed;
  // A file is saved by a link that is not on the page.
  HTMLAnchorElement.prototype.click = changed;
  document.addEventListener("focusin", changed);
  new MutationObserver(changed).observe(document, {
    attributes: true, characterData: true, childList: true, subtree: true,
  });
  const pause = () => new Promise((done) => setTimeout(done, 20));
  const press = async (button) => {
    const before = changes;
    button.click();
    for (let k = 0; k < 100 && changes === before; k++) await pause();
    return changes > before;
  };
  const idle = [];
  for (const button of document.querySelectorAll("button, [role=button]")) {
    if (!button.checkVisibility()) continue;
    // These have tests of their own, which wait for Python.
    if (button.closest(".cell-bar, .exercise-bar, .take-along")) continue;
    // Back at the start, which it is at already, would change nothing.
    if (button.textContent === "Reset") await press(button.previousElementSibling);
    if (!await press(button)) idle.push(button.outerHTML.slice(0, 200));
    document.activeElement?.dispatchEvent(
      new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
  }
  return idle;
}"""

SHOWN = """figure => [...figure.querySelectorAll(".live-drawings, .live-news")]
  .map((part) => part.innerHTML).join()"""


@pytest.fixture(scope="module", params=PAGES)
def opened(request, shared_visit):
    def before(page):
        page.add_init_script(SHIFTS)

    page = request.param
    visited = shared_visit(page, in_turn(PAGES, page), before=before, book="built")
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
    expect(skip).to_have_attribute("href", "#main-content")
    tag, told = opened.locator("html").get_attribute("lang"), "Skip to main content"
    expect(skip).to_have_text(catalogue(tag)[told] if tag in EDITIONS else told)
    expect(skip).to_be_in_viewport(ratio=1)
    opened.keyboard.press("Enter")
    expect(opened.locator("#main-content")).to_be_in_viewport()
    opened.keyboard.press("Tab")
    expect(opened.locator("main :focus, #main-content:focus")).to_have_count(1)


# ---- every control does something --------------------------------------------------


def test_there_is_no_control_but_those_that_are_tested_one_by_one(opened):
    found = opened.locator(f":is({WIDGETS})").evaluate_all(
        """found => found
          .filter((one) => one.closest("article"))
          .filter((one) => !one.closest(".live-figure, .exercise, .predict, .practice"))
          .map((one) => one.outerHTML.slice(0, 200))"""
    )
    assert found == []


def test_every_control_of_a_figure_changes_what_it_shows(opened):
    for figure in opened.locator(".live-figure").all():
        for control in figure.locator("input, select, textarea").all():
            before, start = figure.evaluate(SHOWN), control.input_value()
            others = control.evaluate(
                """({ options, max }) => options
                  ? [...options].map((option) => option.value)
                  : Array.from({ length: Number(max) + 1 }, (_, k) => String(k))"""
            )
            others.remove(start)
            assert others, "a control with one value"
            assert any(moved(figure, control, other) != before for other in others)
            moved(figure, control, start)


def moved(figure, control, value):
    """Set a control as its own events do, and return what the figure shows."""
    control.evaluate("(control, value) => setControl(control, value)", value)
    return figure.evaluate(SHOWN)


def test_every_button_does_something(opened):
    opened.set_viewport_size({"width": 1280, "height": 900})
    assert opened.evaluate(IDLE_BUTTONS) == []
    # One of them fills the screen with its figure.
    opened.evaluate("() => document.fullscreenElement && document.exitFullscreen()")


# ---- for every eye and every screen ------------------------------------------------


RUN_OUT = """() => [...document.querySelectorAll(".live-control > *")]
  .filter((part) => part.checkVisibility())
  .filter((part) => {
    const room = part.parentElement.getBoundingClientRect();
    const { left, right } = part.getBoundingClientRect();
    return part.scrollWidth > part.clientWidth + 1 && part.localName === "label"
      || left < room.left - 1 || right > room.right + 1;
  })
  .map((part) => part.outerHTML.slice(0, 200))"""


# 640 points are what 1280 leave when everything is twice as large.
@pytest.mark.parametrize("width", [320, 390, 640])
def test_nothing_is_wider_than_the_screen_or_runs_out_of_its_place(opened, width):
    opened.set_viewport_size({"width": width, "height": 640})
    opened.evaluate(UNFOLD)
    assert opened.evaluate("document.documentElement.scrollWidth") <= width
    assert opened.evaluate(RUN_OUT) == []


TOO_LONG = """() => [...document.querySelectorAll(".bd-content pre")]
  .filter((code) => code.checkVisibility() && code.scrollWidth > code.clientWidth)
  .map((code) => [code.scrollWidth - code.clientWidth, code.textContent])"""


def test_nothing_is_cut_off_beside_two_sidebars(opened):
    opened.set_viewport_size({"width": 1280, "height": 900})
    opened.evaluate(UNFOLD)
    assert opened.evaluate(TOO_LONG) == []
    assert opened.evaluate(RUN_OUT) == []


FORMULAS_AS_TEXT = """() => {
  for (const one of document.querySelectorAll("math")) one.textContent += "";
}"""


@pytest.fixture(scope="module", params=PAGES)
def unfolded(request, shared_visit):
    """Each page with its hints open."""
    page = request.param
    visited = shared_visit(page, in_turn(PAGES, page))
    visited.add_style_tag(content=AT_ONCE)
    visited.evaluate(UNFOLD)
    # What is within formulas has tests of its own, and is most of what axe reads.
    visited.evaluate(FORMULAS_AS_TEXT)
    yield visited
    visited.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_a_page(unfolded, scheme):
    unfolded.emulate_media(color_scheme=scheme)
    unfolded.wait_for_selector(f"html[data-theme={scheme}]")
    found = audited(unfolded, "html", scheme, exclude=["math"])
    assert found.violations_count == 0, found.generate_report()
