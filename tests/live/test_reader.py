"""What a reader can do with a figure besides moving its controls."""

import itertools
import random
import re
import xml.etree.ElementTree as ET
from urllib.parse import urlencode

import numpy as np
import pytest
from built import built_figures, grains_of, in_turn, make_figure
from matplotlib.image import imread
from playing import Played
from playwright.sync_api import expect

from nnlib.live import Choice

FRAME = 16
"""Milliseconds from one picture to the next, by the clock of these tests."""

WATCH = """(slider, frame) => {
  clearInterval(slider.watch);
  slider.seen = [slider.value];
  slider.watch = setInterval(() => {
    if (slider.value !== slider.seen.at(-1)) slider.seen.push(slider.value);
  }, frame);
}"""


@pytest.fixture(scope="module")
def how(place):
    """One way for each figure: test_controls.py opens all of them in both."""
    return in_turn(built_figures(), place)


def plays(name):
    return any(
        getattr(control, "plays", False) for control in make_figure(name).controls
    )


PLAYING = [(page, name) for page, name in built_figures() if plays(name)]


def random_settings(figure, seed):
    draw = random.Random(seed)
    return {control.name: draw.choice(control.listed) for control in figure.controls}


def address(page, name, settings):
    words = {f"live-{name}.{key}": value for key, value in settings.items()}
    return f"{page}?{urlencode(words)}"


# ---- the address -------------------------------------------------------------------


def test_settings_in_the_address_are_taken(place, how, visit):
    page, name = place
    wanted = random_settings(make_figure(name), seed=1)
    opened = visit(address(page, name, wanted), how)
    assert Played(opened, name, grains_of(page, name)).check() == wanted


def test_bad_settings_in_the_address_are_ignored(place, visit):
    page, name = place
    figure = make_figure(name)
    bad = ["nonsense", "", "1e999", "1_0", "NaN", "-77"]
    wrong = {c.name: bad[k % len(bad)] for k, c in enumerate(figure.controls)}
    first = figure.controls[0].name
    right = {first: random_settings(figure, seed=3)[first]}
    opened = visit(address(page, name, {**wrong, "unknown": "1", **right}))
    played = Played(opened, name, grains_of(page, name))
    assert played.check() == {**figure.start, **right}


def test_a_copied_link_leads_to_the_same_settings(played, how, visit, place):
    page, name = place
    draw = random.Random(5)
    controls = played.figure.controls
    played.walk(*((control, draw.choice(control.listed)) for control in controls))
    settings = played.check()
    opened = played.page
    if how == "http":
        opened.context.grant_permissions(["clipboard-read", "clipboard-write"])
    played.element.get_by_role("button", name="Copy link").click()
    news = played.element.locator(".live-news")
    expect(news).to_have_text(re.compile("Link copied|address bar"))
    link = opened.url
    if "copied" in news.inner_text() and how == "http":
        assert opened.evaluate("navigator.clipboard.readText()") == link
    assert link.endswith(f"#live-{name}")
    opened.goto("about:blank")
    opened.goto(link)
    again = Played(opened, name, grains_of(page, name))
    assert again.check() == settings
    expect(again.element).to_be_in_viewport()


# ---- pictures to take away ---------------------------------------------------------


def saved(played, words, folder):
    with played.page.expect_download() as waiting:
        played.element.get_by_role("button", name=words).click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def test_it_is_saved_as_svg(shared, tmp_path):
    path = saved(shared, "Save SVG", tmp_path)
    assert path.name == f"live-{shared.figure.name}.svg"
    text = path.read_text(encoding="utf-8")
    root = ET.fromstring(text)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    # Other programs know nothing of the page's style sheet.
    assert [word for word in ("var(", "color-mix(", "color(srgb") if word in text] == []
    shapes = ".live-drawings > * > svg :is(path, circle, rect)"
    on_page = shared.element.locator(shapes).count()
    in_file = sum(
        len(root.findall(f".//{{*}}{tag}")) for tag in ("path", "circle", "rect")
    )
    assert in_file >= on_page
    words = " ".join(filter(None, (text.text for text in root.iter() if text.text)))
    assert shared.figure.title in words
    for row in shared.element.locator(".live-row").all_inner_texts():
        assert re.sub(r"\s+", "", row) in re.sub(r"\s+", "", words)
    viewer = shared.page.context.browser.new_page()
    viewer.goto(path.as_uri())
    assert (
        viewer.evaluate("document.documentElement.getBoundingClientRect().width") > 300
    )
    assert viewer.locator("parsererror").count() == 0
    viewer.close()


def test_it_is_saved_as_png(shared, tmp_path):
    path = saved(shared, "Save PNG", tmp_path)
    assert path.name == f"live-{shared.figure.name}.png"
    image = imread(path)
    box = shared.element.bounding_box()
    sizes = [2 * int(box["height"]), 2 * int(box["width"])]
    np.testing.assert_allclose(image.shape[:2], sizes, atol=2)
    assert image.std() > 0.02, "there is nothing on it"


# ---- playing -----------------------------------------------------------------------


class Player(Played):
    """A figure that plays, on a page whose clock stands still until it is moved on."""

    def __init__(self, page, name, grains):
        super().__init__(page, name, grains)
        self.control = next(
            c for c in self.figure.controls if getattr(c, "plays", False)
        )
        self.first, self.last = 0, len(self.control.values) - 1
        self.buttons = self.element.locator(".live-player button")
        self.stop_the_clock()

    def stop_the_clock(self):
        self.page.clock.pause_at(self.page.evaluate("Date.now() / 1000 + 1"))

    def press(self, words):
        self.element.get_by_role("button", name=words, exact=True).click()

    @property
    def at(self):
        return int(self.inputs[self.control.name].input_value())

    @property
    def words(self):
        return self.buttons.all_inner_texts()

    def passing(self, milliseconds):
        """Let time pass, and return the positions that were seen."""
        slider = self.inputs[self.control.name]
        slider.evaluate(WATCH, FRAME)
        self.page.clock.run_for(milliseconds)
        return [int(value) for value in slider.evaluate("slider => slider.seen")]

    def check_drawn(self):
        self.page.clock.resume()
        self.check(**{self.control.name: self.control.values[self.at]})
        self.stop_the_clock()


def install_clock(page):
    page.clock.install()


@pytest.fixture(params=PLAYING, ids="/".join)
def player(request, visit):
    def start(**options):
        page, name = request.param
        options = {"reduced_motion": "no-preference", **options}
        opened = visit(page, before=install_clock, **options)
        return Player(opened, name, grains_of(page, name))

    return start


def test_it_plays_through_every_value_and_stops(player):
    player = player()
    player.press("Reset")
    assert player.at == player.first
    player.press("Play")
    assert player.words == ["Pause", "Back", "Step", "Reset"]
    pace = int(1000 * player.control.pace) + 2 * FRAME
    seen = player.passing((player.last + 2) * pace)
    assert seen == list(range(player.first, player.last + 1))
    assert player.words == ["Play", "Back", "Step", "Reset"]
    player.check_drawn()
    player.press("Play")
    seen = player.passing(3 * pace)
    assert seen[0] == player.first
    assert len(seen) > 2


def test_it_pauses_steps_and_goes_back(player):
    player = player()
    player.press("Reset")
    player.press("Play")
    player.passing(int(4000 * player.control.pace) + 4 * FRAME)
    at = player.at
    assert player.first < at < player.last
    player.press("Pause")
    assert player.passing(3000) == [at]
    player.check_drawn()
    player.press("Step")
    assert player.at == at + 1
    player.check_drawn()
    player.press("Back")
    assert player.at == at
    player.check_drawn()
    player.press("Play")
    player.press("Step")
    stopped = player.at
    assert player.passing(1000) == [stopped], "a step ends the playing"
    player.press("Reset")
    assert player.passing(1000) == [player.first]
    player.check_drawn()


def test_pressing_play_again_does_not_play_faster(player):
    player = player()
    player.press("Reset")
    for words in ("Play", "Pause", "Play", "Pause", "Play"):
        player.press(words)
    for before, after in itertools.pairwise(player.passing(20 * FRAME)):
        assert after == before + 1


def test_less_motion_is_two_pictures_a_second_at_most(player):
    player = player(reduced_motion="reduce")
    player.press("Reset")
    player.press("Play")
    seen = player.passing(int(4000 * max(player.control.pace, 0.5)))
    assert 3 <= len(seen) - 1 <= 4


# ---- those who do not see, or have no mouse, or no JavaScript -----------------------


def test_tab_reaches_every_control_in_order(shared):
    shared.element.scroll_into_view_if_needed()
    # A press on text that takes no focus says where Tab goes on from.
    shared.element.locator(".live-heading").click()
    focusable = "input, select, button, a[href], [tabindex]"
    count = shared.element.locator(focusable).count()
    for k in range(count):
        shared.page.keyboard.press("Tab")
        expect(shared.element.locator(focusable).nth(k)).to_be_focused()
        outline = shared.page.evaluate(
            "getComputedStyle(document.activeElement).outlineStyle"
        )
        assert outline != "none", "what has the focus can be seen"
    shared.page.keyboard.press("Tab")
    expect(shared.element.locator(":focus")).to_have_count(0)


def test_every_control_has_a_visible_label_that_is_its_name(shared):
    for control in shared.figure.controls:
        label = re.sub(r"[*_^{}]", "", control.label)
        role = "combobox" if isinstance(control, Choice) else "slider"
        found = shared.element.get_by_role(role, name=label, exact=True)
        expect(found).to_be_visible()
        visible = shared.element.locator("label", has_text=label).first
        expect(visible).to_be_visible()


def test_without_javascript_there_is_a_picture_with_its_text(place, visit):
    page, name = place
    opened = visit(page, java_script_enabled=False)
    picture = opened.locator(f"#live-{name} img")
    picture.scroll_into_view_if_needed()
    expect(picture).to_be_visible()
    assert picture.get_attribute("alt") == make_figure(name).alt
    assert picture.bounding_box()["width"] > 200
    assert opened.locator(f"#live-{name} :is(input, select, button)").count() == 0
