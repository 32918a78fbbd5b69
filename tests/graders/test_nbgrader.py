"""nbgrader, on the example and a class: the marks, and what the teacher reads."""

import html
import json
import re

import pytest
from students import LIMIT, SCORES, hand_in, told, words

MARKS = """
import json

from nbgrader.api import Gradebook

with Gradebook("sqlite:///gradebook.db") as book:
    print(json.dumps({
        handed_in.student.id: {
            grade.name: grade.score for grade in handed_in.notebooks[0].grades
        }
        for handed_in in book.assignment_submissions("rules")
    }))
"""


@pytest.fixture(scope="module")
def course(python, teaching):
    """Return the course's folder, with the class graded in it."""
    folder = teaching / "nbgrader"
    nbgrader = ["-m", "nbgrader"]
    python(*nbgrader, "generate_assignment", "rules", cwd=folder)
    hand_in(folder / "release/rules/rules.ipynb", folder / "submitted")
    limit = f"--Execute.timeout={LIMIT}"
    python(*nbgrader, "autograde", "rules", limit, cwd=folder)
    python(*nbgrader, "generate_feedback", "rules", cwd=folder)
    return folder


def feedback(course, student):
    """Return the words of the page that nbgrader makes for a student."""
    page = (course / "feedback" / student / "rules/rules.html").read_text("utf-8")
    return words(html.unescape(re.sub("<[^>]*>", "", page)))


def test_each_answer_gets_its_marks(course, python):
    assert json.loads(python("-c", MARKS, cwd=course)) == SCORES


def test_the_verdict_is_the_one_of_the_page(course):
    page = feedback(course, "wrong")
    for verdict in told():
        # In the student's own cell, and in the one that gives the marks.
        assert page.count(words(verdict)) == 2, verdict


def test_what_raised_and_what_did_not_end_says_so(course):
    assert "RuntimeError: out of luck" in feedback(course, "raising")
    assert "CellTimeoutError" in feedback(course, "endless")
    assert "Not yet: write the first line." in feedback(course, "empty")
