#!/usr/bin/env bash
# Chromium: what is printed twice has other page breaks each second time, by an empty element.
#
# One would guess: an open page that nothing changes gives the same PDF however often it is
# printed. It does not where an empty element, <span id="target"></span> or <div></div>, stands
# first in a section, before a heading with a margin and break-after: avoid, and the heading
# would just not fit. The first print takes the heading to the next page, as it should. The second
# leaves it at the foot of the page, without its margin; the third is as the first, the fourth
# as the second. So it goes on. With the margin as padding, or without the empty element, all
# prints are alike. MathML, figures, tables and other rules for breaks play no part.
#
# It matters to whoever prints to learn the numbers of pages, writes them into the contents and
# prints again, as Chromium knows no target-counter: the numbers are of another print. Sphinx
# puts just such a <span> before a heading that has a label of its own. What helps: padding in
# place of the margin, or a page that is opened anew for each print.
#
# Seen with Chromium 156, Playwright 1.65.2 and pypdf 6.14.2 on Linux. It takes the Chromium or
# Chrome that CHROME_PATH names or that it finds.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for name in chromium chromium-browser google-chrome chrome; do
    : "${CHROME_PATH:=$(command -v "$name" || true)}"
done
: "${CHROME_PATH:?Install Chromium or Chrome, or say in CHROME_PATH where it is.}"
export CHROME_PATH
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
    playwright==1.65.2 pypdf==6.14.2
"$folder/venv/bin/python" - <<'PYTHON'
import io
import os

from playwright.sync_api import sync_playwright
from pypdf import PdfReader

# A page is 300 px high. What stands before the section leaves 90 of them: too few for the
# heading, its margins and two lines, 100 px, and enough without the margin above.
PAGE = """<!doctype html><html lang="en"><title>A section</title><style>
body {{ margin: 0; font: 16px/20px serif; }}
p {{ margin: 0; }}
h2 {{ font-size: 16px; margin: {margin} 0 20px; padding-top: {padding}; break-after: avoid; }}
</style>
<div style="height: 210px">Before</div>
<section>{empty}<h2>Heading</h2><p>one<br>two<br>three<br>four</p></section></html>"""
SPAN, DIV = '<span id="target"></span>', "<div></div>"
ALIKE, BY_TURNS = [2, 2, 2, 2], [2, 1, 2, 1]
WAYS = {  # the page of the heading in four prints
    "an empty span": ((SPAN, "20px", "0"), BY_TURNS),
    "an empty div": ((DIV, "20px", "0"), BY_TURNS),
    "no empty element": (("", "20px", "0"), ALIKE),
    "an empty span, padding for the margin": ((SPAN, "0", "20px"), ALIKE),
}


def place(page):
    """Print the page; return the page of its heading, and how far from the top it stands."""
    found = []
    pdf = PdfReader(io.BytesIO(page.pdf(width="400px", height="300px")))
    for number, sheet in enumerate(pdf.pages, 1):

        def seen(text, cm, tm, *font):
            if "Heading" in text:
                down = 300 - (cm[1] * tm[4] + cm[3] * tm[5] + cm[5]) / 0.75
                found.append((number, round(down)))

        sheet.extract_text(visitor_text=seen)
    return found[0]


with sync_playwright() as playwright:
    browser = playwright.chromium.launch(
        executable_path=os.environ["CHROME_PATH"], args=["--no-sandbox"]
    )
    print(f"Chromium {browser.version}")
    for name, ((empty, margin, padding), expected) in WAYS.items():
        page = browser.new_page()
        page.set_content(PAGE.format(empty=empty, margin=margin, padding=padding))
        places = [place(page) for _ in range(4)]
        page.close()
        print(f"{name}: page and pixels from its top, print by print: {places}")
        assert [number for number, _ in places] == expected, "where it breaks has changed"
    browser.close()
PYTHON
