"""Formulas in words, as speech-rule-engine says them, which knows their labels."""

import json
import pathlib
import subprocess

from npm import installed, node_program

SPEECH = pathlib.Path(__file__).with_name("speech")


def spoken(formulas):
    """Return what is heard of each formula, which is MathML with its readings."""
    command = [node_program(), str(SPEECH / "speak.js"), str(installed(SPEECH))]
    done = subprocess.run(
        command,
        input=json.dumps(formulas).encode(),
        stdout=subprocess.PIPE,
        check=True,
    )
    return json.loads(done.stdout)
