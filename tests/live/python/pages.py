"""A page with Python of its own for the tests, from a server and straight from disk."""

import functools
import http.server
import pathlib
import threading
from contextlib import contextmanager

import page_python
from built import HTML
from left_out import left_out
from page_python import packing
from page_python.obtaining import wheels
from policy import TAG

from nnlib.live.joined import said

INSIDE = pathlib.Path(__file__).with_name("stand_in") / "inside"
PAGE = f"""<!doctype html><html lang="en"><head><meta charset="utf-8">{TAG}
<title>A page</title><link rel="icon" href="data:,"></head>
<body><script src="_static/phrase.js"></script>
<script src="_static/python.js"></script></body></html>"""
ISOLATED = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
}


def write_site(folder, inside=INSIDE):
    """Write a page with Python into a folder."""
    found = wheels()
    if found is None:
        left_out("The files of Python for pages cannot be had here.")
    book = packing.squeezed(packing.book(inside))
    parts = (
        (name, book if name == "book" else content)
        for name, content in page_python.parts(found)
    )
    page_python.write(folder / "_static", parts)
    (folder / "_static" / "phrase.js").write_text(said(), encoding="utf-8")
    (folder / "index.html").write_text(PAGE, encoding="utf-8")


@contextmanager
def served(folder, headers=(), asked=None):
    """Serve a folder; note what is asked for in a list, if there is one."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        def end_headers(self):
            for name, value in dict(headers).items():
                self.send_header(name, value)
            super().end_headers()

        def log_message(self, *args):
            if asked is not None:
                asked.append(self.path)

    handler = functools.partial(Handler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


class Page:
    """A page with Python, and what it asked for."""

    def __init__(self, browser, address):
        self.page = browser.new_page()
        self.asked = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(f"{address}index.html")
        # A function, or else what comes last would be called, which is one.
        self.evaluate("""() => {
            window.events = [];
            for (const type of ["state", "progress", "slow", "lost"])
              bookPython.addEventListener(type, ({ detail }) => {
                const { state, words, message } = detail;
                events.push([type, state ?? words ?? message ?? ""]);
              });
            window.run = (kind, source, more) => {
              const outputs = [];
              const job = { kind, source, ...more };
              return bookPython.run(job, (one) => outputs.push(one))
                .then((answer) => ({ ...answer, outputs }),
                      ({ name, message }) => ({ name, message, outputs }));
            };
        }""")

    def evaluate(self, script, given=None):
        return self.page.evaluate(script, given)

    def run(self, kind, source, **more):
        """Have a job done; return the answer, or the name and words of the failure."""
        script = "([kind, source, more]) => run(kind, source, more)"
        return self.evaluate(script, [kind, source, more])

    def begin(self, source):
        """Begin a job, wait until Python is at it, and leave it in `begun`."""
        self.evaluate("(source) => { window.begun = run('exec', source); }", source)
        self.page.wait_for_function("() => bookPython.state === 'busy'")

    def value(self, source):
        answer = self.run("eval", source)
        assert answer.get("status") == "ok", answer
        return answer["value"]


@contextmanager
def opened(browser, how, folder):
    """Open the page of a folder."""
    with served(folder) as address:
        page = Page(browser, address if how == "http" else f"{folder.as_uri()}/")
        yield page
        page.page.close()


def book_page(visit, how, edition=""):
    """Open a page of the book and return what does a job in its Python.

    edition : in which language, such as ``de/``, or else in English.
    """
    if not (HTML / "_static" / "python.js").exists():
        left_out("This book was built without Python for its pages.")
    page = visit(f"{edition}chapters/01-neurons.html", how)
    page.add_script_tag(
        url=page.url.replace("chapters/01-neurons.html", "_static/python.js")
    )

    def ask(job):
        return page.evaluate("(job) => bookPython.run(job)", job)

    ask.page = page
    return ask
