"""An environment of their own for nbgrader and Otter-Grader, made once and kept."""

import os
import pathlib
import shutil
import subprocess
import sys
import venv

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PINS = ROOT / "teaching" / "requirements.txt"
PLACE = ROOT / ".cache" / "graders"
BIN = PLACE / ("Scripts" if os.name == "nt" else "bin")


def made():
    """Make the environment anew unless it is of these pins and this Python."""
    of = f"{sys.version}\n{PINS.read_text(encoding='utf-8')}"
    ready = PLACE / "ready"
    if ready.exists() and ready.read_text(encoding="utf-8") == of:
        return
    shutil.rmtree(PLACE, ignore_errors=True)
    venv.create(PLACE, with_pip=True)
    pip = [BIN / "python", "-m", "pip", "install", "--quiet", "-r", PINS]
    subprocess.run(pip, check=True)
    ready.write_text(of, encoding="utf-8")


@pytest.fixture(scope="session")
def python():
    """Return what runs Python with the graders in it, and says what it said."""
    made()
    path = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    settings = {"PATH": path, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}

    def run(*words, cwd):
        done = subprocess.run(
            [BIN / "python", *words],
            cwd=cwd,
            env=os.environ | settings,
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return run


@pytest.fixture(scope="session")
def teaching(tmp_path_factory):
    """Return a copy of the examples, to work in."""
    copy = tmp_path_factory.mktemp("graders") / "teaching"
    shutil.copytree(ROOT / "teaching", copy)
    return copy
