"""Every control of every built figure is moved, and what is drawn is nnlib's answer.

A figure is opened from a server and from disk, for where its values come from may
matter. What keys and mouse do is tried once: one script answers in both.
"""

import random

from built import BOTH, NAMES, all_figures

from nnlib.live import Choice


def test_every_figure_stands_on_one_page():
    assert sorted(name for _, name in all_figures()) == NAMES


@BOTH
def test_the_start_is_drawn(shared):
    assert shared.start == shared.figure.start


@BOTH
def test_at_every_value_of_a_control_nnlibs_answer_is_drawn(shared):
    for control in shared.figure.controls:
        shared.walk(*((control, value) for value in control.listed))


def test_each_control_takes_a_key_and_a_click(shared):
    draw = random.Random(3)
    for control in shared.figure.controls:
        name, value = control.name, draw.choice(control.listed)
        if isinstance(control, Choice):
            shared.choose_by_key(control, control.options[-1])
            shared.check(**{name: control.options[-1]})
            shared.choose_by_mouse(control, value)
        else:
            shared.click(control, value)
        shared.check(**{name: value})


def test_each_slider_goes_a_step_by_each_arrow_and_follows_the_mouse(shared):
    press, draw = shared.page.keyboard.press, random.Random(2)
    for control in shared.figure.controls:
        if isinstance(control, Choice):
            continue
        name, values = control.name, list(control.values)
        shared.inputs[name].focus()
        for key, value in [
            ("End", values[-1]),
            ("ArrowLeft", values[-2]),
            ("Home", values[0]),
            ("ArrowRight", values[1]),
            ("ArrowDown", values[0]),
        ]:
            press(key)
            shared.check(**{name: value})
        shared.drag(control, *draw.sample(values, min(4, len(values))))


def test_whatever_is_chosen_together_nnlibs_answer_is_drawn(shared):
    draw, controls = random.Random(1), shared.figure.controls
    steps = [one for _ in range(10) for one in draw.sample(controls, len(controls))]
    shared.walk(*((control, draw.choice(control.listed)) for control in steps))
