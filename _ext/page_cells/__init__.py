"""Give each code cell of a page its id, and the page the scripts that run its cells.

A cell has the id that the notebook has for it, `cell-layers`, so that what a reader has
written in it finds its place again in a later build. On the pages of solutions, the
section of an exercise has a name to link to, `solution-layer`.

Where the pages have no Python (page_python), nothing of this is put on them.
"""

import json
import pathlib

from docutils import nodes

IDS = "page_cells_ids"
# In this order: each uses those before it.
SCRIPTS = [
    "asking.js",
    "code.js",
    "outputs.js",
    "cells.js",
    "exercises.js",
    "notebook.js",
    "take-along.js",
    "solutions.js",
]


def offer_scripts(app, config):
    """Have Sphinx copy the scripts to where pages find them."""
    config.html_static_path.append(str(pathlib.Path(__file__).parent / "static"))


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


def add_scripts(app, pagename, templatename, context, doctree):
    """Load the scripts where a page has cells, and Python to run them."""
    if app.config.html_context.get("page_python"):
        if ' id="cell-' in context.get("body", ""):
            app.add_css_file("cells.css")
            for name in SCRIPTS:
                app.add_js_file(name, loading_method="defer")


def setup(app):
    """Tell Sphinx about this extension."""
    app.connect("config-inited", offer_scripts)
    # After the extensions that add cells.
    app.connect("source-read", note_ids, priority=900)
    app.connect("doctree-read", give_ids, priority=400)
    app.connect("html-page-context", add_scripts)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
