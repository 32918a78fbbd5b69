"""How soon a verdict on an answer is there, once Python runs in the page.

    make html
    .venv/bin/python benchmarks/page_exercises.py

On each chapter's page, opened from disk, the worked solution of each exercise is
written into its editor and checked, three times; of each derivation the worked one,
and one with a slip in its last line, whose kind has to be found. The time runs from
the press of Check until the verdict has been drawn.
"""

import pathlib
import statistics
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [
    str(ROOT / name) for name in ("tools", "tests/live", "tests/inside", "_ext")
]

from answering import SLOW, Exercise  # noqa: E402
from browser import started_browser  # noqa: E402
from built import HTML  # noqa: E402
from followed import broken  # noqa: E402
from live_page import table  # noqa: E402

from nnlib.derivations.book import CHAPTERS as DERIVATIONS  # noqa: E402
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
        for name, answer, wanted in answers(int(path.name[:2])):
            exercise = Exercise(page, name)
            exercise.write(answer)
            found = [exercise.part.evaluate(CHECK) for _ in range(RUNS + 1)]
            if {status for status, _ in found} != {wanted}:
                sys.exit(f"An answer to {name} is not found {wanted}.")
            # The first may have waited for Python.
            middle = statistics.median(taken for _, taken in found[1:])
            yield f"{name}, {wanted}", middle
        page.close()


def answers(chapter):
    """Yield the name of each exercise of a chapter, an answer, and what it is."""
    for one in CHAPTERS.get(chapter, ()):
        yield one.name, one.worked(), "right"
    for one in DERIVATIONS.get(chapter, ()):
        yield f"derivation-{one.name}", one.worked.strip(), "right"
        yield f"derivation-{one.name}", broken(one.worked), "wrong"


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
