"""A class of made-up students, what they hand in, and what it is worth."""

import nbformat

from nnlib.derivations.book import find as find_derivation
from nnlib.derivations.judging import judged
from nnlib.exercises.book import find

LIMIT = 3
"""Seconds for a cell. Importing what an answer needs takes a half of one."""

ENDLESS = "import time\n\nwhile True:\n    time.sleep(1)"
ANSWERS = {
    "right": {
        "layer": "def tanh_layer(X, W):\n    return np.tanh(X @ W)",
        "find-the-error": "line = 2",
        "right-rule": 'lines = "df/dU = dG @ K.T"',
    },
    "wrong": {
        "layer": "def tanh_layer(X, W):\n    return np.tanh(X * W)",
        "find-the-error": "line = 6",
        "right-rule": 'lines = "df/dU = dG @ K"',
    },
    "empty": {},
    "raising": {
        "layer": "def tanh_layer(X, W):\n    raise RuntimeError('out of luck')",
        "find-the-error": "line = number",
        "right-rule": 'lines = "df/dU = dG @ (K"',
    },
    "endless": {
        "layer": "def tanh_layer(X, W):\n    while True:\n        X = X + 1",
        "find-the-error": "line = 2",
        "right-rule": ENDLESS,
    },
}
SCORES = {student: dict.fromkeys(ANSWERS["right"], 0) for student in ANSWERS}
SCORES["right"] = dict.fromkeys(ANSWERS["right"], 2)
# What is endless takes its own marks and no others.
SCORES["endless"]["find-the-error"] = 2


def hand_in(handed_out, folder):
    """Write what each student makes of a notebook; return their files."""
    files = {}
    for student, answers in ANSWERS.items():
        notebook = nbformat.read(handed_out, as_version=4)
        for name, answer in answers.items():
            (cell,) = (
                cell
                for cell in notebook.cells
                if f's.check("{name}"' in cell.source.replace("\n    ", "")
            )
            *_, call = cell.source.rstrip().splitlines()
            cell.source = f"{answer}\n\n{call}"
        files[student] = folder / student / "rules" / "rules.ipynb"
        files[student].parent.mkdir(parents=True)
        nbformat.write(notebook, files[student])
    return files


def told():
    """Return what the wrong answers are told on a page and in a notebook."""
    namespace = {}
    exec(f"import numpy as np\n{ANSWERS['wrong']['layer']}", namespace)
    return [
        find("layer").examine(namespace["tanh_layer"]).text,
        find("find-the-error").examine({"line": 6}).text,
        judged(find_derivation("right-rule"), "df/dU = dG @ K").text,
    ]


def words(text):
    """Return a text as one line: where a verdict stands, it is wrapped."""
    return " ".join(text.split())
