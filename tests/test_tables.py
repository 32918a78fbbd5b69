"""Tables as people have them: what is said of them, and that what is advised runs."""

import datetime
import decimal
import fractions

import numpy as np
import pytest
from samples_tables import Pandas, Polars, followed

from nnlib import checks

HP = [[130.0, 3504], ["?", 3693], [150, 3436], [140, 3449]]
CARS = [["130", "usa", "a"], ["?", "japan", "b"], ["150", "usa", "c"], ["90", "eu", ""]]
DAY, LATER = datetime.date(2020, 1, 1), datetime.date(2020, 1, 3)
LONG = datetime.timedelta(days=1, hours=12)
NAMES = ["horsepower", "weight"]


class NAType:
    """What pandas.NA is: neither equal to itself nor true."""

    def __bool__(self):
        raise TypeError


class Period:
    """What nnlib sees of a pandas Period."""

    year = 2020

    def to_timestamp(self):
        return datetime.datetime(2020, 1, 1)


def error(value, name="X"):
    with pytest.raises(ValueError) as caught:
        checks.matrix(name, value, column=name == "Y")
    return str(caught.value)


# Numbers, whatever they are kept in


@pytest.mark.parametrize(
    "value",
    [
        np.array([[1, 2.5]], dtype=object),
        Pandas([[np.int64(1), decimal.Decimal("2.5")]], ["a", "b"]),
        [[True, fractions.Fraction(5, 2)]],
        Polars([[1, 2.5]], ["a", "b"]),
    ],
)
def test_objects_that_are_numbers_are_numbers(value):
    M = checks.matrix("X", value)
    assert M.dtype == np.float64
    np.testing.assert_array_equal(M, [[1, 2.5]])


def test_whole_numbers_beyond_64_bits():
    assert checks.matrix("X", [[2**70]]) == 2.0**70
    for huge, digits in [(10**400, 401), (-(10**5000), 5001)]:
        text = error([[1.0, 2.0], [3.0, huge]])
        assert f"about {digits} digits at row 1, column 1" in text
        assert "1.8e308" in text


# Where it is, and what to do


@pytest.mark.parametrize(
    "value, words",
    [
        (Pandas(HP, NAMES), ["'?' at row 1, column 'horsepower'", "1 of 4 entries"]),
        (Pandas(HP, NAMES), ["X['horsepower'] = pd.to_numeric(X['horsepower'], err"]),
        (Polars(HP, NAMES), ["pl.col('horsepower').cast(float, strict=False)"]),
        (HP, ["'?' at row 1, column 0", "X = np.where(np.isin("]),
        (Pandas(CARS, ["h", "o", "n"]), ["'usa' at row 0, column 'o'"]),
        (Pandas(CARS, ["h", "o", "n"]), ["pd.get_dummies(X, columns=['o'])"]),
        (Pandas(CARS, ["h", "o", "n"]), ["X = X.drop(columns='o')"]),
        (Polars(CARS, ["h", "o", "n"]), ["[X.drop('o'), data.one_hot(X['o'])]"]),
        (np.array(CARS), ["[np.delete(X, 1, axis=1), data.one_hot(X[:, 1])]"]),
        (Pandas([["1"], [2]], ["a"]), ["X['a'] = pd.to_numeric(X['a']) makes"]),
        (Polars([["1"], [2]], ["a"]), ["X = X.with_columns(pl.col('a').cast(float"]),
        ([["1,5"], ["2,5"]], ["'1,5'", "decimal point"]),
        ([["2020-01-01"]], ["t = np.array([row[0] for row in X], dtype='M8[us]')"]),
        (
            Pandas([[DAY]], ["d"]),
            ["t = np.array(X['d'], dtype='M8[us]'), then X['d'] ="],
        ),
        (
            Polars([[1, DAY]], ["n", "d"]),
            ["date(2020, 1, 1) at row 0, column 'd'", "t = np.array(X['d'], dty"],
        ),
        (
            Polars([[1, DAY]], ["n", "d"]),
            ["X = X.with_columns(pl.Series('d', (t - np.nanmin(t)) / np.timedelta64("],
        ),
        (
            Polars([[1, LONG]], ["n", "d"]),
            ["pl.Series('d', t / np.timedelta64(1, 'D')))"],
        ),
        (
            Pandas([[1, Period()]], ["n", "d"]),
            ["t = np.array(X['d'].dt.to_timestamp()"],
        ),
        ([[1, Period()]], ["It is of type Period."]),
        ([[1, datetime.time(1)]], ["It is of type time."]),
        (np.array([["2020-01-01"]], dtype="M8[D]"), ["datetime64[D]", "np.array(X, "]),
        (np.array([[3]], dtype="m8[D]"), ["X = t / np.timedelta64(1, 'D')."]),
        ([[1j]], ["complex128", "X.real or abs(X)"]),
        ([[1.0, len]], ["row 0, column 1", "type builtin_function_or_method"]),
        (
            [[f"car {i}"] for i in range(30)],
            ["another word", "np.delete(X, 0, axis=1)"],
        ),
        (None, ["X is None (NoneType), but real numbers are needed"]),
        ("abc", ["X is 'abc' (str)"]),
        ({1, 2}, ["(set)"]),
        ({"a": [1], "b": [2]}, ["the keys 'a', 'b'", "np.column_stack(list(X.val"]),
        ((i for i in [1]), ["X is of type generator", "list(X)"]),
        ([[1, 2], [3]], ["row 0 has 2, row 1, counted from 0, has 1"]),
    ],
)
def test_what_is_no_number(value, words):
    text = error(value)
    for word in words:
        assert word in text


@pytest.mark.parametrize("missing", [None, np.nan, NAType()])
def test_missing_values(missing):
    rows = [[1.0, 2.0], [3.0, missing], [5.0, missing]]
    text = error(Pandas(rows, NAMES))
    assert "at row 1, column 'weight' (counted from 0), and 2 rows hold such" in text
    assert "keep = X.notna().all(axis=1), then X, Y = X[keep], np.asarray(Y)[ke" in text
    assert "keep = Y.notna(), then X, Y = np.asarray(X)[keep], Y[keep]" in error(
        Pandas([1.0, missing]), "Y"
    )


def test_an_infinity_in_a_frame_is_not_missing():
    assert "np.isfinite(X.astype(float))" in error(Pandas([[1, np.inf]], NAMES))


@pytest.mark.parametrize("names", [None, NAMES])
def test_a_column_that_holds_no_number_at_all(names):
    X = np.array([[1.0, 5.0], [2.0, 5.0], [4.0, 5.0]])
    with np.errstate(invalid="ignore"):
        X = (X - X.mean(axis=0)) / X.std(axis=0)  # by hand, with a constant column
    text = error(X if names is None else Pandas(X.tolist(), names))
    where = "column 1" if names is None else "column 'weight'"
    assert f"nan in every row of {where}" in text
    assert "constant" in text
    assert "leave the whole column out" in text
    assert "rows" not in text


def test_weights_have_no_examples_to_leave_out():
    for bad in [np.full((2, 1), np.nan), [[None], [1]], [["a"], [1]]]:
        text = error(bad, "W[1]")
        assert "W[1] holds" in text
        for word in ["leave out", "constant", "one_hot", "keep"]:
            assert word not in text


@pytest.mark.parametrize(
    "value, code",
    [
        (Pandas([1, 2]), "Use Y.to_numpy().reshape(-1, 1)."),
        (Polars([1, 2]), "Use Y.to_numpy().reshape(-1, 1)."),
        ([1, 2], "Use np.reshape(Y, (-1, 1))."),
        ((1, 2), "Use np.reshape(Y, (-1, 1))."),
        (range(2), "Use np.reshape(Y, (-1, 1))."),
        (np.array([1, 2]), "Use Y.reshape(-1, 1)."),
    ],
)
@pytest.mark.parametrize("name", ["Y", "held-out Y"])
def test_a_column_is_made_of_what_there_is(value, code, name):
    with pytest.raises(ValueError) as caught:
        checks.matrix(name, value, column=True)
    assert str(caught.value).endswith(code)


@pytest.mark.parametrize("name", [7, ("a", "b")])
def test_names_that_are_no_words(name):
    assert f"column {name!r}" in error(Pandas([[1, np.nan]], [0, name]))


class Sparse:
    def toarray(self):
        return np.eye(2)


RECORDS = np.array([(1, 2.5), (3, 4.5)], dtype=[("a", int), ("b", float)])
MIXED = np.array([(1, "x"), (3, "y")], dtype=[("a", int), ("b", "U1")])


@pytest.mark.parametrize(
    "X, Y, expected",
    [
        ([1, 2], [3, 4], [[1], [2]]),
        (Sparse(), (1, 2), np.eye(2)),
        (RECORDS, [1, 2], [[1, 2.5], [3, 4.5]]),
        (MIXED, [1, 2], [[1], [3]]),
        (HP, [1, 2, 3, 4], [[130, 3504], [150, 3436], [140, 3449]]),
        (np.array(HP, dtype=object), [1, 2, 3, 4], [[130, 3504], [150, 3436]]),
        ([row[:2] for row in CARS], list("1234"), [[130, 0, 0, 1]]),
        (np.array(CARS)[:, :2], list("1234"), [[130, 0, 0, 1]]),
        ([["1", 2]], ["3"], [[1, 2]]),
        ([[1, None], [2, 3]], [1, 2], [[2, 3]]),
        ([[1, np.nan], [2, 3]], [1, 2], [[2, 3]]),
        ([[1, 5], [2, 3]], np.array([1, np.inf]), [[1, 5]]),
        (Polars([[1, np.nan], [2, 3]], NAMES), [1, 2], [[2, 3]]),
        (np.array([[1, np.nan], [2, 3]], dtype=object), [1, 2], [[2, 3]]),
    ],
)
def test_the_advice_leads_to_a_matrix(X, Y, expected):
    A, B, errors = followed(X, Y)
    assert errors > 0
    assert len(A) == len(B)
    np.testing.assert_array_equal(A[: len(expected)], expected)


@pytest.mark.parametrize(
    "X, expected",
    [
        ([[1, DAY], [2, LATER]], [[1, 0], [2, 2]]),
        ([[1, LONG], [2, LONG / 3]], [[1, 1.5], [2, 0.5]]),
        ([[DAY, "2020-01-02"], [LATER, "2020-01-01"]], [[0, 1], [2, 0]]),
        (np.array([[1, DAY], [2, LATER]], dtype=object), [[1, 0], [2, 2]]),
        (np.array([["2020-01-01"], ["2020-01-03"]]), [[0], [2]]),
        (np.array([[DAY, LATER], [LATER, DAY]], dtype="M8[D]"), [[0, 2], [2, 0]]),
        (np.array([[12], [36]], dtype="m8[h]"), [[0.5], [1.5]]),
        (Pandas([[1, LATER], [2, DAY]], ["n", "d"]), [[1, 2], [2, 0]]),
        (Pandas([[DAY, LATER], [LATER, DAY]], ["d", "e"]), [[0, 2], [2, 0]]),
        (Pandas([[1, LATER], [2, DAY]], ["d", "d"]), [[1, 2], [2, 0]]),
        ([[1, DAY], [2, None], [3, LATER]], [[1, 0], [3, 2]]),
    ],
)
def test_times_become_days_in_their_place(X, expected):
    A, _, errors = followed(X, [[1]] * len(X if hasattr(X, "__len__") else X.entries))
    assert errors > 0
    np.testing.assert_array_equal(A, expected)


@pytest.mark.parametrize(
    "Y", [[DAY, LATER], Pandas([DAY, LATER]), Polars([DAY, LATER])]
)
def test_times_in_one_column(Y):
    text = error(Y, "Y")
    assert "t = np.array(Y, dtype='M8[us]'), then Y = (t - np.nanmin(t)) / np" in text


@pytest.mark.parametrize("entry", ["usa", "?", "7", DAY, "2020-01-01"])
def test_two_columns_of_one_name_need_names_first(entry):
    text = error(Pandas([[1.0, entry], [2, entry]], ["a", "a"]))
    assert "at row 0, column 1 (counted from 0)" in text
    assert text.endswith(
        "2 columns have the name 'a': give each one of its own first, as X.columns = "
        "range(2) does."
    )


def test_structured_arrays_without_numbers():
    assert "none of its fields, 'b', holds numbers" in error(MIXED[["b"]])


@pytest.mark.parametrize(
    "value",
    [
        np.ma.masked_equal([[1, 2]], 2),
        [np.ma.masked_equal([1, 2], 2), np.ma.array([3, 4])],
        [[np.ma.masked, 2]],
        ([np.ma.masked_equal([1, 2], 2)],),
    ],
)
def test_hidden_entries_stay_hidden(value):
    assert "masked entries" in error(value)


def test_masked_arrays_that_hide_nothing():
    rows = [np.ma.array([1, 2]), np.ma.array([3, 4])]
    np.testing.assert_array_equal(checks.matrix("X", rows), [[1, 2], [3, 4]])
