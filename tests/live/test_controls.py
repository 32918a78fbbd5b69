"""Every control of every built figure is moved, and what is drawn is nnlib's answer."""

import random
import sys

import pytest
from conftest import NAMES, built_figures, make_figure
from drawn import differences, read, settings_of

from nnlib.live import Choice

FIGURES = built_figures()
THUMB = 16
"""The width of a slider's thumb, whose middle stands at the value."""


class Played:
    """A figure on an open page, and the nnlib it is compared with."""

    def __init__(self, page, name, grains):
        self.page, self.figure, self.grains = page, make_figure(name), grains
        self.element = page.locator(f"#live-{name}")
        inputs = self.element.locator(".live-control :is(input, select)").all()
        self.inputs = {
            control.name: element
            for control, element in zip(self.figure.controls, inputs, strict=True)
        }
        self.height = self.element.bounding_box()["height"]

    def check(self, **wanted):
        """Compare what is shown with nnlib, and some settings with those wanted."""
        seen = read(self.element)
        settings = settings_of(self.figure, seen)
        assert settings | wanted == settings
        assert differences(self.figure, settings, seen, self.grains) == []
        assert self.element.bounding_box()["height"] == self.height, "the page jumps"
        return settings

    def choose_by_key(self, control, option):
        """Go to an option with the arrow keys."""
        element, options = self.inputs[control.name], list(control.options)
        element.focus()
        if sys.platform == "darwin":  # opens a menu that is no part of the page
            element.select_option(option)
            return
        steps = options.index(option) - options.index(element.input_value())
        for _ in range(abs(steps)):
            self.page.keyboard.press("ArrowDown" if steps > 0 else "ArrowUp")

    def choose_by_mouse(self, control, option):
        """Open the menu with the mouse; its entries can be reached by key alone."""
        element, options = self.inputs[control.name], list(control.options)
        if sys.platform == "darwin":
            element.select_option(option)
            return
        steps = options.index(option) - options.index(element.input_value())
        element.click()
        for _ in range(abs(steps)):
            self.page.keyboard.press("ArrowDown" if steps > 0 else "ArrowUp")
        self.page.keyboard.press("Enter")

    def place(self, control, value):
        """Return where a slider's thumb has its middle when it shows a value."""
        box = self.inputs[control.name].bounding_box()
        share = list(control.values).index(value) / (len(control.values) - 1)
        across = box["x"] + THUMB / 2 + share * (box["width"] - THUMB)
        return across, box["y"] + box["height"] / 2

    def drag(self, control, start, *values):
        """Take a slider's thumb through some values, checking at each."""
        self.inputs[control.name].scroll_into_view_if_needed()
        mouse = self.page.mouse
        mouse.move(*self.place(control, start))
        mouse.down()
        for value in values:
            mouse.move(*self.place(control, value), steps=2)
            self.check(**{control.name: value})
        mouse.up()

    def click(self, control, value):
        """Press a slider's track where a value is."""
        self.inputs[control.name].scroll_into_view_if_needed()
        self.page.mouse.click(*self.place(control, value))


def test_every_figure_stands_on_one_page():
    assert sorted(name for _, name in FIGURES) == NAMES


@pytest.fixture(params=["http", "file"])
def how(request):
    return request.param


@pytest.fixture(params=FIGURES, ids="/".join)
def played(request, how, visit, grains_of):
    page, name = request.param
    return Played(visit(page, how), name, grains_of(page, name))


def test_the_start_is_drawn(played):
    assert played.check() == played.figure.settings


def test_keys_move_every_control(played):
    press = played.page.keyboard.press
    draw = random.Random(1)
    for control in played.figure.controls:
        name, last = control.name, draw.choice(control.listed)
        if isinstance(control, Choice):
            for option in [*control.options, last]:
                played.choose_by_key(control, option)
                played.check(**{name: option})
            continue
        values = list(control.values)
        played.inputs[name].focus()
        press("End")
        played.check(**{name: values[-1]})
        press("ArrowLeft")
        played.check(**{name: values[-2]})
        press("Home")
        played.check(**{name: values[0]})
        for value in values[1:]:
            press("ArrowRight")
            played.check(**{name: value})
        for _ in values[values.index(last) + 1 :]:
            press("ArrowDown")
        played.check(**{name: last})


def test_the_mouse_moves_every_control(played):
    draw = random.Random(2)
    for control in played.figure.controls:
        value = control.value
        if isinstance(control, Choice):
            for option in control.options:
                played.choose_by_mouse(control, option)
                played.check(**{control.name: option})
        else:
            on_the_way = draw.sample(control.values, min(6, len(control.values)))
            played.drag(control, value, *on_the_way)
    for _ in range(5):
        for control in draw.sample(played.figure.controls, len(played.figure.controls)):
            value = draw.choice(control.listed)
            choose = isinstance(control, Choice)
            (played.choose_by_mouse if choose else played.click)(control, value)
            played.check(**{control.name: value})
