"""Bring the live figures to the pages that have them.

While a book is built, notebooks run with the environment variable that makes a
figure answer with recorded HTML in place of a widget. Here the drawing module and
its style sheet are put on those pages. What need not be read to begin with is moved out
of the page into files: the recorded values, which come once the page is there, and the
stills, which only readers without JavaScript see. Where the pages have Python
(page_python), a figure is told which script frees it, and offers that to readers.

On a page that is no notebook, the directive ``live-figure`` puts a figure by its name.
"""

import base64
import hashlib
import json
import os
import pathlib
import re
from functools import partial

import esbuild
from docutils import nodes
from kept import kept, place
from npm import installed
from sphinx.util.docutils import SphinxDirective

from nnlib.live.book import figure as make_figure
from nnlib.live.figure import RECORDING
from nnlib.live.joined import STYLE, for_page, to_free
from nnlib.live.page import page

SCRIPTS = {"live.js": for_page, "live-free.js": to_free}
"""What draws the figures of a page, and what a page loads to free one."""
PACKAGES = pathlib.Path(__file__).with_name("packages")
STILL = re.compile(r'<img src="data:image/png;base64,([\w+/=]+)"(?=[^>]*></noscript>)')
DATA = re.compile(
    r'(<div id="(live-[\w-]+)"[^>]*><script [^>]*json">)(.*?)(?=</script>)'
)


class LiveFigure(SphinxDirective):
    """A figure, recorded as the page is read."""

    required_arguments = 1

    def run(self):
        """Return the figure as HTML."""
        return [nodes.raw("", page(make_figure(self.arguments[0])), format="html")]


def start_recording(app, config):
    """Make figures record themselves, and find their style sheet."""
    os.environ[RECORDING] = "1"
    config.html_static_path.append(str(STYLE))


def small(code):
    """Return a script without what is for those who read it."""
    return esbuild.made(installed(PACKAGES), code=code)


def write_scripts(app):
    """Write the scripts beside the pages."""
    folder = pathlib.Path(app.outdir) / "_static"
    folder.mkdir(parents=True, exist_ok=True)
    for name, join in SCRIPTS.items():
        code = join().encode()
        script = kept(place(app), [code], partial(small, code))
        (folder / name).write_bytes(script)


def prepare_page(app, pagename, templatename, context, doctree):
    """Load the drawing module where a figure is; write its still and values aside."""
    body = context.get("body", "")
    if "nnlibLive.page(" not in body:
        return
    app.add_js_file("live.js")
    app.add_css_file("live.css")

    def aside(name, content):
        """Write a file, and return where the page finds it."""
        path = pathlib.Path(app.outdir) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return context["pathto"](name, 1)

    def still(match):
        picture = base64.b64decode(match[1])
        name = f"_images/{hashlib.sha256(picture).hexdigest()}.png"
        return f'<img src="{aside(name, picture)}"'

    def values(match):
        start, figure, data = match.groups()
        data = json.loads(data)
        for part, recorded in data["recording"].items():
            name = f"{figure}.{part}" if part else figure
            recording = json.dumps(recorded, separators=(",", ":"))
            script = f'nnlibLive.arrived("{name}", {recording})\n'.encode()
            version = hashlib.sha256(script).hexdigest()[:8]
            address = aside(f"_static/{name.replace(' ', '-')}.js", script)
            data["recording"][part] = f"{address}?v={version}"
        if app.config.html_context.get("page_python"):
            version = hashlib.sha256(to_free().encode()).hexdigest()[:8]
            data["free"] = f"{context['pathto']('_static/live-free.js', 1)}?v={version}"
        else:
            data.pop("freed", None)
        return start + json.dumps(data, separators=(",", ":")).replace("</", "<\\/")

    context["body"] = DATA.sub(values, STILL.sub(still, body))


def setup(app):
    """Tell Sphinx about this extension."""
    app.add_directive("live-figure", LiveFigure)
    app.connect("config-inited", start_recording)
    app.connect("builder-inited", write_scripts)
    app.connect("html-page-context", prepare_page)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
