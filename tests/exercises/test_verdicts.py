"""What is said of answers, with two exercises made for these tests."""

import numpy as np
import pytest

from nnlib.exercises.book import find
from nnlib.exercises.exercise import Slip
from nnlib.exercises.function import FunctionExercise
from nnlib.exercises.outcome import same
from nnlib.exercises.paper import PaperExercise
from nnlib.exercises.words import digits, shown

X = np.array([[1.0, -2.0, 0.5], [3.0, 4.0, -1.0]])
TEXTS = {"title": "t", "task": "t", "hints": ("h", "h"), "derivation": "d"}


def doubled(X, c):
    """Return Y and the layers dW."""
    return c * X, {1: X, 2: X + c}


FUNCTION = FunctionExercise(
    name="doubled",
    function=doubled,
    returns=("Y", "dW"),
    cases=lambda rng: [(X[:1, :1], 2.0), (X[:1], 2.0), (X, 3.0)],
    expected=doubled,
    slips=(
        Slip(lambda X, c: (X + c, {1: X, 2: X + c}), "adds instead of multiplying."),
        Slip(lambda X, c: (X @ X, {1: X, 2: X + c}), "a product of matrices."),
    ),
    **TEXTS,
)
PAPER = PaperExercise(
    name="paper",
    blanks={"order": "BAC", "size": (2, 3), "M": [[1, 2]], "loss": 0.5},
    slips=(
        Slip({"size": (3, 2)}, "rows first."),
        Slip({"loss": 1.0, "size": (3, 2)}, "never the first that fits."),
        Slip({"loss": 1.0}, "the half."),
    ),
    **TEXTS,
)


def said(answer, exercise=FUNCTION):
    verdict = exercise.examine(answer)
    assert verdict.status == "wrong"
    assert verdict.text.startswith("Not right yet") or "Hand in" in verdict.text
    assert verdict.text.endswith(f'Stuck? exercises.hint("{exercise.name}")')
    return verdict.text


def layers(X, c):
    return {1: X, 2: X + c}


# ---- functions ---------------------------------------------------------------------


def test_a_right_answer_is_told_how_often_it_was_tried():
    verdict = FUNCTION.examine(lambda X, c: [X * c, layers(X, c)])
    assert verdict.status == "right"
    assert "doubled(X, c) agrees in all 3 cases" in verdict.text


def unwritten(X, c):
    raise NotImplementedError


@pytest.mark.parametrize(
    "answer", [None, ..., lambda X, c: None, lambda X, c: ..., unwritten]
)
def test_unfinished_is_not_yet(answer):
    assert FUNCTION.examine(answer).status == "not yet"


def test_what_is_no_function_is_sent_back():
    assert 'exercises.check("doubled", doubled)' in said(doubled(X, 1.0))


def test_the_smallest_case_that_fails_is_shown_with_both_results():
    text = said(lambda X, c: (c * X + (len(X) > 1), layers(X, c)))
    assert "right in 2 smaller cases" in text
    assert "X, 2 x 3:\n  [[ 1.  -2.   0.5]\n   [ 3.   4.  -1. ]]\nc = 3" in text
    assert "expected Y, 2 x 3:\n  [[ 3.  -6.   1.5]" in text
    assert "received Y, 2 x 3:\n  [[ 4.  -5.   2.5]" in text


def test_a_slip_is_known_by_its_results_in_all_cases():
    text = said(lambda X, c: (c + X, layers(X, c)))
    assert text.count("Likely cause: adds instead of multiplying.") == 1
    assert "What can be seen" not in text


def test_a_slip_is_known_by_where_it_raises():
    text = said(lambda X, c: (X.dot(X), layers(X, c)))
    assert "Likely cause: a product of matrices." in text


def test_an_error_is_told_with_its_line():
    def answer(X, c):
        return c * X.missing, {}

    text = said(answer)
    assert "AttributeError: " in text
    assert "in the line\n  return c * X.missing, {}" in text


@pytest.mark.parametrize(
    ("result", "words"),
    [
        (lambda X, c: c * X, "2 results are wanted: return Y, dW."),
        (lambda X, c: (X, X, X), "2 results are wanted: return Y, dW."),
        (lambda X, c: (c * X, {1: X}), "The result lacks dW[2]."),
        (
            lambda X, c: (c * X, X),
            "dW should be a dictionary, with the layers as keys.",
        ),
        (lambda X, c: (c * X, layers(X, c) | {3: X}), "The result has dW[3] too many."),
        (lambda X, c: ("two", layers(X, c)), "Y should be a matrix of numbers, but is"),
        (
            lambda X, c: ([[1], [2, 3]], layers(X, c)),
            "Y should be a matrix of numbers, but is a list whose parts have different",
        ),
        (lambda X, c: (X.astype(str), layers(X, c)), "which holds str."),
        (
            lambda X, c: (np.array([[1.0, None]]), layers(X, c)),
            "but is an array of dtype object, which holds float and NoneType.",
        ),
        (lambda X, c: ([["1"]], layers(X, c)), "but is a list, which holds str."),
        (
            lambda X, c: (1j * X, layers(X, c)),
            "of dtype complex128, which holds complex",
        ),
    ],
)
def test_a_result_of_the_wrong_kind_is_put_into_words(result, words):
    assert words in said(result)


def test_an_error_of_shapes_is_put_into_plain_words():
    plain = "left matrix is 3, and the number of rows of the right one is 1"
    row = np.ones((1, 3))
    for product in (lambda: row @ row, lambda: row.dot(row)):
        text = said(lambda X, c, product=product: (product(), layers(X, c)))
        assert plain in text


def leaves(X, c):
    raise SystemExit


@pytest.mark.parametrize("answer", [leaves, lambda X, c: exit(), lambda X, c: exit(3)])
def test_leaving_the_program_is_the_answers_error(answer):
    text = said(answer)
    assert "SystemExit: exit ends the whole program. A function ends with" in text


def test_who_interrupts_is_heard():
    def answer(X, c):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        FUNCTION.examine(answer)


@pytest.mark.parametrize("value", ["gone", None, 3, [[1], [2, 3]]])
def test_an_input_that_is_no_matrix_any_more_has_been_changed(value):
    def answer(W):
        W[1] = value
        return X

    exercise = FunctionExercise(
        name="e",
        function=lambda W: X,
        returns="Y",
        cases=lambda rng: [({1: X},)],
        expected=lambda W: X,
        slips=(),
        **TEXTS,
    )
    assert "It has changed its input W." in said(answer, exercise)


def test_a_changed_input_is_seen_even_if_the_result_is_right():
    def answer(X, c):
        W = layers(X.copy(), c)
        X *= c
        return X, W

    assert "It has changed its input X." in said(answer)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda Y: Y.T, "the transpose of what is wanted"),
        (
            lambda Y: Y[0] if len(Y) == 1 else Y,
            "are right, but 1 x 1 is wanted. A dimension got lost.",
        ),
        (lambda Y: Y[:, :1], "1 x 3 is wanted"),
        (lambda Y: Y / 4, "every entry is 0.25 times what it should be"),
        (lambda Y: -Y, "every entry is -1 times what it should be"),
        (lambda Y: Y * np.nan, "not finite numbers"),
    ],
)
def test_what_no_slip_foresaw_is_described(change, words):
    text = said(lambda X, c: (change(c * X), layers(X, c)))
    assert "Likely cause" not in text
    assert "What can be seen: " in text
    assert words in text


def test_nothing_is_said_that_is_true_of_some_cases_only():
    text = said(lambda X, c: (X, layers(X, c)))
    assert "times what it should be" not in text


NUMBERS = np.array([[0.9408, 0.5], [0.25, 0.125]])


def pair(received, expected=NUMBERS):
    """Return what is shown of an expected and a received result, without the words."""
    exercise = FunctionExercise(
        name="e",
        function=lambda X: expected,
        returns="Y",
        cases=lambda rng: [(X,)],
        expected=lambda X: expected,
        slips=(),
        **TEXTS,
    )
    text = said(lambda X: received, exercise)
    shown = text.partition("expected Y")[2].partition("\n\n")[0]
    return shown.split("received Y"), text


@pytest.mark.parametrize("size", [0.1, 1e-2, 1e-3, 1e-4, 1e-5, 4e-6])
@pytest.mark.parametrize("expected", [NUMBERS, 100 * NUMBERS, np.array(0.9408)])
def test_what_is_expected_and_what_came_are_told_apart(size, expected):
    scale = 1 + np.abs(expected).max()
    (one, other), text = pair(expected + size * scale * (expected > 0.6), expected)
    assert one != other
    assert " 1 times" not in text
    assert ("nearly right" in text) == (size * scale <= 1e-3 * np.abs(expected).max())


@pytest.mark.filterwarnings("ignore:One of rtol or atol")
def test_no_number_is_the_same_as_infinity():
    infinite = np.array([np.inf, 1.0])
    assert same(infinite, infinite)
    assert not same(np.array([5.0, 1.0]), infinite)
    assert not same(infinite, np.array([5.0, 1.0]))


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("entry", [0.5, 0.25, 0.125, 1.0, 2.5, 0.0625, 1e6, 3e9])
@pytest.mark.parametrize("factor", [1.00001, 0.99999, 1.0001, 1.00005, 1.000015])
def test_no_two_results_are_shown_alike(entry, factor, dtype):
    # 0.500005 is a tie: rounded up or down by whoever rounds.
    expected = np.array([[entry, 0.3]])
    received = (factor * expected).astype(dtype)
    assert not same(received, expected) or dtype == np.float32
    for M, R in [(expected, received), (expected[:, :1], received[:, :1])]:
        count = digits(R, M)
        assert shown("", R, count) != shown("", M, count)


def test_the_two_results_of_a_tie_are_told_apart():
    exercise = find("sigmoid-prime")
    answer = exercise.function
    text = exercise.examine(lambda Z: tuple(1.00001 * M for M in answer(Z))).text
    parts = text.partition("expected A")[2].partition("\n\n")[0].split("received A")
    assert parts[0].strip() != parts[1].strip()


def test_no_more_digits_are_shown_than_it_takes():
    (one, other), _ = pair(NUMBERS * 2)
    assert "0.9408 0.5   " in one
    assert "1.8816 1.    " in other
    (one, other), _ = pair(NUMBERS + 1e-5)
    assert "0.9408 0.5   " in one
    assert "0.94081 0.50001]" in other


@pytest.mark.parametrize("factor", [1.002, 0.998, 1.01, 2, -1, 0.3333, 1e6])
def test_a_factor_is_told_with_the_digits_that_show_it(factor):
    assert f"is {factor:.4g} times what it should be" in pair(NUMBERS * factor)[1]


@pytest.mark.parametrize("factor", [1.0009, 0.99999])
def test_a_factor_that_nobody_would_put_in_is_not_told(factor):
    text = pair(NUMBERS * factor)[1]
    assert "times" not in text
    assert "nearly right, to a thousandth" in text


@pytest.mark.parametrize(
    "answer",
    [
        lambda X, W: (1.05 * np.tanh(X @ W)).astype(np.float16),
        lambda X, W: (1.001 * np.tanh(X @ W)).astype(np.float32),
        lambda X, W: (1.0001 * np.tanh(X @ W)).astype(np.float32),
    ],
)
def test_low_precision_hides_no_wrong_factor(answer):
    for seed in range(50):
        assert find("layer").examine(answer, seed).status == "wrong"


# ---- several results ---------------------------------------------------------------


def shown_of(**wrong):
    """Return which result is shown, where some of three are wrong by these parts."""
    results = {"dZ": NUMBERS, "dW": 100 * NUMBERS, "dA": NUMBERS / 100}
    exercise = FunctionExercise(
        name="e",
        function=lambda X: tuple(results.values()),
        returns=tuple(results),
        cases=lambda rng: [(X,)],
        expected=lambda X: tuple(results.values()),
        slips=(),
        **TEXTS,
    )
    spoilt = [(1 + wrong.get(name, 0)) * M for name, M in results.items()]
    return said(lambda X: spoilt, exercise).partition("expected ")[2][:2]


def test_a_mistake_is_shown_where_it_came_in():
    assert shown_of(dZ=1, dW=1) == "dZ"
    assert shown_of(dZ=0.5, dW=1, dA=2) == "dZ"
    assert shown_of(dW=-2, dA=1) == "dW"
    assert shown_of(dA=0.5) == "dA"
    assert shown_of(dZ=1, dW=np.nan) == "dZ"


def test_a_result_that_is_hardly_wrong_does_not_hide_one_that_is():
    assert shown_of(dZ=1e-5, dW=1) == "dW"
    assert shown_of(dZ=0.01, dW=1) == "dW"
    assert shown_of(dZ=1e-5, dA=-1) == "dA"
    assert shown_of(dZ=1e-5, dW=np.inf) == "dW"


# ---- on paper ----------------------------------------------------------------------


def filled(**changes):
    return {**PAPER.blanks, **changes}


@pytest.mark.parametrize(
    "answer",
    [
        filled(),
        filled(order="b, a, c", size=[2, 3], M=np.array([[1.0, 2.0]]), loss=0.5003),
    ],
)
def test_right_blanks_may_be_written_in_other_ways(answer):
    assert PAPER.examine(answer).status == "right"


@pytest.mark.parametrize(
    "answer", [None, {}, filled(M=...), filled(M=None), {"order": "BAC"}]
)
def test_empty_blanks_are_not_yet(answer):
    assert PAPER.examine(answer).status == "not yet"


def test_only_the_wrong_blanks_are_named():
    text = said(filled(order="ABC", loss=0.6), PAPER)
    assert '2 of 4 are right. Look again at\norder = "ABC"\nloss = 0.6\n' in text


def test_a_word_of_the_wrong_length_is_counted():
    text = said(filled(order="B, A"), PAPER)
    assert 'order = "B, A", where 3 letters are wanted' in text


def test_the_first_slip_whose_blanks_all_fit_is_named():
    assert "Likely cause: rows first." in said(filled(size=(3, 2)), PAPER)
    assert "Likely cause: the half." in said(filled(loss=1), PAPER)
    assert "Likely cause" not in said(filled(loss=2), PAPER)


def test_unknown_blanks_and_functions_are_sent_back():
    words = "Fill in the blanks order, size, M and loss."
    assert words in PAPER.examine(filled(unknown=1)).text
    assert words in PAPER.examine(doubled).text


def test_how_much_more_is_rounded_off_at_too_small_a_nudge_is_what_the_table_says():
    """At h = 1e-8 in float64, where the verdict on D counts."""
    more = (1e-16 / 1e-8) / (1e-8**2 / 6)
    assert 2e8 < more < 9e8
    exercise = find("choosing-h")
    text = exercise.examine({**exercise.blanks, "float64": "D"}).text
    assert "hundreds of millions of times more" in " ".join(text.split())
