"""A page is answered by a figure's own function, for any settings."""

import base64
import json

import inside
import numpy as np
import pytest
from inside.figures import find

from nnlib.live import Slider, book

NAMES = sorted(book.PLACES)


def asked(name, **settings):
    job = {"kind": "figure", "name": name, "settings": settings}
    answer = inside.answer(job, lambda output: None)
    assert json.loads(json.dumps(answer)) == answer
    return answer


def second(control, share):
    """Return the second value of a control, or one a share of the way there."""
    if isinstance(control, Slider) and not control.whole:
        return (1 - share) * control.values[0] + share * control.values[1]
    return control.listed[:2][-1]


@pytest.mark.parametrize("name", NAMES)
def test_the_arrays_are_those_of_its_function(name):
    figure = find(name)
    for share in (0.0, 0.35):
        settings = {c.name: second(c, share) for c in figure.controls}
        answer = asked(name, **settings)
        assert answer["status"] == "ok"
        wanted = figure.arrays(settings)
        assert list(answer["arrays"]) == list(wanted)
        for key, found in answer["arrays"].items():
            array = np.frombuffer(base64.b64decode(found["data"]), "<f8")
            np.testing.assert_array_equal(array, np.ravel(wanted[key]))
            assert found["shape"] == list(np.atleast_1d(wanted[key]).shape)


def test_a_setting_out_of_range_is_refused_in_words():
    answer = asked("neuron", w1=7)
    assert answer == {
        "status": "error",
        "text": "w1 is 7, but it must be a number from -3 to 3.",
    }


def test_a_figure_that_there_is_not():
    assert asked("nothing")["text"].startswith("There is no figure 'nothing'.")
    assert asked("../neuron")["status"] == "error"


def test_a_figure_that_a_cell_made_answers_too():
    source = (
        "from nnlib.live import Figure, Slider\n"
        "Figure('mine', 'Mine', '?', lambda x: {'y': [x, 2 * x]},\n"
        "       [Slider('x', 'x', [0, 1, 2], 1)], [], '', '')"
    )
    inside.answer({"kind": "cell", "page": "figures", "source": source}, print)
    data = asked("mine", x=1.5)["arrays"]["y"]["data"]
    assert np.frombuffer(base64.b64decode(data)).tolist() == [1.5, 3.0]


def test_the_training_figure_is_as_free_as_it_gets():
    arrays = asked("training", second=3, examples="my points", own="0_1 0.5_-1")
    assert arrays["arrays"]["W2"]["shape"] == [2, 3]
    assert arrays["arrays"]["x"]["shape"] == [2]
    answer = asked("training", own="0_1 3_1")
    assert answer["text"].startswith("own is '0_1 3_1', but it must be 1 to 100 points")
    source = "from nnlib.live.figures.training import training\ntraining()"
    job = {"kind": "cell", "page": "figures", "source": source}
    outputs = inside.answer(job, lambda output: None)["outputs"]
    assert len(outputs) == 1, outputs[:-1]
    (shown,) = outputs
    found = shown["data"]["application/vnd.nnlib.figure+json"]
    assert found["spec"] == find("training").spec()
