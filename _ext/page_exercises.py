"""Tell a page which cells answer an exercise, and give it what belongs to them.

A derivation is an exercise too. Of its cell a page with Python shows the lines alone,
without the call that has them checked.

The cell with a reader's answer stands in an element that names its exercise. Beside it
stand the hints, in a template, which nothing shows until a script does; and, if the
pages have Python (page_python), the buttons, which a script makes work::

    <div class="exercise" data-exercise="layer">
      <div class="cell ..."> ... </div>
      <template><div class="hint"> ... </div> ... </template>
      <div class="exercise-bar"> ... </div>
    </div>

Beneath the heading of a chapter's exercises stands how to take one's answers along.
"""

import html
import json
import pathlib
import re
import string

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective

from nnlib.derivations import book as derivations
from nnlib.exercises import book as exercises
from nnlib.language import say

PAGE = re.compile(r"chapters/(\d+)-[\w-]+")
ANSWER = re.compile(r"exercise-([\w-]+)-answer")
SECTION = re.compile(r"exercises-\d+")
DERIVATION = re.compile(r"derivation-([\w-]+)")
CALL = re.compile(
    r'derivations\.check\(\s*"[\w-]+",\s*r"""\n(.*)\n""",\s*\)', re.DOTALL
)

BAR = f"""<div class="exercise-bar">
<button type="button" disabled>{say("Check")}</button>
<button type="button" disabled>{say("Hint")}</button>
<button type="button" disabled>{say("Start again")}</button>{{step}}
<a href="../solutions/{{stem}}.html#solution-{{name}}">{say("Solution")}</a>
</div>
"""
STEP = f"""
<button type="button" disabled>{say("Show a step")}</button>"""
TAKE_ALONG = f"""<div class="take-along" data-notebook="../exercises/{{stem}}">
<p>{{how}}</p>
<button type="button">{say("Take your answers along")}</button>
<button type="button">{say("Bring a notebook back")}</button>
{{letters}}</div>
"""
ANSWER_HERE = say(
    "Or answer on this page: write in place of the dots and press Check. The first "
    "time, that brings Python into the page, some 9 MB."
)
CODE = say(
    "An answer knows NumPy as <code>np</code>, and what you define in it, but not the "
    "cells above."
)
LINES = say(
    "Of a derivation, write the lines alone. From the first Check on, what was "
    "understood stands beneath each line while you write."
)
KEPT = say(
    "Your answers stay in this browser; you can take them along as a notebook, and "
    "bring one back, which puts its answers in the place of yours."
)

# What readers type is set in the font of the formulas, which holds what the pages show.
SIGNS = "∂∑⊙⊤δ·×′−‖⟨⟩√∞≤≥≠+-*/=<>()[]{}|,.!^"
TYPED = (
    string.ascii_letters + string.digits + SIGNS + "αβγδεζηθικλμνξπρσςτυφχψωΓΔΘΛΞΠΣΦΨΩ"
)
ALPHABET = (
    f'<template><span class="math"><math><mi>{html.escape(TYPED)}</mi></math></span>'
    "</template>\n"
)


class exercise(nodes.General, nodes.Element):
    """The cell of an answer, and what belongs to it."""


class take_along(nodes.General, nodes.Element):
    """How to take answers along."""


class hints(nodes.comment):
    """What a reader sees one at a time. As a comment, so that the search skips it."""


class one_hint(nodes.General, nodes.Element):
    """One hint."""


class Hints(SphinxDirective):
    """The hints for an exercise, set as all Markdown is."""

    required_arguments = 1

    def run(self):
        """Return them in one node that knows the exercise."""
        name = self.arguments[0]
        found = hints("", exercise=name)
        for text in _find(name).hints:
            one = one_hint()
            self.state.nested_parse(StringList(say(text).strip().splitlines()), 0, one)
            found += one
        return [found]


class TakeAlong(SphinxDirective):
    """How to take the answers to a chapter's exercises along."""

    def run(self):
        """Return the node, which knows the chapter."""
        stem = pathlib.PurePosixPath(self.env.docname).name
        chapter = int(PAGE.fullmatch(self.env.docname)[1])
        derives = chapter in derivations.CHAPTERS
        parts = [ANSWER_HERE]
        parts += [CODE] if chapter in exercises.CHAPTERS else []
        parts += [LINES] if derives else []
        how = " ".join([*parts, KEPT])
        letters = ALPHABET if derives else ""
        return [take_along("", stem=stem, how=how, letters=letters)]


def _find(name):
    """Return what an answer is asked for: an exercise or a derivation."""
    derivation = DERIVATION.fullmatch(name)
    return derivations.find(derivation[1]) if derivation else exercises.find(name)


def with_parts(cells):
    """Return a chapter's cells, with those that put the directives after them."""
    for cell in cells:
        yield cell
        answer = ANSWER.fullmatch(cell.get("id", ""))
        directive = f"exercise-hints}} {answer[1]}" if answer else "take-along}"
        if answer or SECTION.fullmatch(cell.get("id", "")):
            text = f":::{{{directive}\n:::"
            yield {
                "cell_type": "markdown",
                "id": f"{cell['id']}-parts",
                "metadata": {},
                "source": text,
            }


def ask_for_parts(app, docname, source):
    """Put the directives after the cells they belong to, as cells of Markdown."""
    if PAGE.fullmatch(docname) and source[0].startswith("{"):
        notebook = json.loads(source[0])
        source[0] = json.dumps({**notebook, "cells": [*with_parts(notebook["cells"])]})


def join_cell(app, doctree):
    """Put each cell with an answer and its hints into one element."""
    for found in list(doctree.findall(hints)):
        place = found.parent.index(found)
        cell = found.parent[place - 1]
        stem = pathlib.PurePosixPath(app.env.docname).name
        name = found["exercise"]
        lines = DERIVATION.fullmatch(name) is not None
        joined = exercise("", name=name, stem=stem, step=STEP if lines else "")
        if lines and app.config.html_context.get("page_python"):
            show_lines(cell)
        found.parent[place - 1 : place + 1] = [joined]
        joined += [cell, found]


def show_lines(cell):
    """Leave of a cell the lines of its derivation."""
    code = next(cell.findall(nodes.literal_block))  # what it says comes after it
    lines = CALL.fullmatch(code.astext().strip())[1]
    code.children = [nodes.Text(lines)]
    code.rawsource = lines


def visits(begin, end, python=""):
    """Return what writes an element around what a node holds.

    python : what comes last in it, if the pages have Python.
    """

    def visit(self, node):
        self.body.append(begin.format(**node.attributes))

    def depart(self, node):
        if self.config.html_context.get("page_python"):
            self.body.append(python.format(**node.attributes))
        self.body.append(end)

    return visit, depart


def setup(app):
    """Tell Sphinx about this extension."""
    start = '<div class="exercise" data-exercise="{name}">\n'
    app.add_node(exercise, html=visits(start, "</div>\n", BAR))
    app.add_node(take_along, html=visits("", "", TAKE_ALONG))
    app.add_node(hints, html=visits("<template>\n", "</template>\n"))
    app.add_node(one_hint, html=visits('<div class="hint">\n', "</div>\n"))
    app.add_directive("exercise-hints", Hints)
    app.add_directive("take-along", TakeAlong)
    app.connect("source-read", ask_for_parts)
    app.connect("doctree-read", join_cell)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
