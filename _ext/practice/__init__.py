"""The page to practise on: what makes problems in the page, and one of each to read.

The directive ``practice`` puts a choice of kinds and a table of how well each is known,
which a script (practice.js) makes work with the page's Python. Where there is none,
nothing of it is on the page. The directive ``practice-kinds`` puts a problem of each
kind with its solution folded, which needs neither.
"""

import functools
import hashlib
import html
import json
import pathlib
import shutil
from datetime import date

from docutils import nodes
from docutils.statemachine import StringList
from npm import installed
from page_cells import LATER, asking, bundled
from sphinx.util.docutils import SphinxDirective
from temml import PACKAGES

from nnlib.language import say
from nnlib.practice.book import KINDS
from nnlib.practice.schedule import DAYS, Standing

STATIC = pathlib.Path(__file__).parent / "static"
FILE = "_static/practising.js"
BUNDLED = pathlib.Path(__file__).with_name("formula.js")
TEMML = {"dist/temml.min.js": "temml.js", "LICENSE": "temml.txt"}
"""What sets the formulas of new problems: in its package, and beside the pages."""

SEED = 1
"""Of the problems that stand on the page."""

FORM = f"""<div class="practice">
<form class="exercise-bar practice-choice">
<label for="practice-kind">{say("Practise")}</label>
<select id="practice-kind">
<option value="">{say("what is due, or new")}</option>
{{options}}</select>
<button type="submit" disabled>{say("Give me a problem")}</button>
</form>
<div class="practice-news"></div>
<div class="practice-problem"></div>
<table class="practice-kinds table" data-words="{{words}}">
<caption>{say("How well you know each kind")}</caption>
<thead><tr><th scope="col">{say("Kind")}</th><th scope="col">{say("So far")}</th>
<th scope="col">{say("Comes back")}</th></tr></thead>
<tbody>
{{rows}}</tbody>
</table>
<p class="practice-forget">\
<button type="button" hidden>{say("Forget all of this")}</button></p>
</div>
"""
WITHOUT = say(
    "Here the problems below stand as they are. A notebook makes new ones, and so do "
    "the pages of a book that was built with Python in them."
)
OPTION = '<option value="{name}">{title}</option>\n'
ROW = (
    '<tr data-kind="{name}"><th scope="row"><a href="#practice-{name}">{title}</a></th>'
    f"<td>{say('not yet')}</td><td></td></tr>\n"
)


class practice(nodes.General, nodes.Element):
    """Where a reader practises."""


class Practice(SphinxDirective):
    """Where a reader practises, if the page has Python."""

    def run(self):
        """Return the node, which is written once it is known whether there is any."""
        return [practice()]


class PracticeKinds(SphinxDirective):
    """A problem of each kind, with its solution folded."""

    def run(self):
        """Return a section for each."""
        return [self.section(kind) for kind in KINDS.values()]

    def section(self, kind):
        """Return the section of a kind."""
        one = kind.problem(SEED)
        title = nodes.title("", say(kind.title))
        section = nodes.section("", title, ids=[f"practice-{kind.name}"])
        section += self.parsed(one.task)
        section += self.parsed(one.wanted)
        words = say("Worked solution")
        section += nodes.admonition(
            "", nodes.title(words, words), *self.parsed(one.derivation)
        )
        section.children[-1]["classes"] = ["dropdown"]
        return section

    def parsed(self, text):
        """Return some Markdown as nodes."""
        found = nodes.Element()
        lines = StringList(text.splitlines(), self.env.docname)
        self.state.nested_parse(lines, 0, found)
        return found.children


def how_well():
    """Return how well a kind is known, in words, by how often it was right in a row.

    Browsers keep how often, for a reader may go on in another language.
    """
    return [Standing(times, date.today()).words for times in range(len(DAYS) + 1)]


def write_form(self, node):
    """Write the form, if the page has Python."""
    if self.config.html_context.get("page_python"):
        named = [
            {"name": kind.name, "title": html.escape(say(kind.title))}
            for kind in KINDS.values()
        ]
        options = "".join(OPTION.format(**one) for one in named)
        rows = "".join(ROW.format(**one) for one in named)
        words = html.escape(json.dumps(how_well(), ensure_ascii=False))
        self.body.append(FORM.format(options=options, words=words, rows=rows))
    else:
        self.body.append(f"<p>{WITHOUT}</p>\n")
    raise nodes.SkipNode


@functools.cache
def joined():
    """Return the scripts as one: each uses those before it."""
    own = (STATIC / "practice.js").read_text(encoding="utf-8")
    return "\n".join([asking(), bundled(BUNDLED), own])


def offer_style(app, config):
    """Have Sphinx copy the style sheet to where pages find it."""
    config.html_static_path.append(str(STATIC / "practice.css"))


def ask_for_scripts(app, pagename, templatename, context, doctree):
    """Have the page ask for the scripts once it has loaded, as cells do."""
    if '<div class="practice">' in context.get("body", ""):
        app.add_css_file("cells.css")
        app.add_css_file("practice.css")
        version = hashlib.sha256(joined().encode()).hexdigest()[:8]
        address = f"{context['pathto'](FILE, 1)}?v={version}"
        app.add_js_file(None, body=LATER.format(address=address))


def write_scripts(app, error):
    """Write the scripts beside the pages, and what sets formulas there."""
    if error is None and app.config.html_context.get("page_python"):
        out = pathlib.Path(app.outdir)
        (out / FILE).write_text(joined(), encoding="utf-8")
        for inside, name in TEMML.items():
            source = installed(PACKAGES) / "temml" / inside
            shutil.copyfile(source, out / "_static" / name)


def setup(app):
    """Tell Sphinx about this extension."""
    app.add_node(practice, html=(write_form, None))
    app.add_directive("practice", Practice)
    app.add_directive("practice-kinds", PracticeKinds)
    app.connect("config-inited", offer_style)
    app.connect("html-page-context", ask_for_scripts)
    app.connect("build-finished", write_scripts)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
