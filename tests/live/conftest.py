"""What the tests of the live figures share: figures, built pages, a browser."""

import functools
import http.server
import importlib
import json
import pathlib
import pkgutil
import re
import threading

import pytest
from browsing import NoBrowser, started_browser, watched
from drawn import grains

from nnlib.live import figures

HTML = pathlib.Path(__file__).resolve().parents[2] / "_build" / "html"
NAMES = [module.name for module in pkgutil.iter_modules(figures.__path__)]
STARTS = re.compile(r'nnlibLive\.page\("live-([^"]+)"\)')
DATA = r'<div id="live-{}"[^>]*><script type="application/json">(.*?)</script>'
READY = """() => [...document.querySelectorAll(".live-figure")].every(
    (figure) => figure.dataset.ready)"""


def make_figure(name):
    """Return a new figure: the module named so has one function named so."""
    return getattr(importlib.import_module(f"nnlib.live.figures.{name}"), name)()


@functools.cache
def recorded_figure(name):
    """Return a figure and its tracks, which takes a while the first time."""
    figure = make_figure(name)
    return figure, figure.tracks()


def built_pages():
    """Return the built pages' addresses within the book, in a fixed order."""
    pages = (path.relative_to(HTML).as_posix() for path in HTML.rglob("*.html"))
    return sorted(page for page in pages if not page.startswith("_"))


def built_figures():
    """Return where each figure of the built book stands: (page, name)."""
    return [
        (page, name)
        for page in built_pages()
        for name in STARTS.findall((HTML / page).read_text(encoding="utf-8"))
    ]


@pytest.fixture(scope="session")
def grains_of():
    """The steps that a page states for its figure's arrays: (page, name) -> grains."""

    @functools.cache
    def look_up(page, name):
        text = (HTML / page).read_text(encoding="utf-8")
        data = re.search(DATA.format(name), text)[1]
        return grains(json.loads(data)["recording"]["tracks"])

    return look_up


@pytest.fixture(scope="session")
def browser():
    try:
        with started_browser() as browser:
            yield browser
    except NoBrowser as reason:
        pytest.fail(str(reason), pytrace=False)


@pytest.fixture(scope="session")
def addresses():
    """Where the book begins, from a server and straight from disk."""
    if not (HTML / "index.html").exists():
        pytest.fail("The book has not been built. Build it first: make html")

    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *args):
            pass

    handler = functools.partial(Handler, directory=str(HTML))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        port = server.server_address[1]
        yield {"http": f"http://127.0.0.1:{port}/", "file": f"{HTML.as_uri()}/"}
        server.shutdown()


@pytest.fixture
def visit(browser, addresses):
    """Open a page of the book; at the end of the test, see what was wrong with it."""
    pages = []

    def open_page(page, how="http", size=(1280, 900), before=None, **options):
        width, height = size
        viewport = {"width": width, "height": height}
        context = browser.new_context(viewport=viewport, **options)
        opened = watched(context, addresses[how])
        pages.append(opened)
        if before:
            before(opened)
        opened.goto(addresses[how] + page)
        if options.get("java_script_enabled", True):
            opened.wait_for_function(READY)
        return opened

    yield open_page
    faults = [fault for page in pages for fault in page.faults]
    for page in pages:
        page.context.close()
    assert faults == []
