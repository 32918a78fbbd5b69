"""How fast the live figures answer in JupyterLab, from a kernel.

    .venv/bin/python benchmarks/live_notebook.py

A control is moved, and the time runs until the browser has drawn the kernel's answer:
``answered`` until the figure has it, ``drawn`` until the frame that shows it is done.
The training figure then plays runs that the kernel has not been through before.
"""

import argparse
import pathlib
import statistics
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / folder) for folder in ("benchmarks", "tools", "tests/live")]

from browser import started_browser  # noqa: E402
from built import NAMES  # noqa: E402
from laboratory import open_notebook, run_cell, running_lab  # noqa: E402
from live_page import percentile, table  # noqa: E402

CELL = "from nnlib.live.figures.{0} import {0}\n\n{0}()"

MOVE = """([figure, moves]) => new Promise((done) => {
  const controls = [...figure.querySelectorAll("input, select")];
  const times = [];
  const painted = new MessageChannel();
  let start, answered;
  const move = () => {
    const control = controls[times.length % controls.length];
    const count = control.options ? control.options.length : Number(control.max) + 1;
    const here = control.options ? control.selectedIndex : Number(control.value);
    const at = Math.round(here);
    const to = (at + 1 + Math.floor(Math.random() * (count - 1))) % count;
    if (control.options) control.selectedIndex = to;
    else control.value = String(to);
    start = performance.now();
    control.dispatchEvent(new Event(control.options ? "change" : "input"));
  };
  // Each answer marks the figure as ready, once more.
  new MutationObserver(() => {
    answered = performance.now() - start;
    requestAnimationFrame(() => painted.port2.postMessage(0));
  }).observe(figure, { attributeFilter: ["data-ready"] });
  painted.port1.onmessage = () => {
    times.push([answered, performance.now() - start]);
    if (times.length < moves) setTimeout(move, 20);
    else done(times);
  };
  move();
})"""

PLAY = """(figure) => new Promise((done) => {
  const [play, , reset] = figure.querySelectorAll(".live-player button");
  const slider = figure.querySelector(".live-control:has(+ .live-player) input");
  const times = [];
  const positions = new Set();
  new MutationObserver(() => {
    if (positions.has(slider.value)) return;
    positions.add(slider.value);
    times.push(performance.now());
  }).observe(figure, { attributeFilter: ["data-ready"] });
  const look = () => {
    if (play.textContent === "Pause") return requestAnimationFrame(look);
    const pauses = times.slice(1).map((time, k) => time - times[k]);
    done([times.length - 1, (times.at(-1) - times[0]) / 1000, Math.max(...pauses)]);
  };
  reset.click();
  setTimeout(() => {
    play.click();
    look();
  }, 500);
})"""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--moves", type=int, default=100, help="moves of each figure")
    options = parser.parse_args()
    cells = [CELL.format(name) for name in NAMES]
    with (
        tempfile.TemporaryDirectory() as folder,
        running_lab(pathlib.Path(folder), cells) as address,
        started_browser() as browser,
    ):
        page = browser.new_page(viewport={"width": 1400, "height": 1400})
        open_notebook(page, address)
        rows, training = [], None
        for k, name in enumerate(NAMES):
            run_cell(page, k)
            box = page.locator(".jp-Notebook .jp-Cell").nth(k)
            figure = box.locator(".live-figure[data-ready]")
            figure.wait_for()
            figure.scroll_into_view_if_needed()
            page.wait_for_timeout(1000)
            times = page.evaluate(MOVE, [figure.element_handle(), options.moves])
            answered, drawn = ([time[k] for time in times] for k in (0, 1))
            shown = [statistics.median(answered), statistics.median(drawn)]
            shown += [percentile(drawn, 95), max(drawn)]
            rows.append([name, *(f"{value:.0f}" for value in shown)])
            if name == "training":
                training = figure
        head = ["a control moved, ms", "answered", "median drawn", "95 %", "worst"]
        table(head, rows)
        rows = []
        training.scroll_into_view_if_needed()
        for examples in ("sine", "bump", "stair"):
            training.locator("select").first.select_option(examples)
            page.wait_for_timeout(1000)
            drawn, seconds, longest = training.evaluate(PLAY)
            rows.append([examples, drawn, f"{drawn / seconds:.1f}", f"{longest:.0f}"])
        table(["training plays", "positions", "a second", "longest, ms"], rows)


if __name__ == "__main__":
    main()
