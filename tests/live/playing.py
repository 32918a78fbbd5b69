"""A figure on an open page, moved by key and by mouse, and compared with nnlib."""

import sys

from built import make_figure
from drawn import differences, read, read_on_the_way, settings_of

from nnlib.live import Choice

THUMB = 16
"""The width of a slider's thumb, whose middle stands at the value."""


class Played:
    """A figure on an open page, and the nnlib it is compared with."""

    def __init__(self, page, name, grains, selector="#live-{}"):
        self.page, self.figure, self.grains = page, make_figure(name), grains
        self.element = page.locator(selector.format(name))
        inputs = self.element.locator(".live-control :is(input, select)").all()
        self.inputs = {
            control.name: element
            for control, element in zip(self.figure.controls, inputs, strict=True)
        }
        self.height = read(self.element)["height"]

    def check(self, **wanted):
        """Compare what is shown with nnlib, and some settings with those wanted."""
        return self.compare(read(self.element), wanted)

    def walk(self, *steps):
        """Take controls to values, as their own events do, checking at each.

        steps : pairs of a control and its value. Without keys and mouse it takes a
            tenth of their time.
        """
        names = list(self.inputs)
        moves = [
            [
                names.index(control.name),
                value
                if isinstance(control, Choice)
                else str(list(control.values).index(value)),
            ]
            for control, value in steps
        ]
        shown = read_on_the_way(self.element, moves)
        for seen, (control, value) in zip(shown, steps, strict=True):
            self.compare(seen, {control.name: value})

    def compare(self, seen, wanted):
        """Compare what was read off the figure with nnlib, and with settings."""
        settings = settings_of(self.figure, seen)
        assert settings | wanted == settings
        assert differences(self.figure, settings, seen, self.grains) == []
        assert seen["height"] == self.height, f"the page jumps at {settings}"
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

    def thumb(self, control):
        """Return where a slider's thumb is."""
        position = round(float(self.inputs[control.name].input_value()))
        return self.place(control, control.values[position])

    def drag(self, control, *values):
        """Take a slider's thumb through some values, checking at each."""
        self.inputs[control.name].scroll_into_view_if_needed()
        mouse = self.page.mouse
        mouse.move(*self.thumb(control))
        mouse.down()
        for value in values:
            mouse.move(*self.place(control, value), steps=2)
            self.check(**{control.name: value})
        mouse.up()

    def click(self, control, value):
        """Press a slider's track where a value is; so near the thumb, pull that."""
        element, mouse = self.inputs[control.name], self.page.mouse
        element.scroll_into_view_if_needed()
        place, thumb = self.place(control, value), self.thumb(control)
        near = abs(place[0] - thumb[0]) < THUMB
        mouse.move(*(thumb if near else place))
        mouse.down()
        mouse.move(*place)
        mouse.up()
