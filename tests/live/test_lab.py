"""The training figure in JupyterLab, answered by a kernel."""

import ast
import random
import time

import pytest
from browsing import watched
from drawn import differences, read, settings_of
from laboratory import open_notebook, run_cell, running_lab
from playing import Played
from playwright.sync_api import expect

from nnlib.live import Choice

CELLS = [
    "from nnlib.live.figures.training import training\n\nfigure = training()\nfigure",
    "figure.settings",
    "for name, value in {!r}.items():\n    setattr(figure, name, value)",
]
ASSIGNED = {"examples": "sine", "width": 3, "alpha": 0.17, "epoch": 77}
FIRST, SETTINGS, ASSIGNMENT = range(len(CELLS))


@pytest.fixture(scope="module")
def lab(tmp_path_factory, browser):
    """The notebook, open in JupyterLab."""
    folder = tmp_path_factory.mktemp("lab")
    with running_lab(folder, [cell.format(ASSIGNED) for cell in CELLS]) as address:
        context = browser.new_context(viewport={"width": 1400, "height": 1800})
        page = watched(context, address.partition("lab/")[0])
        open_notebook(page, address)
        yield page
        context.close()


class InLab(Played):
    """The figure in a notebook, where an answer takes its time."""

    def check(self, settings=None, **wanted):
        """Wait until what is shown is what nnlib computes for the settings wanted."""
        deadline = time.monotonic() + 20
        while True:
            seen = read(self.element)
            shown = settings or settings_of(self.figure, seen)
            wrong = differences(self.figure, shown, seen)
            if (shown | wanted == shown and not wrong) or time.monotonic() > deadline:
                break
        assert shown | wanted == shown
        assert wrong == []
        return shown

    def run(self, cell):
        """Run a cell, and return the text beneath it."""
        return run_cell(self.page, cell)

    def kernel_settings(self):
        """Return the settings that the kernel knows."""
        (text,) = self.run(SETTINGS)
        return ast.literal_eval(text)


@pytest.fixture
def in_lab(lab):
    """A new figure: running the cell anew puts it in the place of the last one."""
    run_cell(lab, FIRST)
    lab.locator(".live-figure[data-ready]").wait_for()
    yield InLab(lab, "training", {}, ".live-figure")
    # JupyterLab has warnings of its own.
    faults = [fault for fault in lab.faults if "live" in fault or "request" in fault]
    lab.faults.clear()
    assert faults == []


def test_keys_move_every_control(in_lab):
    assert in_lab.check() == in_lab.figure.start
    draw = random.Random(6)
    for control in in_lab.figure.controls:
        name = control.name
        if isinstance(control, Choice):
            for option in [*control.options[::-1], draw.choice(control.options)]:
                in_lab.choose_by_key(control, option)
                in_lab.check(**{name: option})
            continue
        values = list(control.values)
        in_lab.inputs[name].focus()
        in_lab.page.keyboard.press("Home")
        in_lab.check(**{name: values[0]})
        for value in values[1:6]:
            in_lab.page.keyboard.press("ArrowRight")
            in_lab.check(**{name: value})
        in_lab.page.keyboard.press("End")
        in_lab.check(**{name: values[-1]})
        in_lab.page.keyboard.press("ArrowLeft")
        in_lab.check(**{name: values[-2]})
    assert in_lab.kernel_settings() == in_lab.check()


def test_the_mouse_moves_every_control(in_lab):
    draw = random.Random(7)
    for control in in_lab.figure.controls:
        value = draw.choice(control.listed)
        if isinstance(control, Choice):
            in_lab.choose_by_mouse(control, value)
            in_lab.check(**{control.name: value})
            continue
        in_lab.click(control, value)
        # Between the listed values lie others, and the mouse finds some of these.
        settings = in_lab.kernel_settings()
        low, high = control.values[0], control.values[-1]
        assert abs(settings[control.name] - value) <= (high - low) / 20
        in_lab.check(settings)


def test_assignment_in_python_moves_the_control_and_the_drawing(in_lab):
    in_lab.run(ASSIGNMENT)
    settings = in_lab.kernel_settings()
    assert settings == in_lab.figure.start | ASSIGNED
    in_lab.check(settings)
    position = float(in_lab.inputs["width"].input_value())
    assert 0 < position < len(in_lab.figure.controls[1].values) - 1
    assert in_lab.inputs["examples"].input_value() == ASSIGNED["examples"]


def test_it_plays(in_lab):
    in_lab.element.get_by_role("button", name="Play").click()
    for _ in range(3):
        before = in_lab.inputs["epoch"].input_value()
        expect(in_lab.inputs["epoch"]).not_to_have_value(before)
    in_lab.element.get_by_role("button", name="Pause").click()
    paused = in_lab.check()["epoch"]
    assert paused > 0
    in_lab.element.get_by_role("button", name="Step").click()
    epochs = in_lab.figure.controls[-1].values
    in_lab.check(epoch=epochs[epochs.index(paused) + 1])
    in_lab.element.get_by_role("button", name="Reset").click()
    in_lab.check(epoch=0)
    assert in_lab.kernel_settings()["epoch"] == 0
