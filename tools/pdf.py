"""Print the whole book as one PDF: all its pages as one page, by the browser's printer.

python tools/pdf.py

Its contents and references tell the numbers of pages, which a browser does not know
before it has printed: so it prints, the numbers are read and written in, and it prints
again, until each is the page on which its target stands.

The next build of the pages offers it for download (_ext/downloads.py).
"""

import io
import sys
from contextlib import closing

from browser import NoBrowser, started_browser
from build import ROOT, Failed, build, target, use_utf8, words, workshop
from pypdf import PdfReader

FOOT = """<div style="width: 100%; text-align: center; font: 8pt sans-serif">
<span class="pageNumber"></span></div>"""

HERE = ROOT / "tools"
# How often it prints at most. Twice do unless a line breaks elsewhere.
TIMES = 5
WRITE = """(numbers) => {
  for (const place of document.querySelectorAll(".on-page")) {
    place.textContent = numbers[place.dataset.target];
  }
}"""


def printed(page, draft=False):
    """Return the page as a PDF, and on which of its pages each target stands.

    A draft has no outline and no tags, and takes less time.
    """
    pdf = page.pdf(
        format="A4",
        margin={"top": "18mm", "bottom": "18mm", "left": "20mm", "right": "20mm"},
        print_background=True,
        display_header_footer=True,
        header_template="<span></span>",
        footer_template=FOOT,
        outline=not draft,
        tagged=not draft,
    )
    reader = PdfReader(io.BytesIO(pdf))
    places = reader.named_destinations.items()
    numbers = {
        name.removeprefix("/"): reader.get_destination_page_number(place) + 1
        for name, place in places
    }
    return pdf, numbers


def opened(browser, path):
    """Open the page at a path, and wait for its fonts."""
    page = browser.new_page(color_scheme="light")
    page.goto(path.as_uri())
    page.evaluate("document.fonts.ready")
    return page


def write(content, pdf):
    """Write a PDF, which is there whole or not at all."""
    pdf.parent.mkdir(parents=True, exist_ok=True)
    part = pdf.with_suffix(".part")
    part.write_bytes(content)
    part.replace(pdf)


def print_page(browser, path, pdf):
    """Print the page at a path once its pictures and fonts are there."""
    write(printed(opened(browser, path))[0], pdf)


def numbered(browser, path, numbers):
    """Open the book, as one page at a path, with these numbers of pages in it."""
    page = opened(browser, path)
    page.evaluate((HERE / "numbered.js").read_text(encoding="utf-8"))
    page.add_style_tag(content=(HERE / "numbered.css").read_text(encoding="utf-8"))
    if numbers:
        page.evaluate(WRITE, numbers)
    return page


def print_book(browser, path, pdf):
    """Print the book, as one page at a path, with the numbers of its pages."""
    numbers = {}
    for time in range(TIMES):
        before = numbers
        # Opened anew: what has been printed before Chromium may break at other places.
        with closing(numbered(browser, path, before)) as page:
            # The first has no numbers yet, so it is thrown away. If its pages were
            # others, the second would say so.
            content, numbers = printed(page, draft=time == 0)
        if numbers == before:
            break
    else:
        raise Failed("The numbers of the PDF's pages come to no rest.")
    write(content, pdf)


def main():
    use_utf8()
    try:
        with workshop(ROOT) as folder:
            pages = build(folder, "singlehtml")
            with started_browser() as browser:
                print_book(browser, pages / "intro.html", target("book_pdf"))
    except (NoBrowser, Failed, OSError, KeyboardInterrupt) as reason:
        sys.exit(words(reason))
    print(f"The book is in {target('book_pdf')}")


if __name__ == "__main__":
    main()
