#!/usr/bin/env bash
# WebKitGTK: from disk, a worker cannot read a Blob that its page hands over.
#
# One would guess: a Blob is data, and whoever was given one by postMessage can read it.
# From a server it is so everywhere, and from disk in Chromium and in Firefox. In WebKit,
# where a page from disk has started a worker from a blob: address, the worker gets the
# Blob, with its size, and cannot read it: a TypeError. An ArrayBuffer with the same bytes
# arrives whole.
#
# It matters to whoever makes pages that work from disk as well, with a worker: hand over
# the bytes.
#
# Seen with WebKitGTK 2.50.6 (Debian 12) and its MiniBrowser. It needs WebKitWebDriver and
# Xvfb: sudo apt install webkit2gtk-driver xvfb
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check selenium==4.51.0
echo '<!doctype html><title>A page</title>' > "$folder/page.html"
cd "$folder"
xvfb-run --auto-servernum "$folder/venv/bin/python" - <<'PYTHON'
import functools
import http.server
import pathlib
import threading

from selenium import webdriver

TRY = """
const [done] = arguments;
const work = `onmessage = async ({ data }) => {
  const kind = data.constructor.name;
  const said = (text) => postMessage([kind, text]);
  await new Response(data).text().then(said, (why) => said("failed: " + why.name));
}`;
const worker = new Worker(URL.createObjectURL(new Blob([work])));
const said = {};
worker.onmessage = ({ data: [kind, text] }) => {
  said[kind] = text;
  if (said.Blob && said.ArrayBuffer) done(said);
};
worker.postMessage(new Blob(["hello"]));
worker.postMessage(new TextEncoder().encode("hello").buffer);
"""
here = pathlib.Path.cwd()
handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=here)
handler.func.log_message = lambda *args: None
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
driver = webdriver.WebKitGTK()
print(driver.capabilities["browserName"], driver.capabilities["browserVersion"])
found = {}
for name, begin in {
    "from a server": f"http://127.0.0.1:{server.server_address[1]}/",
    "from disk": f"{here.as_uri()}/",
}.items():
    driver.get(f"{begin}page.html")
    found[name] = driver.execute_async_script(TRY)
    print(f"{name}: {found[name]}")
driver.quit()
assert set(found["from a server"].values()) == {"hello"}, "the surprise is another"
assert found["from disk"]["ArrayBuffer"] == "hello", "the surprise is another"
assert found["from disk"]["Blob"].startswith("failed"), "the surprise is gone"
PYTHON
