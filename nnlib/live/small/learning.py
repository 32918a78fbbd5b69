"""A network that learns while one looks (the front page)."""

from __future__ import annotations

import functools

import numpy as np

from nnlib import data
from nnlib.checks import Array
from nnlib.live import Axis, Chart, Figure, Formula, Line, Network, Points, Slider
from nnlib.live.figure import Arrays
from nnlib.live.run import Run
from nnlib.optimisers import Adam

STEPS = range(81)

SIZE = 250, 200
"""Three drawings stand side by side."""


def learning() -> Figure:
    """Return the figure: a network in training, which begins by itself."""
    return Figure(
        name="learning",
        title="A network learns",
        question="Which of its weights move, and when does its curve begin to bend?",
        compute=_compute,
        controls=[
            Slider(
                "step",
                "step",
                list(STEPS),
                STEPS[-1],
                digits=0,
                whole=True,
                plays=True,
                begins=True,
                pace=0.12,
            )
        ],
        drawings=[
            Chart(
                "Data and prediction",
                Axis("x", (-1, 1)),
                Axis("y", (-1, 2)),
                [Points("x", "y", "data"), Line("x_curve", "curve", "prediction")],
                size=SIZE,
            ),
            Network(
                "Its weights",
                ["W1", "W2"],
                ["1, x", "hidden", "ŷ"],
                size=SIZE,
                width=0.8,
            ),
            Chart(
                "The loss",
                Axis("step", (0, STEPS[-1])),
                Axis("f", (0.001, 10), log=True),
                [Line("steps", "losses", colour=2), Points("at", "loss")],
                size=SIZE,
                width=0.8,
            ),
            Formula(["After step <step> the loss is *f* = <loss:4>."]),
        ],
        summary="after step <step> the loss is <loss:4|was>",
        alt="A bump of data points and the prediction of a network with four hidden "
        "nodes, which follows it after 80 steps of training; its weights as a diagram; "
        "its loss, which has fallen from 1.5 to 0.002.",
        small=True,
    )


@functools.cache
def _seen() -> list[dict[str, Array]]:
    """Return what there is to see after each step."""
    run = Run([4], "tanh", Adam(0.1), data.bump(m=30, seed=1), None, seed=1)
    seen = []
    for step in STEPS:
        run.go_to(step, [])
        seen.append(run.arrays())
    return seen


def _compute(step: int) -> Arrays:
    seen = _seen()
    losses = np.full(len(STEPS), np.nan)
    losses[: step + 1] = [seen[k]["loss"].item() for k in STEPS[: step + 1]]
    names = ("x", "y", "x_curve", "curve", "W1", "W2", "loss")
    return {
        **{name: seen[step][name] for name in names},
        "steps": np.array(STEPS, dtype=float),
        "losses": losses,
        "at": np.array([step], dtype=float),
    }
