from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from nnlib import checks

# Values of no use as a matrix, and what the error must say besides the symbol.
NO_MATRIX = {
    "one-dimensional": (
        np.array([1, 2, 3]),
        r"\(3,\).*X\.reshape\(-1, 1\).*X\.reshape\(1, -1\)",
    ),
    "three-dimensional": (np.ones((2, 3, 4)), r"\(2, 3, 4\).*3 dimensions"),
    "a number": (5.0, r"shape \(\).*0 dimensions"),
    "no rows": (np.ones((0, 2)), r"\(0, 2\).*empty"),
    "no columns": ([[], []], r"\(2, 0\).*empty"),
    "nothing": ([], "empty"),
    "ragged": ([[1, 2], [3]], "rows have different lengths"),
    "strings": ([["1", "2"]], "'1' at row 0, column 0.*real numbers"),
    "None": ([[1.0, None]], "None at row 0, column 1 .*finite"),
    "complex": ([[1j]], "complex128 values.*real numbers"),
    "dates": (np.array([["2020-01-01"]], dtype="M8[D]"), "datetime64.*real numbers"),
    "NaN": ([[1, 2, 3], [4, np.nan, 6]], "nan at row 1, column 1 .*finite"),
    "infinity": ([[1, 2, 3], [4, 5, -np.inf]], "-inf at row 1, column 2 .*finite"),
    "masked": (np.ma.masked_equal([[1.0, 2.0]], 2), "masked"),
}


@pytest.mark.parametrize("value, message", NO_MATRIX.values(), ids=NO_MATRIX)
def test_matrix_says_what_is_wrong(value, message):
    with pytest.raises(ValueError, match=f"^X (?s:.*){message}"):
        checks.matrix("X", value)


def test_matrix_asks_for_a_column_where_one_is_meant():
    with pytest.raises(ValueError, match=r"Y .*column.*\(3, 1\).*Y\.reshape\(-1, 1\)"):
        checks.matrix("Y", np.array([1, 2, 3]), column=True)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_matrix_keeps_floats_as_given(dtype):
    M = np.ones((2, 3), dtype=dtype)
    assert checks.matrix("X", M) is M


@pytest.mark.parametrize("dtype", ["i1", "u1", "i8", "f2", "?", "g"])
def test_matrix_makes_every_other_real_type_float64(dtype):
    M = checks.matrix("X", np.array([[0, 1]], dtype=dtype))
    assert M.dtype == np.float64
    np.testing.assert_array_equal(M, [[0, 1]])


class Table:
    """What a data frame is to NumPy."""

    def __array__(self, dtype=None, copy=None):
        return np.array([[1, 2], [3, 4]])


@pytest.mark.parametrize(
    "value",
    [[[1, 2], [3, 4]], ((1, 2), (3, 4)), np.ma.array([[1, 2], [3, 4]]), Table()],
)
def test_matrix_takes_whatever_numpy_can_make_one_of(value):
    M = checks.matrix("X", value)
    assert type(M) is np.ndarray
    np.testing.assert_array_equal(M, [[1.0, 2.0], [3.0, 4.0]])


@pytest.mark.parametrize("shape", [(), (3,), (2, 1, 2)])
def test_floats_takes_any_shape(shape):
    M = checks.floats("Z", np.ones(shape, dtype=np.uint8))
    assert (M.shape, M.dtype) == (shape, np.float64)


def test_multipliable():
    checks.multipliable("X", np.ones((2, 3)), "W", np.ones((3, 4)))
    for X, W in [((2, 3), (2, 3)), ((3, 2), (3, 4)), ((), (1, 4)), ((2, 1), ())]:
        with pytest.raises(ValueError, match="X W does not exist") as error:
            checks.multipliable("X", np.ones(X), "W", np.ones(W))
        assert f"X has shape {X} and W has shape {W}" in str(error.value)


@pytest.mark.parametrize("shape", [(3, 2), (2, 1), (1, 3), (1, 1), (3,), ()])
def test_same_shape_lets_nothing_be_stretched(shape):
    checks.same_shape("A", np.ones((2, 3)), "Y", np.ones((2, 3)))
    with pytest.raises(ValueError, match="must have the same shape") as error:
        checks.same_shape("A", np.ones((2, 3)), "Y", np.ones(shape))
    assert f"A has shape (2, 3) but Y has shape {shape}" in str(error.value)


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_all_finite_names_the_layer(bad):
    checks.all_finite("A", {1: np.ones((1, 1)), 2: np.ones((1, 1))})
    with pytest.raises(ValueError, match=r"A\[2\] is not finite"):
        checks.all_finite("A", {1: np.ones((1, 1)), 2: np.array([[1, bad]])})


NO_NUMBER = ["0,5", None, True, np.True_, 0.5j, [0.5], np.array([0.5]), np.nan]


@pytest.mark.parametrize(
    "check, good, bad, message",
    [
        (checks.number, [-2.5, 0, 1e300], [np.inf, -np.inf], "a finite number"),
        (checks.positive, [1e-300, 3], [0, -1, np.inf], "a finite number above 0"),
        (checks.fraction, [0, 0.999], [1, -0.1, np.inf], "at least 0 and below 1"),
        (checks.count, [1, 7, 2.0], [0, -1, 2.5, np.inf], "a whole number, 1 or more"),
    ],
)
def test_numbers(check, good, bad, message):
    for value in good:
        assert check("alpha", value) == value
        assert check("alpha", np.array(value)) == value
    for value in [*bad, *NO_NUMBER]:
        with pytest.raises(ValueError, match=f"must be {message}") as error:
            check("alpha", value)
        shown = value.item() if isinstance(value, np.generic) else value
        assert f"alpha is {shown!r}, but" in str(error.value)


NUMBER_CHECKS = [checks.number, checks.positive, checks.fraction, checks.count]


@pytest.mark.parametrize("check", NUMBER_CHECKS)
def test_numbers_too_large_for_a_float(check):
    for huge, shown in [
        (10**400, "a whole number of about 401 digits"),
        (-(10**5000), "a negative whole number of about 5001 digits"),
        (Decimal("1e400"), r"Decimal\('1E\+400'\)"),
    ]:
        with pytest.raises(
            ValueError, match=f"^alpha is {shown}.*: too large for a float.*It must be"
        ):
            check("alpha", huge)


@pytest.mark.parametrize("huge", [10**20, 1e300, 2**63])
def test_counts_beyond_all_computers(huge):
    with pytest.raises(ValueError, match=r"^m is a whole number.*, which is too large"):
        checks.count("m", huge)


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("-inf")])
def test_decimals_that_are_no_numbers(value):
    for check in NUMBER_CHECKS:
        with pytest.raises(ValueError, match=r"^alpha is Decimal.*, but it must be"):
            check("alpha", value)


@pytest.mark.parametrize("check", NUMBER_CHECKS)
def test_numbers_as_text(check):
    with pytest.raises(ValueError, match=r"alpha is '1', .*Leave out the quotation"):
        check("alpha", "1")
    for value in ["one", -1j]:
        with pytest.raises(ValueError) as error:
            check("alpha", value)
        assert "quotation" not in str(error.value)


def test_numbers_of_other_types():
    assert checks.positive("alpha", Decimal("0.5")) == 0.5
    assert checks.positive("alpha", Fraction(1, 2)) == 0.5


def test_what_is_shown_of_a_long_value_is_short():
    with pytest.raises(ValueError) as error:
        checks.positive("alpha", list(range(10**4)))
    assert len(str(error.value)) < 150


@pytest.mark.parametrize("kind", [np.float64, np.float32, np.array, np.int8])
def test_numbers_become_those_of_python(kind):
    # np.float64 would turn every float32 matrix it multiplies into float64.
    assert type(checks.positive("alpha", kind(1))) is float
    assert type(checks.fraction("beta", kind(0))) is float
    assert type(checks.number("c", kind(-1))) is float
    assert type(checks.count("m", kind(1))) is int


def test_generator():
    rng = np.random.default_rng(3)
    assert checks.generator(rng) is rng
    expected = np.random.default_rng(3).random()
    assert checks.generator(3).random() == expected
    assert checks.generator(np.int64(3)).random() == expected
    assert checks.generator(0).random() == np.random.default_rng(0).random()


@pytest.mark.parametrize("seed", [None, -1, 1.5, "0", True, np.random.RandomState(0)])
def test_generator_needs_an_explicit_seed(seed):
    with pytest.raises(ValueError, match=r"seed is .* whole number.*Generator"):
        checks.generator(seed)


def test_a_seed_that_is_too_long_to_print():
    with pytest.raises(ValueError, match="seed is a negative whole number of about"):
        checks.generator(-(10**5000))
