"""Find a browser: for the tests, the benchmarks and the PDF.

python tools/browser.py         say which one is found
python tools/browser.py fetch   the same, and where there is none, have Playwright
                                bring one, once
"""

import os
import shutil
import subprocess
import sys
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
or set {PATH} to the one you have."""


class NoBrowser(Exception):
    """Raised if no browser can be started."""


@contextmanager
def started_browser(*flags):
    """Start the browser that is named in the environment, or the first one found.

    flags : what it is started with besides, as on its command line.
    """
    with sync_playwright() as playwright:
        found = os.environ.get(PATH) or next(filter(None, map(shutil.which, NAMES)), "")
        # Where Chrome has no command, Playwright knows its folder.
        ways = [{"executable_path": found}] if found else [{"channel": "chrome"}, {}]
        for way in ways:
            try:
                browser = playwright.chromium.launch(args=[*QUIET, *flags], **way)
            except Error as error:
                reason = error.message.splitlines()[0]
            else:
                break
        else:
            raise NoBrowser(f"{MISSING}\n\n{found}: {reason}")
        yield browser
        browser.close()


def fetch():
    """Have Playwright bring a Chromium of its own, which `started_browser` finds."""
    print("There is no Chromium or Chrome here: Playwright brings one.", flush=True)
    bring = ["-m", "playwright", "install", "--only-shell", "chromium"]
    subprocess.run([sys.executable, *bring])


def say():
    with started_browser() as browser:
        print(f"Found: Chromium or Chrome {browser.version}")


def main():
    try:
        say()
    except NoBrowser as reason:
        # The one that was named is wanted, and no other.
        if "fetch" not in sys.argv[1:] or os.environ.get(PATH):
            sys.exit(str(reason))
        fetch()
        try:
            say()
        except NoBrowser as still:
            sys.exit(str(still))


if __name__ == "__main__":
    main()
