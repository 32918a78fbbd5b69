import numpy as np
import pytest

from nnlib.live.figures.passes import CHANGES, STEPS, WEIGHTS, _compute, passes
from nnlib.live.still import _written

LAST = len(STEPS)
BY_HAND = {  # chapter 4, "Once by hand"
    "Z1": [[3, 3], [4, -1]],
    "A1": [[3, 3], [4, 0]],
    "Z2": [[3], [8]],
    "A2": [[3], [8]],
    "f": [2.5],
    "dA2": [[2], [-1]],
    "dZ2": [[2], [-1]],
    "dW2": [[2], [6]],
    "dA1": [[4, -2], [-2, 1]],
    "dZ1": [[4, -2], [-2, 0]],
    "dW1": [[-2, -2], [6, -4]],
}


def test_at_the_start_stand_the_numbers_worked_out_by_hand():
    arrays = _compute(**passes().start)
    for name, M in BY_HAND.items():
        np.testing.assert_array_equal(arrays[name], M)


@pytest.mark.parametrize("step", range(1, LAST + 1))
def test_a_step_shows_what_is_known_and_frames_what_it_needs(step):
    arrays = _compute(step, "tanh", "W₂₁ of layer 2", 0.1)
    order = list(STEPS)
    for k, name in enumerate(order, start=1):
        assert np.isnan(arrays[name]).all() == (k > step), name
    lit = {name: arrays[f"lit_{name}"] % 4 for name in order if name != "f"}
    if order[step - 1] != "f":
        assert (lit[order[step - 1]] >= 1).all()
    for name in lit:
        assert not (order.index(name) >= step and lit[name].any()), name
    for source in STEPS[order[step - 1]][0].split():
        assert (arrays[f"lit_{source}"] % 4 >= 2).all()
        assert np.isfinite(arrays[source]).all()


def test_the_written_entry_is_the_product_written_out():
    figure = passes()
    settings = {**figure.start, "step": 9, "h": -0.5, "weight": "W₁₂ of layer 1"}
    formula = figure.drawings[7]
    lines = _written(formula, figure.arrays(settings), settings)
    # A[1] is (3, 2.5; 4, 0), so the predictions are 3.5 and 8.
    assert lines[-2:] == ["∂f/∂W11[2] = 3.00 · 2.50 + 4.00 · (-1.00)", "= 3.50"]


@pytest.mark.parametrize("g", ["relu", "tanh", "sigmoid"])
@pytest.mark.parametrize("weight", WEIGHTS)
def test_f_changes_as_the_derivative_says_when_the_change_is_small(g, weight):
    still, small = _compute(LAST, g, weight, 0.0), _compute(LAST, g, weight, 1e-6)
    l, place = WEIGHTS[weight]
    slope = still[f"dW{l}"][place]
    assert still["slope"] == slope
    np.testing.assert_allclose(still["rate"], slope, atol=1e-8)
    np.testing.assert_allclose(small["rate"], slope, atol=1e-4)
    middle = len(CHANGES) // 2
    assert still["curve"][middle] == still["tangent"][middle] == 0


def test_the_change_of_one_weight_by_hand_and_the_numbers_it_marks():
    arrays = _compute(LAST, "relu", "W₁₁ of layer 1", 0.1)
    h = 0.1  # chapter 4, "One entry without any rule"
    assert np.isclose(arrays["f_now"][0], 2.5 - 2 * h + 20 * h**2)
    assert np.isclose(arrays["rate"][0], -2 + 20 * h)
    # Only the first node of layer 1 changes; then every prediction.
    changed = {name: arrays[f"lit_{name}"] >= 4 for name in ("W1", "Z1", "A1", "A2")}
    assert changed["W1"].tolist() == [[True, False], [False, False]]
    assert changed["Z1"].tolist() == changed["A1"].tolist() == [[True, False]] * 2
    assert changed["A2"].all()
    assert arrays["lit_W1"][0, 0] == 7 and arrays["lit_dW1"][0, 0] == 7
