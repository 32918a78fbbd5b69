"""Predict, then see: a question whose answer shows once the reader has committed.

The directive ``predict`` holds what `asked` reads, and says the same as a notebook that
knows nothing of it, which folds the answers. On a page it becomes::

    <div class="admonition predict" id="predict-NAME" data-kind="choice" ...>
      the question
      <form> a number, options or axes, and two buttons </form>
      <div class="predict-verdict" role="status"></div>
      <div class="predict-after"> how often they were right </div>
      <ul class="predict-answers"> every answer, the right one first </ul>
    </div>

The answers are hidden from those who can press the buttons (predict.css); without
scripts and on paper they stand after the question. What is said to be right is compared
with what `truths` computes, and a page that says otherwise is a fault of the build.
"""

import html
import json
import pathlib

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from nnlib.language import say
from predict.asked import ELSE, Unclear, compare, read
from predict.truths import TRUTHS, Number, Sketch

logger = logging.getLogger(__name__)

STATIC = pathlib.Path(__file__).parent / "static"
SCRIPTS = ["predict.js", "sketch.js"]
BUTTONS = f"""<div class="predict-buttons">{{}}\
<button type="submit">{say("Predict")}</button>
<button type="button">{say("Show me")}</button></div>
</form>
<div class="predict-verdict" role="status" tabindex="-1"></div>
<div class="predict-after"><p class="predict-count"></p>
<button type="button">{say("Ask me again")}</button></div>
"""
NUMBER = f"""<label>{say("Your number")} <input type="text" inputmode="decimal" size="8"
autocomplete="off" /></label>
"""


class piece(nodes.General, nodes.Element):
    """What stands between two pieces of HTML."""


class Predict(SphinxDirective):
    """A question to answer before one reads on."""

    required_arguments = 1
    has_content = True

    def run(self):
        """Return the question, the form and the answers."""
        name = self.arguments[0]
        try:
            if name not in TRUTHS:
                raise Unclear("no function of this name computes what is right")
            asked, truth = read("\n".join(self.content)), TRUTHS[name]()
            compare(asked, truth)
        except Unclear as why:
            logger.warning("predict %s: %s", name, why, location=self.get_location())
            return []
        kind, known = described(truth)
        begin = (
            f'<div class="admonition predict" id="predict-{name}" data-kind="{kind}"'
            f"{known}>\n"
            f'<p class="admonition-title">{say("Predict, then see")}</p>\n'
        )
        return [
            piece(
                "",
                *self.parsed(asked.question),
                piece("", *self.form(asked, kind, name), begin="<form>\n", end=""),
                self.answers(asked),
                begin=begin,
                end="</div>\n",
            )
        ]

    def parsed(self, text):
        """Return some Markdown as nodes."""
        found = nodes.Element()
        self.state.nested_parse(
            StringList(text.splitlines(), self.content.source(0)),
            self.content_offset,
            found,
        )
        return found.children

    def form(self, asked, kind, name):
        """Return what the reader answers with, and the buttons."""
        if kind == "number":
            yield nodes.raw("", BUTTONS.format(NUMBER), format="html")
            return
        if kind == "choice":
            options = [
                piece(
                    "",
                    nodes.strong("", key),
                    nodes.Text(" "),
                    *self.parsed(text)[0].children,
                    begin=f'<label><input type="radio" name="{name}" value="{key}" /> ',
                    end="</label>\n",
                )
                for key, text in asked.options.items()
            ]
            legend = f"<fieldset><legend>{say('Your choice')}</legend>\n"
            yield piece("", *options, begin=legend, end="</fieldset>\n")
        else:
            yield nodes.raw("", '<div class="predict-axes"></div>\n', format="html")
        yield nodes.raw("", BUTTONS.format(""), format="html")

    def answers(self, asked):
        """Return all answers, the right one first."""
        items = []
        for answer in sorted(asked.answers, key=lambda answer: not answer.right):
            key = html.escape(answer.key)
            said = say("Anything else") if key == ELSE else say(key)
            mark = " data-right" if answer.right else ""
            lead = (
                say("Right: {answer}.", answer=said)
                if answer.right
                else say("{answer}.", answer=said)
            )
            begin = f'<li data-key="{key}"{mark}><strong>{lead}</strong> '
            items.append(
                piece("", *self.parsed(answer.text), begin=begin, end="</li>\n")
            )
        return piece("", *items, begin='<ul class="predict-answers">\n', end="</ul>\n")


def described(truth):
    """Return the kind of a prediction, and what its script is to know as attributes."""
    if isinstance(truth, Number):
        return "number", f' data-value="{truth.value:g}" data-within="{truth.within:g}"'
    if not isinstance(truth, Sketch):
        return "choice", ""
    sketch = {
        "across": truth.across,
        "up": truth.up,
        "x": [truth.x[0], truth.x[-1]],
        "y": [truth.low, truth.high],
        "curves": {name: ys.round(4).tolist() for name, ys in truth.curves.items()},
    }
    return "sketch", f" data-sketch='{json.dumps(sketch, separators=(',', ':'))}'"


def offer_files(app, config):
    """Have Sphinx copy the scripts and the style sheet to where pages find them."""
    config.html_static_path.append(str(STATIC))


def load(app, pagename, templatename, context, doctree):
    """Load them on the pages that ask something."""
    if 'class="admonition predict"' in context.get("body", ""):
        app.add_css_file("predict.css")
        for script in SCRIPTS:
            app.add_js_file(script)


def setup(app):
    """Tell Sphinx about this extension."""

    def visit(self, node):
        self.body.append(node["begin"])

    def depart(self, node):
        self.body.append(node["end"])

    app.add_node(piece, html=(visit, depart))
    app.add_directive("predict", Predict)
    app.connect("config-inited", offer_files)
    app.connect("html-page-context", load)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
