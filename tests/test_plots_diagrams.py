import matplotlib
import numpy as np
import pytest
from matplotlib.patches import Circle

from nnlib import Network, backprop, central_differences, mean_squared_error
from nnlib.plots.diagrams import draw_network, draw_neuron, draw_shares
from nnlib.plots.style import BACKWARD

matplotlib.use("Agg")


def texts(ax):
    return [text.get_text() for text in ax.texts]


def circles(ax):
    return [patch for patch in ax.patches if isinstance(patch, Circle)]


def test_a_neuron_shows_its_symbols_and_both_steps(ax):
    draw_neuron(ax)
    for symbol in ("x_1", "x_2", "x_n", "w_1", "w_2", "w_n", "z", "a", "g", "a = g(z)"):
        assert f"${symbol}$" in texts(ax)
    assert any("z = x^" in text for text in texts(ax))
    assert len(ax.lines) == 3


def test_a_network_has_a_circle_a_node_and_an_edge_a_weight(ax):
    draw_network(ax, [3, 4, 2, 1])
    assert len(circles(ax)) == 3 + 4 + 2 + 1
    assert len(ax.lines) == 3 * 4 + 4 * 2 + 2 * 1
    for label in ("$W^{[1]}$\n3 × 4", "$W^{[3]}$\n2 × 1", "layer 2\n$n^{[2]} = 2$"):
        assert label in texts(ax)
    for symbol in ("$x_{3}$", "$a_{4}^{[1]}$", "$a_{1}^{[3]}$", r"$\hat{y}$"):
        assert symbol in texts(ax)


def test_several_outputs_are_no_single_prediction(ax):
    draw_network(ax, [1, 2])
    assert r"$\hat{y}$" not in texts(ax)


def test_edges_join_the_nodes_of_their_weight_and_show_its_size_and_sign(ax):
    W = Network([2, 3, 1], ["tanh", "identity"], seed=1).W
    draw_network(ax, [2, 3, 1], W)
    centres = {
        symbol: text.get_position()
        for text in ax.texts
        if (symbol := text.get_text()).startswith(("$x_", "$a_"))
    }
    largest = max(np.abs(W[l]).max() for l in W)
    edges = {
        tuple(zip(*edge.get_data(), strict=True)): (
            edge.get_linewidth(),
            edge.get_linestyle(),
        )
        for edge in ax.lines
    }
    assert len(edges) == 9
    for l in W:
        for (i, j), w in np.ndenumerate(W[l]):
            source = f"$a_{{{i + 1}}}^{{[1]}}$" if l == 2 else f"$x_{{{i + 1}}}$"
            ends = centres[source], centres[f"$a_{{{j + 1}}}^{{[{l}]}}$"]
            width, style = edges[ends]
            assert width == pytest.approx(5 * abs(w) / largest)
            assert style == ("-" if w > 0 else "--")


def test_numbers_on_edges_are_the_weights(ax):
    W = {1: np.array([[1.5, -2.0]])}
    draw_network(ax, [1, 2], W, numbers=True)
    assert {"$1.5$", "$-2$"} <= set(texts(ax))


def test_weights_of_zero_can_be_drawn(ax):
    draw_network(ax, [2, 1], {1: np.zeros((2, 1))})
    assert [edge.get_linewidth() for edge in ax.lines] == [0, 0]


def backward_numbers(ax):
    """The numbers of the way back, by where they stand."""
    return {
        text.get_position(): float(text.get_text().strip("$"))
        for text in ax.texts
        if text.get_color() == BACKWARD
    }


def test_shares_of_all_examples_add_up_to_what_a_nudge_of_each_weight_shows(ax):
    network = Network([2, 2, 1], ["tanh", "identity"], seed=3)
    X, Y = np.array([[1.0, -2.0], [0.5, 1.0], [-1.0, 0.3]]), np.ones((3, 1))
    W, d = network.W, backprop(network, X, Y)
    total = {}
    for i in range(len(X)):
        ax.clear()
        draw_shares(ax, W, d, i)
        for place, number in backward_numbers(ax).items():
            total[place] = total.get(place, 0.0) + number
    # The numbers of weights stand between the layers, those of nodes beneath the nodes.
    layers = {circle.center[0] for circle in circles(ax)}
    shares = [number for (x, _), number in total.items() if x not in layers]
    by_nudge = [
        central_differences(lambda M, l=l: loss({**W, l: M}, X, Y), W[l]) for l in W
    ]
    assert shares == pytest.approx(np.concatenate(by_nudge, None), abs=1e-4)


def loss(W, X, Y):
    return mean_squared_error(np.tanh(X @ W[1]) @ W[2], Y)


def test_an_example_shows_its_own_activations_and_no_minus_zero(ax):
    W = {1: np.array([[1.0, -1.0], [1.0, 2.0]]), 2: np.array([[2.0], [-1.0]])}
    network = Network([2, 2, 1], ["relu", "identity"], seed=0)
    network.W = W
    d = backprop(network, np.array([[1, 2], [3, 1]]), np.array([[1], [9]]))
    draw_shares(ax, W, d, 1)
    assert {"$3$", "$1$", "$4$", "$0$", "$8$", "$-6$", "$-4$"} <= set(texts(ax))
    assert "$-0$" not in texts(ax)
