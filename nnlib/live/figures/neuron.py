"""One neuron: its weights, its activation function and its curve (chapter 1)."""

from __future__ import annotations

import numpy as np

from nnlib.activations import KNOWN, activation
from nnlib.live import Axis, Chart, Choice, Figure, Formula, Line, Points, Slider
from nnlib.live.figure import Arrays


def neuron() -> Figure:
    """Return the figure: a neuron with one input and a column of ones as its bias."""
    return Figure(
        name="neuron",
        title="One neuron",
        question="Which weight moves the curve sideways, and which makes it steeper? "
        "Where is the activation function flat, so that a nudge of a weight would "
        "change nothing?",
        compute=_compute,
        controls=[
            Choice("g", "activation *g*", list(KNOWN), "sigmoid"),
            Slider("w1", "bias *w*_{1}", np.arange(-3, 3.25, 0.5).tolist(), 0.0),
            Slider("w2", "weight *w*_{2}", np.arange(-4, 4.25, 0.5).tolist(), 2.0),
            Slider("x", "input *x*", np.arange(-2, 2.25, 0.25).tolist(), 0.5),
        ],
        drawings=[
            Chart(
                "The neuron as a function of its input",
                Axis("x", (-2, 2)),
                Axis("", (-2, 3)),
                [
                    Line("xs", "zs", "pre-activation *z*", 2),
                    Line("xs", "curve", "activation *a*", 1),
                    Points("at", "point", "*a* at *x*", 0),
                ],
                width=1.25,
            ),
            Chart(
                "The derivative of *a* with respect to *w*_{2}",
                Axis("x", (-2, 2)),
                Axis("", (-2, 2)),
                [Line("xs", "slope", "", 3), Points("at", "slope_at")],
                width=1.15,
            ),
            Formula(
                [
                    "*z* = *w*_{1} + *x* *w*_{2} = <w1:2> + <x:2> · (<w2:2>) = <z:3>",
                    "*a* = *g*(*z*) = <g>(<z:3>) = <a:3>",
                ]
            ),
        ],
        summary="z is <z:2|was>, a is <a:2|was>",
        alt="A sigmoid curve rising from 0 to 1 as the input goes from -2 to 2, with "
        "the straight line of its pre-activation, and its derivative with respect to "
        "w 2.",
    )


def _compute(g: str, w1: float, w2: float, x: float) -> Arrays:
    act = activation(g)
    xs = np.linspace(-2, 2, 81)
    z = np.array([w1 + x * w2])
    return {
        "xs": xs,
        "zs": w1 + xs * w2,
        "curve": act(w1 + xs * w2),
        "slope": act.prime(w1 + xs * w2) * xs,
        "at": np.array([x]),
        "z": z,
        "a": act(z),
        "point": act(z),
        "slope_at": act.prime(z) * x,
    }
