"""What Python in a page takes: megabytes, seconds, and the worker's own work.

    make html
    .venv/bin/python benchmarks/page_python.py

The first click on a page, until the verdict on an answer to an exercise is there: with
an empty cache, then on a page of the same browser opened anew, then from disk. ``MB``
came over the wire. ``worker`` is the time on a processor of the worker's thread until
then, ``page`` that of the page's own from the click on, ``all`` that of all threads of
the browser's process for the page, such as those that compile. ``restart`` is the next
worker's, after a Stop. Each figure is a median. It reads /proc, which Linux has.
"""

import argparse
import os
import pathlib
import statistics
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tools"), str(ROOT / "tests" / "live"), str(ROOT)]

from browser import started_browser  # noqa: E402
from built import HTML  # noqa: E402
from live_page import table  # noqa: E402
from page_load import served  # noqa: E402

from nnlib.exercises.book import BY_NAME  # noqa: E402

PAGE = "chapters/01-neurons.html"
TICK = os.sysconf("SC_CLK_TCK")
CLICK = """async (job) => {
  const begin = performance.now();
  const answer = await bookPython.run(job);
  return [answer.status, (performance.now() - begin) / 1000];
}"""
STOP = """async () => {
  bookPython.run({ kind: "cell", page: "stop", source: "while True: pass" })
    .catch(() => {});
  await new Promise((done) => setTimeout(done, 300));
  await bookPython.stop();
  await bookPython.start();
}"""


def work(browser):
    """Return seconds on a processor: of the newest worker, the page, all threads."""
    session = browser.new_browser_cdp_session()
    found = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    workers, page, everything = [(0, 0)], 0, 0
    for process in found:
        if process["type"] != "renderer":
            continue
        for task in pathlib.Path(f"/proc/{process['id']}/task").iterdir():
            name, _, fields = (task / "stat").read_text().rpartition(") ")
            user, system, *_, begun = map(int, fields.split()[11:20])
            seconds = (user + system) / TICK
            everything += seconds
            if "DedicatedWorker" in name:
                workers.append((begun, seconds))
            elif task.name == str(process["id"]):
                page += seconds
    return max(workers)[1], page, everything


def click(context, browser, address, job):
    """Open a page and have an answer judged; return what that took."""
    page = context.new_page()
    page.goto(address)
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    received = []
    session.on(
        "Network.loadingFinished",
        lambda event: received.append(event["encodedDataLength"]),
    )
    page.wait_for_timeout(1000)
    del received[:]
    script = page.evaluate(
        "new URL(document.querySelector('script[src*=\"_static/\"]')"
        ".src.replace(/_static.*/, '_static/python.js')).href"
    )
    _, *before = work(browser)
    page.add_script_tag(url=script)
    status, seconds = page.evaluate(CLICK, job)
    if status != "right":
        sys.exit(f"The worked solution is found to be {status}.")
    worker, *after = work(browser)
    page.evaluate(STOP)
    again, *_ = work(browser)
    page.close()
    since = [b - a for a, b in zip(before, after, strict=True)]
    return sum(received) / 1e6, seconds, worker, *since, again


def rounds(browser, runs):
    exercise = next(iter(BY_NAME.values()))
    job = {"kind": "check", "exercise": exercise.name, "source": exercise.worked()}
    found = {"first visit": [], "second visit": [], "from disk": []}
    with served(HTML) as base:
        for _ in range(runs):
            context = browser.new_context()
            for name, begin in zip(
                found, [base, base, f"{HTML.as_uri()}/"], strict=True
            ):
                found[name].append(click(context, browser, begin + PAGE, job))
            context.close()
    for name, taken in found.items():
        middle = map(statistics.median, zip(*taken, strict=True))
        yield name, *(f"{value:.2f}" for value in middle)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with started_browser() as browser:
        print(f"Chromium {browser.version}\n")
        head = ["", "MB", "seconds", "worker, s", "page, s", "all, s", "restart, s"]
        table(head, rounds(browser, options.runs))


if __name__ == "__main__":
    main()
