"""Print the whole book as one PDF: all its pages as one page, by the browser's printer.

python tools/pdf.py

The next build of the pages offers it for download (_ext/downloads.py).
"""

import sys

import yaml
from browser import NoBrowser, started_browser
from build import ROOT, Failed, build, use_utf8, words, workshop

FOOT = """<div style="width: 100%; text-align: center; font: 8pt sans-serif">
<span class="pageNumber"></span></div>"""


def target():
    """Return where the PDF goes, as the book's settings say."""
    settings = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
    return ROOT / settings["sphinx"]["config"]["book_pdf"]


def print_page(browser, path, pdf):
    """Print the page at a path once its pictures and fonts are there."""
    page = browser.new_page(color_scheme="light")
    page.goto(path.as_uri())
    page.evaluate("document.fonts.ready")
    pdf.parent.mkdir(parents=True, exist_ok=True)
    part = pdf.with_suffix(".part")
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
    part.replace(pdf)


def main():
    use_utf8()
    try:
        with workshop(ROOT) as folder:
            pages = build(folder, "singlehtml")
            with started_browser() as browser:
                print_page(browser, pages / "intro.html", target())
    except (NoBrowser, Failed, OSError, KeyboardInterrupt) as reason:
        sys.exit(words(reason))
    print(f"The book is in {target()}")


if __name__ == "__main__":
    main()
