"""How soon a verdict on an answer is there, once Python runs in the page.

    make html
    .venv/bin/python benchmarks/page_exercises.py

On each chapter's page, opened from disk, the worked solution of each exercise is
written into its editor and checked, three times. The time runs from the press of Check
until the verdict has been drawn.
"""

import pathlib
import statistics
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tools"), str(ROOT / "tests" / "live"), str(ROOT)]

from answering import SLOW, Exercise  # noqa: E402
from browser import started_browser  # noqa: E402
from built import HTML  # noqa: E402
from live_page import table  # noqa: E402

from nnlib.exercises.book import CHAPTERS  # noqa: E402

RUNS = 3
CHECK = """async (exercise) => {
  const check = exercise.querySelector(".exercise-bar button");
  const begin = performance.now();
  check.click();
  while (check.disabled) await new Promise((done) => requestAnimationFrame(done));
  await new Promise((done) => requestAnimationFrame(done));
  return [exercise.dataset.status, performance.now() - begin];
}"""


def times(browser):
    """Yield the name of each exercise, and its milliseconds."""
    for path in sorted((HTML / "chapters").glob("0*.html")):
        page = browser.new_page()
        page.set_default_timeout(SLOW)
        page.goto(path.as_uri())
        for one in CHAPTERS.get(int(path.name[:2]), ()):
            exercise = Exercise(page, one.name)
            exercise.write(one.worked())
            found = [exercise.part.evaluate(CHECK) for _ in range(RUNS + 1)]
            if {status for status, _ in found} != {"right"}:
                sys.exit(f"The worked solution of {one.name} is not found right.")
            # The first may have waited for Python.
            yield one.name, statistics.median(taken for _, taken in found[1:])
        page.close()


def main():
    with started_browser() as browser:
        print(f"Chromium {browser.version}\n")
        rows = sorted(times(browser), key=lambda row: -row[1])
    table(
        ["check to verdict", "ms"],
        [
            *((name, f"{taken:.0f}") for name, taken in rows),
            ("median", f"{statistics.median(taken for _, taken in rows):.0f}"),
        ],
    )


if __name__ == "__main__":
    main()
