#!/usr/bin/env bash
# Chromium: a button, a link or a heading that holds a formula has no name from it.
#
# One would guess: what stands in a button is its name, and the letters of a formula are
# text like any other. A screen reader finds them where they stand, but no name has them: a
# button with <math><mi>x</mi></math> has an empty one, and so it is with words in <mtext>.
# A heading "Solve for x" is called "Solve for", which a check for empty names lets
# pass. alttext, MathML's own attribute for words, changes nothing; nor does a label on a
# part, such as <mi aria-label>. An aria-label on <math> itself is taken.
#
# It matters to whoever has formulas in headings, in links or on buttons: lists of headings
# and links are made of these names, and speech control finds a button by its name.
#
# Seen with Chromium 156 and Playwright 1.65.2 on Linux. It takes the Chromium or Chrome
# that CHROME_PATH names or that it finds.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for name in chromium chromium-browser google-chrome chrome; do
    : "${CHROME_PATH:=$(command -v "$name" || true)}"
done
: "${CHROME_PATH:?Install Chromium or Chrome, or say in CHROME_PATH where it is.}"
export CHROME_PATH
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check playwright==1.65.2
"$folder/venv/bin/python" - <<'PYTHON'
import os

from playwright.sync_api import sync_playwright

X = "<mi>x</mi>"
NAMES = {
    f"<button>{X[4:-5]}</button>": "x",
    f"<button><math>{X}</math></button>": "",
    "<button><math><mtext>even</mtext></math></button>": "",
    f'<a href="#"><math>{X}</math></a>': "",
    f"<h1>Solve for <math>{X}</math></h1>": "Solve for",
    f'<h1>Solve for <math alttext="x">{X}</math></h1>': "Solve for",
    '<h1>Solve for <math><mi aria-label="x">x</mi></math></h1>': "Solve for",
    f'<h1>Solve for <math aria-label="x">{X}</math></h1>': "Solve for x",
}
with sync_playwright() as playwright:
    browser = playwright.chromium.launch(
        executable_path=os.environ["CHROME_PATH"], args=["--no-sandbox"]
    )
    print(f"Chromium {browser.version}")
    page = browser.new_page()
    devtools = page.context.new_cdp_session(page)
    found = {}
    for html in NAMES:
        page.set_content(f'<!doctype html><html lang="en"><title>A page</title>{html}</html>')
        element = devtools.send(
            "Runtime.evaluate", {"expression": "document.body.firstElementChild"}
        )["result"]["objectId"]
        tree = devtools.send(
            "Accessibility.getPartialAXTree", {"objectId": element, "fetchRelatives": False}
        )
        found[html] = tree["nodes"][0]["name"]["value"].strip()
        print(f"{html}: {found[html]!r}")
    browser.close()
assert found == NAMES, "the names have changed"
PYTHON
