"""Backpropagation step by step, through the example done by hand (chapter 4)."""

from __future__ import annotations

import functools

import numpy as np

from nnlib.backprop import backprop
from nnlib.live import (
    Axis,
    Chart,
    Choice,
    Figure,
    Formula,
    Line,
    Matrix,
    Points,
    Slider,
)
from nnlib.live.figure import Arrays
from nnlib.loss import mean_squared_error
from nnlib.network import Network
from nnlib.numerical import central_differences

X = np.array([[1.0, 2.0], [3.0, 1.0]])
Y = np.array([[1.0], [9.0]])
W = {1: np.array([[1.0, -1.0], [1.0, 2.0]]), 2: np.array([[2.0], [-1.0]])}
WEIGHTS = {
    f"W{'₁₂'[i]}{'₁₂'[j]} of layer {l}": (l, (i, j))
    for l in W
    for i, j in np.ndindex(W[l].shape)
}
CHANGES = np.linspace(-0.5, 0.5, 41)

STEPS = {
    "X": ("", "The examples, one a row", "", "2 × 2", "<X[0]:2>"),
    "Z1": (
        "X W1",
        "Forward, layer 1",
        "*X* *W*^{[1]}",
        "(2 × 2) · (2 × 2) → 2 × 2",
        "<X[0]:2> · <W1[0]:2> + <X[1]:2> · <W1[2]:2> = <Z1[0]:2>",
    ),
    "A1": (
        "Z1",
        "Forward, layer 1: *g*^{[1]} is <g>",
        "*g*^{[1]}(*Z*^{[1]})",
        "2 × 2 → 2 × 2",
        "*g*^{[1]}(<Z1[0]:2>) = <A1[0]:2>",
    ),
    "Z2": (
        "A1 W2",
        "Forward, layer 2",
        "*A*^{[1]} *W*^{[2]}",
        "(2 × 2) · (2 × 1) → 2 × 1",
        "<A1[0]:2> · <W2[0]:2> + <A1[1]:2> · <W2[1]:2> = <Z2[0]:2>",
    ),
    "A2": (
        "Z2",
        "Forward, layer 2: *g*^{[2]} is the identity",
        "*g*^{[2]}(*Z*^{[2]})",
        "2 × 1 → 2 × 1",
        "*g*^{[2]}(<Z2[0]:2>) = <A2[0]:2>",
    ),
    "f": (
        "A2 Y",
        "The loss",
        "(1/*m*) ‖*A*^{[2]} − *Y*‖^{2}",
        "2 × 1 → a number",
        "½ ((<A2[0]:2> − <Y[0]:2>)^{2} + (<A2[1]:2> − <Y[1]:2>)^{2}) = <f:2>",
    ),
    "dA2": (
        "A2 Y",
        "Back, layer 2: scaling, norm and sum",
        "(2/*m*) (*A*^{[2]} − *Y*)",
        "(2 × 1) − (2 × 1) → 2 × 1",
        "(2/2) (<A2[0]:2> − <Y[0]:2>) = <dA2[0]:2>",
    ),
    "dZ2": (
        "dA2 Z2",
        "Back, layer 2: elementwise",
        "∂*f*/∂*A*^{[2]} ⊙ *g*^{[2]}′(*Z*^{[2]})",
        "(2 × 1) ⊙ (2 × 1) → 2 × 1",
        "<dA2[0]:2> · <slope2[0]:2> = <dZ2[0]:2>",
    ),
    "dW2": (
        "A1 dZ2",
        "Back, layer 2: left multiplication",
        "*A*^{[1]⊤} · ∂*f*/∂*Z*^{[2]}",
        "(2 × 2) · (2 × 1) → 2 × 1",
        "<A1[0]:2> · <dZ2[0]:2> + <A1[2]:2> · <dZ2[1]:2> = <dW2[0]:2>",
    ),
    "dA1": (
        "dZ2 W2",
        "Back, layer 1: right multiplication",
        "∂*f*/∂*Z*^{[2]} · *W*^{[2]⊤}",
        "(2 × 1) · (1 × 2) → 2 × 2",
        "<dZ2[0]:2> · <W2[0]:2> = <dA1[0]:2>",
    ),
    "dZ1": (
        "dA1 Z1",
        "Back, layer 1: elementwise",
        "∂*f*/∂*A*^{[1]} ⊙ *g*^{[1]}′(*Z*^{[1]})",
        "(2 × 2) ⊙ (2 × 2) → 2 × 2",
        "<dA1[0]:2> · <slope1[0]:2> = <dZ1[0]:2>",
    ),
    "dW1": (
        "X dZ1",
        "Back, layer 1: left multiplication",
        "*X*^{⊤} · ∂*f*/∂*Z*^{[1]}",
        "(2 × 2) · (2 × 2) → 2 × 2",
        "<X[0]:2> · <dZ1[0]:2> + <X[2]:2> · <dZ1[2]:2> = <dW1[0]:2>",
    ),
}
"""What each step computes: from what, by which rule and formula, with its shapes and,
in numbers, its entry in row 1, column 1."""


def _symbol(name: str) -> str:
    if name[0] == "d":
        return "∂*f*/∂" + _symbol(name[1:])
    return f"*{name[0]}*" + "".join(f"^{{[{l}]}}" for l in name[1:])


def _lines(name: str) -> list[str]:
    _, what, formula, shapes, numbers = STEPS[name]
    symbol = _symbol(name)
    entry = symbol.replace("^", "_{11}^") if "^" in symbol else symbol + "_{11}"
    entry = "*f*" if name == "f" else entry
    head = f"{symbol} = {formula}" if formula else symbol
    sum_, _, result = numbers.rpartition(" = ")
    return [what, head, shapes, f"{entry} = {sum_ or result}", f"= {result}"]


def passes() -> Figure:
    """Return the figure: both passes, matrix by matrix, and what one weight does."""
    weights = {
        name: f"*W*_{{{i + 1}{j + 1}}}^{{[{l}]}}"
        for name, (l, (i, j)) in WEIGHTS.items()
    }
    return Figure(
        name="passes",
        title="Backpropagation, step by step",
        question="Play the two passes: which matrices does each new one need? Then "
        "change a weight: which numbers change on the way forward, and which on the "
        "way back? Does f change as ∂f/∂W promised?",
        compute=_compute,
        controls=[
            Slider(
                "step",
                "step",
                range(1, len(STEPS) + 1),
                len(STEPS),
                digits=0,
                whole=True,
                plays=True,
                pace=1.5,
            ),
            Choice("g", "activation *g*^{[1]}", ["relu", "tanh", "sigmoid"], "relu"),
            Choice("weight", "weight to change", list(WEIGHTS), "W₁₁ of layer 1"),
            Slider(
                "h",
                "changed by *h*",
                [-0.5, -0.2, -0.1, -0.01, 0.0, 0.01, 0.1, 0.2, 0.5],
                0.0,
            ),
        ],
        drawings=[
            *map(_matrix, ["X", "W1", "Z1", "A1", "W2", "Z2", "A2"]),
            Formula(
                {str(k): _lines(name) for k, name in enumerate(STEPS, start=1)},
                by="step",
            ),
            *map(_matrix, ["Y", "dW1", "dZ1", "dA1", "dW2", "dZ2", "dA2"]),
            Formula(
                [
                    "Framed: being computed. Dashed: what it is computed from.",
                    "Thick: the weight, and the derivative with respect to it.",
                    "Underlined: changed with the weight.",
                ]
            ),
            Chart(
                "The change of the loss with this weight",
                Axis("h", (-0.5, 0.5)),
                Axis("change of f", (-4, 8)),
                [
                    Line("changes", "curve", "change of *f*"),
                    Line("changes", "tangent", "*h* ∂*f*/∂*W*_{ij}", 2),
                    Points("now", "change"),
                ],
                width=1.1,
            ),
            Formula(
                {
                    name: [
                        f"{w} = <w_before:2> + <h:2> = <w_now:2>",
                        "*f* was <f_before:2> and is <f_now:2>.",
                        "The change of *f* for each unit of the weight:",
                        "measured, <rate:2>;",
                        f"by backpropagation, ∂*f*/∂{w} = <slope:2> at *h* = 0.",
                    ]
                    for name, w in weights.items()
                },
                by="weight",
                title="One weight changed",
                width=1.25,
            ),
        ],
        summary="step <step> of 12; f is <f_now:2>; its change for each unit of the "
        "weight is <rate:2> measured and <slope:2> by backpropagation",
        alt="The matrices of a forward pass in a row and beneath them their "
        "derivatives, all computed, with df/dW[1] framed as the last. A chart shows "
        "the loss, a parabola, as a function of one weight, and its slope there.",
    )


def _matrix(name: str) -> Matrix:
    # Y is as wide as X, so that a derivative stands beneath its matrix.
    width = 0.21 if "2" in name else 0.35
    return Matrix(_symbol(name), name, f"lit_{name}", limit=5, width=width)


def _compute(step: int, g: str, weight: str, h: float) -> Arrays:
    before, now = _passes(g, weight, 0.0), _passes(g, weight, h)
    order, (l, place) = list(STEPS), WEIGHTS[weight]
    sources = STEPS[order[step - 1]][0].split()
    arrays: Arrays = {}
    for name, M in now.items():
        known = name not in order[step:]
        arrays[name] = M if known else np.full(M.shape, np.nan)
        if name[0] not in "XYWZAd":
            continue
        lit = np.full(M.shape, 2.0 * (name in sources) + (name == order[step - 1]))
        if name in (f"W{l}", f"dW{l}"):
            lit[place] = 3
        arrays[f"lit_{name}"] = known * (lit + 4 * (M != before[name]))
    w, slope = W[l][place], before[f"dW{l}"][place]
    change = functools.partial(_change, g, weight)
    # Where there is no change to measure, a very small one is made.
    nudged = central_differences(lambda M: change(M.item()), [[0.0]])
    return {
        **arrays,
        "w_before": np.array([w]),
        "w_now": np.array([w + h]),
        "f_before": before["f"],
        "f_now": now["f"],
        "change": now["f"] - before["f"],
        "rate": np.array([change(h) / h]) if h else nudged[0],
        "slope": np.array([slope]),
        "changes": CHANGES,
        "curve": np.array([change(by) for by in CHANGES]),
        "tangent": slope * CHANGES,
        "now": np.array([h]),
    }


@functools.lru_cache(maxsize=1000)
def _passes(g: str, weight: str, h: float) -> Arrays:
    """Return every matrix of both passes, with one weight changed by h."""
    network = Network([2, 2, 1], [g, "identity"], seed=0)
    l, place = WEIGHTS[weight]
    network.W = {k: W[k].copy() for k in W}
    network.W[l][place] += h
    d = backprop(network, X, Y)
    layers = {"W": network.W, **d._asdict()}
    matrices = {f"{name}{k}": M[k] for name, M in layers.items() for k in network.W}
    slopes = {f"slope{k}": network.g[k].prime(d.Z[k]) for k in network.W}
    f = np.array([mean_squared_error(d.A[2], Y)])
    return {"X": X, "Y": Y, "f": f, **matrices, **slopes}


def _change(g: str, weight: str, h: float) -> float:
    """Return by how much f changes with one weight."""
    before, now = _passes(g, weight, 0.0), _passes(g, weight, float(h))
    return float((now["f"] - before["f"]).item())
