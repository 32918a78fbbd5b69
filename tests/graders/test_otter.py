"""Otter-Grader, on the example and a class: the marks, and what the teacher reads."""

import json
import os

import pytest
from students import LIMIT, SCORES, hand_in, told, words

pytestmark = pytest.mark.skipif(
    os.name == "nt", reason="its limit of time needs an alarm, which Windows has not"
)

GRADE = """
import json
import sys

from otter.api import grade_submission

graded = {}
for student, path in json.loads(sys.argv[1]).items():
    results = grade_submission(path, sys.argv[2], quiet=True)
    marks = {name: results.get_score(name) for name in results.test_files}
    graded[student] = {"marks": marks, "text": results.summary()}
print(json.dumps(graded))
"""


@pytest.fixture(scope="module")
def graded(python, teaching):
    """Return the marks and the report of each student."""
    folder = teaching / "otter"
    master = folder / "rules.ipynb"
    text = master.read_text(encoding="utf-8")
    assert "seconds: 10" in text
    text = text.replace("seconds: 10", f"seconds: {LIMIT}")
    master.write_text(text, encoding="utf-8")
    python("-m", "otter", "assign", "--no-pdfs", master.name, "dist", cwd=folder)
    files = hand_in(folder / "dist/student/rules.ipynb", folder / "submitted")
    (grader,) = (folder / "dist/autograder").glob("*.zip")
    paths = json.dumps({student: str(path) for student, path in files.items()})
    return json.loads(python("-c", GRADE, paths, grader, cwd=folder).splitlines()[-1])


def test_each_answer_gets_its_marks(graded):
    assert {student: one["marks"] for student, one in graded.items()} == SCORES


def test_the_verdict_is_the_one_of_the_page(graded):
    text = words(graded["wrong"]["text"])
    for verdict in told():
        assert words(verdict) in text


def test_what_raised_and_what_did_not_end_says_so(graded):
    assert "RuntimeError: out of luck" in words(graded["raising"]["text"])
    stopped = f"TimeUp: This took longer than {LIMIT} s, and was stopped."
    assert stopped in words(graded["endless"]["text"])
    assert "Not yet: write the first line." in words(graded["empty"]["text"])
