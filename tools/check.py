"""Run the project's checks, two at a time, and say which failed.

python tools/check.py              all of them
python tools/check.py lint pages   some of them, or the group "lint"

What a check says is shown when it has ended.
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait

ROOT = pathlib.Path(__file__).resolve().parent.parent

PYTEST = ["-m", "pytest", "--durations=10"]
PAGES = [*PYTEST, "-n2", "--dist=worksteal", "tests/book", "tests/live"]
NBVAL = [
    "--nbval",
    "--nbval-current-env",
    "--nbval-cell-timeout=120",
    "--nbval-sanitize-with=tests/nbval-sanitise.cfg",
]

# These have a row of their own.
APART = ["book", "live", "graders"]

# The build comes first, for others wait for it. It works on one processor, and beside
# it there is time for all that needs no book.
CHECKS = {
    "book": ["tools/build.py"],
    "style": ["-m", "ruff", "check", "."],
    "format": ["-m", "ruff", "format", "--check", "."],
    "types": ["-m", "mypy"],
    "javascript": ["tools/javascript/check.py"],
    # The tests of pages need one; where there is none, it is fetched.
    "browser": ["tools/browser.py", "fetch"],
    "tests": [*PYTEST, "tests", *(f"--ignore=tests/{folder}" for folder in APART)],
    # Some of their time is waiting, so two at a time, of which the one that is done
    # first takes over from the other.
    "pages": [
        *PAGES,
        "--ignore=tests/live/engines",
        "--ignore=tests/book/test_epub.py",
    ],
    # Its tests share one EPUB, which takes longer to make than to test.
    "epub": [*PYTEST, "tests/book/test_epub.py"],
    # nbgrader and Otter-Grader, in an environment of their own, made once.
    "graders": [*PYTEST, "tests/graders"],
    # Firefox and WebKit. Where they are not installed, it says so.
    "engines": [*PYTEST, "tests/live/engines"],
    # The last ones are the exercises as handed out.
    "notebooks": [*PYTEST, *NBVAL, "chapters", "solutions", "_build/html/exercises"],
}
AFTER = {
    "pages": {"book", "browser"},
    "epub": {"book", "browser"},
    "engines": {"book"},
    "notebooks": {"book"},
}
GROUPS = {"lint": ["style", "format", "types", "javascript"]}


def chosen(words):
    names = []
    for word in words:
        if word not in CHECKS and word not in GROUPS:
            known = ", ".join([*CHECKS, *GROUPS])
            sys.exit(f"There is no check called {word!r}. The checks are: {known}.")
        names += GROUPS.get(word, [word])
    return names or list(CHECKS)


def run(name):
    """Run one check and say what it said.

    Returns its exit status, its seconds, and how many of its tests were left out.
    """
    print(f"   {name} ...", flush=True)
    start = time.monotonic()
    with tempfile.TemporaryFile() as said:
        command = [sys.executable, *CHECKS[name]]
        code = subprocess.run(command, cwd=ROOT, stdout=said, stderr=said).returncode
        print(f"\n== {name}: python {' '.join(CHECKS[name])}", flush=True)
        said.seek(0)
        text = said.read()
        sys.stdout.buffer.write(text)
        sys.stdout.flush()
    left_out = re.findall(rb"(\d+) skipped", text)[-1:]
    return code, time.monotonic() - start, int(left_out[0]) if left_out else 0


def run_all(names):
    """Run checks, two at a time, each after those it waits for."""
    waiting, running, report = list(names), {}, {}
    with ThreadPoolExecutor(max_workers=2) as pool:
        while waiting or running:
            for name in list(waiting):
                unfinished = {*waiting, *running.values()}
                if len(running) < 2 and not AFTER.get(name, set()) & unfinished:
                    waiting.remove(name)
                    running[pool.submit(run, name)] = name
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                report[running.pop(future)] = future.result()
    return report


def main():
    # Text is UTF-8 on every system, Windows included.
    os.environ["PYTHONUTF8"] = "1"
    report = run_all(chosen(sys.argv[1:]))
    print("\n== result")
    for name, (code, seconds, left_out) in report.items():
        said = f"   {left_out} tests left out; above it says why" if left_out else ""
        print(f"{'ok' if code == 0 else 'FAILED':6}  {name:10} {seconds:6.1f} s{said}")
    sys.exit(any(code for code, *_ in report.values()))


if __name__ == "__main__":
    main()
