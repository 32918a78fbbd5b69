#!/usr/bin/env bash
# reveal.js: "?" shows the help on an American keyboard; on a German one it does nothing.
#
# One would guess: the key "?", which the help itself names, shows the help wherever it is
# on a keyboard. reveal.js asks for the number of the key instead, 191, where Americans have
# "?" and "/". On a German keyboard "?" is key 219 and does nothing; key 191 has "#" and, with
# the shift key, "'": the first turns the screen black, the second shows the help. On a
# French one "?" is on key 188 and does nothing either. (Browsers number these keys as Windows does.)
#
# It matters to whoever speaks with slides outside America: the help is not found, and "#"
# ends the show. What helps: a listener of one's own that asks for the event's key and calls
# toggleHelp(), and keyboardCondition to keep key 191 from the deck.
#
# Seen with reveal.js 6.0.2, Chromium 156 and Playwright 1.65.2 on Linux. It takes the
# Chromium or Chrome that CHROME_PATH names or that it finds.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
command -v npm > /dev/null || { echo "Install Node.js and npm." >&2; exit 1; }
for name in chromium chromium-browser google-chrome chrome; do
    : "${CHROME_PATH:=$(command -v "$name" || true)}"
done
: "${CHROME_PATH:?Install Chromium or Chrome, or say in CHROME_PATH where it is.}"
export CHROME_PATH
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund reveal.js@6.0.2
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check playwright==1.65.2
cat > slides.html <<'HTML'
<!doctype html>
<html lang="en">
<title>A slide</title>
<link rel="stylesheet" href="node_modules/reveal.js/dist/reveal.css">
<div class="reveal"><div class="slides"><section>The first slide</section></div></div>
<script src="node_modules/reveal.js/dist/reveal.js"></script>
<script>
let ready = false;
Reveal.initialize().then(() => { ready = true; });
</script>
</html>
HTML
PAGE="file://$folder/slides.html" venv/bin/python - <<'PYTHON'
import os

from playwright.sync_api import sync_playwright

SHIFT = 8
KEYS = {  # the sign, its number, whether with the shift key: what comes of it
    ("American", "?", "Slash", 191, True): (True, False),
    ("American", "/", "Slash", 191, False): (False, True),
    ("German", "?", "Minus", 219, True): (False, False),
    ("German", "'", "Backslash", 191, True): (True, False),
    ("German", "#", "Backslash", 191, False): (False, True),
    ("French", "?", "KeyM", 188, True): (False, False),
}
SHOWN = """() => [
  document.querySelector("dialog[open], .r-overlay:not([hidden]), .overlay-help") !== null,
  Reveal.isPaused(),
]"""
with sync_playwright() as playwright:
    browser = playwright.chromium.launch(
        executable_path=os.environ["CHROME_PATH"], args=["--no-sandbox"]
    )
    print(f"Chromium {browser.version}")
    found = {}
    for keyboard, sign, code, number, shift in KEYS:
        page = browser.new_page()
        page.goto(os.environ["PAGE"])
        page.wait_for_function("() => ready")
        key = {"key": sign, "text": sign, "code": code, "windowsVirtualKeyCode": number}
        session = page.context.new_cdp_session(page)
        for kind in ("keyDown", "keyUp"):
            session.send(
                "Input.dispatchKeyEvent",
                {"type": kind, "modifiers": SHIFT * shift, **key},
            )
        page.wait_for_timeout(300)
        found[keyboard, sign, code, number, shift] = shown = tuple(page.evaluate(SHOWN))
        print(f"{sign} on a keyboard that is {keyboard}: help, black screen: {shown}")
        page.close()
    browser.close()
assert found == KEYS, "what the keys do has changed"
print("as described")
PYTHON
