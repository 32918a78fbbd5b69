"""The bump of sigmoids has several right answers, and near misses that are wrong."""

import numpy as np
import pytest

from nnlib.exercises.book import find


def status(W1, W2):
    return find("bump-of-sigmoids").examine({"W1": W1, "W2": W2}).status


@pytest.mark.parametrize(
    ("W1", "W2"),
    [
        ([[2, -2], [8, 8]], [[1.3], [-1.3]]),
        ([[-2, 2], [8, 8]], [[-1.3], [1.3]]),
        ([[-2, 2], [-8, -8]], [[-1.3], [1.3]]),
        (np.array([[2, -2], [-8, -8]]), np.array([[1.3], [-1.3]])),
    ],
    ids=["as derived", "nodes exchanged", "signs turned", "both"],
)
def test_every_network_with_the_same_predictions_is_right(W1, W2):
    assert status(W1, W2) == "right"


def test_a_row_is_told_to_be_one():
    text = (
        find("bump-of-sigmoids")
        .examine({"W1": [[2, -2], [8, 8]], "W2": [[1.3, -1.3]]})
        .text
    )
    assert "\nW2 = [[1.3, -1.3]], which is 1 x 2, where 2 x 1 is wanted\n" in text
    assert "W1 =" not in text


@pytest.mark.parametrize(
    ("W1", "W2"),
    [
        ([[2, -2], [8, 8]], [[1.3], [-1.29]]),
        ([[2, 2], [8, -8]], [[1.3], [-1.3]]),
        ([[-2, -2], [-8, 8]], [[-1.3], [-1.3]]),
        ([[2, -2], [8, 8]], [[1.3, -1.3]]),
        ([[2, -2], [8]], [[1.3], [-1.3]]),
        ([[2, -2], [8, np.inf]], [[1.3], [-1.3]]),
        ([[2, -2], [8, 8]], "1.3, -1.3"),
    ],
    ids=["near", "no bump", "one turned", "a row", "ragged", "infinite", "words"],
)
def test_any_other_is_wrong(W1, W2):
    assert status(W1, W2) == "wrong"
