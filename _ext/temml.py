"""Temml in one process of Node, which answers questions (temml.js)."""

import functools
import json
import pathlib
import subprocess

from npm import installed, node_program
from sphinx.errors import ExtensionError

from nnlib.live.joined import catalogue

PACKAGES = pathlib.Path(__file__).with_name("packages")


@functools.cache
def node():
    """Start Node, when the first formula needs it; it speaks the language of nnlib."""
    script = pathlib.Path(__file__).with_suffix(".js")
    words = [path] if (path := catalogue()).exists() else []
    return subprocess.Popen(
        [node_program(), *map(str, [script, installed(PACKAGES), *words])],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )


def asked(**question):
    """Return what Node answers."""
    process = node()
    print(json.dumps(question), file=process.stdin, flush=True)
    answer = process.stdout.readline()
    if not answer:
        raise ExtensionError("Node has stopped setting formulas; it says why above.")
    return json.loads(answer)


@functools.cache
def set_formula(tex, display):
    """Return a formula as MathML in "mathml", or in "error" why it cannot be set."""
    return asked(tex=tex, display=display)


@functools.cache
def words_of(mathml):
    """Return all that a formula says, which has its readings, in one line."""
    return asked(mathml=mathml)["words"]
