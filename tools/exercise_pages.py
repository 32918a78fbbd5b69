"""The cells of the notebooks made from the exercises: tasks, and their solutions."""

import pathlib
import re

import colab
import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from notebook_metadata import METADATA

from nnlib.exercises.book import CHAPTERS

ROOT = pathlib.Path(__file__).resolve().parent.parent
IMPORT = "from nnlib import exercises"
IMPORTS = f"import numpy as np\n\n{IMPORT}"

FOLDED = {
    "mystnb": {
        "code_prompt_show": "Show the answer",
        "code_prompt_hide": "Hide the answer",
    },
    "tags": ["hide-cell"],
}

HOW = """\
Write your answers in place of the dots and run the cells. `exercises.check` tries an
answer and says what is wrong with it, if anything is. `exercises.hint("{name}")` gives
one hint at a time, and `exercises.progress()` lists what is done in this folder."""
IN_CHAPTER = """\
## Exercises

{how} The [solutions](../solutions/{stem}.ipynb) have a page of their own. <a
href="../exercises/{stem}.ipynb" download="{stem}.ipynb">Download these exercises</a> as
a notebook to work in."""
HAND_OUT = """\
# Exercises: {title}

{how} It needs `nnlib` and NumPy, and for real data scikit-learn."""
ABOUT_SOLUTIONS = """\
Hints and worked solutions to the exercises of the chapter {title}, each folded away \
for you to try it first."""
SOLUTIONS = """\
# Solutions: {title}

The exercises of [chapter {chapter}](../chapters/{stem}.ipynb) once more, each with its
hints and its solution folded away beneath. Open one hint at a time. What you have found
yourself stays with you longer than what you have read."""


def chapter_file(chapter):
    """Return the chapter's notebook."""
    (path,) = (ROOT / "chapters").glob(f"{chapter:02}-*.ipynb")
    return path


def title(chapter):
    """Return the chapter's title, from its first heading."""
    first = nbformat.read(chapter_file(chapter), as_version=4).cells[0].source
    return re.match(r"# (.+)", first)[1]


def heading(chapter, k, exercise, level):
    return f"{'#' * level} Exercise {chapter}.{k}: {exercise.title}"


def how(chapter):
    return HOW.format(name=CHAPTERS[chapter][0].name)


def tasks(chapter, level):
    """Return the cells with the tasks of a chapter, each with a cell to answer in."""
    for k, exercise in enumerate(CHAPTERS[chapter], start=1):
        name = f"exercise-{exercise.name}"
        text = f"{heading(chapter, k, exercise, level)}\n\n{exercise.task.strip()}"
        yield new_markdown_cell(text, id=name)
        yield new_code_cell(exercise.starter(), id=f"{name}-answer")


def section(chapter):
    """Return the cells of the chapter's last section."""
    stem = chapter_file(chapter).stem
    words = IN_CHAPTER.format(how=how(chapter), stem=stem)
    yield new_markdown_cell(words, id=f"exercises-{chapter}")
    yield new_code_cell(IMPORT, id=f"exercises-{chapter}-import")
    yield from tasks(chapter, 3)


def hand_out(chapter):
    """Return the notebook that a reader gets to work in."""
    words = HAND_OUT.format(title=title(chapter), how=how(chapter))
    cells = [
        new_markdown_cell(words, id=f"exercises-{chapter}"),
        new_code_cell(IMPORTS, id=f"exercises-{chapter}-import"),
        *tasks(chapter, 2),
        new_code_cell("exercises.progress()", id=f"exercises-{chapter}-progress"),
    ]
    return colab.with_cell(new_notebook(cells=cells, metadata=METADATA))


def solutions(chapter):
    """Return the page with the solutions to a chapter's exercises."""
    stem = chapter_file(chapter).stem
    words = SOLUTIONS.format(title=title(chapter), chapter=chapter, stem=stem)
    cells = [new_markdown_cell(words, id=f"solutions-{chapter}")]
    uses_numpy = any("np." in exercise.worked() for exercise in CHAPTERS[chapter])
    imports = IMPORTS if uses_numpy else IMPORT
    cells += [new_code_cell(imports, id=f"solutions-{chapter}-import")]
    for k, exercise in enumerate(CHAPTERS[chapter], start=1):
        name = f"solution-{exercise.name}"
        parts = [heading(chapter, k, exercise, 2), exercise.task.strip()]
        parts += [folded(f"Hint {n}", h) for n, h in enumerate(exercise.hints, start=1)]
        parts += [folded("Solution", exercise.derivation)]
        cells += [new_markdown_cell("\n\n".join(parts), id=name)]
        cells += [new_code_cell(exercise.worked(), id=f"{name}-code", metadata=FOLDED)]
    made = colab.with_cell(new_notebook(cells=cells, metadata=METADATA))
    about = ABOUT_SOLUTIONS.format(title=title(chapter))
    made.metadata["myst"] = {"html_meta": {"description": about}}
    return made


def folded(name, text):
    return f":::{{admonition}} {name}\n:class: dropdown\n\n{text.strip()}\n:::"
