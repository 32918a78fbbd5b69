"""Small figures: a chain of numbers (chapter 1), edges walked both ways (chapter 4)."""

import numpy as np
import pytest

from nnlib.live.book import figure
from nnlib.live.small import fade, scalar, transpose
from nnlib.loss import mean_squared_error
from nnlib.network import Network
from nnlib.numerical import central_differences


@pytest.mark.parametrize("w", [-2.0, -0.2, 0.0, 0.5, 1.3])
def test_every_number_of_the_chain_is_what_a_nudge_finds(w):
    """Each derivative by restarting the forward pass at that number."""
    found = {key: M.item(0) for key, M in figure("scalar").arrays({"w": w}).items()}
    y, w2 = scalar.Y, scalar.W2
    from_a2 = lambda a: (a - y) ** 2  # noqa: E731
    from_z2 = lambda z: from_a2(np.tanh(z))  # noqa: E731
    from_a1 = lambda a: from_z2(a * w2)  # noqa: E731
    from_z1 = lambda z: from_a1(np.tanh(z))  # noqa: E731
    from_w1 = lambda v: from_z1(scalar.X * v)  # noqa: E731
    chain = {"a2": from_a2, "z2": from_z2, "a1": from_a1, "z1": from_z1}
    for name, f in chain.items():
        at, h = found[name], 1e-6
        slope = (f(at + h) - f(at - h)) / (2 * h)
        assert found[f"d{name}"] == pytest.approx(slope, abs=1e-8), name
        assert f(at) == pytest.approx(found["f"], rel=1e-12), name
    slope = (from_w1(w + 1e-6) - from_w1(w - 1e-6)) / 2e-6
    assert found["dw1"] == pytest.approx(slope, abs=1e-8)
    factors = [found[key] for key in ("da2", "slope2", "w2", "slope1", "x")]
    assert np.prod(factors) == pytest.approx(found["dw1"], rel=1e-12, abs=1e-15)


def test_the_tangent_touches_the_curve():
    found = figure("scalar").arrays({"w": 0.5})
    k = found["ws"].tolist().index(0.5)
    assert found["curve"][k] == pytest.approx(found["f"].item())
    rise = np.diff(found["tangent"]) / np.diff(found["near"])
    around = found["curve"][[k - 1, k + 1]]
    assert rise.item() == pytest.approx(np.diff(around).item() / 0.05, rel=0.01)
    assert found["tangent"].mean() == pytest.approx(found["f"].item())


@pytest.mark.parametrize("j", [1, 2, 3])
def test_what_goes_out_along_an_edge_comes_back_along_it(j):
    """By nudging one activation: the next layer moves, and f with it."""
    found = figure("transpose").arrays({"j": j})
    nudge = np.zeros((1, 3))
    nudge[0, j - 1] = 1e-6

    def f(A):
        return ((A @ transpose.W - transpose.Y) ** 2).sum()

    A = transpose.X
    slope = (f(A + nudge) - f(A - nudge)) / 2e-6
    assert found["da"].item() == pytest.approx(slope, rel=1e-8)
    assert found["dA"][0, j - 1] == found["da"].item()
    back = found["dZ"][0, 0] * found["w1"] + found["dZ"][0, 1] * found["w2"]
    assert back.item() == pytest.approx(slope, rel=1e-8)

    # What node j sends is what the next layer loses without it.
    without = A.copy()
    without[0, j - 1] = 0
    sent = (A - without) @ transpose.W
    assert [found["sent1"].item(), found["sent2"].item()] == sent[0].tolist()


@pytest.mark.parametrize("j", [1, 2, 3])
def test_the_edges_that_are_lit_are_a_row_and_the_same_column(j):
    found = figure("transpose").arrays({"j": j})
    assert np.flatnonzero(found["lit_W"].any(axis=1)).tolist() == [j - 1]
    np.testing.assert_array_equal(found["lit_W"].T, found["lit_W_T"])
    np.testing.assert_array_equal(found["W"].T, found["W_T"])
    row = found["W"][found["lit_W"] > 0]
    assert row.tolist() == found["W_T"][found["lit_W_T"] > 0].tolist()
    assert row.tolist() == [found["w1"].item(), found["w2"].item()]


# ---- fade --------------------------------------------------------------------------


@pytest.mark.parametrize("times", [1.0, 3.0])
@pytest.mark.parametrize("g", ["sigmoid", "tanh", "relu"])
def test_the_sizes_are_those_that_central_differences_find(g, times):
    network = Network([8] * 8 + [1], [g] * 7 + ["identity"], seed=1)
    network.W = {l: times * W for l, W in network.W.items()}

    def f_of(l):
        def f(W):
            changed = Network([8] * 8 + [1], [g] * 7 + ["identity"], seed=1)
            changed.W = {**network.W, l: W}
            return mean_squared_error(changed(fade.X), fade.Y)

        return f

    found = figure("fade").arrays({"times": times})
    measured = [central_differences(f_of(l), network.W[l]) for l in (1, 4, 8)]
    sizes = np.sqrt([(dW**2).mean() for dW in measured])
    shown = found[f"size_{g}"][[0, 3, 7]]
    np.testing.assert_allclose(shown, sizes / sizes[-1], rtol=1e-3)


def test_larger_weights_lift_the_sigmoid_only_so_far():
    firsts = [
        figure("fade").arrays({"times": times})["size_sigmoid"][0]
        for times in fade.TIMES
    ]
    assert firsts[0] < 1e-5
    assert 1e-3 < max(firsts) < 1e-2
    slopes = [figure("fade").arrays({"times": t})["prime_sigmoid"] for t in fade.TIMES]
    assert np.all(np.diff(slopes, axis=0) < 0)
