"""How fast the figures of the built book are once Python in the page answers them.

    make html
    .venv/bin/python benchmarks/free_figures.py

A control of a freed figure is moved to a place chosen at random; the time runs until
the browser has drawn the frame with the answer. ``answer`` is the part of it until the
arrays are there. The training figure moves at epoch 100.

Then the training figure plays, two hidden layers of 16 nodes on 30 points, 20 epochs a
picture: frames of the browser a second, how many of them show a new epoch, and the
steps in each. A browser draws no more frames than its screen shows, here 60.

Last, a step of gradient descent on 30 points, in the page's Python and in this one, in
turn; ``times`` is the median of the rounds' ratios. NumPy's tanh is vectorised where
the processor can, and never in a page; there, products of matrices have no BLAS.
"""

import argparse
import pathlib
import statistics
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tools"), str(ROOT / "tests" / "live")]

from browser import started_browser  # noqa: E402
from built import HTML  # noqa: E402
from freeing import FREEABLE, Freed  # noqa: E402
from live_page import percentile, table  # noqa: E402
from page_load import served  # noqa: E402

MOVE = """([figure, moves, seed]) => new Promise((done) => {
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  const controls = [...figure.querySelectorAll(
    ".live-control:not(.live-points) :is(select, input[type=range])")];
  const painted = new MessageChannel();
  const times = [];
  let start, answer;
  const run = bookPython.run;
  bookPython.run = (...job) => {
    const promise = run.apply(bookPython, job);
    promise.then(() => {
      answer = performance.now() - start;
      // What is posted in a frame comes after it has been drawn.
      requestAnimationFrame(() => painted.port2.postMessage(0));
    });
    return promise;
  };
  const move = () => {
    const control = controls[times.length % controls.length];
    start = performance.now();
    if (control.options) {
      const count = control.options.length;
      const further = 1 + Math.floor(random() * (count - 1));
      control.selectedIndex = (control.selectedIndex + further) % count;
      control.dispatchEvent(new Event("change"));
    } else {
      control.value = String(random() * Number(control.max));
      control.dispatchEvent(new Event("input"));
    }
  };
  painted.port1.onmessage = () => {
    times.push([answer, performance.now() - start]);
    // At no fixed moment of a frame.
    if (times.length < moves) setTimeout(move, 20 + 30 * random());
    else { bookPython.run = run; done(times); }
  };
  move();
})"""
PLAY = """([figure, seconds]) => new Promise((done) => {
  const buttons = [...figure.querySelectorAll("button")];
  const button = (words) => buttons.find((one) => one.textContent === words);
  const epoch = figure.querySelector("[data-control=epoch]");
  let begin, from, frames, drawn, shown;
  button("Play").click();
  const tick = (time) => {
    // The first second is for the engine to find its pace.
    if (begin === undefined) [begin, from] = [time + 1000, null];
    if (time >= begin && from === null) {
      [from, frames, drawn] = [Number(epoch.value), 0, 0];
    }
    frames += 1;
    // It is set with each answer that is drawn.
    if (epoch.value !== shown) drawn += 1;
    shown = epoch.value;
    if (time < begin + 1000 * seconds) return requestAnimationFrame(tick);
    button("Pause").click();
    const whole = (time - begin) / 1000;
    done([frames / whole, drawn / whole, (Number(epoch.value) - from) / drawn]);
  };
  requestAnimationFrame(tick);
})"""
STEPS = 3000
STEP = """
import time
from nnlib.live.run import DATA, Run
from nnlib.optimisers import GradientDescent
examples, held_out = (DATA["bump"](m=30, seed=k) for k in (1, 2))
run = Run({hidden}, "{g}", GradientDescent(0.1), examples, held_out, 1)
begin = time.perf_counter()
run.go_to({steps}, [])
seconds = time.perf_counter() - begin
"""
NETWORKS = {
    "width 8, tanh": ([8], "tanh"),
    "width 8, sigmoid": ([8], "sigmoid"),
    "width 8, relu": ([8], "relu"),
    "1-16-16-1, tanh": ([16, 16], "tanh"),
}
RUN = """async (source) => {
  const answer = await bookPython.run({ kind: "cell", page: "step", source });
  return Number(answer.outputs[0].data["text/plain"]);
}"""


def opened(browser, base, page, name):
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    figure = Freed(context.new_page(), name)
    figure.page.goto(f"{base}{page}")
    figure.element.scroll_into_view_if_needed()
    figure.free()
    return figure


def answers(browser, base, moves):
    for page, name in FREEABLE:
        figure = opened(browser, base, page, name)
        if name == "training":
            figure.put("epoch", 100)
        figure.page.wait_for_timeout(1000)
        element = figure.element.element_handle()
        # What is worked out once, such as a map of the surface, is not counted.
        figure.page.evaluate(MOVE, [element, 12, 7])
        answer, whole = zip(
            *figure.page.evaluate(MOVE, [element, moves, 1]), strict=True
        )
        shown = [
            statistics.median(answer),
            statistics.median(whole),
            percentile(whole, 95),
        ]
        yield [name, *(f"{value:.1f}" for value in (*shown, max(whole)))]
        figure.page.context.close()


def playing(browser, base, seconds):
    (page,) = [page for page, name in FREEABLE if name == "training"]
    figure = opened(browser, base, page, "training")
    figure.put("width", 15)
    figure.put("second", 16)
    figure.page.wait_for_timeout(500)
    element = figure.element.element_handle()
    for k in range(3):
        found = figure.page.evaluate(PLAY, [element, seconds])
        yield [f"round {k + 1}", *(f"{value:.1f}" for value in found)]
        figure.element.get_by_role("button", name="Reset").click()
        figure.page.wait_for_timeout(300)
    figure.page.context.close()


def stepping(browser, base, rounds):
    page, name = FREEABLE[0]
    figure = opened(browser, base, page, name)
    found = {network: [] for network in NETWORKS}
    for _ in range(rounds):
        for network, (hidden, g) in NETWORKS.items():
            source = STEP.format(hidden=hidden, g=g, steps=STEPS)
            there = figure.page.evaluate(RUN, f"{source}\nseconds")
            names = {}
            exec(source, names)
            found[network].append((there / STEPS, names["seconds"] / STEPS))
    figure.page.context.close()
    for network, pairs in found.items():
        there, here = map(statistics.median, zip(*pairs, strict=True))
        ratio = statistics.median(a / b for a, b in pairs)
        yield [network, f"{there * 1e6:.1f}", f"{here * 1e6:.1f}", f"{ratio:.2f}"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--moves", type=int, default=120, help="moves of each figure")
    parser.add_argument("--seconds", type=int, default=4, help="of playing, a round")
    parser.add_argument("--rounds", type=int, default=9, help="of steps")
    options = parser.parse_args()
    with started_browser() as browser, served(HTML) as base:
        print(f"Chromium {browser.version}\n")
        head = ["a control moved, ms", "answer", "median", "95 %", "worst"]
        table(head, answers(browser, base, options.moves))
        head = ["playing 1-16-16-1", "frames a second", "drawn", "steps in each"]
        table(head, playing(browser, base, options.seconds))
        head = ["a step, µs", "page", "native", "times"]
        table(head, stepping(browser, base, options.rounds))


if __name__ == "__main__":
    main()
