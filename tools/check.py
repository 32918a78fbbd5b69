"""Run the project's checks, two at a time, and say which failed.

python tools/check.py              all of them
python tools/check.py lint pages   some of them, or the group "lint"

What a check says is shown when it has ended.
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import time
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait

ROOT = pathlib.Path(__file__).resolve().parent.parent

PYTEST = ["-m", "pytest", "--durations=10"]
NBVAL = [
    "--nbval",
    "--nbval-current-env",
    "--nbval-cell-timeout=120",
    "--nbval-sanitize-with=tests/nbval-sanitise.cfg",
]

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
    "tests": [*PYTEST, "tests", "--ignore=tests/book", "--ignore=tests/live"],
    # Some of their time is waiting, so two at a time, of which the one that is done
    # first takes over from the other.
    "pages": [*PYTEST, "-n2", "--dist=worksteal", "tests/book", "tests/live"],
    # The last ones are the exercises as handed out.
    "notebooks": [*PYTEST, *NBVAL, "chapters", "solutions", "_build/html/exercises"],
}
AFTER = {"pages": {"book", "browser"}, "notebooks": {"book"}}
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
    """Run one check, say what it said, and return its exit status and its seconds."""
    print(f"   {name} ...", flush=True)
    start = time.monotonic()
    with tempfile.TemporaryFile() as said:
        command = [sys.executable, *CHECKS[name]]
        code = subprocess.run(command, cwd=ROOT, stdout=said, stderr=said).returncode
        print(f"\n== {name}: python {' '.join(CHECKS[name])}", flush=True)
        said.seek(0)
        sys.stdout.buffer.write(said.read())
        sys.stdout.flush()
    return code, time.monotonic() - start


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
    for name, (code, seconds) in report.items():
        print(f"{'ok' if code == 0 else 'FAILED':6}  {name:10} {seconds:6.1f} s")
    sys.exit(any(code for code, _ in report.values()))


if __name__ == "__main__":
    main()
