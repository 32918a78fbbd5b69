#!/usr/bin/env bash
# Playwright: on a page with a strict policy, waiting for an expression needs 'unsafe-eval'.
#
# One would guess: page.evaluate("x === 1") and page.wait_for_function("x === 1") are
# treated alike. The first is, like all that a driver does, above the page's
# Content-Security-Policy. The second is not, if it has to look more than once: its text is
# compiled by eval within the page, and a policy without 'unsafe-eval' refuses it. Written as
# a function, wait_for_function("() => x === 1"), it goes through. So tests that passed for years fail
# on the day a page gets a policy, and all that differs is "() =>".
#
# It matters to whoever tests pages with a policy, and to whoever adds one to tested pages:
# the error speaks of the page, as if it had called eval.
#
# Seen with Playwright 1.65.2 for Python and Chromium 156 on Linux. It takes the Chromium or
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
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check playwright==1.65.2
cat > "$folder/page.html" <<'HTML'
<!doctype html>
<meta http-equiv="Content-Security-Policy" content="script-src 'unsafe-inline'">
<script>let x = 0; setTimeout(() => { x = 1; }, 500);</script>
HTML
PAGE="file://$folder/page.html" "$folder/venv/bin/python" - <<'PYTHON'
import os

from playwright.sync_api import Error, sync_playwright


def tried(browser, method, text):
    page = browser.new_page()
    page.goto(os.environ["PAGE"])
    try:
        getattr(page, method)(text)
    except Error as error:
        return str(error).partition("\n")[0]
    finally:
        page.close()
    return "goes through"


with sync_playwright() as playwright:
    browser = playwright.chromium.launch(
        executable_path=os.environ["CHROME_PATH"], args=["--no-sandbox"]
    )
    print(f"Chromium {browser.version}")
    found = {
        "evaluate, an expression": tried(browser, "evaluate", "x === 0"),
        "wait_for_function, a function": tried(browser, "wait_for_function", "() => x === 1"),
        "wait_for_function, an expression": tried(browser, "wait_for_function", "x === 1"),
    }
    browser.close()
for way, outcome in found.items():
    print(f"{way}: {outcome}")
first, second, third = found.values()
assert first == second == "goes through", "the surprise is another"
assert "Content Security Policy" in third, "the surprise is gone"
PYTHON
