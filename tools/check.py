"""Run the project's checks, each with its time, and say which failed.

python tools/check.py              all of them
python tools/check.py lint tests   some of them, or the group "lint"
"""

import os
import pathlib
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent

PYTEST = ["-m", "pytest"]
NBVAL = [
    "--nbval",
    "--nbval-current-env",
    "--nbval-cell-timeout=120",
    "--nbval-sanitize-with=tests/nbval-sanitise.cfg",
    "-n2",
    "--dist=loadscope",
]

# In this order: what is quick comes first, and tests/book reads the built pages.
CHECKS = {
    "style": ["-m", "ruff", "check", "."],
    "format": ["-m", "ruff", "format", "--check", "."],
    "types": ["-m", "mypy"],
    "javascript": ["tools/javascript/check.py"],
    # The tests need one; where there is none, it is fetched.
    "browser": ["tools/browser.py", "fetch"],
    "book": ["tools/build.py"],
    # Much of the browser tests' time is waiting, so two at a time take half of it;
    # who is done first takes over from the other.
    "tests": [*PYTEST, "-n2", "--dist=worksteal", "tests"],
    # The last ones are the exercises as handed out.
    "notebooks": [*PYTEST, *NBVAL, "chapters", "solutions", "_build/html/exercises"],
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


def main():
    # Text is UTF-8 on every system, Windows included.
    os.environ["PYTHONUTF8"] = "1"
    report = []
    for name in chosen(sys.argv[1:]):
        print(f"\n== {name}: python {' '.join(CHECKS[name])}", flush=True)
        start = time.monotonic()
        code = subprocess.run([sys.executable, *CHECKS[name]], cwd=ROOT).returncode
        report.append((name, code, time.monotonic() - start))

    print("\n== result")
    for name, code, seconds in report:
        print(f"{'ok' if code == 0 else 'FAILED':6}  {name:10} {seconds:6.1f} s")
    sys.exit(any(code for _, code, _ in report))


if __name__ == "__main__":
    main()
