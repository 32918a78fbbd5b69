"""Give the pages' scripts what they say: `phrase`, and the words of their language.

The language is that of nnlib (NNLIB_LANGUAGE). English pages have no words but those in
the scripts themselves.
"""

import pathlib

from nnlib.live.joined import said

FIRST = 100


def write_script(app):
    """Write the script beside the pages."""
    folder = pathlib.Path(app.outdir) / "_static"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "phrase.js").write_text(said(), encoding="utf-8")
    app.add_js_file("phrase.js", priority=FIRST)


def setup(app):
    """Tell Sphinx about this extension."""
    app.connect("builder-inited", write_script)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
