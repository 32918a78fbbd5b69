"""Finds a browser for the tests, and watches what the pages say and ask for."""

import os
import shutil
from contextlib import contextmanager

from drawn import READER
from playwright.sync_api import Error, sync_playwright

PATH = "CHROME_PATH"
NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
QUIET = ["--disable-gpu", "--disable-background-networking", "--disable-sync"]
MISSING = f"""\
There is no browser for the tests of the live figures. Install Chromium or Chrome:
  Debian, Ubuntu   sudo apt install chromium
  macOS            brew install --cask google-chrome
  Windows          winget install Google.Chrome
or let Playwright bring one: python -m playwright install chromium
or set {PATH} to the one you have."""


class NoBrowser(Exception):
    """Raised if no browser can be started."""


@contextmanager
def started_browser():
    """Start the browser that is named in the environment, or the first one found."""
    with sync_playwright() as playwright:
        found = os.environ.get(PATH) or next(filter(None, map(shutil.which, NAMES)), "")
        # Where Chrome has no command, Playwright knows its folder.
        ways = [{"executable_path": found}] if found else [{"channel": "chrome"}, {}]
        for way in ways:
            try:
                browser = playwright.chromium.launch(args=QUIET, **way)
            except Error as error:
                reason = error.message.splitlines()[0]
            else:
                break
        else:
            raise NoBrowser(f"{MISSING}\n\n{found}: {reason}")
        yield browser
        browser.close()


def watched(context, own):
    """Open a page that notes down what a reader should never meet.

    Parameters
    ----------
    own : the beginning of every address the page may ask for.

    Returns
    -------
    The page; its ``faults`` are errors, warnings and requests to others.
    """
    context.add_init_script(path=READER)
    page = context.new_page()
    page.faults = []
    allowed = (own, "data:", "blob:")

    def heard(message):
        where = message.location["url"]
        # A page without an icon of its own is asked for one; the book's have theirs.
        icon = where.endswith("/favicon.ico")
        if message.type in ("error", "warning") and not icon:
            page.faults.append(f"console: {message.text} ({where})")

    def asked(request):
        if not request.url.startswith(allowed):
            page.faults.append(f"request: {request.url}")

    def failed(request):
        # A page that is left gives up what it asked for; one without JavaScript
        # refuses its scripts.
        if request.failure not in ("net::ERR_ABORTED", "csp"):
            page.faults.append(f"failed, {request.failure}: {request.url}")

    page.on("console", heard)
    page.on("pageerror", lambda error: page.faults.append(f"error: {error}"))
    page.on("request", asked)
    page.on("requestfailed", failed)
    return page
