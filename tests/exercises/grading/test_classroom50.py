"""The autograder for Classroom 50 that CONTRIBUTING.md shows, as it stands there."""

import json
import re
import subprocess
import sys
from pathlib import Path

from classroom import answer, notebook

import nnlib

CONTRIBUTING = Path(__file__).parents[3] / "CONTRIBUTING.md"
SHOWN = re.compile(r"For Classroom 50.*?```python\n(.*?)```", re.DOTALL)


def graded(repository):
    """Return what the autograder has written for a repository, if anything."""
    code = SHOWN.search(CONTRIBUTING.read_text(encoding="utf-8"))[1]
    # What the repository holds is not taken for a module here either.
    start = f"import sys; sys.path.append({str(Path(nnlib.__file__).parents[1])!r})\n"
    place = "import os; os.environ['PYTHONPATH'] = sys.path[-1]\n"
    command = [sys.executable, "-P", "-c", start + place + code]
    subprocess.run(command, cwd=repository, capture_output=True, check=True)
    result = repository / "result.json"
    return json.loads(result.read_text(encoding="utf-8")) if result.exists() else None


def test_all_notebooks_of_a_repository_are_one_students(tmp_path):
    for name, what in (("01-neurons", "loss"), ("02-vectorisation", "shapes")):
        text = notebook({what: answer(what)})
        (tmp_path / f"{name}.ipynb").write_text(text, encoding="utf-8")
    (tmp_path / "numpy.py").write_text("raise SystemExit('This is no NumPy.')")
    held = graded(tmp_path)
    assert (held["score"], held["max-score"]) == (2, 2)
    assert {test["test-name"] for test in held["tests"]} == {"loss", "shapes"}


def test_a_repository_without_a_notebook_has_no_result(tmp_path):
    assert graded(tmp_path) is None
