"""Check within a minute what a change may break, and say what was left out.

python tools/quick.py                 what differs from the branch main
python tools/quick.py nnlib/loss.py   what a change of these files may break

What depends on what, depends.py finds. Two checks run at a time; what has not ended
after a minute is stopped, and named with the rest that was left out.
"""

import os
import pathlib
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import depends
from check import NBVAL, ROOT

SECONDS = 60
NOTHING = 5
"""What pytest returns where nothing was chosen."""
PYTEST = ["-m", "pytest", "-q", "--no-header"]
PAGES = ["tests/book/test_pages.py", "tests/book/test_pictures.py"]
OPENED = ["tests/live/test_whole_pages.py", "tests/live/test_formulas.py"]
MOVED = ["tests/live/test_controls.py", "tests/live/test_manners.py"]
# What the build reads, beside nnlib.
BOOK = ("_ext/", "_static/", "_config.yml", "_toc.yml", "tools/build.py")
TEXT = ("chapters/", "solutions/", "intro.md")
# Between them, these have every kind of control and of drawing.
FIGURES = ["rules", "training"]


@dataclass(frozen=True)
class Step:
    """What is checked, in words, and the programs that do it, one after the other."""

    words: str
    commands: list[list[str]]
    environment: dict[str, str] = field(default_factory=dict)


def changed():
    """Return the files that differ from where this branch left main."""
    git = {"cwd": ROOT, "capture_output": True, "encoding": "utf-8"}
    left = subprocess.run(["git", "merge-base", "main", "HEAD"], **git).stdout.strip()
    command = ["git", "diff", "--name-only", "-z", left or "HEAD"]
    differing = subprocess.run(command, check=True, **git).stdout.split("\0")
    new = depends.listed("--others", "--exclude-standard")
    return sorted({*filter(None, differing), *new})


def lint(paths):
    """Yield the steps that look at the text of the changed files."""
    code = [path for path in paths if path.endswith((".py", ".ipynb"))]
    code = [path for path in code if (ROOT / path).exists()]
    if code:
        form = ["-m", "ruff", "format", "--check", *code]
        yield Step("style", [["-m", "ruff", "check", *code], form])
    if any(path.endswith((".js", ".ts")) for path in paths):
        yield Step("JavaScript", [["tools/javascript/check.py"]])
    if any(path.startswith("nnlib/") and path.endswith(".py") for path in paths):
        yield Step("types", [["-m", "mypy"]])


def tests(distance):
    """Yield the tests that need no book, a folder at a time, the nearest first."""
    by_folder = {}
    for path in sorted(distance, key=distance.get):
        folder, _, name = path.rpartition("/")
        if name.startswith("test_"):
            by_folder.setdefault(folder, []).append(path)
    for folder, paths in by_folder.items():
        count = "1 file" if len(paths) == 1 else f"{len(paths)} files"
        words = f"tests without a book: {count} in {folder}"
        yield Step(words, [[*PYTEST, "-m", "not book", *paths]])


def pages(paths):
    """Yield the steps for which pages are built, and opened in a browser."""
    live = [path for path in paths if path.startswith("nnlib/live/")]
    if live:
        own = [path for path in live if path.startswith("nnlib/live/figures/")]
        names = [pathlib.Path(path).stem for path in own] or FIGURES
        folder = str(ROOT / "_build" / "figures")
        yield Step(
            f"on a page of their own, in a browser: {', '.join(names)}",
            [["tests/book/small.py", folder, *names], [*PYTEST, *MOVED]],
            {"BOOK": f"{folder}/book/_build/html", "PYTHONPATH": "tools"},
        )
    if any(path.startswith("nnlib/") for path in paths):
        return
    texts = [path for path in paths if path.startswith(TEXT)]
    tested = [*PYTEST, "-n2", *PAGES, *OPENED]
    words = "the book and its pages"
    if not any(path.startswith(BOOK) for path in paths):
        stems = sorted({pathlib.Path(path).stem for path in texts})
        tested += ["-k", " or ".join(stems)]
        words = f"the book and its pages {', '.join(stems)}"
    if texts or any(path.startswith(BOOK) for path in paths):
        yield Step(words, [["tools/build.py"], tested])


def notebooks(distance):
    """Yield the notebooks that have changed, or use at first hand what has."""
    for path in sorted(distance, key=distance.get):
        if path.endswith(".ipynb") and distance[path] < 2:
            yield Step(path, [[*PYTEST, *NBVAL, path]])


def plan(paths):
    """Return the steps to take after a change of some files."""
    distance = depends.affected(paths)
    return [*lint(paths), *pages(paths), *tests(distance), *notebooks(distance)]


def left_out(paths, steps):
    """Yield, in words, what may break as well and is not among the steps."""
    words = {step.words for step in steps}
    further = {path for path in depends.affected(paths) if path.endswith(".ipynb")}
    further -= words
    if further:
        yield f"the outputs of notebooks further away: {', '.join(sorted(further))}"
    if not any(one.startswith("the book") for one in words):
        yield "the build of the book, and the tests of its pages"
    elif "the book and its pages" not in words:
        yield "the tests of its other pages"
    yield "the tests of building and of JupyterLab, and of what readers do on pages"


def run(step, end):
    """Take a step; return what it said, or that it failed, or None for want of time."""
    start = time.monotonic()
    for command in step.commands:
        try:
            done = subprocess.run(
                [sys.executable, *command],
                cwd=ROOT,
                env=os.environ | step.environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                timeout=max(end - time.monotonic(), 0),
            )
        except subprocess.TimeoutExpired:
            return None
        if done.returncode not in (0, NOTHING):
            sys.stdout.buffer.write(done.stdout)
            print(f"FAILED  {step.words}", flush=True)
            return False
    print(f"ok      {step.words}  ({time.monotonic() - start:.0f} s)", flush=True)
    return True


def main():
    os.environ["PYTHONUTF8"] = "1"
    end = time.monotonic() + SECONDS
    paths = sys.argv[1:] or changed()
    if unknown := [path for path in sys.argv[1:] if path not in depends.files()]:
        sys.exit(f"There is no such file in this repository: {', '.join(unknown)}.")
    if not paths:
        sys.exit("Nothing differs from main: name the files, or run `make test`.")
    print(f"For {', '.join(paths)}:\n")
    steps = plan(paths)
    with ThreadPoolExecutor(max_workers=2) as pool:
        results = list(pool.map(lambda step: run(step, end), steps))
    late = [
        f"{step.words} (no time left)"
        for step, result in zip(steps, results, strict=True)
        if result is None
    ]
    print("\nLeft out, and done by `make test`:")
    for words in [*late, *left_out(paths, steps)]:
        print(f"  {words}")
    sys.exit(False in results)


if __name__ == "__main__":
    main()
