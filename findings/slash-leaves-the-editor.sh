#!/usr/bin/env bash
# Sphinx: on a page with an editor, a "/" that is typed there leads to the search.
#
# One would guess: the shortcut that puts the cursor into the search field, "/", waits until
# the reader is not writing. It does, for fields of a form: Sphinx looks for the names of
# the elements, input, textarea, select and button. Editors of code (CodeMirror 6, ProseMirror,
# Lexical and others) are none of these but elements with contenteditable. There the first
# slash is swallowed, and all that follows is typed into the search. A test that fills an
# editor or pastes into it does not see it: only keys do.
#
# It matters to whoever puts an editor, a notebook's cell or a comment box on pages that
# Sphinx makes. What helps is that the editor keeps its keys from the page
# (stopPropagation), or the theme's option enable_search_shortcuts, set to False.
#
# Seen with Sphinx 8.2.3, its theme alabaster, and Playwright 1.65.2 with Chromium 156 on Linux.
# It takes the Chromium or Chrome that CHROME_PATH names or that it finds.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for name in chromium chromium-browser google-chrome chrome; do
    : "${CHROME_PATH:=$(command -v "$name" || true)}"
done
: "${CHROME_PATH:?Install Chromium or Chrome, or say in CHROME_PATH where it is.}"
export CHROME_PATH
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check sphinx==8.2.3 playwright==1.65.2
mkdir "$folder/source"
cat > "$folder/source/conf.py" <<'PYTHON'
html_theme = "alabaster"
PYTHON
cat > "$folder/source/index.rst" <<'RST'
A page
======

.. raw:: html

   <textarea id="field"></textarea>
   <div id="editor" contenteditable="true" style="min-height: 2em"></div>
RST
"$folder/venv/bin/sphinx-build" -q -b html "$folder/source" "$folder/built"
PAGE="file://$folder/built/index.html" "$folder/venv/bin/python" - <<'PYTHON'
import os

from playwright.sync_api import sync_playwright

CONTENT = "(id) => { const e = document.getElementById(id); return e.value ?? e.textContent }"
with sync_playwright() as playwright:
    browser = playwright.chromium.launch(
        executable_path=os.environ["CHROME_PATH"], args=["--no-sandbox"]
    )
    print(f"Chromium {browser.version}")
    found = {}
    for name in ("field", "editor"):
        page = browser.new_page()
        page.goto(os.environ["PAGE"])
        page.click(f"#{name}")
        for key in "1/m":
            page.keyboard.press(key)
        typed = page.evaluate(CONTENT, name)
        search = page.evaluate("() => document.querySelector('input[name=q]').value")
        found[name] = typed, search
        print(f"1/m typed in the {name}: there stands {typed!r}, in the search {search!r}")
    browser.close()
assert found["field"] == ("1/m", ""), "the surprise is another"
assert found["editor"] == ("1", "m"), "the surprise is gone"
PYTHON
