from fractions import Fraction
from functools import partial

import numpy as np
import pytest
from hypothesis import given
from samples import matrices, numbers, seeds

from nnlib import central_differences, check
from nnlib.checks.tables import shown


def sum_of_squares(U):
    return (U**2).sum()


@given(matrices(), seeds)
def test_exact_for_quadratic_functions(U, seed):
    C = numbers(*U.shape, seed=seed)
    dU = central_differences(lambda U: (C * U**2).sum(), U)
    assert dU.shape == U.shape
    np.testing.assert_allclose(dU, 2 * C * U, atol=1e-8)


def test_the_error_shrinks_as_h_squared():
    U = [[0.0]]
    errors = [central_differences(np.sinh, U, h).item() - 1 for h in [0.1, 0.01]]
    assert errors == pytest.approx([0.1**2 / 6, 0.01**2 / 6], rel=1e-2)


@pytest.mark.parametrize("u, h", [(0, 1e-5), (0.5, 1e-5), (-1000, 1e-2), (1e6, 10)])
def test_the_default_step_fits_the_entry(u, h):
    def third_power(U):
        return (U[0, 0] - u) ** 3

    assert central_differences(third_power, [[u]]).item() == pytest.approx(h**2)
    assert central_differences(third_power, [[u]], 0.5).item() == pytest.approx(0.25)


def test_each_entry_has_its_own_default_step():
    U = np.array([[3.0, -4e8]])
    dU = central_differences(lambda M: ((M - U) ** 3).sum(), U)
    np.testing.assert_allclose(dU, [[3e-5**2, 4e3**2]], rtol=1e-6)


@pytest.mark.parametrize("u", [1e10, -1e10, 2.0**33, 1e8])
def test_the_step_is_the_one_taken(u):
    # Near 1e10, floats are 1.9e-6 apart, and a step of 1e-5 is no multiple of that.
    assert central_differences(lambda U: U[0, 0], [[u]], 1e-5).item() == 1
    assert central_differences(lambda U: U[0, 0], [[u]]).item() == 1


def test_each_nudge_moves_one_entry_both_ways_and_leaves_u_alone():
    U = numbers(2, 3)
    moved = []

    def f(M):
        moved.append(M - U)
        M[:] = np.nan  # what f does to its matrix is its own affair
        return 0

    central_differences(f, U, h=0.5)
    nudges = {(int(np.abs(N).argmax()), float(N.sum())) for N in moved}
    assert all(np.count_nonzero(np.abs(N) > 1e-12) == 1 for N in moved)
    assert len(moved) == 12
    assert {(k, round(size, 9)) for k, size in nudges} == {
        (k, s) for k in range(6) for s in (-0.5, 0.5)
    }


@pytest.mark.parametrize("dtype", [np.float32, np.int64])
def test_works_in_float64(dtype):
    U = np.array([[1, 1000]], dtype=dtype)  # 1000 + h is 1000 in float32
    dU = central_differences(sum_of_squares, U, 1e-5)
    assert dU.dtype == np.float64
    np.testing.assert_allclose(dU, [[2, 2000]], rtol=1e-4)


@pytest.mark.parametrize("shape", [(), (1,), (1, 1)])
def test_f_may_return_its_number_in_an_array(shape):
    dU = central_differences(lambda U: np.full(shape, 3 * U[0, 1]), [[1, 2]])
    np.testing.assert_allclose(dU, [[0, 3]], atol=1e-9)


@pytest.mark.parametrize("number", [10**30, Fraction(1, 3), True, np.float16(2)])
def test_f_may_return_any_real_number(number):
    assert central_differences(lambda U: number, [[1]]).item() == 0


@pytest.mark.parametrize(
    "value",
    [
        np.ones(2),
        np.ones((1, 2)),
        [],
        [[1], [1, 2]],
        None,
        "1",
        1j,
        np.nan,
        np.inf,
        10**400,
        np.ma.masked,
        {},
    ],
)
def test_f_must_return_one_finite_number(value):
    with pytest.raises(ValueError, match=r"^f returned .*one finite number") as error:
        central_differences(lambda U: value, [[1, 2]])
    assert shown(value) in str(error.value)
    assert len(str(error.value)) < 160


@pytest.mark.parametrize("f", [3, None, np.ones((1, 2))])
@pytest.mark.parametrize("judge", [central_differences, partial(check, "df/dU", [[1]])])
def test_f_must_be_a_function(judge, f):
    with pytest.raises(ValueError, match=r"^f is .* must be a function") as error:
        judge(f, [[1.0]])
    assert shown(f) in str(error.value)


def test_a_derivative_must_be_finite():
    with pytest.raises(ValueError, match=r"^a derivative of f is too large"):
        central_differences(lambda U: 1e308 * np.sign(U[0, 0]), [[0]])


@pytest.mark.parametrize("h", [0, -1e-5, np.nan, np.inf, "1e-5"])
def test_h_must_be_positive(h):
    with pytest.raises(ValueError, match=r"^h is .*finite number above 0"):
        central_differences(sum_of_squares, [[1, 2]], h)


@pytest.mark.parametrize(
    "U, h, entry",
    [
        ([[0, 1.5]], 1e-17, 1.5),
        ([[1, -1e20]], 1e-5, -1e20),
        # Above 1 floats lie twice as far apart as below it: h is lost on one side.
        ([[0, 1.0]], 1e-16, 1),
        ([[0, -1.0]], 1e-16, -1),
    ],
)
def test_h_must_not_vanish_beside_u(U, h, entry):
    message = f"^h is {h:g}, too small beside the entry {entry:g} of U"
    with pytest.raises(ValueError, match=message.replace("+", r"\+")):
        central_differences(sum_of_squares, U, h)
    assert np.isfinite(central_differences(sum_of_squares, U)).all()


@pytest.mark.parametrize("U", [[1, 2], [[np.nan]], [["a"]], []])
def test_bad_u(U):
    with pytest.raises(ValueError, match=r"^U "):
        central_differences(sum_of_squares, U)
