"""What the tests of the live figures share: built pages, a browser, figures on them."""

import functools
import http.server
import threading
from contextlib import ExitStack, contextmanager

import pytest
import serve
from browser import NoBrowser, started_browser
from browsing import watched
from built import HTML, built_figures, grains_of, write_plain

pytest.register_assert_rewrite("playing", "freeing")
from playing import Played  # noqa: E402

# What WebAssembly runs often is compiled anew, to run faster. For most tests, which
# start Python and ask it little, that takes longer than it saves, so it comes later.
SELDOM = "--js-flags=--wasm-tiering-budget=100000000"
READY = """() => [...document.querySelectorAll(".live-figure")].every(
    (figure) => figure.dataset.ready)"""


@pytest.fixture(scope="session")
def browser():
    try:
        with started_browser(SELDOM) as browser:
            yield browser
    except NoBrowser as reason:
        pytest.fail(str(reason), pytrace=False)


@contextmanager
def served(folder):
    """Serve a folder, and say where it begins: there, and straight from disk.

    It is served as `make serve` does. From disk, pages share no memory with their
    worker, as from most servers.
    """
    handler = functools.partial(serve.Handler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        port = server.server_address[1]
        yield {"http": f"http://127.0.0.1:{port}/", "file": f"{folder.as_uri()}/"}
        server.shutdown()


@pytest.fixture(scope="session")
def addresses(tmp_path_factory):
    """Where the book begins, as it was built and with its formulas as mere text."""
    if not (HTML / "index.html").exists():
        pytest.fail("The book has not been built. Build it first: make html")
    plain = tmp_path_factory.mktemp("plain")
    write_plain(plain)
    with ExitStack() as stack:
        books = {"built": HTML, "plain": plain}
        yield {name: stack.enter_context(served(books[name])) for name in books}


@pytest.fixture(scope="module", params=["file"])
def how(request):
    """From disk, which is harder; what may depend on it is tried in `BOTH` ways."""
    return request.param


@pytest.fixture(scope="module", params=built_figures(), ids="/".join)
def place(request):
    """The page and the name of each figure of the built book."""
    return request.param


@contextmanager
def visits(browser, addresses):
    """Open pages of the book; at the end, see what was wrong with them."""
    pages = []

    def open_page(
        page, how="http", size=(1280, 900), before=None, book="plain", **options
    ):
        width, height = size
        # Its figure begins by itself, but for those who have asked for less motion.
        if page == "intro.html":
            options.setdefault("reduced_motion", "reduce")
        viewport = {"width": width, "height": height}
        context = browser.new_context(viewport=viewport, **options)
        address = addresses[book][how]
        opened = watched(context, address)
        opened.set_default_timeout(15_000)
        pages.append(opened)
        if before:
            before(opened)
        opened.goto(address + page)
        if options.get("java_script_enabled", True):
            opened.wait_for_function(READY)
        return opened

    yield open_page
    faults = [fault for page in pages for fault in page.faults]
    for page in pages:
        page.context.close()
    assert faults == []


@pytest.fixture
def visit(browser, addresses):
    """Open a page for one test alone."""
    with visits(browser, addresses) as open_page:
        yield open_page


@pytest.fixture(scope="module")
def shared_visit(browser, addresses):
    """Open a page for all tests of a module, which may leave its controls anywhere."""
    with visits(browser, addresses) as open_page:
        yield open_page


@pytest.fixture
def played(place, how, visit):
    """Each figure of the built book, on its page."""
    page, name = place
    return Played(visit(page, how), name, grains_of(page, name))


@pytest.fixture(scope="module")
def shared(place, how, shared_visit):
    """Each figure on a page that tests share, with the settings it came with."""
    page, name = place
    played = Played(shared_visit(page, how), name, grains_of(page, name))
    played.start = played.check()
    yield played
    played.page.close()
