#!/usr/bin/env bash
# reveal.js: a <button> loses the space bar to the slides, an <input type="button"> keeps all.
#
# One would guess: a key that does something where the focus is does that, and the others
# turn the slides. reveal.js looks for the name of the element instead. On <button>,
# <summary> and <select> all keys are the deck's: the space bar leaves the slide and presses
# nothing, and the arrow keys leave it and choose nothing. With any <input> or
# <textarea> none is the deck's: after a click on a tick box or a button that is an <input>,
# Page Down, the key of a presenter's remote control, turns no slide until another click.
#
# It matters to whoever puts controls on slides: by the keyboard some cannot be used, and in
# front of an audience others stop the talk. What helps: keyboardCondition, a function that
# keeps keys from the deck, for the first; blur() after a change for the second.
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
<title>Two slides</title>
<link rel="stylesheet" href="node_modules/reveal.js/dist/reveal.css">
<div class="reveal"><div class="slides">
<section>
<button id="button">Press</button>
<details><summary id="summary">More</summary>Here</details>
<select id="select"><option>one<option>two</select>
<input id="input" type="button" value="Press">
<input id="box" type="checkbox">
</section>
<section>The second slide</section>
</div></div>
<script src="node_modules/reveal.js/dist/reveal.js"></script>
<script>
let used = false;
for (const kind of ["click", "toggle", "change"])
  document.addEventListener(kind, () => { used = true; }, true);
let ready = false;
Reveal.initialize().then(() => { ready = true; });
</script>
</html>
HTML
PAGE="file://$folder/slides.html" venv/bin/python - <<'PYTHON'
import os

from playwright.sync_api import sync_playwright

EXPECTED = {  # whether the control is used, whether the slide is turned
    ("button", "Enter"): (True, False),
    ("button", "Space"): (False, True),
    ("button", "PageDown"): (False, True),
    ("summary", "Space"): (False, True),
    ("select", "ArrowDown"): (False, True),
    ("input", "Space"): (True, False),
    ("input", "PageDown"): (False, False),
    ("box", "PageDown"): (False, False),
}
with sync_playwright() as playwright:
    browser = playwright.chromium.launch(
        executable_path=os.environ["CHROME_PATH"], args=["--no-sandbox"]
    )
    print(f"Chromium {browser.version}")
    found = {}
    for name, key in EXPECTED:
        page = browser.new_page()
        page.goto(os.environ["PAGE"])
        page.wait_for_function("() => ready")
        page.focus(f"#{name}")
        page.keyboard.press(key)
        page.wait_for_timeout(300)
        found[name, key] = used, turned = tuple(
            page.evaluate("() => [used, Reveal.getIndices().h === 1]")
        )
        print(f"{key} on {name}: the control is used: {used}, the slide is turned: {turned}")
        page.close()
    browser.close()
assert found == EXPECTED, "what the keys do has changed"
PYTHON
