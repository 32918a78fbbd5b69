"""A digit of the reader's own, and what the opened network answers to it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from nnlib.live.controls import Picture, pixels
from nnlib.live.drawings import Formula
from nnlib.live.figure import Figure
from nnlib.live.opened.problems import DIGITS, network_of, weights_after

PAD = Picture(
    "digit",
    "your digit",
    "Paint a three or an eight, as high as the pad and half as wide.",
    "problem",
    DIGITS,
)
ANSWER = Formula(
    {
        PAD.value: ["Nothing is drawn yet. Paint a three or an eight on the pad."],
        "": [
            "Your digit, after update <update>: *ŷ* = <answer:2>. Near −1 is a three, "
            "near 1 an eight."
        ],
    },
    by=PAD.name,
    when={"problem": [DIGITS]},
    told=[PAD.name, "problem", "update"],
)


def answer(digit: str, update: int) -> float:
    """Return what the network answers to a digit, a `Picture`, after some updates."""
    network = network_of(DIGITS, weights_after(DIGITS, update))
    return float(network(pixels(digit)).item())


def reading(figure: Figure) -> Figure:
    """Return the opened network with a pad, whose digit it reads."""

    def compute(problem: str, update: int, digit: str) -> Mapping[str, ArrayLike]:
        read = answer(digit, update) if problem == DIGITS else np.nan
        return {**figure.compute(problem=problem, update=update), "answer": [read]}

    return replace(
        figure,
        question="Paint a three or an eight. After how many updates is it read as what "
        "it is? Then step through both passes, and point at any number: where does it "
        "come from?",
        compute=compute,
        controls=[*figure.controls, PAD],
        drawings=[ANSWER, *figure.drawings],
        layout=[_beneath(lines) for lines in figure.layout],
        words={**figure.words, PAD.name: ""},
        freed=None,
    )


def _beneath(lines: Sequence[str]) -> list[str]:
    """Return a layout with a new drawing, the first, above all others."""
    others = [re.sub(r"\d+", lambda k: f"{int(k[0]) + 1}", line) for line in lines]
    return [" ".join(["d0"] * len(lines[0].split())), *others]
