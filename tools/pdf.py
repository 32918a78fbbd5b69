"""Print the whole book as one PDF: all its pages as one page, by the browser's printer.

python tools/pdf.py

The next build of the pages offers it for download (_ext/downloads.py).
"""

import sys

from browser import NoBrowser, started_browser
from build import ROOT, build

PAGE = ROOT / "_build" / "singlehtml" / "intro.html"
PDF = ROOT / "_build" / "pdf" / "backpropagation.pdf"
FOOT = """<div style="width: 100%; text-align: center; font: 8pt sans-serif">
<span class="pageNumber"></span></div>"""


def print_page(browser):
    """Print the page once its pictures and fonts are there."""
    page = browser.new_page(color_scheme="light")
    page.goto(PAGE.as_uri())
    page.evaluate("document.fonts.ready")
    PDF.parent.mkdir(parents=True, exist_ok=True)
    part = PDF.with_suffix(".part")
    page.pdf(
        path=part,
        format="A4",
        margin={"top": "18mm", "bottom": "18mm", "left": "20mm", "right": "20mm"},
        print_background=True,
        display_header_footer=True,
        header_template="<span></span>",
        footer_template=FOOT,
        outline=True,
        tagged=True,
    )
    part.replace(PDF)


def main():
    build("--builder", "singlehtml")
    try:
        with started_browser() as browser:
            print_page(browser)
    except NoBrowser as reason:
        sys.exit(str(reason))
    print(f"The book is in {PDF}")


if __name__ == "__main__":
    main()
