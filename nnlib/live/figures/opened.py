"""A network, opened: any number of both passes says where it comes from (chapter 4)."""

from __future__ import annotations

import functools
from dataclasses import replace

import numpy as np

from nnlib.checks import Array
from nnlib.live import Axis, Chart, Choice, Field, Figure, Formula, Line, Points, Slider
from nnlib.live.linked import Asked, Diagram, Entries, Equations, Paths, Row
from nnlib.live.opened.origins import EQUATIONS, origins
from nnlib.live.opened.problems import HIDDEN, PROBLEMS, UPDATES, M
from nnlib.live.opened.reading import reading
from nnlib.live.opened.state import EDGE, TURNS, state
from nnlib.live.opened.steps import STEPS, L, lines

LAYERS = [64, *HIDDEN, 1]
"""The most nodes a layer has; 64 inputs are the pixels of a picture."""
LAYOUT = [
    "d0 d1 d5 d7",
    "d0 d4 d6 d8",
    "d9 d9 d9 d9",
    "d10 d10 d10 d10",
    "d11 d11 d11 d11",
]
ONE = [name for name, problem in PROBLEMS.items() if problem.inputs == 1]
TWO = [name for name, problem in PROBLEMS.items() if problem.inputs == 2]
PICTURES = [name for name, problem in PROBLEMS.items() if problem.inputs == 64]


def opened() -> Figure:
    """Return the figure: a network with its matrices, its paths and its training.

    Once Python answers, it also reads a digit.
    """
    places = list(_places())
    figure = Figure(
        name="opened",
        title="A network, opened",
        question="Step through both passes, and before each step say the shape of what "
        "comes. Then point at any number: where does it come from? Choose a weight: "
        "by which paths does it reach the loss? Freed, it also reads a digit that you "
        "paint.",
        compute=_compute,
        controls=[
            Choice("problem", "data set", list(PROBLEMS), "bump"),
            Slider(
                "stage",
                "step",
                range(len(STEPS)),
                0,
                digits=0,
                whole=True,
                plays=True,
                pace=1.2,
                view=True,
                carries="update",
            ),
            Slider(
                "update",
                "updates",
                UPDATES,
                0,
                digits=0,
                whole=True,
                plays=True,
                completes="stage",
            ),
            Slider(
                "example",
                "example",
                range(1, M + 1),
                4,
                digits=0,
                whole=True,
                view=True,
            ),
            Choice(
                "share",
                "∂*f*/∂*W* of",
                ["all examples", "this example alone"],
                "all examples",
                view=True,
            ),
            Slider(
                "turn",
                "weight turned by *t*",
                [float(t) for t in TURNS],
                0.0,
                digits=3,
                view=True,
            ),
            Slider(
                "weight",
                "weight",
                range(1, len(places) + 1),
                places.index((1, 1, 0)) + 1,
                digits=0,
                whole=True,
                view=True,
                hidden=True,
            ),
        ],
        drawings=[
            Diagram(
                "Activations",
                ["1, x", "layer 1", "layer 2", "ŷ"],
                size=(250, 262),
            ),
            Chart(
                "Data and prediction",
                Axis("x", (-1, 1)),
                Axis("y", (-1.5, 1.5)),
                [
                    Points("x", "y", "target", 0),
                    Line("x_curve", "curve", "prediction", 1),
                    Points("x_here", "y_here", "chosen", 2, row="example"),
                ],
                size=(230, 125),
                when={"problem": ONE},
            ),
            Chart(
                "Data and prediction",
                Axis("x₁; dark: near 1", (-EDGE, EDGE)),
                Axis("x₂", (-EDGE, EDGE)),
                [
                    Field("field", "", 0),
                    *[
                        Line(f"line{j}_x", f"line{j}_y", "", 0, thin=True)
                        for j in range(1, HIDDEN[0] + 1)
                    ],
                    Points("x1_one", "x2_one", "target 1", 1),
                    Points("x1_other", "x2_other", "target −1", 2),
                    Points("x_here", "y_here", "chosen", 3, row="example"),
                ],
                size=(230, 125),
                when={"problem": TWO},
            ),
            Chart(
                "Data and prediction",
                Axis("example", (0.5, M + 0.5)),
                Axis("y", (-1.5, 1.5)),
                [
                    Points("number", "y", "target", 0),
                    Points("number", "A3", "prediction", 1),
                    Points("x_here", "y_here", "chosen", 2, row="example"),
                ],
                size=(230, 125),
                when={"problem": PICTURES},
            ),
            Chart(
                "The loss",
                Axis("updates", (0, UPDATES[-1])),
                Axis("f", (1e-4, 2), log=True),
                [
                    Line("updates", "losses", "", 1),
                    Points("now", "f", "", 0),
                ],
                size=(230, 92),
            ),
            Chart(
                "f as this weight is turned",
                Axis("t", (-1, 1)),
                Axis("f", zero=True),
                [
                    Line("turns", "turned", "the truth", 1, row="weight"),
                    Line("turns", "promised", "*f* + *t* ∂*f*/∂*W*", 2, row="weight"),
                ],
                size=(230, 125),
                drags=("turn", ""),
            ),
            Formula(
                {str(k): _turning(*place) for k, place in enumerate(places, 1)},
                by="weight",
                told=["turn", "weight"],
            ),
            Equations(
                "Point at a symbol", {k: [line] for k, line in EQUATIONS.items()}
            ),
            Formula(lines(), by="stage", told=["stage"]),
            Asked("Point at a number, and it says where it comes from."),
            Row("Forward", [Entries(name) for name in _forward()]),
            Row("Back", [_back(name) for name in _forward()]),
            Paths(
                "How *W*_{<place>}^{[<layer>]} reaches the loss, for example <example>",
                {
                    "before": [
                        "Their numbers are known when the passes have reached it."
                    ],
                    "known": [
                        "Their sum is this example's share of the derivative: "
                        "<share:4>. All examples together: <whole:4>.",
                        "Paths: <paths:0>. Factors on them: <factors:0>, of which "
                        "<different:0> differ. For all weights and examples, a sum "
                        "over paths takes <naive:0> multiplications; backpropagation, "
                        "which works each product out once, takes <back:0>.",
                    ],
                },
            ),
        ],
        summary="<problem>, updates done: <update>, *f* is <f:3|was>",
        words={
            "stage": "",
            "turn": "",
            "weight": "",
            "example": "example <example>: target <Y[example]:2>, prediction "
            "<A3[example]:2>",
            "share": "∂*f*/∂*W* is that of <share>",
        },
        alt="A network with two hidden layers of three nodes, its weights drawn as "
        "edges; eight examples of a bump; the matrices X, W, Z and A of the forward "
        "pass, beneath them places for their derivatives; and the equations.",
        layout=[[*LAYOUT, "d12 d12 d12 d12"], [f"{line} d12" for line in LAYOUT]],
        origins=origins(M),
        parts="problem",
    )
    return replace(figure, freed=reading(figure))


def _places() -> list[tuple[int, int, int]]:
    """Return layer, row and column of each weight, in the order of their numbers."""
    return [
        (l, i, j)
        for l in range(L, 0, -1)
        for i in range(LAYERS[l - 1])
        for j in range(LAYERS[l])
    ]


def _turning(l: int, i: int, j: int) -> list[str]:
    """Return what is said of a weight that is turned."""
    comma = "," if i > 8 else ""
    weight = f"*W*_{{{i + 1}{comma}{j + 1}}}^{{[{l}]}}"
    return [
        f"{weight} = <weights[weight]:3>, *t* = <turn:3>",
        "promised: *f* + *t* ∂*f*/∂*W* = <promised[weight,turn]:3>",
        "the truth: *f* = <turned[weight,turn]:3>",
    ]


def _forward() -> list[str]:
    return ["X", *(f"{name}{l}" for l in range(1, L + 1) for name in "WZA")]


def _back(name: str) -> Entries:
    """Return what stands beneath a matrix: its derivative, or the targets beneath X."""
    if name == "X":
        return Entries("Y", beneath="X")
    alone = f"share{name[1:]}" if name[0] == "W" else ""
    return Entries(f"d{name}", alone=alone)


@functools.lru_cache(maxsize=64)
def _compute(problem: str, update: int) -> dict[str, Array]:
    found = state(problem, update)
    X, Y = found["X"], found["Y"]
    sizes = [X.shape[1], *HIDDEN, 1]
    inputs = PROBLEMS[problem].inputs
    x_here = found["number"] if inputs == 64 else X[:, 1]
    y_here = X[:, 2] if inputs == 2 else Y
    return {
        **found,
        "x_here": x_here.reshape(M, 1),
        "y_here": y_here.reshape(M, 1),
        "m": np.array([M], dtype=float),
        **{f"n{l}": np.array([size], dtype=float) for l, size in enumerate(sizes)},
    }
