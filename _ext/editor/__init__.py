"""The editor of the pages: CodeMirror, made one script, `_static/editor.js`.

A page loads it when a reader comes near something to write in (`code.js` in
`_ext/page_cells/static`).
"""

import pathlib
import subprocess

from kept import kept, place
from npm import installed, node_program
from sphinx.errors import ExtensionError

HERE = pathlib.Path(__file__).parent
PACKAGES = HERE.with_name("packages")
LICENCE = "@codemirror/view/LICENSE"


def bundled():
    """Return the script, with the licence of what is in it."""
    modules = installed(PACKAGES)
    command = [
        *[node_program(), str(modules / "esbuild" / "bin" / "esbuild")],
        *[str(HERE / "editor.js"), "--bundle", "--minify", "--target=es2022"],
        *["--format=iife", "--global-name=bookEditor", "--log-level=error"],
    ]
    # esbuild looks for packages above the script, where there are none.
    done = subprocess.run(command, capture_output=True, env={"NODE_PATH": str(modules)})
    if done.returncode:
        raise ExtensionError(f"The editor cannot be made: {done.stderr.decode()}")
    licence = (modules / LICENCE).read_bytes().strip()
    return b"/* CodeMirror and Lezer\n\n" + licence + b"\n*/\n" + done.stdout


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
