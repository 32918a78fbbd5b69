"""How fast the live figures of the built book answer.

    make html
    .venv/bin/python benchmarks/live_page.py
    .venv/bin/python benchmarks/live_page.py --against another/_build/html

A control is moved at the beginning of a frame; the time runs until the browser has
drawn that frame: the figure's script, styles, layout and painting. ``script`` is the
figure's part of it. ``ready`` counts from the page's own load event to the last
figure of the page, and is negative where the figures were there before.

``--against`` compares with a book built elsewhere: its controls are moved in turn with
this one's, to the same places, and stand below them; ``times`` is how many times as
long they took.
"""

import argparse
import gzip
import pathlib
import statistics
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tools"), str(ROOT / "tests" / "live")]

from browser import started_browser  # noqa: E402
from built import HTML, all_figures, make_figure, values_of  # noqa: E402

from nnlib.live.recording import parts  # noqa: E402

ROUNDS = 5
READY = """() => [...document.querySelectorAll(".live-figure")].every(
    (figure) => figure.dataset.ready)"""

NOTE_READY = """
  new MutationObserver(() => {
    const figures = [...document.querySelectorAll(".live-figure")];
    const all = figures.length && figures.every((figure) => figure.dataset.ready);
    if (all) window.figuresReady ??= performance.now();
  }).observe(document, { attributeFilter: ["data-ready"], subtree: true });
"""

TIMED = """(moves, act) => new Promise((done) => {
  const times = [];
  const painted = new MessageChannel();
  let start, script;
  const tick = () => requestAnimationFrame(() => {
    const now = act(times.length);
    start = performance.now();
    now();
    script = performance.now() - start;
    // What is posted now comes after the frame has been drawn.
    painted.port2.postMessage(0);
  });
  painted.port1.onmessage = () => {
    times.push([script, performance.now() - start]);
    if (times.length < moves) tick();
    else done(times);
  };
  tick();
})"""
"""Times so many acts, each at the beginning of a frame, until that has been drawn."""

MOVE = f"""([figure, moves, seed]) => {{
  // The same places for each book that is compared.
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  const controls = [...figure.querySelectorAll("input, select")];
  return ({TIMED})(moves, (k) => {{
    const control = controls[k % controls.length];
    const count = control.options ? control.options.length : Number(control.max) + 1;
    const at = control.options ? control.selectedIndex : Number(control.value);
    const to = (at + 1 + Math.floor(random() * (count - 1))) % count;
    if (control.options) control.selectedIndex = to;
    else control.value = String(to);
    const kind = control.options ? "change" : "input";
    return () => control.dispatchEvent(new Event(kind));
  }});
}}"""

POINT = f"""([figure, moves]) => {{
  const cells = [...figure.querySelectorAll(".live-entries g > g, .live-grip")];
  return ({TIMED})(moves, (k) => {{
    const over = new PointerEvent("pointerover", {{ bubbles: true }});
    return () => cells[(k * 97) % cells.length].dispatchEvent(over);
  }});
}}"""

PLAY = """(figure) => new Promise((done) => {
  const player = [...figure.querySelectorAll(".live-player")].at(-1);
  const [play, , , reset] = player.querySelectorAll("button");
  reset.click();
  play.click();
  let frames = -1;
  let drawn = -1;
  let longest = 0;
  let start, last, position;
  const slider = player.previousElementSibling.querySelector("input");
  const tick = (time) => {
    if (frames >= 0) longest = Math.max(longest, time - last);
    else start = time;
    last = time;
    frames += 1;
    if (slider.value !== position) drawn += 1;
    position = slider.value;
    if (play.textContent === "Pause") requestAnimationFrame(tick);
    else done([frames, drawn, (last - start) / 1000, longest]);
  };
  requestAnimationFrame(tick);
})"""


def percentile(values, share):
    return statistics.quantiles(values, n=100, method="inclusive")[share - 1]


def table(head, rows):
    """Print rows in columns."""
    lines = [head, *([str(cell) for cell in row] for row in rows)]
    widths = [max(len(line[k]) for line in lines) for k in range(len(head))]
    for name, *cells in lines:
        rest = (cell.rjust(widths[k]) for k, cell in enumerate(cells, start=1))
        print(name.ljust(widths[0]), *rest, sep="   ")
    print()


def open_page(browser, page, book=HTML):
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    opened = context.new_page()
    opened.add_init_script(NOTE_READY)
    opened.goto(f"{book.as_uri()}/{page}")
    opened.wait_for_function(READY)
    return opened


def answers(browser, books, moves):
    for page, name in all_figures():
        if not all(f"live-{name}" in (book / page).read_text() for book in books):
            continue
        figures = [
            open_page(browser, page, book).locator(f"#live-{name}") for book in books
        ]
        found = [[] for _ in books]
        for seed in range(1, ROUNDS + 1):
            for figure, times in zip(figures, found, strict=True):
                figure.page.bring_to_front()
                figure.scroll_into_view_if_needed()
                figure.page.wait_for_timeout(300)
                where = [figure.element_handle(), moves // ROUNDS, seed]
                times += figure.page.evaluate(MOVE, where)
        first = statistics.median(whole for _, whole in found[0])
        for label, times in zip([name, "  against"], found, strict=False):
            script, whole = zip(*times, strict=True)
            middle = statistics.median(whole)
            shown = [statistics.median(script), middle, percentile(whole, 95)]
            values = [f"{value:.1f}" for value in (*shown, max(whole))]
            yield [label, *values, f"{middle / first:.2f}"]
        for figure in figures:
            figure.page.context.close()


def pointing(browser, moves):
    """Time what a number that is pointed at takes to light up what it comes from."""
    for page, name in all_figures():
        if not make_figure(name).origins:
            continue
        opened = open_page(browser, page)
        figure = opened.locator(f"#live-{name}")
        figure.scroll_into_view_if_needed()
        figure.evaluate(
            """(figure) => {
              const stage = figure.querySelector("[data-control=stage]");
              stage.value = stage.max;
              stage.dispatchEvent(new Event("input"));
            }"""
        )
        opened.wait_for_timeout(500)
        times = opened.evaluate(POINT, [figure.element_handle(), moves])
        script, whole = zip(*times, strict=True)
        middle = statistics.median(whole)
        shown = [statistics.median(script), middle, percentile(whole, 95), max(whole)]
        yield [name, *(f"{value:.1f}" for value in shown)]
        opened.context.close()


def playing(browser):
    for page, name in all_figures():
        opened = open_page(browser, page)
        figure = opened.locator(f"#live-{name}")
        if figure.locator(".live-player").count():
            figure.scroll_into_view_if_needed()
            opened.wait_for_timeout(1000)
            frames, drawn, seconds, longest = figure.evaluate(PLAY)
            rates = [f"{count / seconds:.1f}" for count in (drawn, frames)]
            yield [name, drawn, *rates, f"{longest:.0f}"]
        opened.context.close()


def loading(browser, runs):
    for page in sorted({page for page, _ in all_figures()}):
        found = []
        for _ in range(runs):
            opened = open_page(browser, page)
            opened.wait_for_function("() => performance.timing.loadEventEnd")
            found.append(
                opened.evaluate(
                    """() => {
                      const [page] = performance.getEntriesByType("navigation");
                      return [page.loadEventEnd, figuresReady];
                    }"""
                )
            )
            opened.context.close()
        after = [ready - load for load, ready in found]
        count = sum(one == page for one, _ in all_figures())
        yield [
            page,
            count,
            f"{statistics.median(load for load, _ in found):.0f}",
            f"{statistics.median(after):.0f}",
            f"{max(after):.0f}",
        ]


def sizes():
    for name in ["live.js", "live-free.js"]:
        script = (HTML / "_static" / name).read_bytes()
        yield [name, len(script), len(gzip.compress(script, 9))]
    for page, name in all_figures():
        for part in parts(make_figure(name)):
            data = values_of(page, name, part).encode()
            yield [f"{name} {part}", len(data), len(gzip.compress(data, 9))]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--moves", type=int, default=200, help="moves of each figure")
    parser.add_argument("--against", type=pathlib.Path, help="a book built elsewhere")
    parser.add_argument("--runs", type=int, default=5, help="loads of each page")
    options = parser.parse_args()
    if not all_figures():
        sys.exit("There is no built book with figures. Build it first: make html")
    with started_browser() as browser:
        print(f"Chromium {browser.version}\n")
        books = [HTML, options.against.resolve()] if options.against else [HTML]
        head = ["a control moved, ms", "script", "median", "95 %", "worst", "times"]
        table(head, answers(browser, books, options.moves))
        head = ["pointed at, ms", "script", "median", "95 %", "worst"]
        table(head, pointing(browser, options.moves))
        head = ["playing", "positions", "a second", "frames a second", "longest, ms"]
        table(head, playing(browser))
        head = ["loading, ms", "figures", "load", "ready after it", "worst"]
        table(head, loading(browser, options.runs))
    table(["bytes", "whole", "compressed"], sizes())


if __name__ == "__main__":
    main()
