"""A weight turned downhill by hand, before there is any formula (chapter 1)."""

from __future__ import annotations

import numpy as np

from nnlib.checks import Array
from nnlib.live import Axis, Chart, Figure, Formula, Line, Points, Slider
from nnlib.live.figure import Arrays
from nnlib.loss import mean_squared_error

X = np.array([[1.0, -1], [1, 0], [1, 1]])
Y = np.array([[1.0], [2], [6]])
INTERCEPT = 2.0
"""The examples and the first weight of the chapter's table; the second is turned."""

WEIGHTS = [k / 10 for k in range(-15, 66)]
ENDS = np.array([[1.0, -1.5], [1, 1.5]])


def downhill() -> Figure:
    """Return the figure: a line through three points, and its loss under the finger."""
    return Figure(
        name="downhill",
        title="Downhill, by hand",
        question="Drag the dot of the second chart downhill, or move the slider. How "
        "low can this one weight bring the loss, and where is it then?",
        compute=_compute,
        controls=[Slider("w", "slope *w*_{2}", WEIGHTS, -1.0, digits=1)],
        drawings=[
            Chart(
                "Three points and the line",
                Axis("x₂", (-1.5, 1.5)),
                Axis("y", (-5, 9)),
                [
                    Line("line_x", "line_y", "line", 1),
                    Line("error_x", "error_y", "errors", 2),
                    Points("x", "y"),
                ],
            ),
            Chart(
                "The loss against *w*_{2}",
                Axis("w₂", (WEIGHTS[0], WEIGHTS[-1])),
                Axis("f", (0, 12.5)),
                [Line("weights", "losses", "", 3), Points("at", "f", "", 1)],
                drags=("w", ""),
            ),
            Formula(
                [
                    "*f* = ((<error[0]:1>)² + (<error[1]:1>)² + "
                    "(<error[2]:1>)²) / 3 = <f:2>"
                ]
            ),
        ],
        summary="for the slope <w:1> the loss is <f:2|was>",
        alt="Left, three points and the line y = 2 - x, whose errors are drawn as "
        "sticks: 2 at the first, none at the second, and -5 at the last. Right, the "
        "loss against the slope is a parabola; the dot for the slope -1 is high on its "
        "left side, at 9.67.",
        small=True,
    )


def _predictions(X: Array, slope: float) -> Array:
    w = np.array([[INTERCEPT], [slope]])
    return np.asarray(X @ w)


def _compute(w: float) -> Arrays:
    found = _predictions(X, w)
    # A stick for each error, from the point to the line; NaN lifts the pen.
    sticks = np.hstack([Y, found, np.full_like(Y, np.nan)])
    return {
        "x": X[:, 1],
        "y": Y[:, 0],
        "line_x": ENDS[:, 1],
        "line_y": _predictions(ENDS, w)[:, 0],
        "error_x": np.repeat(X[:, 1], 3),
        "error_y": sticks.ravel(),
        "error": (found - Y)[:, 0],
        "weights": np.array(WEIGHTS),
        "losses": np.array(
            [mean_squared_error(_predictions(X, v), Y) for v in WEIGHTS]
        ),
        "at": np.array([w]),
        "f": np.array([mean_squared_error(found, Y)]),
    }
