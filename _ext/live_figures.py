"""Bring the live figures to the pages that have them.

While a book is built, notebooks run with the environment variable that makes a
figure answer with recorded HTML in place of a widget. Here the drawing module and
its style sheet are put on those pages. What need not be read to begin with is moved out
of the page into files: the recorded values, which come once the page is there, and the
stills, which only readers without JavaScript see. Where the pages have Python
(page_python), a figure is told which scripts free it, and offers that to readers.
"""

import base64
import hashlib
import json
import os
import pathlib
import re

from nnlib.live.figure import FOLDER, RECORDING

FILES = {
    "live.js": "add_js_file",
    "recorded.js": "add_js_file",
    "live.css": "add_css_file",
}
FREE = ["settable.js", "free.js"]
"""What a figure loads, in this order, when a reader frees it."""
STILL = re.compile(r'<img src="data:image/png;base64,([\w+/=]+)"(?=[^>]*></noscript>)')
DATA = re.compile(
    r'(<div id="(live-[\w-]+)"[^>]*><script [^>]*json">)(.*?)(?=</script>)'
)


def start_recording(app, config):
    """Make figures record themselves, and find the files a page loads."""
    os.environ[RECORDING] = "1"
    config.html_static_path.append(str(FOLDER))


def prepare_page(app, pagename, templatename, context, doctree):
    """Load the drawing module where a figure is; write its still and values aside."""
    body = context.get("body", "")
    if "nnlibLive.page(" not in body:
        return
    for name, add in FILES.items():
        getattr(app, add)(name)

    def aside(name, content):
        """Write a file, and return where the page finds it."""
        path = pathlib.Path(app.outdir) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return context["pathto"](name, 1)

    def versioned(name):
        """Return where the page finds a script, by a name of this build's alone."""
        version = hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()[:8]
        return f"{context['pathto'](f'_static/{name}', 1)}?v={version}"

    def still(match):
        picture = base64.b64decode(match[1])
        name = f"_images/{hashlib.sha256(picture).hexdigest()}.png"
        return f'<img src="{aside(name, picture)}"'

    def values(match):
        start, figure, data = match.groups()
        data = json.loads(data)
        recording = json.dumps(data["recording"], separators=(",", ":"))
        script = f'nnlibLive.arrived("{figure}", {recording})\n'.encode()
        version = hashlib.sha256(script).hexdigest()[:8]
        address = aside(f"_static/{figure}.js", script)
        data["recording"] = f"{address}?v={version}"
        if app.config.html_context.get("page_python"):
            data["free"] = [versioned(name) for name in FREE]
        else:
            data.pop("freed", None)
        return start + json.dumps(data, separators=(",", ":")).replace("</", "<\\/")

    context["body"] = DATA.sub(values, STILL.sub(still, body))


def setup(app):
    """Tell Sphinx about this extension."""
    app.connect("config-inited", start_recording)
    app.connect("html-page-context", prepare_page)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
