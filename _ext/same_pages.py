"""Make the same page of a notebook each time it runs.

Two things would differ from run to run. What a cell prints comes in pieces, cut
anywhere, at times between a line and its end; MyST-NB ends a line after each piece,
which shows as an empty line. And the state of the widgets has random names; no page
uses it, since live figures answer there without widgets (live_figures.py).
"""

from myst_nb.core import render
from myst_nb.sphinx_ import NbMetadataCollector

merge = render.coalesce_streams


def joined(outputs):
    """Return a cell's outputs, with what it printed in one piece."""
    streams, kept = {}, []
    for output in outputs:
        if output["output_type"] != "stream":
            kept.append(output)
        elif output["name"] in streams:
            streams[output["name"]]["text"] += output["text"]
        else:
            streams[output["name"]] = output
            kept.append(output)
    return merge(kept)


def drop_widgets(app, doctree):
    """Leave the state of the widgets out of the page."""
    scripts = NbMetadataCollector.get_js_files(app.env, app.env.docname)
    scripts.pop("ipywidgets_state", None)


def setup(app):
    """Tell Sphinx about this extension."""
    render.coalesce_streams = joined
    app.connect("doctree-read", drop_widgets)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
