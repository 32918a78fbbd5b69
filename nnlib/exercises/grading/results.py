"""The files with the results: a table of the class, and one file a student.

``students/NAME/result.json`` has the form that Classroom 50 reads
(``classroom50/result/v1``, its wiki, "Advanced Autograding", of August 2026): a score,
and tests with their names and scores. It lets a test hold more, so each also has its
status, the slip and the words of the verdict. What only its runner knows, the classroom
and the addresses of the submission, is taken from the runner's environment variables.
"""

from __future__ import annotations

import csv
import datetime
import io
import json
import os
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from nnlib.exercises.folder import write
from nnlib.exercises.grading.marks import Paper
from nnlib.exercises.grading.settling import by_student, marks_of, troubles_of
from nnlib.exercises.grading.words import in_a_cell

TABLE = "marks.csv"
STUDENTS = "students"
EARLIER = "earlier"
REPORT = "report.html"
OURS = (TABLE, STUDENTS, REPORT)
LONGEST_NAME = 200
"""Bytes of the name of a student's folder; most systems take 255."""
DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
"""What Windows takes for a device, whatever its folder."""
RUNNER = {
    "classroom": "CLASSROOM",
    "assignment": "ASSIGNMENT",
    "submission": "SUBMISSION_TAG",
    "commit": "COMMIT_URL",
    "release": "RELEASE_URL",
    "review": "REVIEW_URL",
}
"""What Classroom 50's runner says of a submission, and in which variable."""


class Refused(Exception):
    """A folder that results are not written into; the message says why."""


def make_room(into: Path) -> Path | None:
    """Put the results of an earlier run aside; return where they are now.

    Raises
    ------
    Refused
        If the folder holds something, and no results, or cannot be written into.
    """
    try:
        return _room(into)
    except OSError as error:
        raise Refused(
            f"Nothing can be written into {into}: {error.strerror}. Close what you "
            "have open of it, or name another folder with --into."
        ) from None


def _room(into: Path) -> Path | None:
    if not into.exists() or (into.is_dir() and not any(into.iterdir())):
        into.mkdir(parents=True, exist_ok=True)
        return None
    if not into.is_dir() or not (into / TABLE).exists():
        raise Refused(
            f"{into} is there already, and holds no results of an earlier run. Name "
            "another folder with --into."
        )
    written = datetime.datetime.fromtimestamp((into / TABLE).stat().st_mtime)
    place = into / EARLIER / f"{written:%Y-%m-%d-%H%M%S}"
    count = 1
    while place.exists():
        count += 1
        place = place.with_name(f"{written:%Y-%m-%d-%H%M%S}-{count}")
    place.mkdir(parents=True)
    for name in OURS:
        if (into / name).exists():
            (into / name).rename(place / name)
    return place


def write_table(papers: Sequence[Paper], names: Sequence[str], into: Path) -> None:
    """Write the table: a row a student, a column an exercise or derivation."""
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(["student", "right", "of", *names, "trouble"])
    for student, own in by_student(papers).items():
        marks = marks_of(own)
        status = [marks[name].status if name in marks else "" for name in names]
        trouble = in_a_cell(troubles_of(own))
        right = status.count("right")
        rows.writerow([in_a_cell(student), right, len(names), *status, trouble])
    # With a mark at its beginning, by which Excel knows that it is UTF-8.
    write(into / TABLE, f"\ufeff{text.getvalue()}")


def write_students(papers: Sequence[Paper], names: Sequence[str], into: Path) -> None:
    """Write each student's file."""
    (into / STUDENTS).mkdir(exist_ok=True)
    taken: set[str] = set()
    for student, own in by_student(papers).items():
        folder = into / STUDENTS / _folder(student, taken)
        text = json.dumps(result(student, own, names), indent=2)
        write(folder / "result.json", f"{text}\n")


def result(
    student: str, papers: Sequence[Paper], names: Sequence[str]
) -> dict[str, Any]:
    """Return the result of one student: a point for each right answer."""
    marks, trouble = marks_of(papers), troubles_of(papers)
    tests = []
    for name in names:
        mark = marks.get(name)
        told = {
            "status": mark.status if mark else "not yet",
            "slip": mark.slip if mark else None,
            "output": mark.text if mark else trouble or "It is not in the notebook.",
        }
        passed = mark is not None and mark.status == "right"
        score = {"score": int(passed), "max-score": 1}
        tests.append({"test-name": name, "passed": passed, **score, **told})
    now = datetime.datetime.now(datetime.UTC)
    return {
        "schema": "classroom50/result/v1",
        **{key: os.environ.get(variable, "") for key, variable in RUNNER.items()},
        "assignment_type": os.environ.get("ASSIGNMENT_TYPE", "individual"),
        "owner": os.environ.get("OWNER", student),
        "datetime": f"{now:%Y-%m-%dT%H:%M:%SZ}",
        "score": sum(test["passed"] for test in tests),
        "max-score": len(tests),
        "tests": tests,
    }


def _folder(student: str, taken: set[str]) -> str:
    """Return a name for a student's folder that every system takes, and nobody has."""
    name = re.sub(r'[<>:"/\\|?*\n\t]', "_", student)
    name = name.encode()[:LONGEST_NAME].decode(errors="ignore").strip(". ")
    if DEVICE.match(name):
        name = f"_{name}"
    name = plain = name or "unnamed"
    count = 1
    # To some systems capitals are small letters, and "ä" is "a" with two dots.
    while (key := unicodedata.normalize("NFC", name).casefold()) in taken:
        count += 1
        name = f"{plain}-{count}"
    taken.add(key)
    return name
