#!/usr/bin/env bash
# WebKitGTK: a page says that it is isolated, and has no SharedArrayBuffer.
#
# One would guess: crossOriginIsolated is there to tell whether memory may be shared. The
# guides say to test it, and then to make a SharedArrayBuffer. In WebKitGTK a page that is
# served with the two headers has crossOriginIsolated true, and no SharedArrayBuffer: the
# next line throws a ReferenceError. Without the headers crossOriginIsolated is false, so
# the same page works wherever they are not sent.
#
# It matters to whoever shares memory where a page is isolated and does without elsewhere,
# which is what crossOriginIsolated invites to: test typeof SharedArrayBuffer as well.
#
# Seen with WebKitGTK 2.50.6 (Debian 12) and its MiniBrowser. It needs WebKitWebDriver and
# Xvfb: sudo apt install webkit2gtk-driver xvfb
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check selenium==4.51.0
xvfb-run --auto-servernum "$folder/venv/bin/python" - <<'PYTHON'
import http.server
import threading

from selenium import webdriver

FOUND = "return [crossOriginIsolated, typeof SharedArrayBuffer]"
ISOLATED = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
}


def address(headers):
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            for name, value in {"Content-Type": "text/html", **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(b"<!doctype html><title>A page</title>")

        def log_message(self, *args):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_address[1]}/"


driver = webdriver.WebKitGTK()
print(driver.capabilities["browserName"], driver.capabilities["browserVersion"])
found = {}
for name, headers in {"with the headers": ISOLATED, "without": {}}.items():
    driver.get(address(headers))
    found[name] = driver.execute_script(FOUND)
    print(f"{name}: crossOriginIsolated {found[name][0]}, SharedArrayBuffer {found[name][1]}")
driver.quit()
assert found["without"] == [False, "undefined"], "the surprise is another"
assert found["with the headers"] == [True, "undefined"], "the surprise is gone"
PYTHON
