"""What `make test` costs, by the processor, the browser included, and by the clock.

python benchmarks/checks.py [--rounds 2] [another checkout ...]

Runs every check of this checkout and of others in turn, from nothing: no book, no
cache. Each needs an environment of its own. Lists the tests that take most, each with
all the programs it starts. Reads /proc, so it needs Linux.
"""

import argparse
import ctypes
import json
import os
import pathlib
import resource
import shutil
import subprocess
import tempfile
import time

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent
LIST = "CHECKS_LIST"
MADE = ["_build", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".hypothesis"]
TICK = os.sysconf("SC_CLK_TCK")
ADOPT = 36  # PR_SET_CHILD_SUBREAPER: a browser may outlive whoever has started it


def spent():
    """Return the seconds of this process and of all it has started."""
    own, started = {}, {}
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        own[int(folder.name)] = sum(map(int, words[11:15])) / TICK
        started.setdefault(int(words[1]), []).append(int(folder.name))
    total, todo = 0.0, [os.getpid()]
    while todo:
        process = todo.pop()
        total += own.get(process, 0)
        todo += started.get(process, [])
    return total


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item):
    """Note what a test takes: this module is a plugin of the pytest it measures."""
    before, start = spent(), time.monotonic()
    result = yield
    row = [item.nodeid, spent() - before, time.monotonic() - start]
    with open(os.environ[LIST], "a", encoding="utf-8") as file:
        print(json.dumps(row), file=file)
    return result


def measured(folder, noted):
    """Run all checks of a checkout; return its exit status, and what that took."""
    for name in MADE:
        shutil.rmtree(folder / name, ignore_errors=True)
    own = {
        LIST: str(noted),
        "PYTEST_ADDOPTS": "-p checks",
        "PYTHONPATH": os.pathsep.join(
            [str(folder), str(pathlib.Path(__file__).parent)]
        ),
    }
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    python = folder / ".venv" / "bin" / "python"
    with open(noted.with_suffix(".log"), "w", encoding="utf-8") as log:
        done = subprocess.run(
            [python, "tools/check.py"],
            cwd=folder,
            env=os.environ | own,
            stdout=log,
            stderr=log,
        )
    wall = time.monotonic() - start
    try:
        while True:
            os.wait()
    except ChildProcessError:
        pass
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return done.returncode, cpu, wall


def slowest(noted, count=30):
    """Yield the tests that take most of the processor's time, in words."""
    rows = [json.loads(line) for line in noted.read_text(encoding="utf-8").splitlines()]
    yield f"{len(rows)} tests and cells"
    for name, cpu, wall in sorted(rows, key=lambda row: -row[1])[:count]:
        yield f"{cpu:7.1f} s of the processor, {wall:6.1f} s  {name}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("others", nargs="*", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=1)
    options = parser.parse_args()
    ctypes.CDLL(None).prctl(ADOPT, 1, 0, 0, 0)
    folders = [ROOT, *(other.resolve() for other in options.others)]
    place = pathlib.Path(tempfile.mkdtemp())
    for k in range(options.rounds):
        for n, folder in enumerate(folders):
            noted = place / f"{n}-{k}.jsonl"
            code, cpu, wall = measured(folder, noted)
            state = (
                "all passed"
                if code == 0
                else f"FAILED, see {noted.with_suffix('.log')}"
            )
            print(f"{cpu:7.1f} s of the processor, {wall:6.1f} s  {folder}: {state}")
    for n, folder in enumerate(folders):
        print("", folder, *slowest(place / f"{n}-0.jsonl"), sep="\n")


if __name__ == "__main__":
    main()
