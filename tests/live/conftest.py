"""What the tests of the live figures share: built pages, a browser, figures on them."""

import functools
import http.server
import threading

import pytest
from browser import NoBrowser, started_browser
from browsing import watched
from built import HTML, built_figures, grains_of

pytest.register_assert_rewrite("playing")
from playing import Played  # noqa: E402

READY = """() => [...document.querySelectorAll(".live-figure")].every(
    (figure) => figure.dataset.ready)"""


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


@pytest.fixture(params=["http", "file"])
def how(request):
    """From a server, and straight from disk."""
    return request.param


@pytest.fixture(params=built_figures(), ids="/".join)
def place(request):
    """The page and the name of each figure of the built book."""
    return request.param


@pytest.fixture
def played(place, how, visit):
    """Each figure of the built book, on its page."""
    page, name = place
    return Played(visit(page, how, formulas=False), name, grains_of(page, name))


@pytest.fixture
def visit(browser, addresses):
    """Open a page of the book; at the end of the test, see what was wrong with it."""
    pages = []

    def open_page(
        page, how="http", size=(1280, 900), before=None, formulas=True, **options
    ):
        width, height = size
        viewport = {"width": width, "height": height}
        context = browser.new_context(viewport=viewport, **options)
        opened = watched(context, addresses[how])
        pages.append(opened)
        if not formulas:  # they take longer to set than most tests take
            opened.route("**/mathjax/**", lambda route: route.fulfill(body=""))
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
