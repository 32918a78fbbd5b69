"""Names of mistakes, where none is given."""

import pytest

from nnlib.exercises.exercise import Slip
from nnlib.exercises.trial import Sign


def never_undone():
    """Stand for a wrong answer with a name."""


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        ({"line": 6}, "line-6"),
        ({"order": "DBAC"}, "order-dbac"),
        ({"W1": (8, 10), "w": -0.5}, "w1-8-10-w-minus-0-5"),
        ({"W1": [[1, -1]]}, "w1-1-minus-1"),
        (never_undone, "never-undone"),
        (lambda X: X, "no-brackets-left"),
    ],
)
def test_a_name_is_made_from_what_is_there(answer, name):
    assert Slip(answer, "no brackets are left.").name == name


def test_a_name_that_is_given_stands():
    assert Slip({"line": 6}, "no.", "late").name == "late"
    assert Slip({"line": 6}, "no.", name="late").name == "late"


def test_a_sign_has_the_name_of_its_mark():
    assert Sign(lambda X: X, "no.", seen=never_undone).name == "never-undone"
