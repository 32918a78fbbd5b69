"""A slip may name a figure that shows what it does: it is there, in such a state."""

import re

import pytest

from nnlib.derivations import book as derivations
from nnlib.derivations.judging import judged
from nnlib.exercises.book import CHAPTERS, find
from nnlib.exercises.grading.report.topics import TOPICS
from nnlib.exercises.sights import FIGURES, Sight, sight
from nnlib.exercises.slips import of_blanks
from nnlib.live import Choice
from nnlib.live.book import figure as make_figure

SLIPS = [
    (exercise.name, slip)
    for exercises in CHAPTERS.values()
    for exercise in exercises
    for slip in exercise.slips
    if getattr(slip, "sight", None)
]
PROBLEMS = [
    problem
    for problems in derivations.CHAPTERS.values()
    for problem in problems
    if problem.see
]
SIGHTS = {
    seen.address: seen
    for seen in [
        *(slip.sight for _, slip in SLIPS),
        *(sight(problem.see) for problem in PROBLEMS),
        *(topic.sight for topic in TOPICS if topic.sight),
    ]
}


def plain(title):
    return re.sub(r"[*{}_]", "", title)


def test_slips_of_chapters_3_to_5_show_themselves():
    named = {name for name, _ in SLIPS}
    for chapter in (3, 4, 5):
        assert named & {exercise.name for exercise in CHAPTERS[chapter]}
    assert len(SLIPS) > 100
    assert {seen.figure for seen in SIGHTS.values()} == set(FIGURES)


@pytest.mark.parametrize("seen", SIGHTS.values(), ids=list(SIGHTS))
def test_the_figure_is_there_and_can_be_so(seen):
    figure = make_figure(seen.figure)
    assert plain(figure.title) == FIGURES[seen.figure][1]
    controls = {control.name: control for control in figure.controls}
    for name, word in seen.settings:
        control = controls[name]
        # A page shows what is listed, and nothing between.
        value = word if isinstance(control, Choice) else float(word)
        assert value in list(control.listed)


def test_a_wrong_answer_says_where_to_look_and_a_page_can_link_there():
    exercise = find("left-rule")
    slip = next(slip for slip in exercise.slips if slip.name == "no-transpose")
    verdict = exercise.examine(slip.answer)
    assert verdict.sight == Sight("left", (("i", "1"), ("j", "2")))
    words = 'See it in chapter 3: the figure "A row of K^⊤, a column of ∂f/∂G", '
    assert f"{words}with i = 1, j = 2." in verdict.text
    page = "chapters/03-matrix-calculus.html"
    assert verdict.sight.address == f"{page}?live-left.i=1&live-left.j=2#live-left"


def test_of_a_line_only_a_slip_that_the_figure_shows_leads_to_it():
    problem = derivations.find("right-rule")
    assert judged(problem, "df/dU = dG @ K").sight == sight(problem.see)
    for lines in ("df/dU = dG @ K.T", "df/dU = -dG @ K.T", "df/dU = ("):
        assert judged(problem, lines).sight is None


@pytest.mark.parametrize("text", ["nowhere, i=1", "left, i"])
def test_what_leads_nowhere_is_refused(text):
    with pytest.raises(ValueError, match=r"No figure 'nowhere'|i=2, not as 'i'"):
        of_blanks(f"line=6\n    this is line 6.\n    see: {text}\n")


def test_an_address_keeps_signs_and_spaces():
    written = sight("rules, rule=U ⊙ C").address
    assert written.endswith("?live-rules.rule=U%20%E2%8A%99%20C#live-rules")
