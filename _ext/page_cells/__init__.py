"""Give each code cell of a page its id, and the page the scripts that run its cells.

A cell has the id that the notebook has for it, `cell-layers`, so that what a reader has
written in it finds its place again in a later build. On the pages of solutions, the
section of an exercise has a name to link to, `solution-layer`.

Its scripts are one file, which a page asks for once it has loaded: until then it is to
be read. Where the pages have no Python (page_python), nothing of this is put on them.
"""

import functools
import hashlib
import json
import pathlib

import esbuild
from docutils import nodes
from npm import installed
from temml import PACKAGES

HERE = pathlib.Path(__file__).parent / "static"
IDS = "page_cells_ids"
FILE = "_static/answering.js"
LATER = """addEventListener("load", () => {{
  const script = document.createElement("script");
  script.src = "{address}";
  document.head.append(script);
}});"""
READINGS = pathlib.Path(__file__).with_name("readings.js")
# After asking.js, in this order: each uses those before it.
SCRIPTS = [
    "code.js",
    "outputs.js",
    "cells.js",
    "derivations.js",
    "exercises.js",
    "notebook.js",
    "take-along.js",
    "solutions.js",
]


@functools.cache
def bundled(script):
    """Return a script of the build, with what it requires, for pages."""
    options = ["--bundle", "--format=iife", "--charset=utf8"]
    return esbuild.made(installed(PACKAGES), str(script), *options).decode()


def asking():
    """Return what asks Python, with the readings of the formulas that it answers."""
    return (HERE / "asking.js").read_text(encoding="utf-8") + bundled(READINGS)


@functools.cache
def joined():
    """Return the scripts as one."""
    texts = [(HERE / name).read_text(encoding="utf-8") for name in SCRIPTS]
    return "\n".join([asking(), *texts])


def offer_style(app, config):
    """Have Sphinx copy the style sheet to where pages find it."""
    config.html_static_path.append(str(HERE / "cells.css"))


def note_ids(app, docname, source):
    """Remember the ids of a notebook's cells until it has been parsed."""
    if source[0].startswith("{"):
        cells = json.loads(source[0])["cells"]
        app.env.temp_data[IDS] = [cell.get("id", "") for cell in cells]


def give_ids(app, doctree):
    """Give the elements of code cells the ids of the cells."""
    ids = app.env.temp_data.get(IDS, [])
    for node in doctree.findall(nodes.container):
        if node.get("nb_element") == "cell_code":
            name = ids[node["cell_index"]]
            node["ids"].append(f"cell-{name}")
            if name.startswith("solution-") and name.endswith("-code"):
                node.parent["ids"].append(name.removesuffix("-code"))


def ask_for_scripts(app, pagename, templatename, context, doctree):
    """Have a page with cells ask for the scripts later, if it has Python for them."""
    if app.config.html_context.get("page_python"):
        if ' id="cell-' in context.get("body", ""):
            app.add_css_file("cells.css")
            version = hashlib.sha256(joined().encode()).hexdigest()[:8]
            address = f"{context['pathto'](FILE, 1)}?v={version}"
            app.add_js_file(None, body=LATER.format(address=address))


def write_scripts(app, error):
    """Write the scripts beside the pages."""
    if error is None and app.config.html_context.get("page_python"):
        (pathlib.Path(app.outdir) / FILE).write_text(joined(), encoding="utf-8")


def setup(app):
    """Tell Sphinx about this extension."""
    app.connect("config-inited", offer_style)
    # After the extensions that add cells.
    app.connect("source-read", note_ids, priority=900)
    app.connect("doctree-read", give_ids, priority=400)
    app.connect("html-page-context", ask_for_scripts)
    app.connect("build-finished", write_scripts)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
