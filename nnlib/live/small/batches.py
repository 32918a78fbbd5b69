"""What mini-batches say of the full derivative (chapter 5)."""

from __future__ import annotations

import numpy as np

from nnlib import data
from nnlib.backprop import backprop
from nnlib.live import Axis, Chart, Choice, Figure, Formula, Line, Points, Slider
from nnlib.live.figure import Arrays
from nnlib.network import Network

x, Y = data.line()
X, m = data.add_ones(x), len(x)
SIZES = [size for size in range(1, m + 1) if m % size == 0]
ORDERS = {
    "shuffled": np.random.default_rng(0).permutation(m),
    "sorted": np.arange(m),
}
START = np.array([[-0.5], [2.3]])


def batches() -> Figure:
    """Return the figure: a dot for the derivative over each batch, and their mean."""
    return Figure(
        name="batches",
        title="Each batch, and the whole",
        question="How large must a batch be to point roughly where all examples "
        "point? What goes wrong with sorted batches, and what does not?",
        compute=_compute,
        controls=[
            Slider("size", "batch size", SIZES, 4, 0, whole=True),
            Choice("order", "examples", list(ORDERS), "shuffled"),
        ],
        drawings=[
            Chart(
                "The derivative of the line's loss, over each batch",
                Axis("∂f/∂w₁", (-6, 2)),
                Axis("∂f/∂w₂", (-2, 6)),
                [
                    Line("from1", "from2", "all examples", 2),
                    Points("batch1", "batch2", "a batch", 1),
                    Points("mean1", "mean2", "mean of the batches"),
                ],
                width=1.5,
            ),
            Formula(
                [
                    "batches: <count>",
                    "all examples: (<full[0]:3>, <full[1]:3>)",
                    "mean of the batches: (<mean1:3>, <mean2:3>)",
                    "the furthest batch is off by <off:2>",
                ],
                width=1.1,
            ),
        ],
        summary="batches: <count>; their mean is <mean1:3>, <mean2:3>, and all "
        "examples give <full[0]:3>, <full[1]:3>; the furthest batch is off by "
        "<off:2|was>",
        alt="Ten dots, the derivatives over batches of four examples, scattered around "
        "the end of a line: the derivative over all examples, which is their mean.",
        small=True,
    )


def _compute(size: int, order: str) -> Arrays:
    network = Network([2, 1], ["identity"], seed=0)
    network.W = {1: START}
    rows = [ORDERS[order][first : first + size] for first in range(0, m, size)]
    found = np.full((m, 2), np.nan)
    found[: len(rows)] = [backprop(network, X[B], Y[B]).dW[1][:, 0] for B in rows]
    full = backprop(network, X, Y).dW[1][:, 0]
    batch = found[: len(rows)]
    # A batch that is smaller than the others counts for less.
    mean = np.average(batch, axis=0, weights=[len(B) for B in rows])
    return {
        "batch1": found[:, 0],
        "batch2": found[:, 1],
        "from1": np.array([0, full[0]]),
        "from2": np.array([0, full[1]]),
        "full": full,
        "mean1": mean[[0]],
        "mean2": mean[[1]],
        "count": np.array([float(len(rows))]),
        "off": np.array([np.linalg.norm(batch - full, axis=1).max()]),
    }
