"""A path over the loss surface of two weights (chapter 5)."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable

import numpy as np

from nnlib import data
from nnlib.backprop import backprop
from nnlib.checks import Array, Layers
from nnlib.live import Axis, Chart, Choice, Field, Figure, Formula, Line, Points, Slider
from nnlib.live.contours import contours
from nnlib.live.figure import Arrays
from nnlib.loss import mean_squared_error
from nnlib.network import Network
from nnlib.optimisers import Adam, GradientDescent, Momentum, Optimiser
from nnlib.training import train

ALPHAS = [0.03, 0.1, 0.3, 0.6, 0.95, 1.1, 3.0]
STARTS = {"top": (-0.5, 2.3), "bottom right": (3.0, -2.0), "middle": (0.3, -0.5)}
METHODS: dict[str, Callable[[float], Optimiser]] = {
    "gradient descent": GradientDescent,
    "momentum": Momentum,
    "Adam": Adam,
}
STEPS = range(51)
ACROSS, UP = np.linspace(-5, 5, 81), np.linspace(-3, 3, 49)
FAR = 30.0
"""A weight beyond which a run has left for good, and ends."""
MODELS = {
    "bowl": ["*ŷ* = *w*_{1} + *w*_{2} *x*, with the loss *f* = <loss:2s>"],
    "valley": ["*ŷ* = *w*_{2} tanh(*w*_{1} *x*), with the loss *f* = <loss:2s>"],
}
RULES = {
    "gradient descent": "*w* ← *w* − *α* ∂*f*/∂*w*",
    "momentum": "*V* ← 0.9 *V* + ∂*f*/∂*w*, then *w* ← *w* − *α* *V*",
    "Adam": "*w* ← *w* − *α* *R̂* / (√*Ŝ* + *ε*)",
}
NUMBERS = {
    "gradient descent": ["*w*_{#} ← <w#:2> − <alpha:2> · <dw#:2> = <next_w#:2>"],
    "momentum": [
        "*V*_{#} ← 0.9 · <V#:2> + <dw#:2> = <next_V#:2>",
        "*w*_{#} ← <w#:2> − <alpha:2> · <next_V#:2> = <next_w#:2>",
    ],
    "Adam": [
        "∂*f*/∂*w*_{#} = <dw#:2>, *R̂*_{#} = <R#:3>, √*Ŝ*_{#} = <S#:3>",
        "*w*_{#} ← <w#:2> − <alpha:2> · <R#:3> / <S#:3> = <next_w#:2>",
    ],
}
"""The rules with numbers put in, for weight #."""


def surface() -> Figure:
    """Return the figure: three methods, each finding its way over two surfaces."""
    lines = {
        method: [
            rule,
            *(line.replace("#", i) for i in "12" for line in NUMBERS[method]),
        ]
        for method, rule in RULES.items()
    }
    return Figure(
        name="surface",
        title="A path over the loss surface",
        question="Gradient descent in the bowl: which *α* is too small, which swings "
        "from side to side, which never comes back? In the valley, which method comes "
        "nearest to a lowest point in 50 steps?",
        compute=_compute,
        controls=[
            Choice("surface", "surface", ["bowl", "valley"], "bowl"),
            Choice("method", "method", list(METHODS), "gradient descent"),
            Choice("start", "start", list(STARTS), "bottom right"),
            Slider("alpha", "learning rate *α*", ALPHAS, 0.1, log=True),
            Slider("step", "step", STEPS, 50, 0, whole=True, plays=True, pace=0.1),
        ],
        drawings=[
            Chart(
                "The loss over both weights",
                Axis("w₁", (-5, 5)),
                Axis("w₂", (-3, 3)),
                [
                    Field("height", colour=0),
                    Line("contour1", "contour2", "equal loss", 0, thin=True),
                    Points("lowest1", "lowest2", "lowest", 3),
                    Line("path1", "path2"),
                    Points("path1", "path2", "path", 1),
                    Points("w1", "w2", "now", 0),
                ],
                width=1.3,
            ),
            Chart(
                "The loss, step by step",
                Axis("step", (0, 50)),
                Axis("f", (0.004, 100), log=True),
                [Line("steps", "losses"), Points("at", "loss")],
            ),
            Formula(MODELS, by="surface"),
            Formula(lines, by="method"),
        ],
        summary="from <path1[0]:2>, <path2[0]:2> after step <step> at <w1:2>, <w2:2>: "
        "loss <loss:2s|was>",
        alt="Lines of equal loss around the bottom of a long bowl. From the bottom "
        "right, gradient descent goes to the long axis of the bowl and then along it "
        "to the bottom, and the loss falls from 9 to 0.0081 in 50 steps.",
    )


def _network(surface: str, w1: float, w2: float) -> tuple[Network, Array, Array]:
    """Return a network with these weights, and its examples and their targets."""
    if surface == "bowl":
        network = Network([2, 1], ["identity"], seed=0)
        network.W = {1: np.array([[w1], [w2]])}
        x, Y = data.line()
        return network, data.add_ones(x), Y
    network = Network([1, 1, 1], ["tanh", "identity"], seed=0)
    network.W = {1: np.array([[w1]]), 2: np.array([[w2]])}
    x, Y = data.sine()
    middle = np.abs(x[:, 0]) <= 0.5
    return network, x[middle], Y[middle]


def _both(W: Layers) -> Array:
    return np.concatenate([W[l].ravel() for l in sorted(W)])


@functools.cache
def _map(surface: str) -> Arrays:
    """Return the surface as shades, as lines of equal loss, and its lowest points."""
    F = np.empty((len(UP), len(ACROSS)))
    for (i, w2), (j, w1) in itertools.product(enumerate(UP), enumerate(ACROSS)):
        network, X, Y = _network(surface, w1, w2)
        F[i, j] = mean_squared_error(network(X), Y)
    # A cell's shade is its rank, so that a valley shows as well as a peak.
    cells = F[1::2, 1::2]
    rank = np.searchsorted(np.sort(cells, axis=None), cells) / cells.size
    levels = np.quantile(cells, np.linspace(0, 1, 11)[1:-1] ** 1.25)
    lines = [line for level in levels for line in contours(ACROSS, UP, F, level)]
    broken = [p for line in lines for p in (line, [[np.nan] * 2])]
    contour = np.concatenate([*broken, np.full((1700, 2), np.nan)])[:1700]
    network, X, Y = _network(surface, 3.0, 1.0)
    train(network, X, Y, GradientDescent(0.9), epochs=3000)
    # With both signs turned, the network of the valley stays the same function.
    w = _both(network.W)
    lowest = np.array([w, -w if surface == "valley" else w])
    return {
        "height": rank / 2,
        **{f"contour{i + 1}": contour[:, i] for i in (0, 1)},
        **{f"lowest{i + 1}": lowest[:, i] for i in (0, 1)},
    }


@functools.lru_cache(maxsize=8)
def _run(surface: str, method: str, start: str, alpha: float) -> Arrays:
    """Return what happens in each step, a row a step, a column a weight."""
    network, X, Y = _network(surface, *STARTS[start])
    optimiser = METHODS[method](alpha)
    optimiser.start(network.W)
    names = ("w", "next_w", "dw", "V", "next_V", "R", "S", "f")
    run = {name: np.full((len(STEPS), 2), np.nan) for name in names}
    for k in STEPS:
        w = _both(network.W)
        if np.abs(w).max() > FAR:
            break
        derivatives = backprop(network, X, Y)
        run["w"][k], run["dw"][k] = w, _both(derivatives.dW)
        run["f"][k] = mean_squared_error(derivatives.A[network.L], Y)
        network.W = optimiser.step(network.W, derivatives.dW)
        run["next_w"][k] = _both(network.W)
        if isinstance(optimiser, Momentum):
            run["V"][k] = run["next_V"][k - 1] if k else 0
            run["next_V"][k] = _both(optimiser.V)
        if isinstance(optimiser, Adam):
            t, beta1, beta2 = optimiser.t, optimiser.beta1, optimiser.beta2
            run["R"][k] = _both(optimiser.R) / (1 - beta1**t)
            run["S"][k] = np.sqrt(_both(optimiser.S) / (1 - beta2**t))
    run["next_w"][np.abs(run["next_w"]) > FAR] = np.nan
    return run


def _compute(surface: str, method: str, start: str, alpha: float, step: int) -> Arrays:
    run = _run(surface, method, start, alpha)
    past = np.array([[k <= step] for k in STEPS])
    arrays = {**_map(surface)}
    for i in (0, 1):
        # The path first: the weights after it hold the same numbers, and pack well.
        arrays[f"path{i + 1}"] = np.where(past, run["w"], np.nan)[:, i]
        for name in ("w", "next_w", "dw", "V", "next_V", "R", "S"):
            arrays[f"{name}{i + 1}"] = run[name][step, [i]]
    return {
        **arrays,
        "losses": np.where(past, run["f"], np.nan)[:, 0],
        "loss": run["f"][step, :1],
        "steps": np.array(STEPS, dtype=float),
        "at": np.array([step], dtype=float),
    }
