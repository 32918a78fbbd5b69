"""How an answer may be written, and how a problem is taken apart for pages."""

from dataclasses import replace

import numpy as np
import pytest

from nnlib.practice.book import KINDS
from nnlib.practice.pieces import pieces
from nnlib.practice.problem import Draft, Kind


def draw(random):
    return Draft(
        task="A task.",
        blanks={
            "M": ("M", [[1, -2]]),
            "N": ("N", [[1, 2], [3, 4]]),
            "r": ("r", (1, 2)),
            "t": ("t", (0.5, -2.25)),
            "C": ("C", [[0.5], [-0.4], [3]]),
            "x": ("x", 0.75),
            "yes": ("y", True),
        },
        slips=[("halved", "it is halved.", {"x": 0.375})],
        steps=["It is so."],
    )


ONE = Kind("made", "Made", draw).problem(0)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("M", "1 -2"),
        ("M", "1, −2"),
        ("M", "[[1, -2]]"),
        ("M", "(1, -2)"),
        ("M", [1, -2]),
        ("M", (1, -2)),
        ("M", np.array([1, -2])),
        ("N", np.array([[1, 2], [3, 4]])),
        ("N", "1 2\n3 4"),
        ("N", "1 2; 3 4"),
        ("N", "[[1, 2], [3, 4]]"),
        ("r", "(1, 2)"),
        ("r", "1 2"),
        ("r", [1, 2]),
        ("t", "0,5; -2,25"),
        ("t", "0,5, -2,25"),
        ("t", "(0,5 −2,25)"),
        ("t", "1/2, -9/4"),
        ("C", "0,5\n-0,4\n3"),
        ("C", "0,5; -0,4; 3"),
        ("C", "0.5\n\n-0.4\n\n3\n"),
        ("x", "3/4"),
        ("x", "0,75"),
        ("x", ".75"),
        ("yes", "Yes"),
        ("yes", True),
    ],
)
def test_what_is_right_may_be_written_so(name, text):
    assert ONE.examine({**ONE.blanks, name: text})


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("M", "1\n-2", "M = [[1], [-2]], which is 2 x 1, where 1 x 2 is wanted"),
        ("N", "1 2\n3", 'N = "1 2\\n3": write a list of rows'),
        ("r", "1, 2, 3", "r = (1, 2, 3), where 2 numbers are wanted"),
        ("r", "1,2,3", "r = (1, 2, 3), where 2 numbers are wanted"),
        ("t", "0,5", "t = (0, 5)"),
        ("C", "1,2\n3,4", "C = [[1, 2], [3, 4]], which is 2 x 2"),
        ("x", "three", 'x = "three": write a number'),
        ("x", "0.8", "x = "),
        ("yes", "perhaps", "write yes=True or yes=False"),
    ],
)
def test_what_is_wrong_is_given_back_as_it_was_understood(name, text, words):
    verdict = ONE.examine({**ONE.blanks, name: text})
    assert verdict.status == "wrong"
    assert words in verdict.text
    assert "exercises.hint" not in verdict.text


def test_one_answer_alone_is_judged_where_there_is_one_blank():
    one = KINDS["product-rule"].problem(1)
    assert one.examine(one.blanks["dU"])


def test_a_paragraph_is_taken_apart():
    assert pieces("A **b**, $x_1$, and `c`.\n\n$$y$$") == [
        [
            ("text", "A ", ""),
            ("bold", "b", ""),
            ("text", ", ", ""),
            ("math", "x_1", ","),
            ("text", " and ", ""),
            ("code", "c", ""),
            ("text", ".", ""),
        ],
        [("display", "y", "")],
    ]


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_nothing_of_a_problem_is_lost_in_pieces(kind):
    signs = {"display": "$$", "math": "$", "code": "`", "bold": "**", "text": ""}
    for seed in range(20):
        one = kind.problem(seed)
        for markdown in (one.task, one.wanted, one.derivation):
            again = "\n\n".join(
                "".join(f"{signs[k]}{held}{signs[k]}{after}" for k, held, after in line)
                for line in pieces(markdown)
            )
            assert again == markdown


def test_a_kind_whose_slip_is_always_right_is_a_fault():
    def wrong(random):
        draft = draw(random)
        return replace(draft, slips=[("none", "it is right.", {"x": 0.75})])

    with pytest.raises(AssertionError, match="500 draws of made, seed 3"):
        Kind("made", "Made", wrong).problem(3)


def test_the_shape_that_is_wanted_is_said_once():
    text = ONE.examine({**ONE.blanks, "N": "1 2 3"}).text
    assert text.count("2 x 2") == 1 and "What can be seen" not in text
    text = ONE.examine({**ONE.blanks, "C": "0.5 -0.4 3"}).text
    assert "this is the transpose of what is wanted" in text
