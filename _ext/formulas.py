"""Set the formulas while the book is built, so that pages need no script for them.

A page holds each formula once, as MathML, which browsers draw and screen readers read.
"""

import html
import os
import pathlib
import re

from docutils.nodes import SkipNode
from formula_font import write_files
from kept import place
from myst_parser.sphinx_ext.mathjax import html_visit_displaymath
from sphinx.ext.mathjax import html_visit_math
from sphinx.util import logging
from temml import set_formula, words_of

logger = logging.getLogger(__name__)

INLINE = re.compile(r"\\\((.*)\\\)", re.DOTALL)
DISPLAY = re.compile(r"\\\[(.*)\\\]", re.DOTALL)
FORMULA = re.compile(r"<math\b.*?</math>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
# What has its name from what stands in it. Chromium leaves formulas out of names, all
# but what a label on <math> itself says, so a list of links would have "When appears".
NAMED = re.compile(
    r"<(a|button|caption|figcaption|h[1-6]|label|legend|summary|th)(?=[\s>])[^>]*>.*?</\1>",
    re.DOTALL,
)
# An inline formula with more characters than this may be wider than a phone.
LONG = 16
# A browser breaks a line between a formula and the comma after it, if it is not told.
GLUE = re.compile(
    r"(?P<open>[(\[“‘]?)"
    r'(?P<formula><span class="math no(?:(?!</span>).)*</span>)'
    r"(?P<close>[-,.;:!?)\]”’]*)",
    re.DOTALL,
)
GLUED = re.compile(r'<span class="glued">([^<]*<span.*?</span>[^<]*)</span>')
START = '<span class="math '
LINK = (
    '<script src="{static}/formula-font.js?v={version}"></script>\n'
    '<link rel="stylesheet" href="{static}/formulas.css?v={version}"/>\n'
)
LINKED = re.compile(LINK.format(static='[^"]*', version=r"\w+").replace("?v", r"\?v"))


def visitor(visit, delimited):
    """Return what visits a formula's node: as `visit`, with the formula set."""

    def visit_and_set(self, node):
        def put(match):
            tex = html.unescape(match[1])
            answer = set_formula(tex, delimited is DISPLAY)
            if "error" in answer:
                reason = answer["error"]
                logger.warning("no formula: %s: %s", reason, tex, location=node)
            return answer.get("mathml", match[0])

        start = len(self.body)
        try:
            visit(self, node)
        except SkipNode:
            # Nothing highlights code in a page, so no formula has to be kept from it.
            text = "".join(self.body[start:]).replace(" nohighlight", "", 1)
            text = delimited.sub(put, text)
            if len(TAG.sub("", text)) > LONG:
                text = text.replace(START, f"{START}long ", 1)
            self.body[start:] = [text]
            raise

    return visit_and_set, None


def glued(match):
    """Return a formula in one piece with its brackets, commas and the like."""
    if match["open"] or match["close"]:
        return f'<span class="glued">{match[0]}</span>'
    return match[0]


def named(match):
    """Return a heading, a link or the like whose formulas are part of its name."""

    def label(formula):
        # Of an earlier build, it may have one already.
        bare = re.sub('^<math aria-label="[^"]*"', "<math", formula[0])
        words = words_of(bare).replace('"', "&quot;")
        return bare.replace("<math", f'<math aria-label="{words}"', 1)

    return FORMULA.sub(label, match[0])


def finish_pages(app, error):
    """Give the pages with formulas their style sheet, and the font they need."""
    if error is not None or app.builder.format != "html":
        return
    out = pathlib.Path(app.outdir)
    pages = {path: path.read_text(encoding="utf-8") for path in out.rglob("*.html")}
    pages = {path: text for path, text in pages.items() if FORMULA.search(text)}
    shown = {
        TAG.sub("", formula)
        for text in pages.values()
        for formula in FORMULA.findall(text)
    }
    characters = html.unescape("".join(shown))
    version = write_files(characters, out / "_static", place(app))
    for path, text in pages.items():
        static = os.path.relpath(out / "_static", path.parent).replace(os.sep, "/")
        link = LINK.format(static=static, version=version)
        # A page of an earlier build, which was not written anew, has both already.
        finished = GLUE.sub(glued, GLUED.sub(r"\1", LINKED.sub("", text)))
        finished = NAMED.sub(named, finished)
        finished = finished.replace("</head>", f"{link}</head>", 1)
        if finished != text:
            # Whole or not at all, whenever it is stopped.
            new = path.with_suffix(".new")
            new.write_text(finished, encoding="utf-8")
            new.replace(path)


def setup(app):
    """Tell Sphinx about this extension."""
    inline = visitor(html_visit_math, INLINE)
    display = visitor(html_visit_displaymath, DISPLAY)
    app.add_html_math_renderer("formulas", inline, display)
    app.connect("build-finished", finish_pages)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": False}
