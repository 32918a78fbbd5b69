"""The slope of the sigmoid: a tangent, and the product a (1 - a) (chapter 1)."""

from __future__ import annotations

import numpy as np

from nnlib.activations import sigmoid
from nnlib.live import Axis, Chart, Figure, Formula, Line, Points, Slider
from nnlib.live.figure import Arrays

Z = np.linspace(-6, 6, 61)
ALL = np.linspace(0, 1, 41)


def tangent() -> Figure:
    """Return the figure: a point on the sigmoid, its tangent, and a (1 - a)."""
    return Figure(
        name="tangent",
        title="The slope under your finger",
        question="Drag the dot along the curve. Where is the sigmoid steepest, and how "
        "steep is it where *a* is 0.02? What does *a* = 0.98 have in common with it?",
        compute=_compute,
        controls=[
            Slider("z", "pre-activation *z*", [k / 4 for k in range(-24, 25)], 1.5)
        ],
        drawings=[
            Chart(
                "The sigmoid and its tangent",
                Axis("z", (-6, 6)),
                Axis("a", (-0.25, 1.25)),
                [
                    Line("curve_z", "curve_a", "*a* = *g*(*z*)", 1),
                    Line("tangent_z", "tangent_a", "tangent", 2),
                    Points("at", "a"),
                ],
                drags=("z", ""),
            ),
            Chart(
                "Its slope against *a*",
                Axis("a", (0, 1)),
                Axis("slope", (0, 0.3)),
                [Line("all_a", "all_slopes", "*a* (1 − *a*)", 3), Points("a", "slope")],
            ),
            Formula(
                ["*g*′(*z*) = *a* (1 − *a*) = <a:3> · <rest:3> = <slope:3>"],
            ),
        ],
        summary="at z = <z:2> the activation is <a:3|was> and the slope <slope:3|was>",
        alt="Left, the sigmoid rises from 0 to 1; at z = 1.5 a dot sits on it, with "
        "its tangent. Right, the slope against the activation a is an arch from 0 at "
        "a = 0 to one quarter at a = 0.5 and back to 0 at a = 1; the dot is at "
        "a = 0.82, slope 0.15.",
        small=True,
    )


def _compute(z: float) -> Arrays:
    at = np.array([z])
    a, slope = sigmoid(at), sigmoid.prime(at)
    reach = np.array([-2.0, 2])
    return {
        "curve_z": Z,
        "curve_a": sigmoid(Z),
        "tangent_z": at + reach,
        "tangent_a": a + slope * reach,
        "all_a": ALL,
        "all_slopes": ALL * (1 - ALL),
        "at": at,
        "a": a,
        "rest": 1 - a,
        "slope": slope,
    }
