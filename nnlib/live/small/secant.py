"""Two ways to measure a slope, and how far each is off (chapter 3)."""

from __future__ import annotations

import numpy as np

from nnlib.checks import Array
from nnlib.live import Axis, Chart, Figure, Formula, Line, Points, Slider
from nnlib.live.figure import Arrays
from nnlib.numerical import central_differences

STEPS = [k / 20 for k in range(1, 41)]
CURVE = np.linspace(-2, 2, 41)
REACH = np.array([-2.0, 2])
SLOPE = 1.0
"""The derivative of the exponential function at 0, where both are measured."""


def secant() -> Figure:
    """Return the figure: the secants of both differences, and their errors."""
    return Figure(
        name="secant",
        title="From one side, and from both",
        question="Drag *h* towards 0. Which of the two lines turns into the tangent "
        "sooner? Halve *h*: by how much does each error shrink?",
        compute=_compute,
        controls=[Slider("h", "step *h*", STEPS, 1.0)],
        drawings=[
            Chart(
                "*f*(*u*) = exp *u*, at *u* = 0",
                Axis("u", (-2, 2)),
                Axis("f", (-1, 7.5)),
                [
                    Line("u", "f", "", 0, thin=True),
                    Line("ends", "tangent", "tangent", 3),
                    Line("ends", "one_line", "one-sided", 2),
                    Line("ends", "central_line", "central", 1),
                    Points("one_u", "one_f", "", 2),
                    Points("central_u", "central_f", "", 1),
                ],
                drags=("h", ""),
            ),
            Chart(
                "Their errors against *h*",
                Axis("h", (0, 2)),
                Axis("error", (0, 2.5)),
                [
                    Line("steps", "one_errors", "one-sided", 2),
                    Line("steps", "central_errors", "central", 1),
                    Points("at", "one_error", "", 2),
                    Points("at", "central_error", "", 1),
                ],
                drags=("h", ""),
            ),
            Formula(
                [
                    "one-sided: (*f*(<h:2>) − *f*(0)) / <h:2> = <one:4>, off by "
                    "<one_error:4>",
                    "central: (*f*(<h:2>) − *f*(−<h:2>)) / <twice:2> = <central:4>, "
                    "off by <central_error:4>",
                ]
            ),
        ],
        summary="with h = <h:2> the one-sided difference is off by <one_error:4|was>, "
        "the central one by <central_error:4|was>",
        alt="Left, the exponential curve with its tangent at 0. The line through the "
        "points at 0 and 1 is much steeper than the tangent, that through the points "
        "at -1 and 1 only a little. Right, the errors against h: the one-sided one "
        "rises at once, the central one starts out flat. At h = 1 they are 0.72 and "
        "0.18.",
        small=True,
    )


def _one_sided(h: float) -> float:
    return float((np.exp(h) - 1) / h)


def _central(h: float) -> float:
    measured = central_differences(lambda U: np.exp(U[0, 0]), np.zeros((1, 1)), h)
    return float(measured[0, 0])


def _through(u: float, slope: float) -> Array:
    """Return the line through the curve's point at u, at both ends of the chart."""
    return np.asarray(np.exp(u) + slope * (REACH - u))


def _compute(h: float) -> Arrays:
    one, central = _one_sided(h), _central(h)
    sides = np.array([-h, h])
    return {
        "u": CURVE,
        "f": np.exp(CURVE),
        "ends": REACH,
        "tangent": _through(0, SLOPE),
        "one_line": _through(0, one),
        "central_line": _through(h, central),
        "one_u": np.zeros(1),
        "one_f": np.ones(1),
        "central_u": sides,
        "central_f": np.exp(sides),
        "steps": np.array(STEPS),
        "one_errors": np.array([_one_sided(step) for step in STEPS]) - SLOPE,
        "central_errors": np.array([_central(step) for step in STEPS]) - SLOPE,
        "at": np.array([h]),
        "twice": np.array([2 * h]),
        "one": np.array([one]),
        "central": np.array([central]),
        "one_error": np.array([one - SLOPE]),
        "central_error": np.array([central - SLOPE]),
    }
