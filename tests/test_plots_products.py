"""The pictures of products show the numbers and the shapes they were given."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.patches import Rectangle

from nnlib import Network
from nnlib.plots.matrices import draw_matrix
from nnlib.plots.products import layer_shapes, product, times

X = np.array([[1.0, 2, 0], [0, 1, 2], [1, -1, 2], [2, 2, -1]])
W = np.array([[1.0, -1], [2, 0], [-1, 2]])


@pytest.fixture(autouse=True)
def clean_figures():
    yield
    plt.close("all")


def numbers(ax):
    """Return the numbers written in a drawn matrix, row by row."""
    shape = ax.images[0].get_array().shape
    return np.array([float(text.get_text()) for text in ax.texts]).reshape(shape)


def framed(ax):
    """Return the (row, column) of each framed cell."""
    corners = [p.get_xy() for p in ax.patches if isinstance(p, Rectangle)]
    return {(round(y + 0.5), round(x + 0.5)) for x, y in corners}


def test_product_draws_the_three_matrices():
    x, w, z = product(X, W, 2, 1).axes
    assert np.array_equal(numbers(x), X)
    assert np.array_equal(numbers(w), W)
    assert np.array_equal(numbers(z), X @ W)


def test_an_entry_that_is_not_known_stays_empty():
    _, ax = plt.subplots()
    draw_matrix(ax, np.array([[np.nan, 2], [-3, np.nan]]), "M", decimals=0)
    assert [(text.get_position(), text.get_text()) for text in ax.texts] == [
        ((1, 0), "2"),
        ((0, 1), "-3"),
    ]
    assert ax.images[0].get_clim() == (-1.6 * 3, 1.6 * 3)


def test_product_aligns_z_with_the_rows_of_x_and_the_columns_of_w():
    fig = product(X, W, 0, 0)
    fig.canvas.draw()
    x, w, z = (ax.get_window_extent() for ax in fig.axes)
    assert np.allclose([z.y0, z.y1], [x.y0, x.y1])
    assert np.allclose([z.x0, z.x1], [w.x0, w.x1])
    cells = [x.width / 3, w.width / 2, z.width / 2, x.height / 4, w.height / 3]
    assert np.allclose(cells, cells[0])


@pytest.mark.parametrize(
    ("i", "j", "row", "column", "made"),
    [
        (2, 1, {(2, k) for k in range(3)}, {(k, 1) for k in range(3)}, {(2, 1)}),
        (2, None, {(2, k) for k in range(3)}, set(np.ndindex(3, 2)), {(2, 0), (2, 1)}),
        (None, 1, set(np.ndindex(4, 3)), {(0, 1), (1, 1), (2, 1)}, None),
    ],
)
def test_product_lights_what_makes_an_entry_a_row_or_a_column(i, j, row, column, made):
    x, w, z = product(X, W, i, j).axes
    assert framed(x) == row
    assert framed(w) == column
    assert framed(z) == (made or {(r, 1) for r in range(4)})


def test_product_writes_out_the_sum():
    (text,) = product(X, W, 2, 1).texts
    assert text.get_text() == (
        "$Z_{32} = X_{31} W_{12} + X_{32} W_{22} + X_{33} W_{32}$\n"
        "$= 1 \\cdot (-1) + (-1) \\cdot 0 + 2 \\cdot 2 = 3$"
    )
    (text,) = product(X, W, 2, None).texts
    assert text.get_text() == "row 3 of $Z$ =\n(row 3 of $X$) $W$"
    (text,) = product(X, W, None, 0).texts
    assert text.get_text() == "column 1 of $Z$ =\n$X$ (column 1 of $W$)"


def test_product_refuses_matrices_that_do_not_fit():
    with pytest.raises(ValueError, match=r"\(3, 2\).*\(4, 3\)"):
        product(W, X, 0, 0)


def test_product_draws_inside_its_figure():
    fig = product(X, W, 2, 1)
    fig.canvas.draw()
    tight, (width, height) = fig.get_tightbbox(), fig.get_size_inches()
    assert tight.x0 > 0
    assert tight.y0 > 0
    assert tight.x1 < width
    assert tight.y1 < height


def test_layer_shapes_draws_a_cell_for_each_entry():
    m, n = 6, [3, 4, 2, 1]
    ax = layer_shapes(Network(n, ["tanh", "tanh", "identity"], seed=0), m, 2)
    cells = [p for p in ax.patches if isinstance(p, Rectangle)]
    assert all((p.get_width(), p.get_height()) == (1, 1) for p in cells)
    activations, weights = 3 + 2 * (4 + 2 + 1) + 1, 3 * 4 + 4 * 2 + 2 * 1
    assert len(cells) == m * activations + weights

    dark = [p for p in cells if p.get_facecolor()[3] > 0.5]
    assert len(dark) == activations
    # Row 3 of 6: three rows lie beneath it.
    assert {p.get_y() for p in dark} == {3}

    words = [text.get_text() for text in ax.texts]
    for symbol, shape in {
        "$A^{[0]}$": "6 × 3",
        "$W^{[1]}$": "3 × 4",
        "$Z^{[1]}$": "6 × 4",
        "$W^{[2]}$": "4 × 2",
        "$Z^{[2]}$": "6 × 2",
        "$A^{[2]}$": "6 × 2",
        "$W^{[3]}$": "2 × 1",
        "$A^{[3]}$": "6 × 1",
        "$Y$": "6 × 1",
    }.items():
        assert words[words.index(symbol) + 1] == shape


def test_times_draws_the_times_given():
    m, seconds = [1, 10, 100], {"loop": [1e-5, 1e-4, 1e-3], "matrix": [1e-5] * 3}
    ax = times(m, seconds)
    assert [line.get_label() for line in ax.lines] == ["loop", "matrix"]
    for line, t in zip(ax.lines, seconds.values(), strict=True):
        assert np.array_equal(line.get_xydata(), np.column_stack([m, t]))
    assert ax.get_xscale() == ax.get_yscale() == "log"
    assert len({line.get_marker() for line in ax.lines}) == 2
