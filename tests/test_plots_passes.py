"""The pictures of chapter 4: what they say is what nnlib computes."""

import re

import matplotlib.pyplot as plt
import numpy as np
import pytest
from marked import speak, unsaid
from matplotlib.patches import Rectangle

from nnlib import Network, backprop
from nnlib.plots.passes import draw_derivatives, draw_passes


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def texts(ax):
    return [t.get_text() for t in ax.texts]


def place(ax, text):
    (found,) = [t for t in ax.texts if t.get_text() == text]
    return found.get_position()


def test_the_passes_show_every_matrix_once_with_its_shape():
    _, ax = plt.subplots()
    draw_passes(ax, [3, 4, 2], 5)
    boxes = [p for p in ax.patches if isinstance(p, Rectangle)]
    assert len(boxes) == 5 + 2 + 4 + 2 + 1
    for box in [
        "$A^{[0]}$\n5 × 3",
        "$W^{[1]}$\n3 × 4",
        "$Z^{[1]}$\n5 × 4",
        "$A^{[1]}$\n5 × 4",
        "$W^{[2]}$\n4 × 2",
        "$Z^{[2]}$\n5 × 2",
        "$A^{[2]}$\n5 × 2",
        r"$\partial f/\partial A^{[2]}$" + "\n5 × 2",
        r"$\partial f/\partial Z^{[2]}$" + "\n5 × 2",
        r"$\partial f/\partial W^{[2]}$" + "\n4 × 2",
        r"$\partial f/\partial A^{[1]}$" + "\n5 × 4",
        r"$\partial f/\partial Z^{[1]}$" + "\n5 × 4",
        r"$\partial f/\partial W^{[1]}$" + "\n3 × 4",
    ]:
        assert texts(ax).count(box) == 1, box
    assert not any(r"\partial A^{[0]}" in t for t in texts(ax))


def test_all_words_of_the_passes_are_said(monkeypatch):
    speak(monkeypatch)
    _, ax = plt.subplots()
    draw_passes(ax, [3, 4, 2], 5)
    plain = [re.sub(r"\$[^$]*\$", "", unsaid(text)) for text in texts(ax)]
    assert [text for text in plain if re.search("[a-z]{2}", text)] == []


def test_each_derivative_stands_beside_its_matrix():
    _, ax = plt.subplots()
    draw_passes(ax, [3, 4, 2], 5)
    for symbol, size in [
        ("Z^{[1]}", "5 × 4"),
        ("A^{[1]}", "5 × 4"),
        ("W^{[2]}", "4 × 2"),
    ]:
        _, y = place(ax, f"${symbol}$\n{size}")
        _, dy = place(ax, rf"$\partial f/\partial {symbol}$" + f"\n{size}")
        assert y == dy


@pytest.mark.parametrize("L", [1, 2, 3])
def test_the_passes_have_an_arrow_for_each_step_and_name_the_rules(L):
    _, ax = plt.subplots()
    draw_passes(ax, [2] * (L + 1), 3)
    arrows = [t.arrow_patch for t in ax.texts if getattr(t, "arrow_patch", None)]
    dashed = [a for a in arrows if a.get_linestyle() == "--"]
    assert len(arrows) - len(dashed) == 3 * L + 1
    assert len(dashed) == 2 * L + (L - 1) + 1
    assert texts(ax).count("elementwise") == L
    assert texts(ax).count("left\nmultiplication") == L
    assert texts(ax).count("right multiplication") == L - 1
    assert texts(ax).count("scaling,\nnorm, sum") == 1
    # Derivatives come from the matrices of these layers, transposed.
    assert [rf"$A^{{[{l}]\top}}\, \cdot$" in texts(ax) for l in range(L + 1)] == (
        [True] * L + [False]
    )


def test_the_derivatives_are_drawn_as_backprop_computes_them():
    network = Network([2, 3, 1], ["relu", "identity"], seed=0)
    rng = np.random.default_rng(0)
    network.W = {l: rng.integers(-4, 5, network.W[l].shape) for l in network.W}
    X, Y = rng.integers(-4, 5, (4, 2)), rng.integers(-4, 5, (4, 1))
    d = backprop(network, X, Y)
    figure = draw_derivatives(network, X, Y)
    axes = np.array(figure.axes).reshape(2, 7)
    above = [d.A[0], network.W[1], d.Z[1], d.A[1], network.W[2], d.Z[2], d.A[2]]
    below = [d.dW[1], d.dZ[1], d.dA[1], d.dW[2], d.dZ[2], d.dA[2]]
    for ax, M in zip(axes[0], above, strict=True):
        assert np.array_equal(ax.images[0].get_array(), M)
    assert not axes[1, 0].images
    for ax, over, dM in zip(axes[1, 1:], axes[0, 1:], below, strict=True):
        assert np.array_equal(ax.images[0].get_array(), dM)
        symbol = over.get_title().splitlines()[0].strip("$")
        assert rf"\partial {symbol}" in ax.get_title()
        numbers = [int(t) for t in texts(ax)]
        assert numbers == list(np.round(dM).ravel())
