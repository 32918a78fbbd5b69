"""Give a page its scripts as one file: asking for each costs more than reading.

What a page loads at its beginning is joined in the same order. Pages that load the same
share a file, and its name is made from what is in it, so that none is out of date.
"""

import hashlib
import pathlib
import re

HEAD = re.compile(r"<head>.*?</head>", re.DOTALL)
SCRIPT = re.compile(
    r'[ \t]*<script src="((?:\.\./)*)(_static/[^"?]+)[^"]*"></script>\n?'
)


def join(head, out):
    """Return the head of a page with one script in place of several."""
    found = SCRIPT.findall(head)
    if len(found) < 2:
        return head
    # A file of a library may end without one.
    parts = [(out / name).read_text(encoding="utf-8") for _, name in found]
    code = "\n;".join(parts).encode()
    name = f"_static/page-{hashlib.sha256(code).hexdigest()[:8]}.js"
    (out / name).write_bytes(code)
    first = f'    <script src="{found[0][0]}{name}"></script>\n'
    scripts = iter([first])
    return SCRIPT.sub(lambda _: next(scripts, ""), head)


def join_scripts(app, error):
    """Edit the pages once they and their scripts have been written."""
    if error is not None or app.builder.format != "html":
        return
    out = pathlib.Path(app.outdir)
    for old in (out / "_static").glob("page-*.js"):
        old.unlink()
    for path in out.rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        joined = HEAD.sub(lambda head: join(head[0], out), page, count=1)
        path.write_text(joined, encoding="utf-8")


def setup(app):
    """Tell Sphinx about this extension."""
    app.connect("build-finished", join_scripts)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
