"""Tidy what the theme writes, so that a page works from disk and logs no errors."""

import pathlib
import re

from nnlib.language import say

# Fonts are loaded where they are used. Asked for ahead of use, they are refused
# when a page is opened from disk.
FONT_PRELOAD = re.compile(r'<link rel="preload" as="font"[^>]*>\n?')
# The mode is set by the page's script. Without one the page is to be light.
AUTO_THEME = re.compile(r'(<html\b[^>]*?) data-theme="auto"')
# And with one, it is to be light or dark before anything is drawn.
LATE_THEME = 'dataset.theme = localStorage.getItem("theme") || "auto"'
THEME = """dataset.theme = { light: "light", dark: "dark" }[
      document.documentElement.dataset.mode
    ] ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")"""

# The page of the search has two fields, of which the second is named anew.
SECOND_FIELD = re.compile(r'( id="search-input".* id="search-)input"', re.DOTALL)
# How English counts is there without it, and no page makes code of text (policy.py).
PLURALS = re.compile(
    r"    Documentation\.PLURAL_EXPR = new Function\(.*?\);\n", re.DOTALL
)
# An excerpt is read from the page it is of, which a browser lets no page on disk do.
EXCERPTS = "SHOW_SEARCH_SUMMARY: true"
EXCERPTS_FROM_SERVERS = 'SHOW_SEARCH_SUMMARY: location.protocol !== "file:"'

# Said for screen readers: the sidebar is for finding one's way, a reference is an item
# of its list, and what can be pressed is called what stands on it.
SAID = {
    r'<div class="bd-sidebar-primary bd-sidebar': (
        rf'<div role="navigation" aria-label="{say("Book")}" '
        'class="bd-sidebar-primary bd-sidebar'
    ),
    r' title="Toggle primary sidebar"': f' title="{say("Show or hide all pages")}"',
    r' title="Toggle secondary sidebar"': (
        f' title="{say("Show or hide the contents of this page")}"'
    ),
    r'<nav ([^>]*)aria-label="Main"': rf'<nav \1aria-label="{say("All pages")}"',
    r'<nav aria-label="Page"': f'<nav aria-label="{say("On this page")}"',
    r' role="doc-biblioentry"': ' role="listitem"',
    r'(<button class="btn search-button-field[^>]*) aria-label="Search"': r"\1",
    r'<summary aria-label="Toggle hidden content">': "<summary>",
}


def drop_repeated_scripts(app, pagename, templatename, context, doctree):
    """Keep the first of scripts that extensions have added twice."""
    kept = {}
    for script in context.get("script_files", []):
        attributes = sorted(getattr(script, "attributes", {}).items())
        kept.setdefault((str(script), *attributes), script)
    context["script_files"] = list(kept.values())


def tidy_files(app, error):
    """Edit the pages once they have been written."""
    if error is not None or app.builder.format != "html":
        return
    out = pathlib.Path(app.outdir)
    options = out / "_static" / "documentation_options.js"
    text = options.read_text(encoding="utf-8")
    options.write_text(text.replace(EXCERPTS, EXCERPTS_FROM_SERVERS), encoding="utf-8")
    tools = out / "_static" / "doctools.js"
    tools.write_text(PLURALS.sub("", tools.read_text("utf-8")), encoding="utf-8")
    for path in out.rglob("*.html"):
        old = path.read_text(encoding="utf-8")
        new = AUTO_THEME.sub(r"\1", FONT_PRELOAD.sub("", old))
        new = new.replace(LATE_THEME, THEME)
        new = SECOND_FIELD.sub(r'\1field"', new)
        for pattern, better in SAID.items():
            new = re.sub(pattern, better, new)
        if new != old:
            path.write_text(new, encoding="utf-8")


def setup(app):
    """Tell Sphinx about this extension."""
    app.connect("html-page-context", drop_repeated_scripts, priority=900)
    app.connect("build-finished", tidy_files)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
