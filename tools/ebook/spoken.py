"""Formulas in words, as speech-rule-engine says them, which knows their labels."""

import pathlib

from npm import answered, installed

SPEECH = pathlib.Path(__file__).with_name("speech")


def spoken(formulas):
    """Return what is heard of each formula, which is MathML with its readings."""
    return answered(SPEECH / "speak.js", installed(SPEECH), question=formulas)
