"""The forms in which blanks may be filled in, and what is said of all others."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from nnlib.exercises.book import BY_NAME, find
from nnlib.exercises.paper import PaperExercise
from nnlib.exercises.reading import form

PAPERS = [one for one in BY_NAME.values() if isinstance(one, PaperExercise)]
BLANKS = [(one, blank) for one in PAPERS for blank in one.blanks]


def named(value):
    return getattr(value, "name", value)


def kind(value):
    if isinstance(value, bool | str):
        return type(value).__name__
    return ("number", "row", "matrix")[np.ndim(value)]


def spaced(word):
    return " ".join(word)


FORMS = {
    "str": [
        lambda v: v,
        str.lower,
        ", ".join,
        "-".join,
        " → ".join,
        "->".join,
        "=>".join,
        ">".join,
        " then ".join,
        "; ".join,
        "/".join,
        ". ".join,
        lambda v: "first " + ", then ".join(v.lower()) + ".",
        lambda v: "order = " + v,
        "=".join,
        " = ".join,
        lambda v: "the order is " + ", ".join(v),
        lambda v: f"'{v}'",
        lambda v: " and ".join(f"({letter})" for letter in v),
        lambda v: "\n".join(f"{k}. {letter}" for k, letter in enumerate(v, 1)),
        lambda v: f" {v}. ",
        lambda v: f"[{v}]",
        list,
        tuple,
        lambda v: [f"{letter}." for letter in v.lower()],
        lambda v: np.array(list(v)),
        lambda v: np.array(list(v), dtype=object),
        np.str_,
        lambda v: "".join(chr(ord(letter) + 0xFEE0) for letter in v),  # full width
    ],
    "bool": [
        lambda v: v,
        str,
        lambda v: str(v).lower(),
        lambda v: f" {v}. ",
        lambda v: "yes" if v else "No",
        lambda v: "T" if v else "F",
        lambda v: f"'{v}'",
        lambda v: f"'{v}'.",
        int,
        float,
        np.bool_,
        np.float64,
        lambda v: [v],
        lambda v: {v},
        lambda v: np.array([v]),
    ],
    "number": [
        lambda v: v,
        float,
        np.float32,
        np.float64,
        lambda v: [v],
        lambda v: (v,),
        lambda v: [[v]],
        lambda v: {v},
        lambda v: np.array(v),
        lambda v: np.array([[v]]),
        lambda v: Fraction(v).limit_denominator(1000),
        lambda v: Decimal(str(v)),
        str,
        lambda v: f" {v:.4f} ",
        lambda v: f"+{v:.4f}".replace("+-", "-"),
        lambda v: str(Fraction(v).limit_denominator(1000)),
        lambda v: f"about {v:.3f}",
        lambda v: f"w1 = {v:.3f}",
        lambda v: f"≈ {v:.3f}",
        lambda v: f"{100 * v:.1f} %",
        lambda v: f"{v:e}",
        lambda v: f"Line {v}",
        lambda v: f"Line {v} is wrong",
        lambda v: f"{v}th",
        lambda v: f"'{v}'",
        lambda v: f"({v})",
        lambda v: [str(v)],
        lambda v: f"{v:.4f}".replace(".", ","),
        lambda v: f"{v:.3f}".replace(".", ",") if abs(v) < 1 else v,
    ],
    "row": [
        tuple,
        list,
        np.array,
        lambda v: np.array(v).reshape(-1, 1),
        lambda v: np.array(v).reshape(1, -1),
        lambda v: [[one] for one in v],
        lambda v: np.array(v, dtype=float),
        lambda v: tuple(np.array(v)),
        lambda v: [str(one) for one in v],
        lambda v: [str(v[0]), *v[1:]],
        str,
        lambda v: str(list(v)),
        lambda v: str(np.array(v)),
        lambda v: str(v).strip("()").replace("-", "−"),
        lambda v: " x ".join(map(str, v)),
        lambda v: " × ".join(map(str, v)),
        lambda v: "x".join(map(str, v)),
        lambda v: " by ".join(map(str, v)),
        lambda v: " ".join(map(str, v)),
        lambda v: "; ".join(map(str, v)),
        lambda v: "; ".join(map(str, v)).replace(".", ","),
        lambda v: f"({', '.join(map(str, v))})".replace(".", ","),
        lambda v: f"z = {v}",
        lambda v: ", ".join(f"z{k} = {one}" for k, one in enumerate(v, 1)),
        lambda v: "; ".join(f"z_{k}: {one}" for k, one in enumerate(v, 1)),
    ],
    "matrix": [
        lambda v: v,
        np.array,
        lambda v: tuple(map(tuple, v)),
        str,
        lambda v: str(np.array(v, dtype=float)),
        lambda v: "; ".join(" ".join(map(str, row)) for row in v),
        lambda v: "\n".join(", ".join(map(str, row)) for row in v),
        lambda v: "; ".join(" ".join(map(str, row)) for row in v).replace(".", ","),
        lambda v: [[str(one) for one in row] for row in v],
        lambda v: f"W1 = {v}".replace("-", "−"),
    ],
}


@pytest.mark.parametrize(("exercise", "blank"), BLANKS, ids=named)
def test_the_right_value_is_right_in_every_form(exercise, blank):
    value = exercise.blanks[blank]
    for write in FORMS[kind(value)]:
        given = write(value)
        verdict = exercise.examine({**exercise.blanks, blank: given})
        assert verdict.status == "right", (given, verdict.text)


@pytest.mark.parametrize(("exercise", "blank"), BLANKS, ids=named)
def test_no_form_makes_a_wrong_value_right(exercise, blank):
    value = exercise.blanks[blank]
    for slip in exercise.slips:
        for write in FORMS[kind(value)] if set(slip.answer) == {blank} else []:
            if kind(slip.answer[blank]) == kind(value):
                given = {**exercise.blanks, blank: write(slip.answer[blank])}
                verdict = exercise.examine(given)
                assert (verdict.status, verdict.slip) == ("wrong", slip.name), given


UNREADABLE = {
    "str": [
        "?",
        "4, 6, 1",
        3,
        ["D", 6],
        {"D", "F"},
        [None],
        {"D": 1},
        b"DFAC",
        print,
        "not A",
        "A or B",
        "I think A",
    ],
    "bool": [
        "maybe",
        "line 3",
        2,
        [True, False],
        [None],
        "true or false",
        "not true",
        "Q = 1",
    ],
    "number": [
        *["?", "2 or 3", "1,470", "minus 3", "not 2", "--2", "1_000", "1/0", "nan"],
        *["6 * 7", "x", [1, 2], {1, 2}, [None], 1j, [], "1e", print, {"a": 1}],
        *[
            "1 if True else 2",
            "__import__('os')",
            "2 - 1",
            "w1 > 3",
            "4 is right",
            10**400,
            b"2",
            [[1], [2, 3]],
        ],
    ],
    "row": [
        "?",
        {442, 4},
        [None],
        "v2=1, v1=3",
        "3 rows",
        "ten x eight",
        [1, None],
        "10 - x",
        1j,
        [[1], [2, 3]],
    ],
    "matrix": [
        *[
            "?",
            [None],
            "[[1, 2], [3]]",
            [[1, 2], [3]],
            [["a"]],
            {1, 2},
            "[[1, 2], [3, ?]]",
        ],
    ],
}


@pytest.mark.parametrize(("exercise", "blank"), BLANKS, ids=named)
def test_what_cannot_be_read_is_told_the_form(exercise, blank):
    value = exercise.blanks[blank]
    for bad in UNREADABLE[kind(value)]:
        verdict = exercise.examine({**exercise.blanks, blank: bad})
        assert verdict.status == "wrong", bad
        assert form(blank, value) in verdict.text, bad
        assert not verdict.slip


@pytest.mark.parametrize(("exercise", "blank"), BLANKS, ids=named)
def test_the_example_of_a_form_can_be_read_and_is_not_the_answer(exercise, blank):
    value = exercise.blanks[blank]
    examples = form(blank, value).partition(f"{blank}=")[2].split(" or ")[:1]
    space = {"given": eval(examples[0], {})}
    verdict = exercise.examine({**exercise.blanks, blank: space["given"]})
    assert form(blank, value) not in verdict.text
    assert isinstance(value, bool) or verdict.status == "wrong"


@pytest.mark.parametrize("wiped", ["", "...", " ", ..., None])
def test_a_blank_that_was_wiped_is_not_yet(wiped):
    assert find("find-the-error").examine({"line": wiped}).status == "not yet"


def test_a_single_blank_needs_no_name():
    assert find("find-the-error").examine("Line 2")
    assert find("left-order").examine(list("DFAGC"))
    assert find("left-order").examine("DFACG").slip == "order-dfacg"
    assert "Fill in the blank" in find("by-hand").examine(11).text


def test_a_blank_that_does_not_exist_is_named():
    text = find("by-hand").examine({**find("by-hand").blanks, "Z": 1}).text
    assert text.startswith(
        "There is no blank Z. Fill in the blanks z, a and prediction"
    )


def test_numbers_are_shown_as_plain_numbers():
    text = find("find-the-error").examine({"line": np.int64(3)}).text
    assert "\nline = 3\n" in text
    given = {**find("by-hand").blanks, "z": (np.float64(1.5), np.int64(0), {"b": True})}
    assert '\nz = (1.5, 0, {"b": True}): write' in find("by-hand").examine(given).text


def test_a_huge_value_is_cut():
    verdict = find("find-the-error").examine({"line": np.zeros(10_000)})
    assert len(verdict.text) < 500


@pytest.mark.parametrize(
    ("best", "told"),
    [
        (0.17, True),
        ("0.17", True),
        (np.float64(0.17), True),
        (0.2, False),
        ("1/5", False),
        ("⅕", False),
        (Fraction(17, 100), False),
        (0.16, False),
        (0.18, False),
        (0.1, False),
        (0, False),
        (float("inf"), False),
        (float("nan"), False),
    ],
)
def test_too_few_digits_are_told_apart_from_a_wrong_number(best, told):
    verdict = find("which-alpha").examine({**find("which-alpha").blanks, "best": best})
    assert verdict.status == "wrong"
    words = ", which is right as far as it goes: more digits are wanted"
    assert (words in verdict.text) == told


def test_a_row_that_is_rounded_or_too_short_is_told():
    blanks = find("last-activation").blanks
    for least, words in [
        ((0, 1.67, 1.33, 0.33), ", which is right as far as it goes"),
        ("0, 1.67, 1.33, 1/3", "least = "),
        ((0, 1.67, 1.33, 0.34), "least = "),
        ((0, 1.67), "least = (0, 1.67), where 4 numbers are wanted"),
    ]:
        text = find("last-activation").examine({**blanks, "least": least}).text
        assert words in text
        assert ("as far as it goes" in text) == ("as far" in words)


def test_a_count_is_exact_however_large():
    one = find("cost-of-a-pass")
    for passes in (10_999, 11_001):
        assert not one.examine({**one.blanks, "passes": passes})
    assert not one.examine({**one.blanks, "forward": 352_001})


def test_an_epoch_may_be_called_one():
    one = find("learnt-or-memorised")
    assert one.examine({**one.blanks, "stop": "epoch 40", "ends": "320 epochs"})


def test_a_power_of_ten_is_told_from_its_exponent():
    one = find("fading")
    for blank in ({"sigmoid": 1e-12}, {"tanh": "1e-6"}, {"relu": 10**6}):
        verdict = one.examine({**one.blanks, **blank})
        assert "exponent" in verdict.cause


def test_a_wrong_number_of_letters_is_counted():
    columns = find("shuffled").examine({**find("shuffled").blanks, "columns": "A, B"})
    assert 'columns = "A, B", where 1 letter is wanted' in columns.text


def test_a_fraction_is_not_said_to_want_digits():
    blanks = find("which-alpha").blanks
    for w2 in ("3/2", Fraction(3, 2), [Fraction(3, 2)]):
        assert "digits" not in find("which-alpha").examine({**blanks, "w2": w2}).text
    assert "more digits" in find("which-alpha").examine({**blanks, "w2": 1.5}).text


def test_the_limit_is_not_the_best():
    blanks = find("which-alpha").blanks
    verdict = find("which-alpha").examine({**blanks, "best": blanks["limit"]})
    assert verdict.slip == "best-0-2"
    assert "digits" not in verdict.text


@pytest.mark.parametrize(
    ("name", "blank", "given"),
    [
        ("shuffled", "columns", "Option A"),
        ("shuffled", "columns", "A only"),
        ("shuffled", "columns", "columns: A"),
        ("tanh-by-sigmoid", "order", "the order is D, F, A, C"),
        ("tanh-by-sigmoid", "order", "D=F=A=C"),
        ("tanh-by-sigmoid", "order", "D=>F=>A=>C"),
        ("tanh-by-sigmoid", "order", "D ⇒ F ⇒ A ⇒ C"),
        ("by-hand", "z", "z1=0.5, z2=2, z3=-3"),
        ("shapes", "W1", "rows=10, columns=8"),
        ("shapes", "W1", "columns: 8, rows: 10"),
        ("shapes", "W1", "10 rows, 8 columns"),
        ("shapes", "W1", "8 columns and 10 rows"),
        ("shapes", "W1", "W1: 10 rows by 8 columns"),
        ("brackets", "first", "first: True"),
        ("brackets", "first", "first is true"),
        ("brackets", "second", "'False'"),
        ("brackets", "line", "Line 4 is wrong"),
        ("brackets", "line", "the 4th"),
        ("which-alpha", "limit", "alpha < 0.2"),
        ("which-alpha", "limit", "0 < α < 0,2"),
        ("which-alpha", "limit", "limit = 1/5"),
        ("which-alpha", "best", "0,167"),
    ],
)
def test_what_is_unambiguous_is_read(name, blank, given):
    exercise = find(name)
    verdict = exercise.examine({**exercise.blanks, blank: given})
    assert verdict.status == "right", verdict.text


@pytest.mark.parametrize(
    ("name", "blank", "given"),
    [
        ("shapes", "W1", "8 rows, 10 columns"),
        ("shapes", "W1", "columns=10, rows=8"),
        ("which-alpha", "limit", "alpha > 0.2"),
        ("which-alpha", "best", "10,167"),
        ("which-alpha", "runs", "C=D=B=A"),
        ("brackets", "first", "first: False"),
    ],
)
def test_what_is_wrong_stays_so(name, blank, given):
    exercise = find(name)
    assert not exercise.examine({**exercise.blanks, blank: given})


@pytest.mark.parametrize(
    ("name", "blank", "given", "told"),
    [
        ("by-hand", "z", (0, 5, 2, -3), True),
        ("by-hand", "z", (0.5, 5, 2, -3), False),
        ("by-hand", "z", (0, 5), False),
        ("bump-of-sigmoids", "W2", [[1, 3], [-1, 3]], True),
        ("bump-of-sigmoids", "W1", [[2, 2, 1], [8, 8, 1]], False),
    ],
)
def test_commas_for_decimal_points_are_told(name, blank, given, told):
    exercise = find(name)
    text = exercise.examine({**exercise.blanks, blank: given}).text
    assert ("wanted. A number has a decimal point here" in text) == told
