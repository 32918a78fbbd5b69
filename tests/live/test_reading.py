"""The opened network, freed: it reads a digit that is painted on a pad."""

import re
from urllib.parse import urlencode

import numpy as np
import pytest
from browsing import audited
from built import all_figures, make_figure
from freeing import Freed
from playwright.sync_api import expect

from nnlib import data
from nnlib.live.controls import pixels
from nnlib.live.opened.problems import DIGITS, M
from nnlib.live.opened.reading import PAD, answer
from nnlib.live.page import changes

RECORDED = make_figure("opened")
FREE = RECORDED.freed
((PAGE, _),) = [place for place in all_figures() if place[1] == "opened"]
EIGHT = [(4, 0.6), (2.6, 2.2), (5.4, 5.8), (4, 7.4), (2.6, 5.8), (5.4, 2.2), (4, 0.6)]
"""The way of a hand that paints an eight, in pixels: x, y."""


def as_text(x):
    return "".join(f"{int(value):x}" for value in np.rint(15 * x))


def test_a_picture_is_text_and_back():
    x = np.arange(64) % 16 / 15
    assert PAD.checked(as_text(x)) == as_text(x)
    np.testing.assert_allclose(pixels(as_text(x)), [x], rtol=1e-15)
    assert PAD.value == PAD.checked(PAD.value) == as_text(np.zeros(64))


BAD = ["", "0" * 63, "0" * 65, "F" * 64, "g" * 64, "٣" * 64, "0" * 64 + "\n", None, 0]


@pytest.mark.parametrize("bad", BAD)
def test_what_is_no_picture_is_refused_in_words(bad):
    with pytest.raises(ValueError, match=r"digit is .* 64 characters, one a pixel"):
        FREE.arrays({"digit": bad})


def test_the_answer_is_that_of_the_weights_that_are_shown():
    digit = as_text(data.digits()[0][100])
    found = FREE.arrays({"problem": DIGITS, "update": 37, "digit": digit})
    a = pixels(digit)
    for l in (1, 2, 3):
        a = np.tanh(a @ found[f"W{l}"])
    np.testing.assert_allclose(found.pop("answer"), a[0], rtol=1e-12)
    others = RECORDED.arrays({"problem": DIGITS, "update": 37})
    assert list(found) == list(others)
    for name in others:
        np.testing.assert_array_equal(found[name], others[name])


def test_other_data_have_no_digit_to_answer_to():
    for problem in RECORDED.controls[0].options:
        known = np.isfinite(FREE.arrays({"problem": problem})["answer"]).all()
        assert known == (problem == DIGITS)


def test_most_digits_that_it_has_not_seen_are_read_right():
    X, Y = data.digits()
    for digit, sign in ((3, -1), (8, 1)):
        unseen = X[Y[:, digit] == 1][M // 2 :][:60]
        right = [sign * answer(as_text(x), 300) > 0 for x in unseen]
        assert np.mean(right) > 0.85


def test_a_page_is_not_told_twice_what_stays():
    other = FREE.spec()
    found = changes(RECORDED.spec(), other)
    assert len(repr(found)) < len(repr(other)) / 8
    for k, drawing in enumerate(found["drawings"]):
        if isinstance(drawing, int):
            found["drawings"][k] = RECORDED.spec()["drawings"][drawing]
    assert {**RECORDED.spec(), **found} == other


def test_in_a_notebook_it_is_a_widget_too():
    figure = make_figure("opened").freed
    figure.problem, figure.update, figure.digit = DIGITS, 300, "07" * 32
    sent = figure.widget._answer["arrays"]["answer"]["data"]
    assert np.frombuffer(sent).item() == answer("07" * 32, 300)
    assert "image/png" in figure._repr_mimebundle_()[0]


# ---- on its page -------------------------------------------------------------------


class Reading(Freed):
    """The figure, freed, and its pad."""

    @property
    def pad(self):
        return self.element.locator(".live-pad")

    def spots(self, way):
        """Return where some places of the pad are on the screen."""
        self.pad.scroll_into_view_if_needed()
        box = self.pad.bounding_box()
        scale = box["width"] / PAD.side
        return [(box["x"] + scale * x, box["y"] + scale * y) for x, y in way]

    def answers(self):
        """Compare what it answers with nnlib, and return the settings."""
        settings = self.settings()
        assert settings["problem"] == DIGITS
        update, digit = int(settings["update"]), settings["digit"]
        wanted = f"{answer(digit, update):.2f}".replace("-", "−")
        row = self.element.locator(".live-row", has_text="Your digit, after")
        expect(row).to_contain_text(f"after update {update}: ŷ = {wanted}.")
        return settings

    def clear(self):
        self.element.get_by_role("button", name="Clear").click()
        expect(
            self.element.locator(".live-row", has_text="Nothing is drawn yet")
        ).to_be_visible()
        assert self.settings()["digit"] == PAD.value


@pytest.fixture(scope="module")
def figure(shared_visit):
    page = shared_visit(f"{PAGE}#live-opened", "http", has_touch=True)
    figure = Reading(page, "opened")
    expect(figure.element.locator(".live-question")).to_contain_text("Freed, it also")
    assert figure.pad.count() == 0
    return figure.free()


def paint(figure):
    """Paint an eight by mouse, which chooses the data set too."""
    figure.put("problem", "bump")
    spots = figure.spots(EIGHT)
    mouse = figure.page.mouse
    mouse.move(*spots[0])
    mouse.down()
    for spot in spots[1:]:
        mouse.move(*spot, steps=4)
    mouse.up()


def test_a_digit_is_painted_by_mouse_and_read(figure):
    figure.put("update", list(FREE.controls[2].values).index(20))
    paint(figure)
    settings = figure.answers()
    ink = 15 * pixels(settings["digit"]).reshape(8, 8)
    # The middle of the eight and its left edge; what lies beside a stroke is paler.
    assert ink[3:5, 3:5].min() > 7
    assert ink[:, [0, 7]].max() == 0
    assert 0 < ink[ink > 0].min() < 8
    assert answer(settings["digit"], 20) > 0.5
    # More updates answer otherwise, to the same digit.
    figure.put("update", list(FREE.controls[2].values).index(2))
    assert figure.answers()["digit"] == settings["digit"]
    figure.clear()


def test_a_finger_paints_and_moves_no_page(figure):
    spots = figure.spots([(4, 0.6), (4, 4), (4, 7.4)])
    before = figure.page.evaluate("scrollY")
    session = figure.page.context.new_cdp_session(figure.page)

    def touch(kind, *points):
        points = [{"x": x, "y": y} for x, y in points]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", spots[0])
    for spot in spots[1:]:
        touch("touchMove", spot)
    touch("touchEnd")
    assert figure.page.evaluate("scrollY") == before
    ink = pixels(figure.answers()["digit"]).reshape(8, 8)
    assert ink[:, 3:5].min() == 1
    assert ink[:, [0, 1, 6, 7]].max() == 0
    figure.clear()


def test_keys_paint_erase_and_say_what_is_there(figure):
    press, news = figure.page.keyboard.press, figure.element.locator(".live-news")
    figure.pad.focus()
    for key in [*["ArrowUp"] * 8, *["ArrowLeft"] * 8, "ArrowDown", "ArrowDown"]:
        press(key)
    for key in ["ArrowRight"] * 3:
        press(key)
    expect(news).to_have_text("Row 3, column 4, white.")
    press("Space")
    expect(news).to_have_text("Row 3, column 4, black.")
    press("ArrowRight")
    expect(news).to_have_text("Row 3, column 5, grey.")
    ink = pixels(figure.answers()["digit"]).reshape(8, 8)
    assert ink[2, 3] == 1
    assert np.argwhere(ink).tolist() == [[1, 3], [2, 2], [2, 3], [2, 4], [3, 3]]
    figure.pad.focus()
    press("ArrowLeft")
    press("Space")
    expect(news).to_have_text("Row 3, column 4, white.")
    assert pixels(figure.answers()["digit"]).reshape(8, 8)[2, 3] == 0
    figure.clear()


def test_a_weight_is_turned_by_what_was_computed(figure):
    """And no less: what is between has no entry in the arrays."""
    figure.put("turn", 9.4)
    settings = figure.settings()
    arrays = FREE.arrays(settings)
    at = list(arrays["turns"]).index(settings["turn"])
    wanted = arrays["turned"][int(settings["weight"]) - 1, at]
    expect(figure.element).to_contain_text(f"the truth: f = {wanted:.3f}")


def test_the_last_step_leads_on_from_an_update_that_is_not_recorded(figure):
    """Back and forth between recorded updates, wherever it was."""
    figure.put("update", 24.5)
    before = figure.settings()
    assert before["update"] not in FREE.controls[2].values
    figure.element.get_by_role("button", name="Step", exact=True).first.click()
    after = figure.settings()
    values = [value for value in FREE.controls[2].values if value > before["update"]]
    assert (after["stage"], after["update"]) == (0, values[0])


SCREENS = [("light", (390, 844)), ("dark", (1280, 900))]


@pytest.mark.parametrize(("scheme", "size"), SCREENS, ids=["narrow", "wide"])
def test_axe_finds_nothing_in_it(figure, scheme, size):
    figure.page.set_viewport_size({"width": size[0], "height": size[1]})
    figure.page.emulate_media(color_scheme=scheme)
    figure.page.wait_for_selector(f"html[data-theme={scheme}]")
    found = audited(figure.page, "#live-opened", scheme)
    assert figure.page.evaluate("document.documentElement.scrollWidth") <= size[0]
    figure.page.set_viewport_size({"width": 1280, "height": 900})
    assert found.violations_count == 0, found.generate_report()


def test_a_link_brings_the_digit_back(figure, visit):
    paint(figure)
    settings = figure.answers()
    opened = visit(PAGE + figure.page.url.partition(PAGE)[2])
    again = Reading(opened, "opened")
    expect(again.row).to_contain_text("not recorded")
    assert again.free().answers() == settings


def test_what_is_no_picture_in_a_link_is_ignored(visit):
    opened = visit(PAGE)
    for bad in ["0" * 63, "F" * 64, "0" * 64 + "\n", "<b>" * 21 + "0", "0" * 64]:
        words = urlencode({"live-opened.digit": bad})
        opened.goto(f"{opened.url.partition('?')[0]}?{words}")
        place = opened.locator("#live-opened .live-place")
        expect(place).to_have_text(re.compile("^Any value in range"))
