#!/usr/bin/env bash
# Firefox: a bracket grows with what it encloses in an <mrow>, but not directly in <math>.
#
# One would guess: <math> lays out what is in it as an <mrow> does, as MathML Core has it, so
# a row around a whole formula is needless, and leaving it out makes a page with thousands
# of formulas smaller. Chromium shows the same with the row and without it. In Firefox,
# without the row, brackets around a fraction stay as small as letters. With a row around
# the same three parts they enclose it.
#
# It matters to whoever writes MathML, or makes that of a converter smaller: all looks
# right until somebody reads it in Firefox. What helps: keep the row of a formula in which
# anything stretches.
#
# Seen with Firefox ESR 153.8.0, Chromium 156 and websocket-client 1.9.0 on Linux. It takes the
# Firefox and the Chromium that it finds.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
find_one() { for name in "$@"; do command -v "$name" && return; done; }
FIREFOX=$(find_one firefox-esr firefox) || { echo "Install Firefox." >&2; exit 1; }
CHROME=$(find_one chromium chromium-browser google-chrome chrome) ||
    { echo "Install Chromium or Chrome." >&2; exit 1; }
export FIREFOX CHROME
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check websocket-client==1.9.0
cat > page.html <<'HTML'
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Two formulas</title>
<p><math id="row"><mrow><mo>(</mo><mfrac><mi>A</mi><mi>B</mi></mfrac><mo>)</mo></mrow></math>
<p><math id="none"><mo>(</mo><mfrac><mi>A</mi><mi>B</mi></mfrac><mo>)</mo></math>
<script>
const high = (selector) => document.querySelector(selector).getBoundingClientRect().height;
document.title = JSON.stringify(["#row", "#none"].map((id) => high(`${id} mo`) / high(`${id} mfrac`)));
</script>
</html>
HTML
cat > tried.py <<'PYTHON'
import json
import os
import re
import subprocess

from websocket import create_connection

PAGE = f"file://{os.getcwd()}/page.html"


def in_chromium():
    """Return the heights of the brackets, in those of the fraction."""
    flags = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={os.getcwd()}/c"]
    ran = subprocess.run(
        [os.environ["CHROME"], *flags, "--dump-dom", PAGE],
        capture_output=True, text=True, timeout=120,
    )
    return json.loads(re.search("<title>(.*?)</title>", ran.stdout)[1])


def in_firefox():
    """Return the same from Firefox, and its version, by WebDriver BiDi."""
    os.mkdir("profile")
    command = [os.environ["FIREFOX"], "--headless", "--no-remote", "--profile", "profile"]
    with subprocess.Popen(
        [*command, "--remote-debugging-port=0"], stderr=subprocess.PIPE, text=True
    ) as process:
        found = next(filter(None, (re.search(r"ws://\S+", line) for line in process.stderr)))
        socket = create_connection(f"{found[0]}/session", 60, suppress_origin=True)

        def ask(method, **params):
            socket.send(json.dumps({"id": 1, "method": method, "params": params}))
            while "id" not in (answer := json.loads(socket.recv())):
                pass
            return answer["result"]

        version = ask("session.new", capabilities={})["capabilities"]["browserVersion"]
        place = ask("browsingContext.getTree")["contexts"][0]["context"]
        ask("browsingContext.navigate", context=place, url=PAGE, wait="complete")
        answer = ask(
            "script.evaluate",
            expression="document.title",
            target={"context": place},
            awaitPromise=False,
        )
        socket.close()
        process.terminate()
    return json.loads(answer["result"]["value"]), version


firefox, version = in_firefox()
for name, (row, none) in {"Chromium": in_chromium(), "Firefox": firefox}.items():
    print(f"{name}: the bracket is {row:.2f} of the fraction in a row, {none:.2f} without one")
    assert row > 0.9, "a bracket in a row no longer encloses the fraction"
    assert (none > 0.9) == (name == "Chromium"), "brackets without a row have changed"
print(f"as described, Firefox {version}")
PYTHON
venv/bin/python tried.py
