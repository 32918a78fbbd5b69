"""The small figures of chapter 5: what each claims, found in another way."""

import numpy as np
import pytest

from nnlib.live.book import figure
from nnlib.live.recording import tracks
from nnlib.live.small import batches, dead, equal, momentum, promise, rate, sizes, slow


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


# ---- promise -----------------------------------------------------------------------


def test_the_promise_is_the_tangent_of_the_truth():
    found = figure("promise").arrays({"alpha": 0.01})
    h = 1e-5
    near = figure("promise").arrays({"alpha": h})
    slope = (near["f_true"] - found["f"]).item() / h
    assert slope == pytest.approx(-found["squares"].item(), rel=1e-3)
    assert found["truth"][0] == found["promised"][0] == found["f"].item()
    assert np.all(found["truth"][1:] > found["promised"][1:])


def test_the_step_does_harm_only_if_it_is_long():
    truth = figure("promise").arrays()["truth"]
    lowest = promise.ALPHAS[truth.argmin()]
    assert 0.1 < lowest < 0.3
    assert truth[-1] > truth[0] > truth.min()


# ---- equal -------------------------------------------------------------------------


def test_equal_nodes_stay_equal():
    found = figure("equal").arrays({"spread": 0.0})
    for j in (2, 3, 4):
        np.testing.assert_allclose(found[f"node{j}"], found["node1"], atol=1e-9)


@pytest.mark.parametrize("spread", [0.03, 0.3, 1.0])
def test_nodes_that_differ_part_and_gain_by_it(spread):
    alike = figure("equal").arrays({"spread": 0.0})
    found = figure("equal").arrays({"spread": spread})
    assert np.ptp(found["last"]) > 1
    assert found["f_last"].item() < alike["f_last"].item() / 10
    mean_square = ((found["fit"] - equal.Y[:, 0]) ** 2).mean()
    assert found["f_last"].item() == pytest.approx(mean_square)


# ---- sizes -------------------------------------------------------------------------


@pytest.mark.parametrize("factor", [0.5, 1.0, 2.0, 4.0])
def test_relu_multiplies_the_size_by_the_root_of_half_the_factor(factor):
    found = figure("sizes").arrays({"factor": factor})
    Z = found["Z_relu"]
    each = (Z[-1] / Z[0]) ** (1 / (sizes.LAYERS - 1))
    assert each == pytest.approx(np.sqrt(factor / 2), rel=0.05)
    inputs = np.sqrt((sizes.X**2).mean())
    assert Z[0] == pytest.approx(np.sqrt(factor) * inputs, rel=0.05)
    assert found["Z_tanh"][0] == pytest.approx(Z[0])


def test_the_sizes_of_one_network_by_a_loop():
    """Forward and back typed out, against networks of the same seeds."""
    squares = np.zeros((2, sizes.LAYERS))
    for seed in range(sizes.NETWORKS):
        rng = np.random.default_rng(seed)
        A, W, Z = [sizes.X], [], []
        for _ in range(sizes.LAYERS):
            draw = 2 * rng.random((sizes.NODES, sizes.NODES)) - 1
            W.append(np.sqrt(2 * 3 / sizes.NODES) * draw)
            Z.append(A[-1] @ W[-1])
            A.append(np.tanh(Z[-1]))
        dA = 2 / len(sizes.X) * (A[-1] - sizes.Y)
        for l in reversed(range(sizes.LAYERS)):
            dZ = dA * (1 - np.tanh(Z[l]) ** 2)
            squares[:, l] += (Z[l] ** 2).mean(), (dZ**2).mean()
            dA = dZ @ W[l].T
    forward, back = np.sqrt(squares / sizes.NETWORKS)
    found = figure("sizes").arrays({"factor": 2.0})
    np.testing.assert_allclose(found["Z_tanh"], forward, rtol=1e-9)
    np.testing.assert_allclose(found["dZ_tanh"], back / back[-1], rtol=1e-9)


def test_large_weights_keep_tanh_and_blow_up_the_way_back():
    found = figure("sizes").arrays({"factor": 9.0})
    assert found["Z_tanh"].max() / found["Z_tanh"].min() < 2
    assert found["dZ_tanh"][0] > 10


# ---- slow --------------------------------------------------------------------------


@pytest.mark.parametrize("start", [-1.0, 0.5, 2.0, 3.0])
@pytest.mark.parametrize("loss", [slow.SQUARES, slow.CROSS])
def test_the_sigmoid_learns_as_the_recursion_says(start, loss):
    def by_a(a):
        return 2 * a if loss == slow.SQUARES else 1 / (1 - a)

    found = figure("slow").arrays({"w": start, "loss": loss})
    w, losses = start, []
    for _ in range(slow.STEPS + 1):
        a = sigmoid(2 * w)
        losses.append(a**2)
        w -= slow.ALPHA * by_a(a) * a * (1 - a)
    np.testing.assert_allclose(found["losses"], losses[:: slow.EVERY], rtol=1e-9)
    a = sigmoid(2 * start)
    assert found["dw"].item() == pytest.approx(by_a(a) * a * (1 - a))
    factors = found["da"] * found["slope"]
    assert factors.item() == pytest.approx(found["dw"].item())


@pytest.mark.parametrize("start", [-1.0, 0.5, 2.0])
def test_what_cross_entropy_descends_is_minus_the_logarithm(start):
    """With the target 0 the loss is -log(1 - a), here by central differences."""
    h = 1e-5
    up, down = (-np.log(1 - sigmoid(start + w)) for w in (start + h, start - h))
    found = figure("slow").arrays({"w": start, "loss": slow.CROSS})
    assert found["dw"].item() == pytest.approx((up - down) / (2 * h), rel=1e-6)


def test_from_a_bad_start_fifty_steps_gain_little_by_squares_alone():
    losses = figure("slow").arrays({"w": 2.0})["losses"]
    assert losses[[0, 10]].round(3).tolist() == [0.964, 0.93]
    assert losses[-1] < 0.01
    mild = figure("slow").arrays({"w": slow.MILD})["losses"]
    assert mild[10] < 0.04
    other = figure("slow").arrays({"w": 2.0, "loss": slow.CROSS})["losses"]
    assert other[0] == losses[0]
    assert other[10] < 0.01


# ---- rate --------------------------------------------------------------------------


@pytest.mark.parametrize("alpha", rate.ALPHAS)
def test_each_step_multiplies_the_weight(alpha):
    found = figure("rate").arrays({"alpha": alpha})
    powers = (1 - 6 * alpha) ** np.arange(rate.STEPS + 1)
    inside = np.abs(powers) <= rate.ENDS[1]
    np.testing.assert_allclose(found["path"][inside], powers[inside], atol=1e-12)
    assert np.isnan(found["path"][~inside]).all()
    np.testing.assert_allclose(found["first"], powers[:4], atol=1e-12)
    assert found["last"].item() == pytest.approx(powers[-1], abs=1e-12)
    heights = 3 * powers[inside] ** 2
    np.testing.assert_allclose(found["heights"][inside], heights, atol=1e-12)


def test_a_page_writes_the_first_weights_to_the_last_digit():
    """A recording is as fine as its whole range allows, which one run may stretch."""
    made = figure("rate")
    (track,) = (track for track in tracks(made) if track.name == "first")
    shown = track.values()[rate.ALPHAS.index(0.25)]
    assert [f"{w:.3f}" for w in shown] == ["1.000", "-0.500", "0.250", "-0.125"]


# ---- dead --------------------------------------------------------------------------


@pytest.mark.parametrize("w1", [-2.0, -1.5, -1.0])
def test_a_dead_relu_does_not_move(w1):
    found = figure("dead").arrays({"w1": w1})
    assert found["alive"].item() == 0
    assert found["dw1"].item() == found["dw2"].item() == 0
    assert found["next1"].item() == w1
    assert found["next2"].item() == dead.W2
    np.testing.assert_array_equal(found["after"], found["now"])
    assert found["f_after"].item() == found["f"].item()


@pytest.mark.parametrize("w1", [-0.9, -0.5, 0.3, 1.0])
def test_one_live_example_finds_the_way_back(w1):
    found = figure("dead").arrays({"w1": w1})
    z = w1 + dead.W2 * dead.x[:, 0]
    assert found["alive"].item() == (z > 0).sum() >= 1
    assert found["f_after"].item() < 0.002
    error = np.maximum(z, 0) - dead.Y[:, 0]
    dz = 2 / len(z) * error * (z > 0)
    assert found["dw1"].item() == pytest.approx(dz.sum())
    assert found["dw2"].item() == pytest.approx((dz * dead.x[:, 0]).sum())
    assert found["f"].item() == pytest.approx((error**2).mean())


def test_below_minus_one_the_loss_is_flat():
    found = figure("dead").arrays()
    flat = found["losses"][found["weights"] <= -1]
    assert len(flat) > 5
    assert np.ptp(flat) == 0


# ---- momentum ----------------------------------------------------------------------


@pytest.mark.parametrize("start", [(-4.5, 1.5), (5.0, 0.0), (0.0, -2.0), (0.0, 0.0)])
def test_both_paths_follow_their_recursions(start):
    found = figure("momentum").arrays({"w1": start[0], "w2": start[1]})
    kappa = np.array(momentum.CURVATURES)
    plain, w, V = [np.array(start)], np.array(start), 0
    with_momentum = [w]
    for _ in range(momentum.STEPS):
        plain.append((1 - momentum.ALPHA * kappa) * plain[-1])
        V = 0.9 * V + kappa * w
        w = w - momentum.ALPHA * V
        with_momentum.append(w)
    for name, path in (("plain", plain), ("momentum", with_momentum)):
        for i in (0, 1):
            shown = found[f"{name}{i + 1}"]
            np.testing.assert_allclose(shown, np.array(path)[:, i], atol=1e-12)
        loss = (kappa * path[-1] ** 2).sum() / 2
        assert found[f"f_{name}"].item() == pytest.approx(loss, abs=1e-12)


def test_momentum_gains_along_the_bowl():
    found = figure("momentum").arrays({"w1": -4.5, "w2": 0.0})
    assert found["f_momentum"].item() < found["f_plain"].item() / 10


def test_rings_are_lines_of_equal_loss():
    found = figure("momentum").arrays()
    kappa1, kappa2 = momentum.CURVATURES
    heights = (kappa1 * found["ring1"] ** 2 + kappa2 * found["ring2"] ** 2) / 2
    known = np.unique(heights[~np.isnan(heights)].round(9))
    assert known.tolist() == list(momentum.LEVELS)


# ---- batches -----------------------------------------------------------------------


@pytest.mark.parametrize("order", ["shuffled", "sorted"])
@pytest.mark.parametrize("size", [1, 3, 8, 40])
def test_batches_average_to_the_whole(size, order):
    found = figure("batches").arrays({"size": size, "order": order})
    error = (batches.X @ batches.START - batches.Y)[:, 0]
    each = 2 * error[:, None] * batches.X
    np.testing.assert_allclose(found["full"], each.mean(axis=0))
    np.testing.assert_allclose([found["mean1"], found["mean2"]], found["full"][:, None])
    assert found["count"].item() == np.ceil(40 / size)
    first = each[batches.ORDERS[order][:size]].mean(axis=0)
    np.testing.assert_allclose([found["batch1"][0], found["batch2"][0]], first)


def test_each_example_is_in_one_batch():
    for order in batches.ORDERS.values():
        assert sorted(order) == list(range(40))


def test_larger_batches_are_less_far_off_and_sorted_ones_further():
    def off(size, order):
        found = figure("batches").arrays({"size": size, "order": order})
        return found["off"].item()

    assert off(1, "shuffled") > off(4, "shuffled") > off(20, "shuffled") > 0
    assert off(40, "shuffled") == pytest.approx(0, abs=1e-12)
    assert off(10, "sorted") > off(10, "shuffled")
