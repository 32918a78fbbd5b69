"""The figure of a network's function against plain NumPy."""

import itertools

import numpy as np
import pytest

from nnlib.live.figures.function import TURNED, _compute, function

START = function().start
G = {
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
    "relu": lambda z: np.maximum(z, 0),
    "tanh": np.tanh,
    "identity": lambda z: z,
}


@pytest.mark.parametrize("g", G)
@pytest.mark.parametrize("turned", TURNED)
def test_the_curve_is_what_the_shown_weights_compute(g, turned):
    settings = {**START, "g": g, "turned": turned, "added": -0.5}
    for width, scale in itertools.product((1, 2, 4, 6), (1, 4)):
        arrays = _compute(**{**settings, "width": width, "scale": scale})
        bias, slope = arrays["W1"][:, :width]
        weights = arrays["W2"][:width, 0]
        activations = [
            G[g](b + arrays["x"] * w) for b, w in zip(bias, slope, strict=True)
        ]
        shares = [a * w for a, w in zip(activations, weights, strict=True)]
        for k, share in enumerate(shares, start=1):
            assert np.allclose(arrays[f"share{k}"], share, atol=1e-12)
        assert np.allclose(arrays["curve"], sum(shares), atol=1e-12)
        assert arrays["W1"].shape == (2, 6)
        assert np.isnan([arrays[f"share{k}_at"][0] for k in range(width + 1, 7)]).all()


def test_the_written_numbers_are_those_at_1():
    arrays = _compute(**{**START, "added": 0.5})
    (k,) = np.flatnonzero(arrays["x"] == 1)
    assert arrays["at"].tolist() == [1]
    assert arrays["y_at"] == arrays["curve"][k]
    assert arrays["share1_at"] == arrays["share1"][k]
    assert arrays["a1_at"] * arrays["W2"][0] == pytest.approx(arrays["share1_at"])
    assert arrays["now"] == arrays["before"] + 0.5


@pytest.mark.parametrize("turned", TURNED)
def test_turning_changes_one_weight_and_one_share(turned):
    before, after = (
        _compute(**{**START, "turned": turned, "added": a}) for a in (0, 1)
    )
    changes = {name: after[name] - before[name] for name in ("W1", "W2")}
    layer, row, column = TURNED[turned]
    for l in (1, 2):
        expected = np.zeros_like(changes[f"W{l}"])
        expected[row, column] = l == layer
        assert np.allclose(np.nan_to_num(changes[f"W{l}"]), expected)
        assert np.array_equal(after[f"lit{l}"] == 2, expected == 1)
    assert not np.allclose(after["share1"], before["share1"])
    assert all(
        np.array_equal(after[f"share{k}"], before[f"share{k}"]) for k in (2, 3, 4)
    )


def test_one_more_node_leaves_the_others_as_they_are():
    few, many = (_compute(**{**START, "width": width}) for width in (2, 6))
    assert np.array_equal(few["share2"], many["share2"])
    rest = sum(many[f"share{k}"] for k in range(3, 7))
    assert np.allclose(few["curve"] + rest, many["curve"], atol=1e-12)


def test_identities_make_a_line():
    curve = _compute(**{**START, "g": "identity", "width": 6})["curve"]
    assert np.allclose(np.diff(curve, 2), 0, atol=1e-12)
