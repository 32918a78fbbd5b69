"""Standardising; `add_ones` and `split` are tested with the data sets."""

import numpy as np
import pytest
from hypothesis import given
from samples import matrices, numbers, seeds
from samples_tables import Pandas

from nnlib import data


@given(seeds)
def test_standardise(seed):
    M = numbers(9, 3, seed=seed) * [1, 100, 1e-6] + [0, 5000, 1]
    Z = data.standardise(M)
    np.testing.assert_allclose(Z.mean(axis=0), 0, atol=1e-9)
    np.testing.assert_allclose(Z.std(axis=0), 1)
    np.testing.assert_allclose(np.corrcoef(Z.T), np.corrcoef(M.T), atol=1e-6)


def test_the_others_learn_nothing_of_their_own():
    training, held_out, third = numbers(9, 2), numbers(5, 2) + 7, numbers(1, 2)
    Z, held, one = data.standardise(training, held_out, third)
    np.testing.assert_array_equal(Z, data.standardise(training))
    mean, deviation = training.mean(axis=0), training.std(axis=0)
    np.testing.assert_allclose(held * deviation + mean, held_out)
    np.testing.assert_allclose(one * deviation + mean, third)
    assert held.mean() > 2


def test_a_pair_stays_a_pair():
    assert isinstance(data.standardise([[1], [2]]), np.ndarray)
    assert isinstance(data.standardise([[1], [2]], [[3]]), tuple)


@given(matrices())
def test_what_is_given_stays_as_it_is(M):
    before = M.copy()
    try:
        data.standardise(M, M)
    except ValueError:
        assert len(M) == 1
    np.testing.assert_array_equal(M, before)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_float_types_are_kept(dtype):
    M = (numbers(9, 2) + 1000).astype(dtype)
    assert data.standardise(M).dtype == dtype


@pytest.mark.parametrize("value", [5, 0, 0.1, 1e300, 1e-300])
@pytest.mark.parametrize("names", [None, ["age", "weight"]])
def test_a_constant_column(value, names):
    rows = [[1.0, value], [2.0, value], [4.0, value]]
    M = rows if names is None else Pandas(rows, names)
    where = "column 1" if names is None else "column 'weight'"
    with pytest.raises(ValueError, match=f"in every row of {where}") as error:
        data.standardise(M)
    assert f"holds {value:g} in" in str(error.value)


def test_whole_numbers_too_large_for_what_they_differ_by():
    nanoseconds = 1.7e18 + 1024 * np.arange(3.0).reshape(-1, 1)
    with pytest.raises(ValueError, match=r"differ by 2048 only.*subtract the smallest"):
        data.standardise(nanoseconds)
    moved = data.standardise(nanoseconds - nanoseconds.min())
    assert np.allclose(moved.ravel(), [-(1.5**0.5), 0, 1.5**0.5])


def test_a_column_that_is_constant_but_for_rounding():
    assert 0.1 + 0.2 != 0.3
    for M in [
        [[0.1 + 0.2], [0.3], [0.3]],
        [[1e15 + 0.5], [1e15 + 0.75], [1e15]],
        np.array([[1e8], [1e8 + 8], [1e8]], dtype=np.float32),
    ]:
        with pytest.raises(ValueError, match=r"column 0 .* differ by .* only") as error:
            data.standardise(M)
        assert "every row" not in str(error.value)
    data.standardise([[1e6], [1e6 + 1e-3]])  # which is more than rounding


def test_ones_come_afterwards():
    with pytest.raises(ValueError, match="Add the column of ones afterwards"):
        data.standardise(data.add_ones(numbers(4, 2)))
    data.add_ones(data.standardise(numbers(4, 2)))


@pytest.mark.parametrize(
    "training, other, message",
    [
        ([[1, 2]], None, r"\(1, 2\): a single row"),
        ([[1e200], [-1e200]], None, "column 0 whose squares are too large or too"),
        ([[1e-200], [-1e-200]], None, "column 0 whose squares"),
        ([[1], [2]], [[1, 2]], r"\(2, 1\) but others has shape \(1, 2\)"),
        ([[1], [np.nan]], None, "training holds nan at row 1, column 0"),
        ([[1], [2]], [["?"]], "others holds '?' at row 0, column 0"),
        ([1, 2], None, "one-dimensional, but a column"),
        (
            Pandas([[1], [2]], ["a"]),
            Pandas([[1], [2]], ["b"]),
            "a column 'a' where others has 'b'",
        ),
    ],
)
def test_what_cannot_be_standardised(training, other, message):
    others = [] if other is None else [other]
    with pytest.raises(ValueError, match=message.replace("?", r"\?")):
        data.standardise(training, *others)


def test_which_of_several_others_is_meant():
    with pytest.raises(ValueError, match=r"others\[1\] has shape \(1, 2\)"):
        data.standardise([[1], [2]], [[1]], [[1, 2]])
