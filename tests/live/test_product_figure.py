"""The figure of rows and columns against the chapter's numbers and plain sums."""

import numpy as np
import pytest

from nnlib.live.figures.product import PLACES, W, X, _compute, product

START = {"i": 3, "j": 2, "g": "relu", "entry": "X₃₁", "added": 0}


def test_start_is_the_example_worked_out_by_hand():
    arrays = _compute(**START)
    assert product().start == START
    assert arrays["row"].tolist() == [1, -1, 2]
    assert arrays["column"].tolist() == [-1, 0, 2]
    assert arrays["z"].tolist() == [1 * -1 + -1 * 0 + 2 * 2]
    assert arrays["A"].tolist() == [[5, 0], [0, 4], [0, 3], [7, 0]]


@pytest.mark.parametrize("i", range(1, 5))
@pytest.mark.parametrize("j", range(1, 3))
def test_the_lit_entry_is_the_sum_over_the_lit_row_and_column(i, j):
    arrays = _compute(i, j, "tanh", "W₂₁", 3)
    row = arrays["X"][arrays["lit_X"] == 1]
    column = arrays["W"][arrays["lit_W"] == 2]
    (entry,) = arrays["Z"][arrays["lit_Z"] == 3]
    assert entry == sum(row[k] * column[k] for k in range(3))
    assert entry == arrays["Z"][i - 1, j - 1] == arrays["z"][0]
    assert np.isclose(arrays["a"][0], np.tanh(entry), rtol=1e-14)


def test_a_changed_number_of_X_changes_one_row_of_Z():
    for name, (i, k) in PLACES["X"].items():
        change = _compute(**{**START, "entry": name, "added": 2})["Z_change"]
        assert change[i].tolist() == (2 * W[k]).tolist()
        assert not np.delete(change, i, axis=0).any()


def test_a_changed_number_of_W_changes_one_column_of_Z():
    for name, (k, j) in PLACES["W"].items():
        change = _compute(**{**START, "entry": name, "added": -3})["Z_change"]
        assert change[:, j].tolist() == (-3 * X[:, k]).tolist()
        assert not np.delete(change, j, axis=1).any()


def test_names_count_from_1():
    assert list(PLACES["W"]) == ["W₁₁", "W₁₂", "W₂₁", "W₂₂", "W₃₁", "W₃₂"]
    arrays = _compute(**{**START, "entry": "X₄₃", "added": 1})
    assert [arrays["before"][0], arrays["now"][0]] == [-1, 0]
    assert arrays["X"][3, 2] == 0
    assert X[3, 2] == -1
