import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.patches import Circle

from nnlib import Network
from nnlib.plots.diagrams import draw_network, draw_neuron

matplotlib.use("Agg")


@pytest.fixture
def ax():
    figure, ax = plt.subplots()
    yield ax
    plt.close(figure)


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
