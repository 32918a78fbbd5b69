"""The cells of the notebooks made from exercises and derivations: tasks, solutions."""

import pathlib
import re

import colab
import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from notebook_metadata import METADATA

from nnlib.derivations.book import CHAPTERS as DERIVATIONS
from nnlib.derivations.book import NEW_GROUND
from nnlib.exercises.book import CHAPTERS

ROOT = pathlib.Path(__file__).resolve().parent.parent
NUMBERS = sorted({*CHAPTERS, *DERIVATIONS})

HOW = """\
Write your answers in place of the dots and run the cells. `exercises.check` tries an
answer and says what is wrong with it, if anything is. `exercises.hint("{name}")` gives
one hint at a time, and `exercises.progress()` lists what is done in this folder. What
is marked as a warm-up stands in the chapter, so write it from memory. All else asks for
something that the chapter has not done, but has given you the means for."""
HOW_TO_DERIVE = """\
Derive, line by line, in place of the dots. Each line is tried on random numbers, in
matrices of random sizes, and of the first one that does not follow you are told what
kind of slip it is. Write as NumPy does, or with the symbols of the page:
[New ground]({page}) shows how. `derivations.hint("{name}")` gives one hint at a time,
and `derivations.step("{name}")` a step of the way."""
IN_CHAPTER = """\
## Exercises

{how} The [solutions](../solutions/{stem}.ipynb) have a page of their own. <a
href="../exercises/{stem}.ipynb" download="{stem}.ipynb">Download these exercises</a> as
a notebook to work in."""
HAND_OUT = """\
# Exercises: {title}

{how} It needs `nnlib` and NumPy, and for real data scikit-learn."""


def chapter_file(chapter):
    """Return the chapter's notebook."""
    (path,) = (ROOT / "chapters").glob(f"{chapter:02}-*.ipynb")
    return path


def title(chapter):
    """Return the chapter's title, from its first heading."""
    first = nbformat.read(chapter_file(chapter), as_version=4).cells[0].source
    return re.match(r"# (.+)", first)[1]


def exercises_of(chapter):
    return CHAPTERS.get(chapter, ())


def derivations_of(chapter):
    return DERIVATIONS.get(chapter, ())


def imports(chapter, numpy=False):
    """Return the first code cell of what belongs to a chapter."""
    taken = ["derivations"] if derivations_of(chapter) else []
    taken += ["exercises"] if exercises_of(chapter) else []
    first = "import numpy as np\n\n" if numpy and exercises_of(chapter) else ""
    return f"{first}from nnlib import {', '.join(taken)}"


def heading(chapter, k, exercise, level):
    return f"{'#' * level} Exercise {chapter}.{k}: {exercise.heading}"


def derivation_heading(chapter, k, problem, level):
    number = k if chapter == NEW_GROUND else f"{chapter}.{k}"
    return f"{'#' * level} Derivation {number}: {problem.title}"


def call(problem, lines):
    """Return the code that has a derivation checked."""
    text = f'r"""\n{lines.strip()}\n"""'
    return f'derivations.check(\n    "{problem.name}",\n    {text},\n)'


def how(chapter):
    if chapter == NEW_GROUND:
        return how_to_derive(chapter)
    return HOW.format(name=exercises_of(chapter)[0].name)


def how_to_derive(chapter):
    page = "#how-lines-are-written"
    if chapter != NEW_GROUND:
        page = f"../chapters/{chapter_file(NEW_GROUND).name}{page}"
    return HOW_TO_DERIVE.format(name=derivations_of(chapter)[0].name, page=page)


def tasks(chapter, level):
    """Return the cells with the tasks of a chapter, each with a cell to answer in."""
    for k, exercise in enumerate(exercises_of(chapter), start=1):
        name = f"exercise-{exercise.name}"
        text = f"{heading(chapter, k, exercise, level)}\n\n{exercise.task.strip()}"
        yield new_markdown_cell(text, id=name)
        yield new_code_cell(exercise.starter(), id=f"{name}-answer")
    problems = derivations_of(chapter)
    if problems and chapter != NEW_GROUND:
        words = f"{'#' * (level - 1)} Derivations\n\n{how_to_derive(chapter)}"
        yield new_markdown_cell(words, id=f"exercises-{chapter}-derivations")
    for k, problem in enumerate(problems, start=1):
        name = f"exercise-derivation-{problem.name}"
        title = derivation_heading(chapter, k, problem, level)
        yield new_markdown_cell(f"{title}\n\n{problem.task.strip()}", id=name)
        yield new_code_cell(call(problem, "..."), id=f"{name}-answer")


def section(chapter):
    """Return the cells of the chapter's last section."""
    stem = chapter_file(chapter).stem
    words = IN_CHAPTER.format(how=how(chapter), stem=stem)
    yield new_markdown_cell(words, id=f"exercises-{chapter}")
    yield new_code_cell(imports(chapter), id=f"exercises-{chapter}-import")
    yield from tasks(chapter, 3)


def hand_out(chapter):
    """Return the notebook that a reader gets to work in."""
    words = HAND_OUT.format(title=title(chapter), how=how(chapter))
    cells = [
        new_markdown_cell(words, id=f"exercises-{chapter}"),
        new_code_cell(imports(chapter, numpy=True), id=f"exercises-{chapter}-import"),
        *tasks(chapter, 2),
        new_code_cell(progress(chapter), id=f"exercises-{chapter}-progress"),
    ]
    return colab.with_cell(new_notebook(cells=cells, metadata=METADATA))


def progress(chapter):
    """Return the last code cell of a hand-out."""
    calls = ["exercises.progress()"] if exercises_of(chapter) else []
    calls += ["derivations.progress()"] if derivations_of(chapter) else []
    return "\n".join(calls)
