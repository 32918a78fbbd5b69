"""The editor of the pages: CodeMirror, made one script, `_static/editor.js`.

A page loads it when a reader comes near something to write in (`code.js` in
`_ext/page_cells/static`).
"""

import pathlib

import esbuild
from kept import kept, place
from npm import installed

HERE = pathlib.Path(__file__).parent
PACKAGES = HERE.with_name("packages")
LICENCE = "@codemirror/view/LICENSE"


def bundled():
    """Return the script, with the licence of what is in it."""
    modules = installed(PACKAGES)
    options = ["--bundle", "--format=iife", "--global-name=bookEditor"]
    script = esbuild.made(modules, str(HERE / "editor.js"), *options)
    licence = (modules / LICENCE).read_bytes().strip()
    return b"/* CodeMirror and Lezer\n\n" + licence + b"\n*/\n" + script


def write(app, error):
    """Write the script beside the pages, if these have something to edit."""
    if error is None and app.config.html_context.get("page_python"):
        sources = [HERE / "editor.js", PACKAGES / "package-lock.json"]
        script = kept(place(app), [path.read_bytes() for path in sources], bundled)
        (pathlib.Path(app.outdir) / "_static" / "editor.js").write_bytes(script)


def setup(app):
    """Tell Sphinx about this extension."""
    app.connect("build-finished", write)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
