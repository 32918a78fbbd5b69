"""What counts as an end: what was asked, from what is given, in the way asked for."""

import pytest

from nnlib.derivations.book import find
from nnlib.derivations.judging import judged

CIRCLES = [
    ("right-rule", "D = df/dU\ndf/dU = D"),
    ("right-rule", "D = dU\nE = D\ndU = E"),
    ("composition", "D = df/dZ\ndf/dU = D @ K.T"),
    ("two-layers", "P = df/dW2\nQ = df/dW1\ndf/dW2 = P\ndf/dW1 = Q"),
]


@pytest.mark.parametrize(("name", "lines"), CIRCLES)
def test_another_name_for_what_is_asked_is_no_answer(name, lines):
    verdict = judged(find(name), lines)
    assert verdict.status == "not yet"
    assert "still stands in the last formula" in verdict.text


@pytest.mark.parametrize(
    "lines",
    [
        "D = dG @ K.T\ndf/dU = D",
        "D = df/dU\nD = dG @ K.T\ndf/dU = D",
        "D = df/dU\ndf/dU = dG @ K.T\ndf/dU = D",
    ],
)
def test_a_name_for_what_is_found_is_one(lines):
    assert judged(find("right-rule"), lines).status == "right"


@pytest.mark.parametrize("first", ["df = df", "df = inner(df/dW, dW)"])
def test_a_line_for_df_that_leads_nowhere_is_not_the_way_by_changes(first):
    lines = f"{first}\ndf/dW = 2/m * X.T @ E"
    verdict = judged(find("loss-by-changes"), lines)
    assert verdict.status == "not yet"
    assert "asks for the way by small changes" in verdict.text


def test_dots_are_no_line():
    lines = "...\ndf/dU = dG @ K.T\n..."
    assert judged(find("right-rule"), lines).text == "Right. The line follows."


def test_lines_that_are_read_as_changes_say_so_when_they_fail():
    verdict = judged(find("right-rule"), "dG = dU @ K\ndf/dU = dG @ K.T")
    assert verdict.status == "wrong" and verdict.line == 2
    assert "dX is read as a small change of X" in verdict.text


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("norm-rule", "δf = 2<G, δG>"),
        ("right-rule", "dU_ij = Σ_s Σ_t ∂f/∂G_st (K_jt if s = i, else 0)"),
    ],
)
def test_it_is_read_as_it_stands_on_a_page(name, line):
    assert judged(find(name), line).status == "not yet"


def test_what_rounding_leaves_of_0_is_told_as_0():
    text = judged(find("right-rule"), "dG[s,t]/dU[i,j] = K[j,t]").text
    assert "the left side is 0 " in text and "e-1" not in text
