"""What it takes to load each page of the built book, everything included.

    make html
    .venv/bin/python benchmarks/page_load.py
    .venv/bin/python benchmarks/page_load.py --against another/_build/html
    .venv/bin/python benchmarks/page_load.py --lighthouse    (npm install -g lighthouse)

The pages come from a server on this machine that compresses texts with gzip, to a
browser that has kept nothing. ``KB`` are the bytes that came over the wire once the
page was scrolled to its end, so that every picture is among them; ``HTML`` those of the
page itself, as they are read. ``first content``, ``loaded``, which is the end of the
page's load event, and ``formulas set`` count from the request; formulas need no script,
so they stand when their fonts have loaded. ``shift`` is the browser's own measure of
what moved by itself.

``--against`` compares with a book built elsewhere: its pages are loaded in turn with
this one's, and stand below them; ``times`` is how many times as long they took to load.
"""

import argparse
import functools
import gzip
import http.server
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import threading
from contextlib import ExitStack, contextmanager

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tools"), str(ROOT / "tests" / "live")]

from browser import started_browser  # noqa: E402
from built import HTML, built_pages  # noqa: E402
from live_page import table  # noqa: E402

CATEGORIES = ["performance", "accessibility", "best-practices", "seo"]
TEXTS = {".html", ".css", ".js", ".svg", ".json", ".ipynb"}

OBSERVE = """
  window.shift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.shift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  addEventListener("load", () => document.fonts.ready.then(() => {
    window.fontsReady = performance.now();
  }));
"""
FIRST = "performance.getEntriesByName('first-contentful-paint')"
SEEN = f"() => {FIRST}.length && window.fontsReady"
PICTURES = "() => [...document.images].every((image) => image.complete)"
LOADED = "performance.getEntriesByType('navigation')[0].loadEventEnd"
TIMES = f"[{FIRST}[0].startTime, {LOADED}, window.fontsReady]"
# A browser asks for a picture that comes near. On a busy machine it misses some that
# are scrolled past, which would never come if they were not asked for at the end.
TO_THE_END = """async () => {
  for (let y = 0; y < document.body.scrollHeight; y += innerHeight / 2) {
    scrollTo(0, y);
    await new Promise((done) => setTimeout(done, 30));
  }
  for (const image of document.images) image.loading = "eager";
}"""


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves the book as most hosts do: texts compressed."""

    def log_message(self, *args):
        pass

    def do_GET(self):
        path = pathlib.Path(self.translate_path(self.path))
        if path.suffix not in TEXTS or not path.exists():
            return super().do_GET()
        body = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", f"{self.guess_type(path)}; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return self.wfile.write(body)


@contextmanager
def served(folder):
    handler = functools.partial(Handler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def load(browser, address):
    """Return a page's bytes, whole and its own, times of its coming, and its shift."""
    context = browser.new_context(viewport={"width": 1350, "height": 940})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    received = []
    session.on(
        "Network.loadingFinished",
        lambda event: received.append(event["encodedDataLength"]),
    )
    page.add_init_script(OBSERVE)
    own = len(page.goto(address).body())
    page.wait_for_function(SEEN)
    times = page.evaluate(TIMES)
    page.evaluate(TO_THE_END)
    page.wait_for_function(PICTURES)
    page.wait_for_timeout(300)
    shift = page.evaluate("window.shift")
    context.close()
    return sum(received) / 1000, own / 1000, *times, shift


def loads(browser, bases, pages, runs):
    for page in pages:
        found = {base: [] for base in bases}
        for _ in range(runs):
            for base in bases:
                found[base].append(load(browser, base + page))
        loaded = None
        for name, loads in zip([page, "  against"], found.values(), strict=False):
            middle = [statistics.median(column) for column in zip(*loads, strict=True)]
            loaded = loaded or middle[3]
            times = middle[3] / loaded
            shown = [f"{value:.0f}" for value in middle[:-1]]
            yield name, *shown, f"{times:.2f}", f"{middle[-1]:.3f}"


def scores(base, pages):
    command = shutil.which("lighthouse")
    if command is None:
        sys.exit("There is no lighthouse here: npm install -g lighthouse")
    os.environ.setdefault("CHROME_PATH", shutil.which("chromium") or "")
    flags = "--headless=new --no-sandbox --disable-gpu"
    for page in pages:
        run = subprocess.run(
            [
                command,
                base + page,
                "--preset=desktop",
                "--output=json",
                "--quiet",
                f"--only-categories={','.join(CATEGORIES)}",
                f"--chrome-flags={flags}",
            ],
            capture_output=True,
            text=True,
            check=True,
        )
        report = json.loads(run.stdout)
        found = [report["categories"][name]["score"] for name in CATEGORIES]
        wrong = [
            name
            for name, audit in report["audits"].items()
            if audit["score"] == 0 and audit["scoreDisplayMode"] == "binary"
        ]
        yield page, *(f"{100 * score:.0f}" for score in found), " ".join(wrong)


def leads_on(page):
    return 'http-equiv="refresh"' in (HTML / page).read_text(encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5, help="loads of each page")
    parser.add_argument("--against", type=pathlib.Path, help="a book built elsewhere")
    parser.add_argument("--lighthouse", action="store_true", help="its scores instead")
    parser.add_argument("pages", nargs="*", help="these alone, such as intro.html")
    options = parser.parse_args()
    # What only leads on to another page is gone before it could be looked at.
    pages = options.pages or [page for page in built_pages() if not leads_on(page)]
    if not pages:
        sys.exit("There is no built book. Build it first: make html")
    books = [HTML, options.against] if options.against else [HTML]
    with ExitStack() as stack:
        bases = [stack.enter_context(served(book)) for book in books]
        if options.lighthouse:
            head = ["lighthouse, desktop", *CATEGORIES, "failed"]
            table(head, scores(bases[0], pages))
            return
        browser = stack.enter_context(started_browser())
        print(f"Chromium {browser.version}\n")
        head = ["page; times in ms", "KB", "HTML", "first content", "loaded"]
        head += ["formulas set", "times", "shift"]
        table(head, loads(browser, bases, pages, options.runs))


if __name__ == "__main__":
    main()
