"""Every control of every built figure is moved, and what is drawn is nnlib's answer."""

import random

from built import NAMES, built_figures

from nnlib.live import Choice


def test_every_figure_stands_on_one_page():
    assert sorted(name for _, name in built_figures()) == NAMES


def test_the_start_is_drawn(shared):
    assert shared.start == shared.figure.start


def test_keys_move_every_control(shared):
    press = shared.page.keyboard.press
    draw = random.Random(1)
    for control in shared.figure.controls:
        name, last = control.name, draw.choice(control.listed)
        if isinstance(control, Choice):
            for option in [*control.options, last]:
                shared.choose_by_key(control, option)
                shared.check(**{name: option})
            continue
        values = list(control.values)
        shared.inputs[name].focus()
        press("End")
        shared.check(**{name: values[-1]})
        press("ArrowLeft")
        shared.check(**{name: values[-2]})
        press("Home")
        shared.check(**{name: values[0]})
        for value in values[1:]:
            press("ArrowRight")
            shared.check(**{name: value})
        for _ in values[values.index(last) + 1 :]:
            press("ArrowDown")
        shared.check(**{name: last})


def test_the_mouse_moves_every_control(shared):
    draw = random.Random(2)
    for control in shared.figure.controls:
        if isinstance(control, Choice):
            for option in control.options:
                shared.choose_by_mouse(control, option)
                shared.check(**{control.name: option})
        else:
            on_the_way = draw.sample(control.values, min(6, len(control.values)))
            shared.drag(control, *on_the_way)
    for _ in range(5):
        for control in draw.sample(shared.figure.controls, len(shared.figure.controls)):
            value = draw.choice(control.listed)
            choose = isinstance(control, Choice)
            (shared.choose_by_mouse if choose else shared.click)(control, value)
            shared.check(**{control.name: value})
