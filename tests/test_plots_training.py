"""The pictures of training show the numbers they are given."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_rgba

from nnlib.plots.training import draw_loss_surface, fits, images, weight_images


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def bowl(w1, w2):
    return (w1 - 1) ** 2 + 4 * w2**2


def test_loss_surface_draws_paths_with_their_starts():
    paths = {"a": np.array([[0.0, 1.0], [0.5, 0.5], [9.0, 9.0]]), "b": [[1, 1], [2, 1]]}
    _, ax = plt.subplots()
    draw_loss_surface(ax, bowl, (-2, 3), (-1, 2), paths)

    named = [line for line in ax.lines if not line.get_label().startswith("_")]
    assert [line.get_label() for line in named] == ["a", "b"]
    for line in named:
        np.testing.assert_array_equal(line.get_xydata(), paths[line.get_label()])
    assert len({line.get_marker() for line in named}) == 2
    rings = [line for line in ax.lines if line.get_label().startswith("_")]
    np.testing.assert_array_equal(
        [line.get_xydata()[0] for line in rings], [[0, 1], [1, 1]]
    )
    assert [line.get_markeredgecolor() for line in rings] == [
        line.get_color() for line in named
    ]
    assert ax.get_xlim() == (-2, 3)
    assert ax.get_ylim() == (-1, 2)


def test_loss_surface_lines_have_the_loss_they_say():
    _, ax = plt.subplots()
    draw_loss_surface(ax, bowl, (-2, 3), (-1, 2))

    filled, drawn = ax.collections
    # The first weight runs to the right, the second up.
    for level, path in zip(drawn.levels, drawn.get_paths(), strict=True):
        across, up = path.vertices.T
        np.testing.assert_allclose(bowl(across, up), level, atol=0.01)
    shades = filled.get_facecolor()[:, :3].sum(axis=1)
    assert (np.diff(shades) < 0).all(), "higher must be darker"
    np.testing.assert_allclose(filled.levels[[0, -1]], [0, 25], atol=0.01)
    labels = [float(text.get_text()) for text in ax.texts]
    assert labels
    for label in labels:
        assert np.isclose(drawn.levels, label, rtol=0.05).any()


def test_fits_draws_one_panel_a_model():
    X = np.array([[-1.0], [1.0]])
    Y = np.array([[5.0], [6.0]])
    models = {f"times {k}": lambda x, k=k: k * x for k in range(4)}
    axes = fits(X, Y, models, columns=3)

    assert [ax.get_title() for ax in axes] == list(models)
    assert len(plt.gcf().axes) == 4
    for k, ax in enumerate(axes):
        data, model = ax.lines
        np.testing.assert_array_equal(data.get_xydata(), np.hstack([X, Y]))
        x, y = model.get_data()
        assert (x[0], x[-1]) == (-1, 1)
        np.testing.assert_allclose(y, k * x)
        assert ax.get_ylim() == axes[0].get_ylim()


def test_images_draws_each_row_as_a_square():
    X = np.arange(18.0).reshape(2, 9) / 18
    axes = images(X, ["first", "second"])

    assert [ax.get_title() for ax in axes] == ["first", "second"]
    for ax, pixels in zip(axes, X, strict=True):
        (image,) = ax.images
        np.testing.assert_array_equal(image.get_array(), pixels.reshape(3, 3))
        assert image.get_clim() == (0, 1)
        assert to_rgba(image.cmap(0.0)) == (1, 1, 1, 1), "0 must be white"
        assert sum(image.cmap(1.0)[:3]) == 0, "1 must be black"


def test_images_wants_a_title_for_each():
    with pytest.raises(ValueError, match="zip"):
        images(np.zeros((2, 4)), ["only one"])


def test_weight_images_draw_each_column_with_its_signs():
    W = np.array([[0.1, -2.0], [1.0, 0.0], [-0.9, 0.3], [0.5, 1.9]])
    axes = weight_images(W, ["first", "second"])

    assert [ax.get_title() for ax in axes] == ["first", "second"]
    for ax, weights in zip(axes, W.T, strict=True):
        (image,) = ax.images
        np.testing.assert_array_equal(image.get_array(), weights.reshape(2, 2))
        assert image.get_clim() == (-2, 2), "one scale for all"
    minus = "\N{MINUS SIGN}"
    marks = [{t.get_position(): t.get_text() for t in ax.texts} for ax in axes]
    assert marks == [{(1, 0): "+", (0, 1): minus}, {(0, 0): minus, (1, 1): "+"}]
