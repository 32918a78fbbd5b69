"""Set the formulas while the book is built, so that pages need no MathJax.

A page holds each formula as HTML, with MathML inside for screen readers, and those
rules of MathJax's style sheet that its formulas need.
"""

import base64
import functools
import html
import os
import pathlib
import re
import shutil

import mathjax
from docutils.nodes import SkipNode
from myst_parser.sphinx_ext.mathjax import html_visit_displaymath
from sphinx.ext.mathjax import html_visit_math
from sphinx.util import logging

logger = logging.getLogger(__name__)

INLINE = re.compile(r"\\\((.*)\\\)", re.DOTALL)
DISPLAY = re.compile(r"\\\[(.*)\\\]", re.DOTALL)
FORMULA, STYLE = "<mjx-container", '<style id="formula-style">'
# The names of MathJax's elements and classes, and of its fonts.
NAME = re.compile(r"\b(?:mjx|MJX|TEX)-[\w-]+")
FAMILY = re.compile(r"\bMJX[A-Z]+[\w-]*")
FONT = re.compile(r'url\("[^"]*/([\w-]+\.woff)"\)')
# Formulas are laid out with a font that has no height, and would move if it came late.
# Given to a script, it is there before anything is drawn.
AT_ONCE = (
    '<script>document.fonts.add(new FontFace("MJXZERO", '
    'Uint8Array.from(atob("{}"), (byte) => byte.charCodeAt())))</script>\n'
)
# In MathJax's fonts a small x is 0.442 em high. It is to be as high as one in the
# text around, in whatever font a reader's system has for that.
SIZE = 'mjx-container[jax="CHTML"] { font-size: calc(1ex / 0.442); }'


@functools.cache
def set_formula(tex, display):
    """Return a formula as HTML, or why MathJax cannot set it."""
    return mathjax.ask({"tex": tex, "display": display})


def visitor(visit, delimited):
    """Return what visits a formula's node: as `visit`, with the formula set."""

    def visit_and_set(self, node):
        def put(match):
            tex = html.unescape(match[1])
            answer = set_formula(tex, delimited is DISPLAY)
            if "error" in answer:
                reason = answer["error"]
                logger.warning("no formula: %s: %s", reason, tex, location=node)
            return answer.get("html", match[0])

        start = len(self.body)
        try:
            visit(self, node)
        except SkipNode:
            self.body[start:] = [delimited.sub(put, "".join(self.body[start:]))]
            raise

    return visit_and_set, None


@functools.cache
def style_sheet():
    """Return the rules of MathJax's style sheet, and those that fetch its fonts."""
    rules = [" ".join(rule.split()) for rule in mathjax.ask(None)["css"].split("\n\n")]
    fetch = [rule for rule in rules if rule.startswith("@font-face")]
    return [rule for rule in rules if rule not in fetch], fetch


def rules_for(text):
    """Return those rules that a page needs."""
    rules, fetch = style_sheet()
    used = set(NAME.findall(text))

    def applies(rule):
        selectors = rule.partition("{")[0].split(",")
        return any(used.issuperset(NAME.findall(selector)) for selector in selectors)

    rules = list(filter(applies, rules))
    fonts = set(FAMILY.findall(" ".join(rules)))
    return [rule for rule in fetch if fonts.issuperset(FAMILY.findall(rule))] + rules


def head_for(text, fonts, folder):
    """Return what a page's head needs, and copy the fonts named there.

    Parameters
    ----------
    folder : where the page finds the fonts.
    """
    style = "\n".join([STYLE, *rules_for(text), SIZE, "</style>\n"])
    source = mathjax.folder() / "output/chtml/fonts/woff-v2"
    for name in FONT.findall(style):
        shutil.copy2(source / name, fonts)
    empty = base64.b64encode((source / "MathJax_Zero.woff").read_bytes()).decode()
    return FONT.sub(rf'url("{folder}/\1")', style) + AT_ONCE.format(empty)


def add_styles(app, error):
    """Give each page with formulas its rules."""
    if error is not None or app.builder.format != "html":
        return
    out = pathlib.Path(app.outdir)
    fonts = out / "_static" / "fonts"
    fonts.mkdir(parents=True, exist_ok=True)
    for page in out.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        if FORMULA not in text or STYLE in text:
            continue
        folder = os.path.relpath(fonts, page.parent).replace(os.sep, "/")
        head = head_for(text, fonts, folder) + "</head>"
        # Whole or not at all: a page that is there is not written again.
        new = page.with_suffix(".new")
        new.write_text(text.replace("</head>", head, 1), encoding="utf-8")
        new.replace(page)


def setup(app):
    """Tell Sphinx about this extension."""
    inline = visitor(html_visit_math, INLINE)
    display = visitor(html_visit_displaymath, DISPLAY)
    app.add_html_math_renderer("formulas", inline, display)
    app.connect("build-finished", add_styles)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": False}
