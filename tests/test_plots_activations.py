import matplotlib
import numpy as np
import pytest

from nnlib import Activation, identity, relu, sigmoid, tanh
from nnlib.plots.activations import draw_activation, draw_neurons

matplotlib.use("Agg")


@pytest.mark.parametrize("g", [identity, sigmoid, tanh])
def test_a_function_and_its_derivative_are_drawn(ax, g):
    draw_activation(ax, g, reach=2)
    value, slope = ax.lines
    z = value.get_xdata()
    assert (z[0], z[-1]) == (-2, 2)
    np.testing.assert_array_equal(value.get_ydata(), g(z))
    np.testing.assert_array_equal(slope.get_ydata(), g.prime(z))
    assert value.get_linestyle() != slope.get_linestyle()
    assert ax.get_title() == g.name


def test_the_derivative_of_relu_is_drawn_with_its_jump(ax):
    draw_activation(ax, "relu")
    value, slope, ends, used = ax.lines
    z, prime = slope.get_data()
    np.testing.assert_array_equal(value.get_ydata(), relu(z))
    assert z[np.isnan(prime)].tolist() == [0]
    assert set(prime[z < 0]) == {0} and set(prime[z > 0]) == {1}
    assert ends.get_ydata().tolist() == [0, 1]
    assert ends.get_markerfacecolor() == "white"
    assert used.get_ydata() == relu.prime(np.zeros(1))
    assert used.get_markerfacecolor() != "white"


def test_a_function_of_your_own_can_be_drawn(ax):
    square = Activation("square", lambda Z: Z * Z, lambda Z: 2 * Z)
    draw_activation(ax, square)
    assert ax.get_title() == "square"


def test_neurons_are_drawn_with_and_without_a_constant_input(ax):
    draw_neurons(ax, {"one": [3], "two": np.array([-1, 3])}, "sigmoid")
    one, two = ax.lines
    x = one.get_xdata()
    assert (x[0], x[-1]) == (-1, 1)
    np.testing.assert_allclose(one.get_ydata(), sigmoid(3 * x))
    np.testing.assert_allclose(two.get_ydata(), sigmoid(-1 + 3 * x))
    names = [text.get_text() for text in ax.get_legend().get_texts()]
    assert names == ["one", "two"]
