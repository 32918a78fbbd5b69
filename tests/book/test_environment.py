"""What the project needs: numpy alone for nnlib, exact pins for the book."""

import importlib.metadata
import os
import subprocess
import sys
import tomllib

import pytest
from layout import ROOT
from packaging.requirements import Requirement

NEEDED = ["numpy", "matplotlib", "jupyter-book", "ipywidgets", "nbval"]


@pytest.fixture(scope="module")
def pins():
    """The lines of requirements.txt, read as requirements, by name."""
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    return {(pin := Requirement(line)).name: pin for line in lines if line.strip()}


def ranges():
    """Return every requirement that pyproject.toml names, with or without extra."""
    with open(ROOT / "pyproject.toml", "rb") as file:
        project = tomllib.load(file)["project"]
    lists = [project["dependencies"], *project["optional-dependencies"].values()]
    return [Requirement(line) for lines in lists for line in lines]


def test_every_package_is_pinned_exactly(pins):
    loose = [
        str(pin)
        for pin in pins.values()
        if [specifier.operator for specifier in pin.specifier] != ["=="]
        or "*" in str(pin.specifier)
        or pin.url
    ]
    assert loose == []


def test_the_named_packages_are_there(pins):
    assert [name for name in NEEDED if name not in pins] == []


def test_jupyter_book_is_version_1(pins):
    assert str(pins["jupyter-book"].specifier).startswith("==1.")


@pytest.mark.parametrize("wanted", ranges(), ids=str)
def test_the_pins_lie_within_the_ranges(wanted, pins):
    assert wanted.name in pins, "make lock"
    pinned = str(pins[wanted.name].specifier).removeprefix("==")
    assert wanted.specifier.contains(pinned, prereleases=True), "make lock"


def test_nnlib_needs_numpy_alone():
    needs = [Requirement(line) for line in importlib.metadata.requires("nnlib")]
    always = [need.name for need in needs if need.marker is None]
    assert always == ["numpy"]


def test_importing_nnlib_loads_nothing_but_numpy():
    code = (
        "import sys, nnlib;"
        "others = {'matplotlib', 'sklearn', 'ipywidgets', 'IPython', 'scipy'};"
        "print(*sorted(others & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT
    )
    assert done.stderr == ""
    assert done.stdout.split() == []


def test_a_browser_that_is_not_there_is_missed_in_words():
    run = subprocess.run(
        [sys.executable, ROOT / "tools" / "browser.py", "fetch"],
        env={**os.environ, "CHROME_PATH": str(ROOT / "no-browser")},
        capture_output=True,
        text=True,
    )
    assert run.returncode != 0
    for words in ("no browser", "Install Chromium", "CHROME_PATH", "no-browser"):
        assert words in run.stderr
