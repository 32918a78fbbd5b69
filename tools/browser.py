"""Finds a browser: for the tests, the benchmarks and the PDF."""

import os
import shutil
from contextlib import contextmanager

from playwright.sync_api import Error, sync_playwright

PATH = "CHROME_PATH"
# The first is Chromium without its windows, which opens pages in three quarters of the
# time. Others have no such package, and their Chromium does as well.
NAMES = [
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
]
QUIET = ["--disable-gpu", "--disable-background-networking", "--disable-sync"]
MISSING = f"""\
There is no browser to open the pages with. Install Chromium or Chrome:
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
