"""A loss that compares all predictions with all targets, and what it likes (8)."""

from __future__ import annotations

import numpy as np

from nnlib.live import Axis, Chart, Figure, Formula, Line, Matrix, Points, Slider
from nnlib.live.figure import Arrays
from nnlib.loss import mean_squared_error

PREDICTIONS = np.array([[5.0], [-8], [-6], [7]])
Y = np.array([[4.0], [-6], [-6], [8]])
"""The small network's predictions in the chapter, and the targets, whose mean is 0."""

SHARES = [k / 20 for k in range(31)]


def broadcast() -> Figure:
    """Return the figure: predictions from the mean to the network's, judged twice."""
    return Figure(
        name="broadcast",
        title="What the wrong loss likes best",
        question="Drag *t*. Where is each of the two curves lowest, and what does the "
        "network answer there?",
        compute=_compute,
        controls=[Slider("t", "predictions times *t*", SHARES, 1.0)],
        drawings=[
            Matrix("*tA*^{[2]} − *y*", "differences", "lit", 1, limit=16, width=0.8),
            Chart(
                "Both losses against *t*",
                Axis("t", (0, 1.5)),
                Axis("", (0, 140)),
                [
                    Line("shares", "wrongs", "mean of all 16 squares", 2),
                    Line("shares", "rights", "*f*, from the 4 framed ones", 1),
                    Points("at", "wrong", "", 2),
                    Points("at", "right", "", 1),
                ],
                width=1.3,
                drags=("t", ""),
            ),
            Formula(
                [
                    "predictions: <a[0]:1>, <a[1]:1>, <a[2]:1>, <a[3]:1>",
                    "*f* = <right:2>; with *y* of shape (4,): <wrong:2>",
                ]
            ),
        ],
        summary="with t = <t:2> the loss is <right:2|was>, the wrong one <wrong:2|was>",
        alt="Left, the 4 by 4 differences of the predictions 5, -8, -6 and 7 and the "
        "targets, the four errors on the diagonal framed. Right, two curves against t "
        "from 0 to 1.5: the loss falls from 38 to nearly 0 near t = 0.9; the mean of "
        "all 16 squares is lowest at t = 0, and 81.5 at t = 1.",
        small=True,
    )


def _wrong(t: float) -> float:
    # Read as a row, the targets meet every prediction: the mistake itself.
    return float(np.mean((t * PREDICTIONS - Y[:, 0]) ** 2))


def _compute(t: float) -> Arrays:
    return {
        "differences": t * PREDICTIONS - Y[:, 0],
        "lit": np.eye(len(Y)),
        "shares": np.array(SHARES),
        "rights": np.array([mean_squared_error(s * PREDICTIONS, Y) for s in SHARES]),
        "wrongs": np.array([_wrong(s) for s in SHARES]),
        "at": np.array([t]),
        "a": t * PREDICTIONS[:, 0],
        "right": np.array([mean_squared_error(t * PREDICTIONS, Y)]),
        "wrong": np.array([_wrong(t)]),
    }
