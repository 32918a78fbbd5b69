"""A figure on an open page, freed: Python in the page answers its controls."""

import base64
import re
import time
from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

import numpy as np
from built import built_figures, make_figure
from drawn import differences, read
from playwright.sync_api import expect

from nnlib.live import Choice, Slider

SET = "([input, value]) => setControl(input, value)"
CLOSE = """() => {
  const source = "import js; js.self.close()";
  bookPython.run({ kind: "cell", page: "end", source }).catch(() => {});
}"""
# What is left of differences of nearly equal numbers is a machine's own.
ROUNDED = {"rules": ["errors", "error", "difference", "measured"]}
PATIENCE = 60_000  # milliseconds, for Python to start
SECONDS = 8
FREE = "Any value in range now"
BACK = "recorded values again"
LINK = re.compile("link", re.IGNORECASE)


def gains(name):
    """Whether there are values that are not recorded: else there is no button."""
    figure = make_figure(name)
    return figure.freed is not None or any(
        isinstance(c, Slider)
        and not (c.whole and len(c.values) == 1 + np.ptp(c.values))
        for c in figure.controls
    )


FREEABLE = [(page, name) for page, name in built_figures() if gains(name)]


class Freed:
    """A figure that can be freed, and the nnlib it is compared with."""

    def __init__(self, page, name):
        recorded = make_figure(name)
        self.page, self.name = page, name
        self.figure = recorded.freed or recorded
        self.element = page.locator(f"#live-{name}")
        self.row = self.element.locator(".live-free")
        self.button = self.element.get_by_role("button", name="Free this figure")

    def free(self):
        """Free it, and wait until it is."""
        self.button.click()
        expect(self.row).to_contain_text(FREE, timeout=PATIENCE)
        return self

    def input(self, name):
        return self.element.locator(f'[data-control="{name}"]')

    def put(self, name, value):
        """Set what a control's element holds: a slider's is a position."""
        element = self.input(name).element_handle()
        self.page.evaluate(SET, [element, str(value)])

    def move(self, draw):
        """Set every control to something in range, by a generator of numbers."""
        for control in self.figure.controls:
            if isinstance(control, Choice):
                self.put(control.name, draw.choice(control.options))
            elif isinstance(control, Slider):
                last = len(control.values) - 1
                self.put(control.name, round(draw.uniform(0, last), 2))

    def settings(self):
        """Return the settings, as a copied link has them."""
        self.element.get_by_role("button", name="Copy link").click()
        expect(self.element.locator(".live-news")).to_contain_text(LINK)
        return self.in_link(self.page.url)

    def in_link(self, address):
        words = dict(parse_qsl(urlsplit(address).query))
        found = {}
        for control in self.figure.controls:
            word = words[f"live-{self.name}.{control.name}"]
            try:
                found[control.name] = control.checked(word)
            except ValueError:
                found[control.name] = control.checked(float(word))
        return found

    def answer(self, settings):
        """Return the arrays that Python in the page answers with."""
        job = {"kind": "figure", "name": self.name, "settings": settings}
        answer = self.page.evaluate("(job) => bookPython.run(job)", job)
        assert answer["status"] == "ok", answer
        return {
            name: np.frombuffer(base64.b64decode(found["data"])).reshape(found["shape"])
            for name, found in answer["arrays"].items()
        }

    def check(self, settings):
        """Wait until what the page has computed is drawn, and compare it with nnlib."""
        arrays = self.answer(settings)
        figure = replace(self.figure, compute=lambda **_: arrays)
        deadline = time.monotonic() + SECONDS
        while True:
            wrong = differences(figure, settings, read(self.element))
            if not wrong or time.monotonic() > deadline:
                break
            self.page.wait_for_timeout(50)
        assert wrong == []
        wanted = self.figure.arrays(settings)
        assert list(arrays) == list(wanted)
        for name, array in wanted.items():
            if name not in ROUNDED.get(self.name, ()):
                np.testing.assert_allclose(
                    arrays[name], array, rtol=1e-6, atol=1e-8, err_msg=name
                )

    def lose_python(self):
        """End the worker, as a browser that is short of memory does."""
        self.page.evaluate(CLOSE)
        expect(self.row).to_contain_text(BACK, timeout=PATIENCE)
