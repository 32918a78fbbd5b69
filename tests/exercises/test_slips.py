"""Slips that are written as text."""

import numpy as np
import pytest

from nnlib.exercises import slips


def product(A, B):
    """Return A B^T + A."""
    return A @ B.T + A


A, B = np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[0.0, 5.0], [6.0, 7.0]])


def only(text):
    (slip,) = slips.of_function(product, text)
    return slip


def test_a_piece_of_the_solution_is_put_differently():
    slip = only("not-transposed: B.T -> B\n    the transpose\n    is missing.")
    assert (slip.answer(A, B) == A @ B + A).all()
    assert (slip.name, slip.cause) == ("not-transposed", "the transpose is missing.")
    assert slip.also == ()


def test_several_pieces_are_put_differently_at_once():
    slip = only("two: @ -> *\nand: + A -> - A\n    two things.")
    assert (slip.answer(A, B) == A * B.T - A).all()


def test_a_slip_is_made_in_several_ways():
    text = "star: @ B.T -> * B.T\nor: @ B.T -> * B\nand: + A -> - A\n    a star."
    slip = only(text)
    (other,) = slip.also
    assert (slip.answer(A, B) == A * B.T + A).all()
    assert (other(A, B) == A * B - A).all()
    assert other.__name__ != slip.answer.__name__


def test_what_is_long_goes_on_in_the_next_line_and_two_statements_share_one():
    slip = only("sum: return A @ B.T + A\n-> C = A + B; return C\n    a sum.")
    assert (slip.answer(A, B) == A + B).all()


def test_slips_follow_one_another_with_or_without_a_blank_line():
    one, two, three = slips.of_function(
        product,
        """
one: @ -> *
    first.
two: + -> -
    second,
    in two lines.

three: B.T -> B
    third.
""",
    )
    assert [s.name for s in (one, two, three)] == ["one", "two", "three"]
    assert two.cause == "second, in two lines."


@pytest.mark.parametrize("piece", ["B.T -> B", "A -> B"])
def test_a_piece_must_be_there_once(piece):
    slip = only(f"other: {piece.replace('B.T', 'C.T')}\n    words.")
    with pytest.raises(ValueError, match="must occur once"):
        slip.answer(A, B)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("    words alone.", "at the margin"),
        ("name: A -> B", "at the margin"),
        ("one: A -> B\n    words.\ntwo: A -> B", "This is not: 'two: A -> B'"),
        ("A -> B\n    no name.", "This does not: 'A -> B'"),
        ("name: A is B\n    no arrow.", "This does not: 'name: A is B'"),
        ("or: A -> B\n    nothing to go with.", "This does not: 'or: A -> B'"),
        ("one: A -> B\ntwo: B -> A\n    two names.", "This does not: 'two: B -> A'"),
    ],
)
def test_what_is_not_written_so_is_refused(text, words):
    with pytest.raises(ValueError, match="A slip") as refused:
        slips.of_function(product, text)
    assert words in str(refused.value)


def test_blanks_are_written_as_in_the_call_of_check():
    line, both, order = slips.of_blanks(
        """
line=6
    too far down.
w1=-0.5, W=[[1, 2]]
    one step,
    not two.
order="DBAC"
    D first.
"""
    )
    assert (line.name, line.answer) == ("line-6", {"line": 6})
    assert both.answer == {"w1": -0.5, "W": [[1, 2]]}
    assert both.cause == "one step, not two."
    assert order.name == "order-dbac"


@pytest.mark.parametrize("blank", ["6", "line: 6", "line=x", "line=", "**{}"])
def test_what_is_no_blank_is_refused(blank):
    with pytest.raises(ValueError, match="as line=6"):
        slips.of_blanks(f"{blank}\n    words.")
