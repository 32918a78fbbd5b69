"""Freed, a figure takes any value in range; until then, and after, what was recorded.

Python is started once for each figure, and what is tried goes on from there.
"""

import json
import random
from types import SimpleNamespace
from urllib.parse import urlencode

import live_figures
import pytest
from browsing import SHIFTS, audited
from built import built_figures, grains_of, in_turn, make_figure
from drawn import read
from freeing import FREEABLE, Freed
from playing import Played
from playwright.sync_api import expect

from nnlib.live import Choice

STILL = "() => document.getAnimations().every((one) => one.playState !== 'running')"
TWO_FRAMES = """new Promise((done) =>
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))"""
UNRECORDED = "not recorded"


@pytest.fixture(scope="module", params=FREEABLE, ids="/".join)
def place(request):
    return request.param


@pytest.fixture(scope="module")
def how(place):
    """One way for each figure."""
    return in_turn(FREEABLE, place)


@pytest.fixture(scope="module")
def freed(place, how, shared_visit):
    """Each figure, freed, on a page that the tests share."""
    asked = []

    def before(page):
        page.add_init_script(SHIFTS)
        page.on("request", lambda request: asked.append(request.url))

    page, name = place
    opened = shared_visit(f"{page}#live-{name}", how, before=before)
    figure = Freed(opened, name)
    figure.before = [read(figure.element)["height"], list(asked)]
    figure.free()
    opened.evaluate(TWO_FRAMES)
    figure.shifts = opened.evaluate("shifts")
    yield figure
    opened.close()


def test_nothing_of_python_is_loaded_before_it_is_asked_for(freed):
    _, asked = freed.before
    words = ["python", "live-free.js"]
    assert [url for url in asked if any(word in url for word in words)] == []


def test_nothing_moves_when_it_is_freed(freed):
    height, _ = freed.before
    if make_figure(freed.name).freed is None:
        assert read(freed.element)["height"] == height
        # What is said of the start changes in its own place.
        own = {"live-free", "live-free asking", "asking"}
        names = {name for _, names in freed.shifts for name in names.split(" | ")}
        assert names <= own


def test_it_starts_where_it_was(freed):
    settings = freed.settings()
    freed.check(settings)
    assert settings == freed.figure.start


@pytest.mark.parametrize("seed", range(4))
def test_what_it_draws_is_what_nnlib_computes(freed, seed):
    freed.move(random.Random(seed))
    freed.check(freed.settings())


def test_keys_go_to_listed_values_and_with_shift_less_far(freed):
    sliders = [c for c in freed.figure.controls if hasattr(c, "values")]
    control = sliders[0]
    freed.input(control.name).focus()
    press = freed.page.keyboard.press
    press("Home")
    press("ArrowRight")
    assert freed.settings()[control.name] == control.values[1]
    freed.input(control.name).focus()
    press("Home")
    press("Shift+ArrowRight")
    reached = freed.settings()[control.name]
    assert control.values[0] < reached <= control.values[1]
    assert control.whole or reached < control.values[1]


def test_only_the_newest_wish_is_asked_for(freed):
    control = next(c for c in freed.figure.controls if hasattr(c, "values"))
    count = freed.page.evaluate(
        """async ([input, last]) => {
          const run = bookPython.run;
          let asked = 0;
          bookPython.run = (...job) => {
            asked += 1;
            return run.apply(bookPython, job);
          };
          for (let k = 0; k < 40; k++) {
            input.value = String((k * last) / 40);
            input.dispatchEvent(new Event("input"));
          }
          while (bookPython.state !== "ready") await new Promise(requestAnimationFrame);
          bookPython.run = run;
          return asked;
        }""",
        [freed.input(control.name).element_handle(), len(control.values) - 1],
    )
    assert 1 <= count <= 4
    freed.check(freed.settings())


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_it(freed, scheme):
    freed.page.set_viewport_size({"width": 320, "height": 640})
    freed.page.emulate_media(color_scheme=scheme)
    freed.page.wait_for_selector(f"html[data-theme={scheme}]")
    freed.page.wait_for_function(STILL)
    found = audited(freed.page, f"#live-{freed.name}", scheme)
    assert found.violations_count == 0, found.generate_report()
    assert freed.page.evaluate("document.documentElement.scrollWidth") <= 320
    freed.page.set_viewport_size({"width": 1280, "height": 900})


# Of one a freed figure shows more than was recorded, of the other the same.
LOST = [FREEABLE[0], FREEABLE[-1]]


@pytest.mark.parametrize("place", LOST, ids="/".join, indirect=True, scope="module")
def test_if_python_is_lost_the_nearest_recorded_values_are_shown(freed, place):
    freed.move(random.Random(9))
    settings = freed.settings()
    freed.check(settings)
    freed.lose_python()
    page, name = place
    recorded = Played(freed.page, name, grains_of(page, name))
    shown = recorded.check()
    assert shown == nearest(recorded.figure, settings)
    # And what the reader had set is there again when Python is.
    freed.free()
    freed.check(settings)
    assert freed.settings() == settings


def nearest(figure, settings):
    """Return the recorded settings that are nearest to some."""
    found = {}
    for control in figure.controls:
        value = settings[control.name]
        if isinstance(control, Choice):
            found[control.name] = value if value in control.options else control.value
        else:
            found[control.name] = min(control.values, key=lambda one: abs(one - value))
    return found


# ---- links, which never start Python -----------------------------------------------


def link(page, name, settings):
    words = {f"live-{name}.{key}": value for key, value in settings.items()}
    return f"{page}?{urlencode(words)}"


def test_a_link_to_what_is_not_recorded_shows_the_nearest_and_offers(place, how, visit):
    page, name = place
    figure = make_figure(name)
    free = figure.freed or figure
    draw = random.Random(1)
    settings = dict(free.start)
    for control in free.controls:
        if hasattr(control, "values"):
            value = draw.uniform(control.values[0], control.values[-1])
            settings[control.name] = round(value) if control.whole else round(value, 3)
    opened = visit(link(page, name, settings), how)
    played = Played(opened, name, grains_of(page, name))
    assert played.check() == nearest(figure, settings)
    expect(played.element.locator(".live-free")).to_contain_text(UNRECORDED)
    assert opened.evaluate("typeof bookPython") == "undefined"


def test_a_link_to_what_is_recorded_offers_nothing_more(place, visit):
    page, name = place
    opened = visit(link(page, name, make_figure(name).start))
    row = opened.locator(f"#live-{name} .live-free")
    expect(row).not_to_contain_text(UNRECORDED)


def test_where_all_is_recorded_there_is_no_button(visit):
    others = [place for place in built_figures() if place not in FREEABLE]
    assert others
    for page, name in others:
        assert visit(page).locator(f"#live-{name} .live-free").count() == 0


def test_where_a_browser_cannot_run_python_there_is_no_button(place, how, visit):
    page, _ = place

    def before(opened):
        opened.add_init_script("delete window.WebAssembly")

    opened = visit(page, how, before=before)
    assert opened.locator(".live-free").count() == 0


@pytest.mark.parametrize("there", [True, False])
def test_a_book_without_python_tells_no_figure_how_to_be_free(there, tmp_path):
    data = {"spec": {}, "freed": {}, "recording": {}, "start": []}
    begin = '<div id="live-some" class=""><script type="application/json">'
    body = f'{begin}{json.dumps(data)}</script></div>nnlibLive.page("live-some")'
    context = {"body": body, "pathto": lambda name, _: name}
    config = SimpleNamespace(html_context={"page_python": there})
    app = SimpleNamespace(outdir=tmp_path, config=config)
    app.add_js_file = app.add_css_file = lambda name: None
    live_figures.prepare_page(app, "some", "", context, None)
    found = json.loads(context["body"].removeprefix(begin).partition("</script>")[0])
    assert ("free" in found, "freed" in found) == (there, there)
