"""Tell a page which cells answer an exercise, and give it the hints.

The cell with a reader's answer stands in an element that names its exercise, and beside
it, in a template, which nothing shows until a script does, stand the hints::

    <div class="exercise" data-exercise="layer">
      <div class="cell ..."> ... </div>
      <template><div class="hint"> ... </div> ... </template>
    </div>
"""

import json
import re

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective

from nnlib.exercises.book import find

PAGE = re.compile(r"chapters/(\d+)-[\w-]+")
ANSWER = re.compile(r"exercise-([\w-]+)-answer")


class exercise(nodes.General, nodes.Element):
    """The cell of an answer, and what belongs to it."""


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
        for text in find(name).hints:
            one = one_hint()
            self.state.nested_parse(StringList(text.strip().splitlines()), 0, one)
            found += one
        return [found]


def ask_for_hints(app, docname, source):
    """Put the directive after each cell with an answer, as a cell of Markdown."""
    if not PAGE.fullmatch(docname) or not source[0].startswith("{"):
        return
    notebook = json.loads(source[0])
    cells = []
    for cell in notebook["cells"]:
        cells.append(cell)
        answer = ANSWER.fullmatch(cell.get("id", ""))
        if answer:
            text = f":::{{exercise-hints}} {answer[1]}\n:::"
            cells.append({"cell_type": "markdown", "metadata": {}, "source": text})
            cells[-1]["id"] = f"{cell['id']}-hints"
    source[0] = json.dumps({**notebook, "cells": cells})


def join_cell(app, doctree):
    """Put each cell with an answer and its hints into one element."""
    for found in list(doctree.findall(hints)):
        place = found.parent.index(found)
        cell = found.parent[place - 1]
        joined = exercise("", name=found["exercise"])
        found.parent[place - 1 : place + 1] = [joined]
        joined += [cell, found]


def visits(begin, end):
    """Return what writes an element around what a node holds."""

    def visit(self, node):
        self.body.append(begin.format(**node.attributes))

    def depart(self, node):
        self.body.append(end)

    return visit, depart


def setup(app):
    """Tell Sphinx about this extension."""
    start = '<div class="exercise" data-exercise="{name}">\n'
    app.add_node(exercise, html=visits(start, "</div>\n"))
    app.add_node(hints, html=visits("<template>\n", "</template>\n"))
    app.add_node(one_hint, html=visits('<div class="hint">\n', "</div>\n"))
    app.add_directive("exercise-hints", Hints)
    app.connect("source-read", ask_for_hints)
    app.connect("doctree-read", join_cell)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
