"""The pictures of chapter 3 draw the numbers they get and frame the right cells."""

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_rgba
from matplotlib.patches import Rectangle

from nnlib import rules
from nnlib.plots.rules import draw_rule, errors_against_step
from nnlib.plots.style import BACKWARD, FORWARD

U = np.array([[1.0, -2, 4], [3, 1, -1]])
K = np.array([[2.0, 1, -1, 3], [1, -3, 2, 5], [7, 1, 1, -2]])
dG = np.array([[1.0, -1, 6, 2], [2, 1, -3, 1]])


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def drawn(ax):
    """Return the matrix that was drawn, its framed cells, and their colours."""
    frames = [p for p in ax.patches if isinstance(p, Rectangle)]
    cells = [(round(p.get_y() + 0.5), round(p.get_x() + 0.5)) for p in frames]
    return ax.images[0].get_array(), sorted(cells), {p.get_edgecolor() for p in frames}


def test_right_multiplication_is_drawn_by_its_numbers():
    row = [(0, t) for t in range(4)]
    rule = rules.right_multiplication(K)
    fig = draw_rule(rule, U, dG, (1, 0), "U K", factor=("K", K, row))
    u, g, du, dg, k = map(drawn, fig.axes)
    expected = (U, U @ K, dG @ K.T, dG, K)
    for picture, matrix in zip((u, g, du, dg, k), expected, strict=True):
        np.testing.assert_array_equal(picture[0], matrix)
    assert u[1] == du[1] == [(1, 0)]
    assert g[1] == dg[1] == [(1, t) for t in range(4)]
    assert k[1] == row
    assert u[2] == g[2] == {to_rgba(FORWARD)}
    assert du[2] == dg[2] == k[2] == {to_rgba(BACKWARD)}
    titles = [ax.get_title().split("\n")[0] for ax in fig.axes]
    assert titles == [
        "$U$",
        "$G = U K$",
        r"$\partial f / \partial U$",
        r"$\partial f / \partial G$",
        "$K$",
    ]
    assert [ax.get_title().split("\n")[1] for ax in fig.axes] == [
        "2 × 3",
        "2 × 4",
        "2 × 3",
        "2 × 4",
        "3 × 4",
    ]
    assert {text.get_text() for text in fig.texts} >= {"forward", "back"}


@pytest.mark.parametrize(
    ("rule", "entry", "reached"),
    [
        (rules.left_multiplication(K.T), (1, 0), [(s, 0) for s in range(4)]),
        (rules.elementwise("tanh"), (1, 2), [(1, 2)]),
        (rules.addition(U), (0, 1), [(0, 1)]),
        (rules.scaling(2.0), (0, 1), [(0, 1)]),
        (rules.transposition(), (1, 2), [(2, 1)]),
        (rules.elementwise_product(U), (0, 0), [(0, 0)]),
        (rules.row_addition(np.ones((5, 3))), (0, 1), [(s, 1) for s in range(5)]),
        (rules.squared_norm(), (1, 1), [(0, 0)]),
    ],
)
def test_the_framed_cells_are_those_the_entry_moves(rule, entry, reached):
    variable = U[:1] if rule.variable == "b" else U
    if rule.name == "K U":
        variable = np.vstack([U, U[:1]])
    dG = np.ones(np.shape(rule.G(variable)))
    fig = draw_rule(rule, variable, dG, entry, "G", symbols=("u", "g"), decimals=1)
    u, g, du, dg = map(drawn, fig.axes)
    assert u[1] == du[1] == [entry]
    assert g[1] == dg[1] == reached
    np.testing.assert_array_equal(du[0], rule.pullback(variable, dG))
    assert fig.axes[3].get_title().startswith(r"$\partial f / \partial g$")


def test_nothing_is_drawn_outside_the_figure():
    fig = draw_rule(rules.transposition(), U, dG[:, :2].repeat([1, 2], 0), (0, 0), "G")
    fig.canvas.draw()
    for ax in fig.axes:
        box = ax.get_position()
        assert 0 <= box.x0 < box.x1 <= 1 and 0 <= box.y0 < box.y1 <= 1


def test_errors_are_drawn_on_logarithmic_axes():
    h = np.array([1e-1, 1e-2, 1e-3])
    ax = errors_against_step(h, {"central": h**2, "one-sided": h}, {"theory": 2 * h**2})
    assert ax.get_xscale() == ax.get_yscale() == "log"
    central, one_sided, theory = ax.get_lines()
    np.testing.assert_array_equal(central.get_xdata(), h)
    np.testing.assert_array_equal(central.get_ydata(), h**2)
    np.testing.assert_array_equal(one_sided.get_ydata(), h)
    np.testing.assert_array_equal(theory.get_ydata(), 2 * h**2)
    assert central.get_marker() != one_sided.get_marker()
    assert [text.get_text() for text in ax.get_legend().get_texts()] == [
        "central",
        "one-sided",
        "theory",
    ]
