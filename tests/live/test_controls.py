"""Every control of every built figure is moved, and what is drawn is nnlib's answer."""

import random

from built import NAMES, built_figures

from nnlib.live import Choice


def test_every_figure_stands_on_one_page():
    assert sorted(name for _, name in built_figures()) == NAMES


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
