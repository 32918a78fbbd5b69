"""The training figure, freed: any network, any points, trained while one looks on."""

import random
import re
from urllib.parse import urlencode

import numpy as np
import pytest
from browsing import audited
from built import BOTH, built_figures
from freeing import Freed
from heard import LISTEN, UNSAID
from playwright.sync_api import expect

from nnlib.live.controls import pairs

(PAGE,) = [page for page, name in built_figures() if name == "training"]
BAD = [
    "<script>alert(1)</script>",
    "0_0 2_0",
    "0_0 0_9",
    "nan_0",
    "1e0_0",
    "0x1_0",
    "0_0  0_0",
    "0_",
    "__import__('os')",
    " ".join(["0_0"] * 101),
]


@pytest.fixture(scope="module")
def freed(how, shared_visit):
    """The figure, freed, on a page that the tests share."""
    figure = Freed(shared_visit(f"{PAGE}#live-training", how), "training")
    figure.how = how
    return figure.free()


def own(freed):
    return pairs(freed.settings()["own"]).tolist()


def choose_own(freed, points="0_0 0.5_1"):
    """Show points of one's own."""
    freed.input("examples").select_option("my points")
    freed.element.get_by_role("button", name="Reset").click()
    press(freed, "Clear")
    for pair in points.split(" ")[1:]:
        fill(freed, *pair.split("_"))
        press(freed, "Add")
    assert own(freed) == pairs(points).tolist()


def fill(freed, x, y):
    for label, value in (("x", x), ("y", y)):
        field = freed.element.get_by_label(label, exact=True)
        field.fill(str(value))
        field.blur()


def press(freed, words):
    freed.element.get_by_role("button", name=words, exact=True).click()


def spot(freed, x, y):
    """Return where a point is on the screen, once that shows it."""
    chart = freed.element.locator('[data-sets="own"]')
    chart.scroll_into_view_if_needed()
    return chart.evaluate(
        """(chart, [x, y]) => {
          const [x0, x1] = chart.dataset.x.split(" ").map(Number);
          const [y0, y1] = chart.dataset.y.split(" ").map(Number);
          const { CHART: c } = nnlibLive;
          const { width, height } = chart.viewBox.baseVal;
          const at = new DOMPoint(
            c.left + (x - x0) / (x1 - x0) * (width - c.right - c.left),
            height - c.bottom - (y - y0) / (y1 - y0) * (height - c.bottom - c.top));
          const { x: left, y: top } = at.matrixTransform(chart.getScreenCTM());
          return [left, top];
        }""",
        [x, y],
    )


def test_points_are_added_moved_and_removed_by_mouse(freed):
    choose_own(freed)
    mouse = freed.page.mouse
    mouse.click(*spot(freed, -0.6, 1.2))
    points = own(freed)
    assert points[:2] == [[0, 0], [0.5, 1]]
    np.testing.assert_allclose(points[2], [-0.6, 1.2], atol=0.02)
    mouse.move(*spot(freed, 0.5, 1))
    mouse.down()
    mouse.move(*spot(freed, 0.6, 0.5), steps=4)
    mouse.move(*spot(freed, 0.8, -0.5), steps=4)
    mouse.up()
    np.testing.assert_allclose(own(freed)[1], [0.8, -0.5], atol=0.02)
    mouse.click(*spot(freed, 0, 0))
    assert len(own(freed)) == 2
    freed.check(freed.settings())
    # Below the axis there is no chart.
    mouse.click(*spot(freed, 0, -1.8))
    assert len(own(freed)) == 2


def test_points_are_added_moved_and_removed_by_keys_alone(freed):
    choose_own(freed)
    page, press_key = freed.page, freed.page.keyboard.press
    freed.input("own").focus()
    for words in ("-0.25", "0.75"):
        press_key("Tab")
        press_key("Control+a")
        page.keyboard.type(words)
    press_key("Enter")
    assert own(freed)[2] == [-0.25, 0.75]
    freed.input("own").focus()
    press_key("ArrowDown")
    press_key("ArrowDown")
    press_key("Tab")
    press_key("ArrowUp")
    assert own(freed)[1] == [0.55, 1]
    news = freed.element.locator(".live-news")
    freed.element.get_by_label("y", exact=True).focus()
    press_key("ArrowDown")
    expect(news).to_have_text("Point 2 is at 0.55, 0.95.")
    freed.element.get_by_role("button", name="Remove").focus()
    press_key("Enter")
    expect(freed.input("own")).to_be_focused()
    assert own(freed) == [[0, 0], [-0.25, 0.75]]
    freed.check(freed.settings())


@pytest.mark.parametrize(
    ("name", "key", "named"),
    [
        ("width", "ArrowRight", "hidden nodes, "),
        ("alpha", "ArrowLeft", "learning rate α, "),
        ("batch", "ArrowUp", "batch size, 0 for all, "),
        ("epoch", "ArrowUp", "epoch "),
        ("method", "ArrowDown", "method, "),
    ],
)
def test_a_change_is_heard_once_with_the_loss_that_comes_of_it(freed, name, key, named):
    figure = freed.element.element_handle()
    freed.input(name).focus()
    freed.page.wait_for_timeout(700)  # What was moved before has been heard.
    figure.evaluate(LISTEN)
    freed.page.keyboard.press(key)
    freed.input(name).blur()
    freed.page.wait_for_function("figure => figure.said.length", arg=figure)
    (text,) = figure.evaluate("figure => figure.said")
    assert re.match(rf"{named}\S+.*loss \d", text), text
    assert not UNSAID.search(text)


def test_one_point_always_stays(freed):
    news = freed.element.locator(".live-news")
    choose_own(freed, "0_0 0.5_1 1_1")
    for words in (
        "Point 1 is gone. 2 are left.",
        "Point 1 is gone. One is left.",
        "One point has to stay.",
    ):
        freed.input("own").select_option(index=1)
        press(freed, "Remove")
        expect(news).to_have_text(words)
    assert own(freed) == [[1, 1]]


def test_a_click_on_other_data_takes_them_over(freed):
    freed.input("examples").select_option("sine")
    freed.check(freed.settings())
    freed.page.mouse.click(*spot(freed, 0.2, -1))
    settings = freed.settings()
    assert settings["examples"] == "my points"
    assert len(pairs(settings["own"])) == 31
    freed.check(settings)


@BOTH
@pytest.mark.parametrize("method", ["gradient descent", "momentum", "Adam"])
def test_it_trains_as_nnlib_does(freed, method):
    # Where steps are small, so is what two machines' last bits grow to.
    alpha = list(freed.figure.controls[5].values).index(0.01)
    freed.put("examples", "noisy mixture")
    freed.put("width", 15)
    freed.put("second", 16)
    freed.put("method", method)
    freed.put("alpha", alpha)
    freed.put("batch", 7 if method == "Adam" else 0)
    freed.put("seed", 31)
    freed.put("epoch", 230)
    settings = freed.settings()
    assert (settings["width"], settings["second"], settings["seed"]) == (16, 16, 31)
    freed.check(settings)
    press(freed, "Step")
    freed.check({**settings, "epoch": 231})
    press(freed, "Play")
    far = "() => document.querySelector('[data-control=epoch]').value > 400"
    freed.page.wait_for_function(far)
    press(freed, "Pause")
    reached = freed.settings()["epoch"]
    assert (reached - 231) % 20 == 0
    freed.check({**settings, "epoch": reached})
    assert freed.settings()["epoch"] == reached
    press(freed, "Reset")
    freed.check({**settings, "epoch": 0})


@BOTH
def test_a_cell_that_is_stopped_takes_no_figure_with_it(freed):
    freed.put("epoch", 30)
    freed.check(freed.settings())
    freed.page.evaluate(
        """() => {
          const job = { kind: "cell", page: "endless", source: "while True: pass" };
          bookPython.run(job).catch(() => {});
        }"""
    )
    freed.page.wait_for_function("() => bookPython.state === 'busy'")
    freed.put("seed", 77)
    freed.page.evaluate("bookPython.stop()")
    freed.check({**freed.settings(), "seed": 77, "epoch": 30})
    expect(freed.row).to_contain_text("Any value in range")


def test_what_is_typed_out_of_range_is_put_back(freed):
    freed.put("seed", 5)
    for words in ("-1", "1.5", "", "10000000"):
        freed.put("seed", words)
        expect(freed.input("seed")).to_have_value("5")
    assert freed.settings()["seed"] == 5


@BOTH
def test_a_link_carries_everything(freed, visit):
    freed.move(random.Random(4))
    choose_own(freed, "0_0 0.31_-0.4 -1_2")
    freed.put("epoch", 260)
    settings = freed.settings()
    freed.check(settings)
    opened = visit(link_of(freed), freed.how)
    again = Freed(opened, "training")
    expect(again.row).to_contain_text("not recorded")
    assert opened.evaluate("typeof bookPython") == "undefined"
    again.free()
    again.check(settings)
    assert again.settings() == settings
    found = audited(opened, "#live-training", "light")
    assert found.violations_count == 0, found.generate_report()


def link_of(freed):
    return PAGE + freed.page.url.partition(PAGE)[2]


def test_bad_values_in_a_link_are_ignored(visit):
    """Whatever stands in the address, only what is in range is taken."""
    opened = visit(PAGE)
    place = opened.locator("#live-training .live-place")
    for k, own in enumerate(BAD):
        seed, width = ["-1", "0.5", "1e9"][k % 3], ["17", "0", "2.5", ""][k % 4]
        words = {"own": own, "seed": seed, "width": width, "method": "magic"}
        opened.goto(opened.url.partition("?")[0] + link(words))
        expect(place).to_have_text(re.compile("^Any value in range"))
        assert place.get_attribute("role") is None, words
    opened.goto(opened.url.partition("?")[0] + link({"own": "0_0"}))
    expect(place).to_contain_text("not recorded")


def link(settings):
    return "?" + urlencode({f"live-training.{k}": v for k, v in settings.items()})


def test_python_refuses_what_a_link_may_not_hold(freed):
    for word in BAD:
        with pytest.raises(ValueError, match="own is"):
            freed.figure.arrays({"own": word})
