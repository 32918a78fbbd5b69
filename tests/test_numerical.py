import numpy as np
import pytest
from hypothesis import given
from samples import matrices, numbers, seeds

from nnlib import central_differences, check
from nnlib.numerical import Comparison


def sum_of_squares(X):
    return (X**2).sum()


# central_differences


@given(matrices(), seeds)
def test_exact_for_quadratic_functions(X, seed):
    C = numbers(*X.shape, seed=seed)
    dX = central_differences(lambda X: (C * X**2).sum(), X)
    assert dX.shape == X.shape
    np.testing.assert_allclose(dX, 2 * C * X, atol=1e-8)


def test_the_error_shrinks_as_h_squared():
    X = [[0.0]]
    errors = [central_differences(np.sinh, X, h).item() - 1 for h in [0.1, 0.01]]
    assert errors == pytest.approx([0.1**2 / 6, 0.01**2 / 6], rel=1e-2)


def test_the_default_step():
    assert central_differences(lambda X: X**3, [[0]]).item() == pytest.approx(1e-10)


def test_each_nudge_moves_one_entry_both_ways_and_leaves_x_alone():
    X = numbers(2, 3)
    moved = []

    def f(M):
        moved.append(M - X)
        M[:] = np.nan  # what f does to its matrix is its own affair
        return 0

    central_differences(f, X, h=0.5)
    nudges = {(int(np.abs(E).argmax()), float(E.sum())) for E in moved}
    assert all(np.count_nonzero(np.abs(E) > 1e-12) == 1 for E in moved)
    assert len(moved) == 12
    assert {(k, round(size, 9)) for k, size in nudges} == {
        (k, s) for k in range(6) for s in (-0.5, 0.5)
    }


@pytest.mark.parametrize("dtype", [np.float32, np.int64])
def test_works_in_float64(dtype):
    X = np.array([[1, 1000]], dtype=dtype)  # 1000 + h is 1000 in float32
    dX = central_differences(sum_of_squares, X)
    assert dX.dtype == np.float64
    np.testing.assert_allclose(dX, [[2, 2000]], rtol=1e-4)


@pytest.mark.parametrize("shape", [(), (1,), (1, 1)])
def test_f_may_return_its_number_in_an_array(shape):
    dX = central_differences(lambda X: np.full(shape, 3 * X[0, 1]), [[1, 2]])
    np.testing.assert_allclose(dX, [[0, 3]], atol=1e-9)


@pytest.mark.parametrize(
    "value", [np.ones(2), np.ones((1, 2)), [], None, "1", 1j, np.nan, np.inf, {}]
)
def test_f_must_return_one_finite_number(value):
    with pytest.raises(ValueError, match=r"^f returned .*one finite number") as error:
        central_differences(lambda X: value, [[1, 2]])
    assert repr(value) in str(error.value)


@pytest.mark.parametrize("h", [0, -1e-5, np.nan, np.inf, "1e-5", None])
def test_h_must_be_positive(h):
    with pytest.raises(ValueError, match=r"^h is .*finite number above 0"):
        central_differences(sum_of_squares, [[1, 2]], h)
    with pytest.raises(ValueError, match=r"^h is .*finite number above 0"):
        check("df/dX", [[2, 4]], sum_of_squares, [[1, 2]], h=h)


@pytest.mark.parametrize("X, h", [([[0, 1.5]], 1e-17), ([[1, -1e20]], 1e-5)])
def test_h_must_not_vanish_beside_x(X, h):
    with pytest.raises(ValueError, match=f"^h is {h:g}, too small beside the entry"):
        central_differences(sum_of_squares, X, h)


@pytest.mark.parametrize("X", [[1, 2], [[np.nan]], [["a"]], []])
def test_bad_x(X):
    with pytest.raises(ValueError, match=r"^X "):
        central_differences(sum_of_squares, X)


# check


@given(matrices())
def test_a_right_formula_agrees(X):
    comparison = check("df/dX", 2 * X, sum_of_squares, X)
    assert comparison.agrees
    assert comparison.error < 1e-8
    assert repr(comparison) == (
        f"df/dX: agrees with central differences in all {X.shape[0]} x {X.shape[1]} "
        "entries"
    )


@given(matrices())
def test_a_wrong_formula_does_not(X):
    for wrong in [X, -2 * X, 2 * X + 1e-4, X**2]:
        assert not check("df/dX", wrong, sum_of_squares, X).agrees


def test_one_wrong_entry_is_pointed_out():
    X = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    formula = 2 * X
    formula[1, 2] = -12
    comparison = check("df/dX", formula, sum_of_squares, X)
    assert not comparison.agrees
    assert comparison.error == pytest.approx(24 / 13)
    assert repr(comparison) == (
        "df/dX: DISAGREES, most at [1, 2]: formula -12, measured 12"
    )


@pytest.mark.parametrize("shape", [(3, 2), (1, 3), (3,), ()])
def test_a_formula_of_another_shape_never_agrees(shape):
    comparison = check("df/dX", np.zeros(shape), lambda X: 0.0, np.ones((2, 3)))
    assert not comparison.agrees
    assert comparison.error == np.inf
    assert repr(comparison) == (
        f"df/dX: DISAGREES: shape of the formula {shape}, of the variable (2, 3)"
    )


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_a_formula_that_is_not_finite_never_agrees(bad):
    comparison = check("df/dX", [[2, bad]], sum_of_squares, [[1, 2]], tolerance=1e300)
    assert not comparison.agrees
    assert f"DISAGREES, most at [0, 1]: formula {bad}" in repr(comparison)


def test_tolerance():
    M = np.array([[3.0, -1.0]])
    for error, agrees in [(0.25, True), (0.26, False)]:
        assert Comparison("M", M + 4 * error, M, 0.25).agrees is agrees
        assert Comparison("M", M - 4 * error, M, 0.25).agrees is agrees
        measured = check(
            "M", M + 4 * error, lambda X: (M * X).sum(), M, tolerance=0.251
        )
        assert measured.agrees is agrees


def test_h_is_passed_on():
    assert check("M", [[1]], lambda X: X**3, [[0]], h=1).agrees


@pytest.mark.parametrize("formula", [[["a"]], [[1], [1, 2]], [[1j]]])
def test_a_formula_that_is_no_matrix_of_numbers(formula):
    with pytest.raises(
        ValueError, match=r"^formula .*(real numbers|different lengths)"
    ):
        check("df/dX", formula, sum_of_squares, [[1]])
