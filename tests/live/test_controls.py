"""Every control of every built figure is moved, and what is drawn is nnlib's answer.

A figure is opened from a server and from disk. One script answers in both, so one of
the two is taken through all values by keys, and the other by mouse; in case the place
matters, each control gets a key and a click on both.
"""

import random

from built import BOTH, NAMES, all_figures, built_figures, in_turn

from nnlib.live import Choice

FIGURES = built_figures()


def test_every_figure_stands_on_one_page():
    assert sorted(name for _, name in all_figures()) == NAMES


@BOTH
def test_the_start_is_drawn(shared):
    assert shared.start == shared.figure.start


@BOTH
def test_each_control_takes_a_key_and_a_click(shared):
    draw = random.Random(3)
    for control in shared.figure.controls:
        name, value = control.name, draw.choice(control.listed)
        if isinstance(control, Choice):
            shared.choose_by_key(control, control.options[-1])
            shared.check(**{name: control.options[-1]})
            shared.choose_by_mouse(control, value)
        else:
            shared.inputs[name].focus()
            shared.page.keyboard.press("End")
            shared.check(**{name: control.values[-1]})
            shared.click(control, value)
        shared.check(**{name: value})


@BOTH
def test_every_control_moves_through_its_values(shared, place, how):
    by_key = how == in_turn(FIGURES, place)
    (keys_move if by_key else the_mouse_moves)(shared, shared.figure.controls)


def keys_move(shared, controls):
    press = shared.page.keyboard.press
    draw = random.Random(1)
    for control in controls:
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


def the_mouse_moves(shared, controls):
    draw = random.Random(2)
    for control in controls:
        if isinstance(control, Choice):
            for option in control.options:
                shared.choose_by_mouse(control, option)
                shared.check(**{control.name: option})
        else:
            on_the_way = draw.sample(control.values, min(6, len(control.values)))
            shared.drag(control, *on_the_way)
    for _ in range(5):
        for control in draw.sample(controls, len(controls)):
            value = draw.choice(control.listed)
            choose = isinstance(control, Choice)
            (shared.choose_by_mouse if choose else shared.click)(control, value)
            shared.check(**{control.name: value})
