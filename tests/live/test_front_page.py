"""The front page's figure: it begins by itself, and gives way to the reader."""

import numpy as np
import pytest
from browsing import SHIFTS
from built import HTML
from playwright.sync_api import expect

from nnlib.live.small.learning import learning

PAGE, NAME = "intro.html", "#live-learning"
LAST = "80"


def opened(visit, motion, **more):
    page = visit(PAGE, reduced_motion=motion, **more)
    return page.locator(NAME), page.locator(f"{NAME} input")


@pytest.mark.parametrize("size", [(1280, 720), (390, 844)], ids=["wide", "narrow"])
def test_it_begins_by_itself_and_can_be_paused(size, visit):
    def before(page):
        page.add_init_script(SHIFTS)

    figure, slider = opened(visit, "no-preference", size=size, before=before)
    expect(slider).not_to_have_value(LAST)
    figure.get_by_role("button", name="Pause").press("Enter")
    at = slider.input_value()
    figure.page.wait_for_timeout(400)
    assert slider.input_value() == at
    assert sum(value for value, _ in figure.page.evaluate("shifts")) < 0.001


def test_it_is_still_for_those_who_asked_for_less_motion(visit):
    figure, slider = opened(visit, "reduce")
    figure.page.wait_for_timeout(500)
    expect(slider).to_have_value(LAST)
    figure.get_by_role("button", name="Play").click()
    expect(slider).to_have_value("2")


def test_it_does_not_begin_once_the_reader_has_moved_it(visit):
    # As small a window as leaves the buttons out of sight.
    figure, slider = opened(visit, "no-preference", size=(390, 200))
    slider.evaluate(
        """slider => {
          slider.value = "7";
          slider.dispatchEvent(new Event("input", { bubbles: true }));
        }"""
    )
    figure.get_by_role("button", name="Play").scroll_into_view_if_needed()
    figure.page.wait_for_timeout(400)
    expect(slider).to_have_value("7")


def test_what_is_said_of_it_is_so():
    figure = learning()
    first, last = (figure.arrays({"step": step}) for step in (0, int(LAST)))
    assert f"{first['loss'].item():.1f} to {last['loss'].item():.3f}" in figure.alt
    assert first["W1"].size + first["W2"].size == 12
    text = (HTML.parents[1] / "intro.md").read_text(encoding="utf-8")
    assert "Here there are twelve" in " ".join(text.split())
    assert not np.allclose(first["W1"], last["W1"])
