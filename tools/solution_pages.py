"""The notebooks with the solutions to exercises and derivations, folded away."""

import colab
from exercise_pages import (
    call,
    chapter_file,
    derivation_heading,
    derivations_of,
    exercises_of,
    heading,
    imports,
    title,
)
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from notebook_metadata import METADATA

FOLDED = {
    "mystnb": {
        "code_prompt_show": "Show the answer",
        "code_prompt_hide": "Hide the answer",
    },
    "tags": ["hide-cell"],
}

ABOUT_SOLUTIONS = """\
Hints and worked solutions to the exercises of the chapter {title}, each folded away \
for you to try it first."""
SOLUTIONS = """\
# Solutions: {title}

The exercises of [chapter {chapter}](../chapters/{stem}.ipynb) once more, each with its
hints and its solution folded away beneath. Open one hint at a time. What you have found
yourself stays with you longer than what you have read."""


def solutions(chapter):
    """Return the page with the solutions to a chapter's exercises."""
    stem = chapter_file(chapter).stem
    words = SOLUTIONS.format(title=title(chapter), chapter=chapter, stem=stem)
    cells = [new_markdown_cell(words, id=f"solutions-{chapter}")]
    numpy = any("np." in exercise.worked() for exercise in exercises_of(chapter))
    code = imports(chapter, numpy)
    cells += [new_code_cell(code, id=f"solutions-{chapter}-import")]
    for k, exercise in enumerate(exercises_of(chapter), start=1):
        name = f"solution-{exercise.name}"
        parts = [heading(chapter, k, exercise, 2), exercise.task.strip()]
        parts += [*hints(exercise), folded("Solution", exercise.derivation)]
        cells += [new_markdown_cell("\n\n".join(parts), id=name)]
        cells += [new_code_cell(exercise.worked(), id=f"{name}-code", metadata=FOLDED)]
    for k, problem in enumerate(derivations_of(chapter), start=1):
        name = f"solution-derivation-{problem.name}"
        parts = [derivation_heading(chapter, k, problem, 2), problem.task.strip()]
        cells += [new_markdown_cell("\n\n".join([*parts, *hints(problem)]), id=name)]
        code = call(problem, problem.worked)
        cells += [new_code_cell(code, id=f"{name}-code", metadata=FOLDED)]
    made = colab.with_cell(new_notebook(cells=cells, metadata=METADATA))
    about = ABOUT_SOLUTIONS.format(title=title(chapter))
    made.metadata["myst"] = {"html_meta": {"description": about}}
    return made


def hints(one):
    return [folded(f"Hint {n}", hint) for n, hint in enumerate(one.hints, start=1)]


def folded(name, text):
    return f":::{{admonition}} {name}\n:class: dropdown\n\n{text.strip()}\n:::"
