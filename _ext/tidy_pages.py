"""Tidy what the theme writes, so that a page works from disk and logs no errors."""

import pathlib
import re

# Fonts are loaded where they are used. Asked for ahead of use, they are refused
# when a page is opened from disk.
FONT_PRELOAD = re.compile(r'<link rel="preload" as="font"[^>]*>\n?')
# The mode is set by the page's script. Without one the page is to be light.
AUTO_THEME = re.compile(r'(<html\b[^>]*?) data-theme="auto"')


def drop_repeated_scripts(app, pagename, templatename, context, doctree):
    """Keep the first of scripts that extensions have added twice."""
    seen = set()
    kept = []
    for script in context.get("script_files", []):
        attributes = tuple(sorted(getattr(script, "attributes", {}).items()))
        key = (str(script), attributes)
        if key not in seen:
            seen.add(key)
            kept.append(script)
    context["script_files"] = kept


def tidy_files(app, error):
    """Edit the pages once they have been written."""
    if error is not None or app.builder.format != "html":
        return
    for path in pathlib.Path(app.outdir).rglob("*.html"):
        old = path.read_text(encoding="utf-8")
        new = AUTO_THEME.sub(r"\1", FONT_PRELOAD.sub("", old))
        if new != old:
            path.write_text(new, encoding="utf-8")


def setup(app):
    """Tell Sphinx about this extension."""
    app.connect("html-page-context", drop_repeated_scripts, priority=900)
    app.connect("build-finished", tidy_files)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
