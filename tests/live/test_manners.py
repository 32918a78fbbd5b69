"""How figures behave on their pages: no jump, nothing for axe, on any screen."""

import pytest
from browsing import SHIFTS, audited
from built import built_figures, in_turn

FIGURES = built_figures()
WITH_FIGURES = sorted({page for page, _ in FIGURES})
STILL = (
    "() => document.getAnimations().every(({ playState }) => playState !== 'running')"
)


@pytest.fixture(scope="module")
def how(place):
    """One way for each figure: test_controls.py opens all of them in both."""
    return in_turn(FIGURES, place)


@pytest.fixture(scope="module", params=WITH_FIGURES)
def page_with_figures(request, shared_visit):
    """Each page with figures, in the size and the theme that a test asks for."""
    opened = shared_visit(request.param)
    yield opened
    opened.close()


def test_the_book_has_pages_with_figures():
    assert WITH_FIGURES, "The book has not been built, or has no figures: make html"


# ---- loading -----------------------------------------------------------------------


@pytest.mark.parametrize("size", [(1280, 900), (390, 800)], ids=["wide", "narrow"])
def test_nothing_shifts_while_a_figure_loads(place, how, size, visit):
    page, name = place

    def before(opened):
        opened.add_init_script(SHIFTS)

    # The browser gives no account of what is out of sight.
    opened = visit(f"{page}#live-{name}", how, size=size, before=before, book="built")
    opened.wait_for_timeout(300)
    assert opened.evaluate("shifts") == []


BEGIN = """
  addEventListener("DOMContentLoaded", () => {
    window.begun = [...document.querySelectorAll(".live-figure")].map((figure) =>
      [figure.dataset.ready, figure.clientHeight, figure.innerHTML]);
  });
"""
NOW = """[...document.querySelectorAll(".live-figure")].map((figure) =>
  [undefined, figure.clientHeight, figure.innerHTML])"""


@pytest.mark.parametrize("page", WITH_FIGURES)
def test_a_figure_begins_as_its_recorded_values_show_it(page, visit):
    def before(opened):
        opened.add_init_script(BEGIN)

    # They come after the page, and then nothing is to change.
    opened = visit(page, in_turn(WITH_FIGURES, page), before=before)
    assert opened.evaluate("begun") == opened.evaluate(NOW)


# ---- redrawing ---------------------------------------------------------------------

# A browser does not tell what was written from what has changed.
WRITTEN_IN_VAIN = """(figure) => {
  const vain = [];
  const seen = new MutationObserver(() => {});
  const options = { attributes: true, attributeOldValue: true };
  seen.observe(figure, { ...options, childList: true, subtree: true });
  for (const control of figure.querySelectorAll("input, select")) {
    const last = control.options ? control.options.length - 1 : Number(control.max);
    for (const to of [0, last, last]) {
      if (control.options) control.selectedIndex = to;
      else control.value = String(to);
      control.dispatchEvent(new Event(control.options ? "change" : "input"));
      for (const record of seen.takeRecords()) {
        const { target, attributeName, oldValue, addedNodes, removedNodes } = record;
        const words = [addedNodes, removedNodes].map((nodes) => nodes[0]?.textContent);
        const single = addedNodes.length === 1 && removedNodes.length === 1;
        const same = attributeName ? target.getAttribute(attributeName) === oldValue
          : single && words[0] === words[1];
        if (same) vain.push([target.outerHTML.slice(0, 90), attributeName]);
      }
    }
  }
  return vain;
}"""


def test_a_moved_control_writes_only_what_it_changes(page_with_figures):
    for figure in page_with_figures.locator(".live-figure").all():
        assert figure.evaluate(WRITTEN_IN_VAIN) == []


# ---- for every eye and every screen ------------------------------------------------


# On a wide screen, axe looks at the whole page: test_whole_pages.py.
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_a_figure(page_with_figures, scheme):
    opened = arranged(page_with_figures, (320, 640), color_scheme=scheme)
    opened.wait_for_selector(f"html[data-theme={scheme}]")
    opened.wait_for_function(STILL)
    found = audited(opened, ".live-figure", scheme)
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
        # Symbols of an equation are buttons too, and are printed.
        assert not figure.locator("button:visible:not(.live-symbol)").count()


def test_on_paper_the_dots_of_a_chart_stay(page_with_figures):
    opened = arranged(page_with_figures, (1280, 900), media="print")
    lost = opened.locator("g.live-points").evaluate_all(
        """groups => groups.filter((group) => group.closest("[hidden]") === null
            && getComputedStyle(group).display === "none").length"""
    )
    # Of all pages with figures, one has no chart.
    assert opened.locator("g.live-points").count() or "02-vectorisation" in opened.url
    assert lost == 0
