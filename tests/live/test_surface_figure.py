"""The figure of the loss surface against formulas by hand and nnlib's own training."""

import itertools

import numpy as np
import pytest
from samples import train

from nnlib import data
from nnlib.live.figures import surface as module
from nnlib.live.figures.surface import ALPHAS, FAR, METHODS, STARTS, STEPS, _compute

LAST = STEPS[-1]


def at(surface="bowl", method="gradient descent", start="top", alpha=0.1, step=LAST):
    return _compute(surface, method, start, alpha, step)


def both(arrays, name):
    return np.array([arrays[f"{name}1"].item(), arrays[f"{name}2"].item()])


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("alpha", [0.03, 0.95])
def test_in_the_bowl_each_distance_shrinks_by_its_own_factor(start, alpha):
    x, Y = data.line()
    X = data.add_ones(x)
    best = np.linalg.lstsq(X, Y, rcond=None)[0].ravel()
    factors = 1 - alpha * 2 * np.array([1, (x**2).mean()])
    for step in (0, 1, 7, LAST):
        arrays = at("bowl", start=start, alpha=alpha, step=step)
        expected = best + factors**step * (STARTS[start] - best)
        np.testing.assert_allclose(both(arrays, "w"), expected, atol=1e-12)
        loss = ((X @ expected[:, None] - Y) ** 2).mean()
        np.testing.assert_allclose(arrays["loss"], loss)


@pytest.mark.parametrize("surface", ["bowl", "valley"])
@pytest.mark.parametrize("method", METHODS)
def test_a_path_is_that_of_training(surface, method):
    w1, w2 = STARTS["top"]
    network, X, Y = module._network(surface, w1, w2)
    history = train(network, X, Y, METHODS[method](0.3), epochs=LAST)
    arrays = at(surface, method, "top", 0.3)
    end = np.concatenate([network.W[l].ravel() for l in network.W])
    np.testing.assert_allclose(both(arrays, "w"), end)
    np.testing.assert_allclose(arrays["losses"], history.loss)
    np.testing.assert_allclose(arrays["path1"][0], w1)
    np.testing.assert_allclose(arrays["path2"][-1], end[1])


@pytest.mark.parametrize("surface", ["bowl", "valley"])
def test_the_formulas_hold_with_the_numbers_put_in(surface):
    for step in (0, 1, 20):
        go = at(surface, step=step)
        np.testing.assert_allclose(
            both(go, "next_w"), both(go, "w") - 0.1 * both(go, "dw")
        )
        go = at(surface, "momentum", step=step)
        V = 0.9 * both(go, "V") + both(go, "dw")
        np.testing.assert_allclose(both(go, "next_V"), V)
        np.testing.assert_allclose(both(go, "next_w"), both(go, "w") - 0.1 * V)
        go = at(surface, "Adam", step=step)
        moved = 0.1 * both(go, "R") / (both(go, "S") + 1e-8)
        np.testing.assert_allclose(both(go, "next_w"), both(go, "w") - moved)
    first = at(surface, "Adam", step=0)
    np.testing.assert_allclose(both(first, "R"), both(first, "dw"))
    np.testing.assert_allclose(both(first, "S"), np.abs(both(first, "dw")))


def test_a_diverging_path_leaves_the_picture_with_its_loss_rising():
    whole = at("bowl", start="bottom right", alpha=1.1)
    lost = int(np.isnan(whole["path1"]).argmax())
    assert 5 < lost < LAST
    assert np.isnan(whole["path1"][lost:]).all()
    assert np.isnan(whole["losses"][lost:]).all()
    assert (np.diff(whole["losses"][:lost]) > 0).all()
    assert np.abs(whole["path1"][lost - 1]) > 5
    last = at("bowl", start="bottom right", alpha=1.1, step=lost - 1)
    assert np.isfinite(both(last, "dw")).all()
    assert np.isnan(last["next_w1"]).all()
    for settings in itertools.product(["bowl", "valley"], METHODS, STARTS, ALPHAS):
        arrays = _compute(*settings, LAST)
        drawn = np.concatenate([arrays["path1"], arrays["path2"]])
        assert np.nanmax(np.abs(drawn)) <= FAR


def test_a_path_grows_with_the_step():
    whole, part = at("valley"), at("valley", step=12)
    for name in ("path1", "path2", "losses"):
        np.testing.assert_array_equal(part[name][:13], whole[name][:13])
        assert np.isnan(part[name][13:]).all()
    np.testing.assert_array_equal(part["w1"], whole["path1"][12:13])


@pytest.mark.parametrize("surface", ["bowl", "valley"])
def test_the_map_shows_the_loss(surface):
    arrays = at(surface)
    points = np.column_stack([arrays["contour1"], arrays["contour2"]])
    ends = np.flatnonzero(np.isnan(points).any(axis=1))
    pieces = [p for p in np.split(points, ends) if len(p) > 20]
    assert len(pieces) >= 9

    def loss(w):
        network, X, Y = module._network(surface, *w)
        return ((network(X) - Y) ** 2).mean()

    for piece in pieces:
        losses = [loss(w) for w in piece[1:]]
        assert np.ptp(losses) < 0.08 * np.mean(losses) + 0.01
    low = loss([arrays["lowest1"][0], arrays["lowest2"][0]])
    np.testing.assert_allclose(
        loss([arrays["lowest1"][1], arrays["lowest2"][1]]), low, rtol=1e-12
    )
    grid = [loss(w) for w in itertools.product(np.linspace(-5, 5, 41), [-1, 0.8, 1.1])]
    assert low <= min(grid)
    height = arrays["height"]
    assert height.min() >= 0
    assert height.max() <= 0.5
    # The cell of the lowest point is among the palest, a corner among the darkest.
    i = int((arrays["lowest2"][0] + 3) / 6 * len(height))
    j = int((arrays["lowest1"][0] + 5) / 10 * len(height[0]))
    assert height[i, j] < 0.05 < 0.4 < height[0, -1]
