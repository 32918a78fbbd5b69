"""Lines of equal height, against contourpy and against heights that are known."""

from itertools import pairwise

import contourpy
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from nnlib.live.contours import contours

shapes = array_shapes(min_dims=2, max_dims=2, min_side=2, max_side=6)
grids = arrays(float, shapes, elements=st.integers(-3, 3).map(float))


def pieces(lines):
    """Return the pieces of lines, each from one point to the next, in any order."""
    found = set()
    for line in lines:
        points = [tuple(point) for point in np.round(line, 9) + 0.0]
        found |= {frozenset(pair) for pair in pairwise(points)}
    return found


@given(grids)
def test_they_are_those_of_contourpy(F):
    x, y = np.arange(F.shape[1]) * 0.5, np.arange(F.shape[0]) - 1.0
    found = contours(x, y, F, 0.25)
    expected = contourpy.contour_generator(x, y, F).lines(0.25)
    assert pieces(found) == pieces(expected)
    assert len(found) == len(expected)


def test_a_circle_is_one_closed_line():
    x = y = np.linspace(-2, 2, 81)
    (line,) = contours(x, y, x**2 + y[:, None] ** 2, 1.0)
    np.testing.assert_allclose(np.hypot(*line.T), 1, atol=1e-3)
    np.testing.assert_array_equal(line[0], line[-1])


@pytest.mark.parametrize("level", [-1.0, 5.0])
def test_where_nothing_is_crossed_there_is_no_line(level):
    assert contours(np.arange(3), np.arange(2), np.ones((2, 3)), level) == []
