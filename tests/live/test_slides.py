"""The slides of each chapter: whole on every screen, with figures that answer."""

import io
import re
from functools import partial
from itertools import pairwise

import pytest
from browsing import audited
from bs4 import BeautifulSoup
from built import FORMULA, HTML, all_figures, grains_of, in_turn, make_figure, text
from playing import Played
from playwright.sync_api import expect
from pypdf import PdfReader

from nnlib.live import Slider

DECKS = sorted(
    path.stem for path in (HTML.parents[1] / "chapters").glob("[0-9][0-9]-*.ipynb")
)
WIDE, HIGH = (1280, 720), (1024, 768)
# Where it is wide there is least room. Another shape of screen needs one deck, with
# slides of all kinds.
SHOWN = [*((deck, WIDE) for deck in DECKS), ("02-vectorisation", HIGH)]
SECANT = "chapters/03-matrix-calculus.html"
LEAST = 20
"""How high letters are at least where a slide is 1280 wide, but in a figure."""
LEAST_IN_VIEWS, LEAST_IN_FIGURE = 16, 14
"""How high they are in a figure that is shown in views, and in any other."""

# All slides in turn, by key, and what on them is cut off or too small to be read.
FAULTS = """(least) => {
  const faults = [], scale = () => slide().getBoundingClientRect().width / 1280;
  const slide = () => document.querySelector(".slides > .present");
  const turn = (key) => document.body.dispatchEvent(
    new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  const all = document.querySelectorAll(".slides > section");
  turn("Home");
  for (const one of all) {
    if (slide() !== one) return [`${one.id} is not shown in its turn`];
    const body = one.querySelector(".body"), room = one.getBoundingClientRect();
    const foot = one.querySelector(".place").getBoundingClientRect();
    if (body.scrollHeight > body.clientHeight + 1) faults.push(`${one.id}: too high`);
    for (const part of one.querySelectorAll(".body *:not(.live-figure *), .body svg")) {
      if (!part.checkVisibility() || part.matches("math *, svg *")) continue;
      const box = part.getBoundingClientRect();
      // A line is higher than what stands in it.
      if (!box.width || getComputedStyle(part).display === "inline") continue;
      if (box.right > room.right + 1 || box.left < room.left - 1
          || box.bottom > foot.top + 2 || box.top < room.top) {
        faults.push(`${one.id}: ${part.localName} ${part.className} is cut off`);
      }
      const says = [...part.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
      const letters = parseFloat(getComputedStyle(part).fontSize);
      if (!says || part.closest(".live-figure, math, svg")) continue;
      if (letters < least) {
        faults.push(`${one.id}: ${part.localName} has letters of ${letters}`);
      }
      const line = parseFloat(getComputedStyle(part).lineHeight);
      if (part.matches("p:not(table *), li") && line < 1.25 * letters) {
        faults.push(`${one.id}: ${part.localName} has lines that touch`);
      }
    }
    for (const formula of one.querySelectorAll(".body math")) {
      const box = formula.getBoundingClientRect();
      if (box.right > room.right || box.left < room.left) {
        faults.push(`${one.id}: a formula is cut off`);
      }
    }
    turn("PageDown");
  }
  // They are a moment longer in view than their slides.
  for (const behind of document.querySelectorAll(".backgrounds > *")) {
    const bar = parseFloat(getComputedStyle(behind).borderLeftWidth);
    if (bar) faults.push(`${behind.className} has a bar`);
  }
  return faults;
}"""
# The smallest letters in a figure, and what is cut off of it.
SMALLEST = """() => {
  const body = document.querySelector(".present .body"), sizes = [];
  const nodes = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  while (nodes.nextNode()) {
    const part = nodes.currentNode.parentElement;
    if (!nodes.currentNode.data.trim() || !part.checkVisibility()) continue;
    if (part.closest("script, .live-foot, .live-heard, .live-spoken")) continue;
    const { a, b } = part.getScreenCTM?.() ?? { a: part.currentCSSZoom, b: 0 };
    const scale = Math.hypot(a, b);
    sizes.push(scale * parseFloat(getComputedStyle(part).fontSize));
  }
  return [Math.min(...sizes), body.scrollHeight - body.clientHeight];
}"""
NAMED = re.compile(r'<div[^>]* id="live-([\w-]+)"')
PRESENT = ".slides > .present"
ADDRESSED = """() =>
  location.hash === `#/${document.querySelector(".slides > .present").id}`"""


def figures():
    """Return which figures stand in which chapter, as its page has them."""
    places = [(page, name) for page, name in all_figures() if page[9:11].isdigit()]
    return sorted((page[9:-5], name) for page, name in places)


def open_slides(visit, deck, place="", how="file", size=WIDE, **options):
    """Open the slides of a chapter, at the slide of something on its page."""
    address = f"slides/{deck}.html" + (f"#/at-{place}" if place else "")
    page = visit(address, how, size=size, book="built", **options)
    page.wait_for_selector("html[data-ready]")
    return page


@pytest.fixture
def shown(visit):
    return partial(open_slides, visit)


@pytest.fixture(scope="module", params=SHOWN, ids=lambda one: f"{one[0]}-{one[1][0]}")
def shared_deck(request, shared_visit):
    """The slides of a chapter on some screen, for tests that go through all of them."""
    deck, size = request.param
    page = open_slides(shared_visit, deck, how=in_turn(DECKS, deck), size=size)
    yield page
    page.close()


def number(page):
    """Return which slide is shown, as it says itself."""
    return int(page.locator(PRESENT).get_attribute("aria-label").split()[1])


def test_no_slide_is_cut_off_or_too_small_to_read(shared_deck):
    assert shared_deck.evaluate(FAULTS, LEAST) == []


@pytest.mark.parametrize("deck", DECKS)
def test_the_figures_answer_as_on_the_page(deck, shown):
    names = [name for where, name in figures() if where == deck]
    page = shown(deck, how=in_turn(DECKS, deck), size=(1100, 800))
    assert sorted(NAMED.findall(text(f"slides/{deck}.html"))) == sorted(names)
    # None begins before its slide is shown.
    assert page.locator(".live-figure").count() == 0
    for name in names:
        slide = page.locator("section").filter(has=page.locator(f"#live-{name}"))
        page.evaluate("id => { location.hash = `/${id}`; }", slide.get_attribute("id"))
        page.wait_for_selector(f"{PRESENT} .live-figure[data-ready]")
        if make_figure(name).origins:
            continue
        played = Played(page, name, grains_of(f"chapters/{deck}.html", name))
        control, field = next(
            (one, played.inputs[one.name])
            for one in played.figure.controls
            if isinstance(one, Slider) and played.inputs[one.name].is_visible()
        )
        before, here = played.check()[control.name], number(page)
        field.focus()
        key = "ArrowLeft" if before == control.values[-1] else "ArrowRight"
        page.keyboard.press(key)
        assert played.check()[control.name] != before
        assert number(page) == here


def test_every_letter_in_a_figure_can_be_read(shared_deck):
    page, small = shared_deck, {}
    width = page.viewport_size["width"]
    for slide in page.locator(".slides > section.figure").all():
        name = slide.get_attribute("id")
        page.evaluate("id => { location.hash = `/${id}`; }", name)
        page.wait_for_selector(f"{PRESENT} .live-figure[data-ready]")
        smallest, over = page.evaluate(SMALLEST)
        if smallest * 1280 / width < LEAST_IN_FIGURE or over > 1:
            small[name] = smallest, over
    assert small == {}


@pytest.mark.parametrize("size", [WIDE, HIGH])
def test_a_figure_for_a_whole_screen_is_shown_in_views_that_can_be_read(size, shown):
    page = shown("04-backpropagation", "cell-live-opened", size=size)
    page.wait_for_selector(f"{PRESENT} .live-figure[data-ready]")
    drawings = page.locator(f"{PRESENT} .live-drawings > :not([hidden])")
    seen = set()

    def look():
        smallest, over = page.evaluate(SMALLEST)
        assert smallest * 1280 / size[0] >= LEAST_IN_VIEWS and over <= 1
        which = "all => all.map((one) => Number(one.checkVisibility()))"
        seen.update(k for k, one in enumerate(drawings.evaluate_all(which)) if one)

    page.locator(f"{PRESENT} input[type=range]").first.fill("17")
    views = page.locator(f"{PRESENT} .views button")
    for view in views.all():
        view.click()
        expect(view).to_have_attribute("aria-pressed", "true")
        look()
    assert len(seen) == drawings.count()
    # With more columns the numbers need more room.
    views.nth(1).click()
    columns = page.locator(f"{PRESENT} .live-entries").first.locator("rect")
    before = columns.count()
    page.locator(f"{PRESENT} select").first.select_option("spiral")
    expect(columns).not_to_have_count(before)
    page.wait_for_timeout(200)
    look()


def test_a_hand_on_a_chart_is_followed_however_large_it_is_shown(shown):
    page = shown("03-matrix-calculus", "cell-live-secant", size=(1600, 900))
    page.wait_for_selector(".live-figure[data-ready]")
    played = Played(page, "secant", grains_of(SECANT, "secant"))
    (step,) = played.figure.controls
    chart = played.element.locator("svg[data-drags]").first
    box = chart.bounding_box()
    played.drag(step, *step.values[:3])
    # The chart's own axis says where 0.75 is.
    across = chart.evaluate(
        """(chart) => {
          const [low, high] = chart.dataset.x.split(" ").map(Number);
          const lines = [...chart.querySelectorAll(".live-axis path")]
            .map((one) => one.getBoundingClientRect()).filter((one) => !one.width);
          const [first, last] = [lines[0].x, lines.at(-1).x];
          return first + (last - first) * (0.75 - low) / (high - low);
        }"""
    )
    page.mouse.move(across, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.up()
    nearest = min(step.values, key=lambda value: abs(value - 0.75))
    played.check(**{step.name: nearest})


def test_a_remote_turns_the_slides_wherever_the_focus_is(shown):
    page = shown("05-gradient-descent", "cell-live-training", how="http")
    page.wait_for_selector(".live-figure[data-ready]")
    here = number(page)
    last = page.locator(".slides > section").count()
    slider = page.locator(f"{PRESENT} input[type=range]").first
    for key, to in [
        ("PageDown", here + 1),
        ("PageUp", here - 1),
        (" ", here + 1),
        ("Home", 1),
        ("End", last),
    ]:
        page.evaluate("location.hash = '/at-cell-live-training'")
        page.wait_for_selector(f"{PRESENT}#at-cell-live-training")
        slider.focus()
        page.keyboard.press(key)
        assert number(page) == to, key
        # The address follows in a moment.
        page.wait_for_function(ADDRESSED)


def test_a_space_presses_what_was_come_to_by_key_and_else_turns(shown):
    page = shown("05-gradient-descent", "cell-live-training", how="http")
    page.wait_for_selector(".live-figure[data-ready]")
    here = number(page)
    play = page.locator(f"{PRESENT} .live-player button").first
    page.locator(f"{PRESENT} input[type=range]").last.focus()
    page.keyboard.press("Tab")
    expect(play).to_be_focused()
    page.keyboard.press("Space")
    expect(play).to_have_text("Pause")
    assert number(page) == here
    play.click()
    expect(play).to_have_text("Play")
    page.keyboard.press("Space")
    assert number(page) == here + 1
    page.keyboard.press("ArrowLeft")
    assert number(page) == here
    expect(play).to_have_text("Play")


def test_the_keys_are_a_dialog_that_gives_the_focus_back(shown):
    page = shown("05-gradient-descent", "cell-live-training")
    slider = page.locator(f"{PRESENT} input[type=range]").first
    keys = page.get_by_role("dialog", name="Keys")
    slider.focus()
    for closing in ("Escape", "?", "Enter"):
        page.keyboard.press("?")
        expect(keys.get_by_role("button")).to_be_focused()
        page.keyboard.press("Tab")
        expect(keys.get_by_role("button")).to_be_focused()
        page.keyboard.press(closing)
        expect(keys).to_have_count(0)
        expect(slider).to_be_focused()


def test_nothing_is_turned_behind_the_keys_or_a_black_screen(shown):
    page = shown("05-gradient-descent")
    page.keyboard.press("?")
    page.keyboard.press("PageDown")
    expect(page.locator(".r-overlay")).to_have_count(0)
    assert number(page) == 2
    page.keyboard.press("b")
    expect(page.locator(".reveal.paused")).to_have_count(1)
    page.keyboard.press("PageDown")
    expect(page.locator(".reveal.paused")).to_have_count(0)
    assert number(page) == 2


def test_a_slider_that_has_the_focus_leaves_letters_to_the_slides(shown):
    page = shown("05-gradient-descent", "cell-live-training")
    slider = page.locator(f"{PRESENT} input[type=range]").first
    here, before = number(page), slider.input_value()
    slider.focus()
    page.keyboard.press("ArrowRight")
    assert (number(page), slider.input_value() != before) == (here, True)
    page.keyboard.press("t")
    expect(page.locator("html[data-theme=dark]")).to_have_count(1)
    for key, state in [("b", "paused"), ("o", "overview")]:
        slider.focus()
        page.keyboard.press(key)
        expect(page.locator(f".reveal.{state}")).to_have_count(1)
        page.keyboard.press(key)
        expect(page.locator(f".reveal.{state}")).to_have_count(0)
    slider.focus()
    page.keyboard.press("n")
    assert number(page) == here + 1


def test_the_key_that_fills_the_screen_leaves_it_too(shown):
    page = shown("05-gradient-descent", "cell-live-training")
    here = number(page)
    for filled in ("true", "false", "true", "false"):
        page.locator(f"{PRESENT} input[type=range]").first.focus()
        page.keyboard.press("f")
        page.wait_for_function(
            f"() => Boolean(document.fullscreenElement) === {filled}"
        )
    expect(page.locator(".reveal.overview")).to_have_count(0)
    assert number(page) == here


def test_a_class_is_asked_and_what_a_reader_had_answered_is_left_alone(shown):
    kept = """localStorage.setItem("backpropagation-work:predict-shape-of-derivative",
      JSON.stringify({ status: "right", text: "C" }))"""
    page = shown("03-matrix-calculus", "predict-shape-of-derivative", how="http")
    page.evaluate(kept)
    before = page.evaluate("JSON.stringify(localStorage)")
    page.reload()
    page.wait_for_selector("html[data-ready]")
    verdict = page.locator(f"{PRESENT} .predict-verdict")
    expect(verdict).to_be_empty()
    page.locator(f"{PRESENT} button", has_text="Show me").click()
    expect(verdict).to_contain_text("C.")
    assert page.evaluate("JSON.stringify(localStorage)") == before


TOLD = """async (least) => {
  const later = () => new Promise(
    (done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const faults = [];
  for (const box of document.querySelectorAll(".predict")) {
    const slide = box.closest("section");
    location.hash = `/${slide.id}`;
    await later();
    [...box.querySelectorAll("form button")].at(-1).click();
    for (let k = 0; k < 4; k++) await later();
    const body = slide.querySelector(".body");
    const size = parseFloat(getComputedStyle(body).fontSize);
    const over = body.scrollHeight - body.clientHeight;
    if (!slide.matches(".present") || over > 1 || size < least) {
      faults.push([slide.id, over, size]);
    }
  }
  return faults;
}"""


def test_a_prediction_that_was_told_has_room(shared_deck):
    assert shared_deck.evaluate(TOLD, LEAST) == []


@pytest.mark.parametrize("how", ["http", "file"])
def test_the_prose_stands_in_the_speakers_notes(how, shown):
    page = shown("04-backpropagation", "equation-eq-backprop-da-last", how=how)
    notes = page.locator(f"{PRESENT} .notes").text_content()
    assert len(notes) > 100
    with page.expect_popup() as opened:
        page.keyboard.press("s")
    said = opened.value.locator(".speaker-controls-notes .value")
    expect(said).to_contain_text(" ".join(notes.split()[:6]))
    page.keyboard.press("PageDown")
    expect(said).not_to_contain_text(" ".join(notes.split()[:6]))
    opened.value.close()


# The last slide of each kind, for axe takes its time for those that are hidden too.
ONE_OF_A_KIND = """() => {
  const all = [...document.querySelectorAll(".slides > section")];
  const kept = new Set(Object.values(Object.fromEntries(
    all.map((one) => [one.id.includes("opened") ? "views" : one.classList[0], one]))));
  for (const one of all) if (!kept.has(one)) one.remove();
  return [...kept].map((one) => one.id);
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_follow(scheme, shown):
    page = shown("04-backpropagation", size=(1280, 800), color_scheme=scheme)
    kinds = page.evaluate(ONE_OF_A_KIND)
    assert len(kinds) > 10
    for slide in kinds:
        page.evaluate("id => { location.hash = `/${id}`; }", slide)
        page.wait_for_selector(f"{PRESENT}[id='{slide}']")
        found = audited(page, "main", scheme)
        assert found.violations_count == 0, f"{slide}: {found.generate_report()}"


def test_a_phone_shows_them_one_beneath_another(shown):
    page = shown("03-matrix-calculus", size=(390, 800))
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator(".slides > section h3:visible").count() > 50
    # A link to one leads there.
    page.evaluate("location.hash = '/at-equation-eq-chain-rule'")
    expect(page.locator("#at-equation-eq-chain-rule")).to_be_in_viewport()


def test_on_paper_each_has_its_notes_beneath_it(shown):
    page = shown("06-speed")
    slides = page.locator(".slides > section").count()
    reader = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    whole = "".join(sheet.extract_text() for sheet in reader.pages)
    assert slides <= len(reader.pages) <= 1.5 * slides
    said = page.locator(".notes p").evaluate_all(
        "all => all.map((one) => one.lastChild.textContent.trim().split(/\\s+/))"
    )
    whole = " ".join(whole.split())
    found = [" ".join(words[-5:]) in whole for words in said if len(words) > 5]
    # Where a line ends in a hyphen or between sheets, the reader of PDF may stumble.
    assert len(found) > 20 and sum(found) > 0.9 * len(found)


def parsed(page):
    """Return a page without its formulas, which are most of it."""
    return BeautifulSoup(FORMULA.sub("", text(page)), "html.parser")


@pytest.mark.parametrize("deck", DECKS)
def test_nothing_stands_on_two_slides_and_no_item_has_one_to_itself(deck):
    leads = re.findall(r'<p class="lead">.*?</p>', text(f"slides/{deck}.html"))
    assert all(one != other for one, other in pairwise(leads))
    lists = parsed(f"slides/{deck}.html").select(".slides > section")
    for one, other in pairwise(lists):
        if one["class"] == other["class"] == ["list"] and one.h3 == other.h3:
            first, second = (
                len(part.select_one(".body").text) for part in (one, other)
            )
            assert 3 * second >= first, other["id"]


def test_each_slide_says_where_in_the_book_it_stands():
    pages = {deck: parsed(f"chapters/{deck}.html") for deck in DECKS}
    ids = {
        f"../chapters/{deck}.html": {one["id"] for one in page.find_all(id=True)}
        for deck, page in pages.items()
    }
    for deck in DECKS:
        assert pages[deck].select_one(f'.road a[href="../slides/{deck}.html"]')
        soup = parsed(f"slides/{deck}.html")
        own = [one["id"] for one in soup.find_all(id=True)]
        assert len(own) == len(set(own))
        sections = soup.select(".slides > section")
        assert len(sections) > 10
        for section in sections:
            page, _, place = section.select_one(".place a")["href"].partition("#")
            assert page == f"../chapters/{deck}.html" and place in ids[page]
            level = [int(one.name[1]) for one in section.find_all(["h1", "h2", "h3"])]
            assert len(level) == 1
        for link in soup.select("section a[href]"):
            address, _, place = link["href"].partition("#")
            if not address:
                assert place.removeprefix("/") in own, link
            elif address in ids:
                assert not place or place in ids[address], link
            elif "://" not in address:
                assert (HTML / "slides" / address).exists(), link
        for address in soup.select("[src], link[href]"):
            assert "://" not in (address.get("src") or address.get("href"))
        assert all(picture.get("alt") for picture in soup.select("img"))
