import numpy as np
import pytest
from hypothesis import given
from samples import matrices, numbers, seeds

from nnlib import (
    central_differences,
    mean_squared_error,
    mean_squared_error_derivative,
)
from nnlib.loss import squared_error


@given(matrices(), seeds)
def test_loss_is_the_mean_over_examples_of_the_squared_error(A, seed):
    Y = numbers(*A.shape, seed=seed)
    m, columns = A.shape
    f = 0.0
    for i in range(m):
        for j in range(columns):
            f += (A[i, j] - Y[i, j]) ** 2
    assert mean_squared_error(A, Y) == pytest.approx(f / m, rel=1e-13)


@given(matrices(), seeds)
def test_derivative_agrees_with_central_differences(A, seed):
    Y = numbers(*A.shape, seed=seed)
    measured = central_differences(lambda A: mean_squared_error(A, Y), A)
    derivative = mean_squared_error_derivative(A, Y)
    assert derivative.shape == A.shape
    np.testing.assert_allclose(derivative, measured, atol=1e-8)


def test_numbers_worked_by_hand():
    A, Y = [[1, 2], [3, 4], [5, 6]], [[0, 2], [1, 4], [5, 9]]
    assert mean_squared_error(A, Y) == pytest.approx((1 + 4 + 9) / 3)
    expected = np.array([[1, 0], [2, 0], [0, -3]]) * 2 / 3
    np.testing.assert_allclose(mean_squared_error_derivative(A, Y), expected)


def test_a_perfect_prediction():
    Y = numbers(3, 2)
    assert mean_squared_error(Y, Y) == 0
    assert not mean_squared_error_derivative(Y, Y).any()


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_types(dtype):
    A, Y = numbers(3, 1).astype(dtype), numbers(3, 1, seed=1).astype(dtype)
    assert type(mean_squared_error(A, Y)) is float
    assert mean_squared_error_derivative(A, Y).dtype == dtype


def test_small_integers_do_not_wrap_around():
    A, Y = np.array([[1]], dtype=np.uint8), np.array([[201]], dtype=np.uint8)
    assert mean_squared_error(A, Y) == 200**2
    assert mean_squared_error_derivative(A, Y) == -400


LARGE = np.finfo(np.float64).max


@pytest.mark.parametrize(
    "A, Y, numbers",
    [
        (
            [[1e200]],
            [[0.0]],
            "float64 numbers: A holds entries up to 1e[+]200, and Y up",
        ),
        ([[0], [0]], [[1], [-1e155]], "A holds entries up to 0, and Y up to 1e[+]155"),
        ([[LARGE]], [[-LARGE]], "A holds entries up to 1.8e[+]308, and Y up to 1.8e"),
        (
            np.float32([[-1e20]]),
            np.float32([[0]]),
            "float32 numbers: A .* up to 1e[+]20",
        ),
    ],
)
def test_a_loss_too_large_for_its_type(A, Y, numbers):
    with pytest.raises(ValueError, match=f"^The sum of the squares .*{numbers}"):
        mean_squared_error(A, Y)


@pytest.mark.parametrize("M", [np.array([[LARGE]]), np.float32([[3e38]])])
def test_a_derivative_too_large_for_its_type(M):
    message = f"^A - Y is too large for {M.dtype} numbers: .* smaller learning rate"
    with pytest.raises(ValueError, match=message):
        mean_squared_error_derivative(M, -M)


def test_the_largest_loss_there_is():
    A, Y = [[1e154], [0]], [[0], [0]]
    assert mean_squared_error(A, Y) == pytest.approx(5e307)
    np.testing.assert_allclose(mean_squared_error_derivative(A, Y), [[1e154], [0]])
    assert mean_squared_error_derivative([[1e200]], [[0]]) == 2e200


def test_training_is_told_of_a_loss_that_is_not_finite_by_its_number():
    assert squared_error(np.array([[1e200]]), np.zeros((1, 1))) == np.inf


@pytest.mark.parametrize("loss", [mean_squared_error, mean_squared_error_derivative])
@pytest.mark.parametrize(
    "A, Y, message",
    [
        (np.ones((3, 1)), np.ones((1, 3)), r"A .*\(3, 1\) but Y .*\(1, 3\)"),
        (np.ones((3, 2)), np.ones((3, 1)), r"A .*\(3, 2\) but Y .*\(3, 1\)"),
        (np.ones((3, 1)), np.ones((1, 1)), r"A .*\(3, 1\) but Y .*\(1, 1\)"),
        (np.ones((3, 1)), np.ones(3), r"Y .*column is needed, of shape \(3, 1\)"),
        (np.ones(3), np.ones((3, 1)), r"A .*column is needed, of shape \(3, 1\)"),
        ([[np.inf]], [[0]], "A holds inf at row 0"),
        ([[0]], [[np.nan]], "Y holds nan at row 0"),
        ([], [], "A .*empty"),
        ([[1]], [["1"]], "Y holds '1' at row 0"),
    ],
)
def test_bad_input(loss, A, Y, message):
    with pytest.raises(ValueError, match=message):
        loss(A, Y)
