"""Bring the live figures to the pages that have them.

While a book is built, notebooks run with the environment variable that makes a
figure answer with recorded HTML in place of a widget. Here the drawing module and
its style sheet are put on those pages, and the stills, which only readers without
JavaScript see, are moved out of the page into files.
"""

import base64
import hashlib
import os
import pathlib
import re

from nnlib.live.figure import FOLDER, RECORDING

FILES = {"live.js": "add_js_file", "live.css": "add_css_file"}
STILL = re.compile(r'<img src="data:image/png;base64,([\w+/=]+)"(?=[^>]*></noscript>)')


def start_recording(app, config):
    """Make figures record themselves, and find the files a page loads."""
    os.environ[RECORDING] = "1"
    config.html_static_path.append(str(FOLDER))


def prepare_page(app, pagename, templatename, context, doctree):
    """Load the drawing module where a figure is, and write its still aside."""
    body = context.get("body", "")
    if "nnlibLive.page(" not in body:
        return
    for name, add in FILES.items():
        getattr(app, add)(name)
    folder = pathlib.Path(app.outdir) / "_images"
    folder.mkdir(parents=True, exist_ok=True)

    def write(match):
        still = base64.b64decode(match[1])
        name = f"{hashlib.sha256(still).hexdigest()}.png"
        (folder / name).write_bytes(still)
        return f'<img src="{context["pathto"](f"_images/{name}", 1)}"'

    context["body"] = STILL.sub(write, body)


def setup(app):
    """Tell Sphinx about this extension."""
    app.connect("config-inited", start_recording)
    app.connect("html-page-context", prepare_page)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
