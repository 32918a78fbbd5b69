"""Take a picture of each live figure of the built book: both themes, wide and narrow.

python tools/screenshots.py            all of them
python tools/screenshots.py NAME ...   some of them

The pictures go to _build/screenshots, as NAME-THEME-WIDTH.png.
"""

import re
import sys

from browser import NoBrowser, started_browser
from build import ROOT

HTML = ROOT / "_build" / "html"
PICTURES = ROOT / "_build" / "screenshots"
FIGURE = re.compile(r'nnlibLive\.page\("live-([^"]+)"\)')
READY = """() => [...document.querySelectorAll(".live-figure")].every(
    (figure) => figure.dataset.ready)"""


def figures():
    """Yield the page and the name of each figure."""
    for path in sorted(HTML.rglob("*.html")):
        for name in FIGURE.findall(path.read_text(encoding="utf-8")):
            yield path, name


def take(browser, wanted):
    """Take the pictures of some figures, or of all."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    places = [(path, name) for path, name in figures() if not wanted or name in wanted]
    for theme in ("light", "dark"):
        for width, height in ((1280, 720), (390, 844)):
            page = browser.new_page(
                viewport={"width": width, "height": height}, color_scheme=theme
            )
            for path, name in places:
                if page.url.partition("#")[0] != path.as_uri():
                    page.goto(path.as_uri())
                    page.wait_for_function(READY)
                figure = page.locator(f"#live-{name}")
                figure.screenshot(path=PICTURES / f"{name}-{theme}-{width}.png")
            page.close()
    return len(places)


def main():
    try:
        with started_browser() as browser:
            count = take(browser, sys.argv[1:])
    except NoBrowser as reason:
        sys.exit(str(reason))
    if not count:
        sys.exit("There is no such figure in the built book. Build it first: make html")
    print(f"Four pictures of each of {count} figures are in {PICTURES}")


if __name__ == "__main__":
    main()
