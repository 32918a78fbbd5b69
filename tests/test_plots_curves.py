"""The pictures of data, models and losses show the numbers they are given."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from nnlib.plots.curves import draw_fit, losses


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def lines(ax):
    return {line.get_label(): line for line in ax.lines}


def test_draw_fit_draws_the_data_and_each_model():
    X = np.array([[-1.0], [0.0], [3.0]])
    Y = np.array([[2.0], [1.0], [-1.0]])
    _, ax = plt.subplots()
    draw_fit(ax, X, Y, {"square": lambda x: x**2, "double": lambda x: 2 * x})

    drawn = lines(ax)
    assert list(drawn) == ["data", "square", "double"]
    np.testing.assert_array_equal(drawn["data"].get_xydata(), np.hstack([X, Y]))
    x, y = drawn["square"].get_data()
    assert (x[0], x[-1]) == (-1, 3)
    np.testing.assert_allclose(y, x**2)
    np.testing.assert_allclose(drawn["double"].get_ydata(), 2 * x)
    assert [t.get_text() for t in ax.get_legend().get_texts()] == list(drawn)
    assert ax.get_xlabel() and ax.get_ylabel()


def test_draw_fit_needs_no_model():
    X = np.array([[0.0], [1.0]])
    _, ax = plt.subplots()
    draw_fit(ax, X, X)
    assert list(lines(ax)) == ["data"]


@pytest.mark.parametrize(("log", "scale"), [(True, "log"), (False, "linear")])
def test_losses_draws_each_curve_from_epoch_0(log, scale):
    curves = {"slow": [4.0, 3.0, 2.5], "fast": [4.0, 1.0]}
    ax = losses(curves, log=log)
    for name, line in lines(ax).items():
        np.testing.assert_array_equal(line.get_xdata(), np.arange(len(curves[name])))
        np.testing.assert_array_equal(line.get_ydata(), curves[name])
    assert list(lines(ax)) == list(curves)
    assert ax.get_yscale() == scale
    assert ax.get_xlabel() == "epoch"
