"""What the training figures show, recorded and free, is what `nnlib.train` does."""

import base64
import itertools
import random
import warnings

import numpy as np
import pytest
from built import make_figure
from samples import train

from nnlib import Network, data
from nnlib.live import PointSet
from nnlib.live.playground import METHODS, OWN, playground
from nnlib.live.run import DATA, GONE

FREE = playground()


def trained(epochs, method="gradient descent", alpha=0.1, batch=None, **options):
    """Return the network and the history of `train` for some settings."""
    settings = {**FREE.start, **options}
    hidden = [settings["width"], *([settings["second"]] * (settings["second"] > 0))]
    g = [settings["g"]] * len(hidden) + ["identity"]
    network = Network([2, *hidden, 1], g, seed=settings["seed"])
    x, Y = DATA[settings["examples"]](m=30, seed=1)
    x_held_out, Y_held_out = DATA[settings["examples"]](m=30, seed=2)
    history = train(
        network,
        data.add_ones(x),
        Y,
        METHODS[method](alpha),
        epochs=epochs,
        batch_size=batch,
        seed=settings["seed"],
        loss_every=1,
        held_out=(data.add_ones(x_held_out), Y_held_out),
    )
    return network, history


@pytest.mark.parametrize("second", [0, 5])
@pytest.mark.parametrize("batch", [0, 7, 100])
@pytest.mark.parametrize("method", METHODS)
def test_its_steps_are_those_of_train(method, batch, second):
    options = {"method": method, "alpha": 0.02, "second": second, "seed": 3}
    shown = FREE.arrays({**options, "batch": batch, "epoch": 60})
    network, history = trained(60, batch=batch or None, **options)
    for l, W in network.W.items():
        np.testing.assert_array_equal(shown[f"W{l}"], W)
    np.testing.assert_array_equal(shown["epochs"], range(61))
    np.testing.assert_allclose(shown["losses"], history.loss, rtol=1e-12)
    np.testing.assert_allclose(
        shown["held_out_losses"], history.held_out_loss, rtol=1e-12
    )
    assert shown["loss"] == shown["losses"][-1]


def test_the_way_there_makes_no_difference():
    draw = random.Random(1)
    settings = {"batch": 4, "seed": 9, "width": 6}
    straight = {}
    for epoch in (0, 5, 199, 200, 201, 402, 777):
        straight[epoch] = playground().arrays({**settings, "epoch": epoch})
        FREE.arrays({**settings, "seed": 8})
    for epoch in draw.choices(list(straight), k=20):
        found = FREE.arrays({**settings, "epoch": epoch})
        for name, array in straight[epoch].items():
            np.testing.assert_array_equal(found[name], array, err_msg=name)


def test_losses_of_any_number_of_epochs_are_few():
    for epoch in (0, 1, 200, 201, 1000, 2345):
        epochs = FREE.arrays({"epoch": epoch})["epochs"]
        assert len(epochs) <= 202
        assert epochs[0] == 0
        assert epochs[-1] == epoch
        assert (np.diff(epochs) > 0).all()


@pytest.mark.parametrize("epoch", [0, 1, 40, 1000])
def test_at_recorded_settings_it_shows_what_is_recorded(epoch):
    recorded = make_figure("training")
    grid = [control.listed for control in recorded.controls[:-1]]
    names = [control.name for control in recorded.controls[:-1]]
    for values in random.Random(epoch).sample(list(itertools.product(*grid)), 12):
        settings = {**dict(zip(names, values, strict=True)), "epoch": epoch}
        found, shown = FREE.arrays(settings), recorded.arrays(settings)
        for name in shown.keys() - {"epochs", "losses", "held_out_losses"}:
            there = shown[name]
            if name in ("W1", "W2"):
                there = there[: found[name].shape[0], : found[name].shape[1]]
            np.testing.assert_array_equal(found[name], there, err_msg=name)


def test_a_run_that_diverges_ends_without_a_warning():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        shown = FREE.arrays({"alpha": 10.0, "epoch": 500})
    assert np.isnan(shown["loss"]).all()
    assert np.isnan(shown["W1"]).all()
    assert np.nanmax(shown["losses"]) < 1e300
    assert GONE > shown["losses"][0]


def test_points_of_ones_own_are_what_is_trained_on():
    settings = {"examples": OWN, "own": "-1_0.5 0.25_-0.75", "epoch": 300, "width": 8}
    shown = FREE.arrays(settings)
    assert shown["x"].tolist() == [-1, 0.25]
    assert shown["y"].tolist() == [0.5, -0.75]
    assert shown["x_held_out"].size == 0
    assert shown["loss"].item() < 1e-3
    assert np.isnan(shown["held_out_loss"]).all()


def test_there_is_always_a_point_and_never_too_many():
    (own,) = [control for control in FREE.controls if isinstance(control, PointSet)]
    assert own.checked(" ".join(["0.5_-1"] * own.most))
    for bad in ["", " ".join(["0_0"] * (own.most + 1)), None, 3, "0_0 ", "1,2", "0_٣"]:
        with pytest.raises(ValueError, match="own is"):
            own.checked(bad)


def test_in_a_notebook_it_is_a_widget_too():
    figure = playground()
    for settings in ({"second": 3}, {"examples": OWN, "own": "0_1 0.5_-1"}):
        for name, value in settings.items():
            setattr(figure, name, value)
        assert figure.settings | settings == figure.settings
        sent = figure.widget._answer["arrays"]["x"]["data"]
        assert (
            np.frombuffer(sent).tolist() == figure.arrays(figure.settings)["x"].tolist()
        )
    data, _ = figure._repr_mimebundle_()
    assert base64.b64decode(data["image/png"]).startswith(b"\x89PNG")
