"""The small figures of chapters 1 and 2, against the chapters and plain sums."""

import numpy as np
import pytest

from nnlib.data import bump
from nnlib.live.book import figure

# ---- a weight turned downhill ------------------------------------------------------


def test_downhill_begins_high_and_passes_the_loss_of_the_table():
    downhill = figure("downhill")
    assert np.isclose(downhill.arrays()["f"], 29 / 3)
    assert np.isclose(downhill.arrays({"w": 2.0})["f"], 5 / 3)


def test_no_slope_does_better_than_the_one_where_the_parabola_is_lowest():
    downhill = figure("downhill")
    losses = {w: downhill.arrays({"w": w})["f"][0] for w in downhill.controls[0].values}
    lowest = min(losses, key=losses.get)
    assert (lowest, losses[lowest]) == (2.5, 1.5)
    np.testing.assert_allclose(list(losses.values()), downhill.arrays()["losses"])


def test_a_stick_runs_from_each_point_to_the_line_and_is_its_error():
    found = figure("downhill").arrays({"w": 3.3})
    sticks = found["error_y"].reshape(3, 3)
    np.testing.assert_array_equal(sticks[:, 0], found["y"])
    np.testing.assert_allclose(sticks[:, 1] - sticks[:, 0], found["error"])
    np.testing.assert_allclose(sticks[:, 1], 2 + 3.3 * found["x"])
    assert np.isclose(found["f"][0], (found["error"] ** 2).mean())


# ---- the sigmoid's tangent ---------------------------------------------------------


@pytest.mark.parametrize("z", [-6, -1.75, 0, 3])
def test_the_tangent_is_as_steep_as_the_curve(z):
    found, h = figure("tangent").arrays({"z": z}), 1e-6
    a, up, down = (1 / (1 + np.exp(-v)) for v in (z, z + h, z - h))
    steep = np.diff(found["tangent_a"]) / np.diff(found["tangent_z"])
    np.testing.assert_allclose(steep, (up - down) / (2 * h), atol=1e-8)
    np.testing.assert_allclose(found["slope"], steep)
    np.testing.assert_allclose(found["a"] * found["rest"], a * (1 - a))
    # The dot is on the tangent, and on the arch of the second chart.
    assert np.isclose(found["tangent_a"].mean(), a)
    on_arch = np.interp(a, found["all_a"], found["all_slopes"])
    assert abs(on_arch - found["slope"][0]) < 1e-3


# ---- the bend, and the bump --------------------------------------------------------


def test_without_a_bend_two_layers_are_one_matrix_and_with_it_they_are_not():
    collapse = figure("collapse")
    identity, relu = collapse.arrays(), collapse.arrays({"arm": 0.0})
    np.testing.assert_allclose(identity["curve"], 8 - 6 * identity["x"])
    np.testing.assert_allclose(identity["flat"], identity["curve"])
    assert (identity["y_at"][0], relu["y_at"][0]) == (-4, 1)
    assert relu["a"].tolist() == [2, 0, 3]
    x = relu["x"]
    by_hand = [np.maximum(z, 0) for z in (1 + x / 2, 1 - x, 2 * x - 1)]
    np.testing.assert_allclose(relu["curve"], np.dot([2, 5, -1], by_hand))


def test_what_is_dragged_is_the_activation_of_node_2():
    for arm in figure("collapse").controls[0].values:
        found = figure("collapse").arrays({"arm": arm})
        assert found["a_bent"] == found["a"][1] == arm
        assert np.isclose(found["y_at"][0], 2 * 2 + 5 * arm - 3)


@pytest.mark.parametrize("at", [-1, -0.25, 0.25, 0.8])
def test_the_moved_step_is_0_where_it_stands(at):
    found = figure("steps").arrays({"at": at})
    x = found["x"]
    np.testing.assert_allclose(found["a2"], np.tanh(4 * (x - at)), atol=1e-12)
    difference = 0.65 * (found["a1"] - found["a2"])
    np.testing.assert_allclose(found["curve"], difference, atol=1e-12)
    X, Y = bump()
    predicted = 0.65 * (np.tanh(1 + 4 * X) - np.tanh(4 * (X - at)))
    assert np.isclose(found["f"][0], ((predicted - Y) ** 2).mean())


def test_two_steps_at_one_place_cancel():
    curve = figure("steps").arrays({"at": -0.25})["curve"]
    np.testing.assert_allclose(curve, 0, atol=1e-15)


# ---- the wrong loss ----------------------------------------------------------------


@pytest.mark.parametrize("t", [0, 0.4, 1, 1.5])
def test_the_wrong_loss_is_the_sum_of_the_chapters_two_terms(t):
    found = figure("broadcast").arrays({"t": t})
    a, y = t * np.array([5, -8, -6, 7]), np.array([4, -6, -6, 8])
    terms = np.mean((a - y.mean()) ** 2), np.mean((y - y.mean()) ** 2)
    assert np.isclose(found["wrong"][0], sum(terms))
    framed = found["differences"][found["lit"] == 1]
    np.testing.assert_allclose(framed, a - y)
    assert np.isclose(found["right"][0], np.mean(framed**2))


def test_the_wrong_loss_likes_the_mean_best_and_the_right_one_does_not():
    found = figure("broadcast").arrays()
    assert found["shares"][np.argmin(found["wrongs"])] == 0
    assert found["shares"][np.argmin(found["rights"])] == 0.9
    assert (found["right"], found["wrong"]) == (1.5, 81.5)


# ---- rows that change places -------------------------------------------------------

STAY, MOVE = "stay behind", "move along"


@pytest.mark.parametrize("k", [1, 2, 3, 4])
def test_a_row_keeps_its_place_in_every_matrix(k):
    order = figure("order")
    before, after = order.arrays(), order.arrays({"k": k, "targets": MOVE})
    for name in ("X", "Z1", "A1", "A2", "Y"):
        np.testing.assert_array_equal(after[name][k - 1], before[name][0])
        np.testing.assert_array_equal(after[name][0], before[name][k - 1])
    for name in ("lit_X", "lit_Z1", "lit_A2", "lit_Y"):
        assert set(np.argwhere(after[name])[:, 0]) == {k - 1}


def test_the_loss_minds_only_if_the_targets_stay_behind():
    order = figure("order")
    together = [order.arrays({"k": k, "targets": MOVE})["f"][0] for k in range(1, 5)]
    assert together == [1.5] * 4
    assert order.arrays({"k": 2, "targets": STAY})["f"] == (144 + 121 + 0 + 1) / 4
    apart = [order.arrays({"k": k, "targets": STAY})["f"][0] for k in range(2, 5)]
    assert min(apart) > 1.5


# ---- what edges carry --------------------------------------------------------------


@pytest.mark.parametrize("x", [-3, -2, 0, 2, 4])
def test_a_node_holds_what_its_edges_bring(x):
    found = figure("carried").arrays({"x": x})
    z = np.array([1 + x / 2, 1 - x, 2 * x - 1])
    np.testing.assert_allclose(found["first"].sum(axis=0), z)
    np.testing.assert_allclose(found["z"], z)
    np.testing.assert_allclose(found["a"], np.maximum(z, 0))
    np.testing.assert_allclose(found["second"][:, 0], found["a"] * [2, 5, -1])
    assert np.isclose(found["second"].sum(), found["y"][0])


def test_the_weight_5_has_its_say_left_of_1_and_alone_at_minus_2():
    carried = figure("carried")
    for x in carried.controls[0].values:
        carries = carried.arrays({"x": x})["second"][:, 0]
        assert (carries[1] != 0) == (x < 1)
        assert (np.flatnonzero(carries).tolist() == [1]) == (x <= -2)
