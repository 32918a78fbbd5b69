"""How the built pages behave: no idle control, no jump, no fault that axe can find."""

import pytest
from browsing import audited, settled
from built import built_figures, built_pages, in_turn

PAGES = built_pages()
WITH_FIGURES = sorted({page for page, _ in built_figures()})
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

# A character is drawn by a rule of style; without its rule there is nothing.
MISSING = """() => [...document.querySelectorAll("mjx-c")]
  .filter((one) => !one.closest("mjx-stretchy-v, mjx-stretchy-h"))
  .filter((one) => ["none", ""].includes(getComputedStyle(one, "::before").content))
  .map((one) => one.className)"""
STILL = "document.getAnimations().every(({ playState }) => playState !== 'running')"
FONTS = """async () => {
  await document.fonts.ready;
  return [...document.fonts]
    .filter(({ family, status }) => family.startsWith("MJX") && status === "error")
    .map(({ family }) => family);
}"""


@pytest.fixture(scope="module", params=PAGES)
def page(request):
    return request.param


@pytest.fixture(scope="module")
def opened(page, shared_visit):
    """Each page, from a server or from disk in turn.

    The tests look at it first, and press what there is at the end.
    """
    opened = shared_visit(page, in_turn(PAGES, page))
    yield opened
    opened.close()


@pytest.fixture(scope="module", params=WITH_FIGURES)
def page_with_figures(request, shared_visit):
    """Each page with figures, in the size and the theme that a test asks for."""
    opened = shared_visit(request.param)
    # Axe reads all there is, and formulas are most of it; test_formulas.py has these.
    opened.locator("mjx-container").evaluate_all(
        "all => all.map((one) => one.remove())"
    )
    yield opened
    opened.close()


def test_the_book_has_pages_with_figures():
    assert WITH_FIGURES, "The book has not been built, or has no figures: make html"


# ---- every control does something --------------------------------------------------


def test_every_character_of_a_formula_has_its_shape(opened):
    assert opened.evaluate(MISSING) == []
    assert opened.evaluate(FONTS) == []


def test_there_is_no_control_outside_of_figures(opened):
    settled(opened)
    found = opened.locator(f":is({WIDGETS})").evaluate_all(
        """found => found
          .filter((one) => one.closest("article") && !one.closest(".live-figure"))
          .map((one) => one.outerHTML.slice(0, 200))"""
    )
    assert found == []


def test_every_control_of_a_figure_changes_what_it_shows(opened):
    for figure in opened.locator(".live-figure").all():
        for control in figure.locator("input, select, textarea, [tabindex]").all():
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
    control.evaluate(
        """(control, value) => {
          control.value = value;
          control.dispatchEvent(new Event("input", { bubbles: true }));
          control.dispatchEvent(new Event("change", { bubbles: true }));
        }""",
        value,
    )
    return figure.evaluate(SHOWN)


def test_every_button_does_something(opened):
    assert opened.evaluate(IDLE_BUTTONS) == []


# ---- loading -----------------------------------------------------------------------


SHIFTS = """
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const shift of list.getEntries()) {
      const nodes = shift.sources.map(({ node }) => node?.parentElement);
      // The theme's bars beside the text settle by themselves.
      if (nodes.every((node) => node && !node.closest("article"))) continue;
      const names = nodes.map((node) => node?.className);
      window.shifts.push([shift.value, names.join(" | ")]);
    }
  }).observe({ type: "layout-shift", buffered: true });
"""


@pytest.mark.parametrize("size", [(1280, 900), (390, 800)], ids=["wide", "narrow"])
def test_a_figure_shifts_nothing_while_it_loads(place, how, size, visit):
    page, name = place

    def before(opened):
        opened.add_init_script(SHIFTS)

    # The browser gives no account of what is out of sight.
    opened = visit(f"{page}#live-{name}", how, size=size, before=before)
    opened.wait_for_timeout(300)
    shifts = opened.evaluate("shifts")
    assert sum(value for value, _ in shifts) <= 0.02, shifts


# ---- for every eye and every screen ------------------------------------------------


# On a wide screen, axe looks at the whole page: test_whole_pages.py.
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_a_figure(page_with_figures, scheme):
    opened = arranged(page_with_figures, (320, 640), color_scheme=scheme)
    opened.wait_for_selector(f"html[data-theme={scheme}]")
    opened.wait_for_function(STILL)
    found = audited(opened, ".live-figure")
    assert found.violations_count == 0, found.generate_report()


def arranged(opened, size, **media):
    """Put a page into a window of some size, and wait until figures fill it."""
    width, height = size
    opened.set_viewport_size({"width": width, "height": height})
    opened.emulate_media(**{"media": "screen", **media})
    opened.evaluate(
        "new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"
    )
    return opened


def test_a_figure_fits_a_narrow_screen(page_with_figures):
    opened = arranged(page_with_figures, (320, 640))
    assert opened.evaluate("document.documentElement.scrollWidth") <= 320
    wider = opened.locator(".live-figure *").evaluate_all(
        """found => found.filter((one) => {
          const box = one.getBoundingClientRect();
          const clipped = one.closest("svg svg, clipPath, g");
          return !clipped && (box.left < -0.5 || box.right > innerWidth + 0.5);
        }).map((one) => one.outerHTML.slice(0, 120))"""
    )
    assert wider == []


def test_on_paper_a_figure_has_no_buttons(page_with_figures):
    opened = arranged(page_with_figures, (1280, 900), media="print")
    for figure in opened.locator(".live-figure").all():
        assert figure.locator("svg").first.is_visible()
        assert not figure.locator("button:visible").count()
