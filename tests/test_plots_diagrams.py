import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.patches import Circle

from nnlib import Network, backprop, mean_squared_error
from nnlib.plots.diagrams import draw_network, draw_neuron, draw_shares
from nnlib.plots.style import BACKWARD

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
    d = backprop(network, X, Y)
    edges = sorted(
        (edge.get_xdata()[0], -edge.get_ydata()[0], -edge.get_ydata()[1])
        for edge in ax.lines
    )
    total: dict = {}
    for i in range(len(X)):
        ax.clear()
        draw_shares(ax, network.W, d, i)
        for place, number in backward_numbers(ax).items():
            total[place] = total.get(place, 0.0) + number
    # The weights' numbers stand between the layers, those of the nodes beneath them.
    layers = {circle.center[0] for circle in circles(ax)}
    shares = [number for (x, _), number in total.items() if x not in layers]
    by_nudge = []
    for l, M in network.W.items():
        for at in np.ndindex(M.shape):
            f = []
            for h in (1e-6, -1e-6):
                network.W = {
                    **network.W,
                    l: M
                    + h
                    * (np.arange(M.size) == np.ravel_multi_index(at, M.shape)).reshape(
                        M.shape
                    ),
                }
                f.append(mean_squared_error(network(X), Y))
            network.W = {**network.W, l: M}
            by_nudge.append((f[0] - f[1]) / 2e-6)
    assert shares == pytest.approx(by_nudge, abs=1e-4)
