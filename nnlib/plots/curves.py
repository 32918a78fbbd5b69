"""Data with what a model makes of them, and curves of the loss."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from nnlib.checks import Array
from nnlib.language import say
from nnlib.plots.style import DATA

Predict = Callable[[Array], Array]
"""Takes inputs, k x 1, to predictions, k x 1."""


def draw_fit(
    ax: Axes, X: Array, Y: Array, models: Mapping[str, Predict] | None = None
) -> None:
    """Draw examples with one input as points, and each model as a named curve.

    Parameters
    ----------
    X, Y : inputs and targets, each m x 1.
    models : a name for each function from inputs, k x 1, to predictions, k x 1.
    """
    ax.plot(X, Y, "o", color=DATA, alpha=0.65, markersize=4, label=say("data"))
    x = np.linspace(X.min(), X.max(), 300).reshape(-1, 1)
    for name, predict in (models or {}).items():
        ax.plot(x, predict(x), label=name)
    ax.set_xlabel("$x$")
    ax.set_ylabel("$y$")
    ax.legend()


def losses(curves: Mapping[str, ArrayLike], *, log: bool = True) -> Axes:
    """Draw loss curves against epochs in one chart, and return its axes.

    Parameters
    ----------
    curves : a name for each list of losses, such as ``History.loss``.
    log : whether the loss axis is logarithmic.
    """
    _, ax = plt.subplots()
    for name, loss in curves.items():
        ax.plot(np.asarray(loss), label=name)
    if log:
        ax.set_yscale("log")
    ax.set_xlabel(say("epoch"))
    ax.set_ylabel(say("loss $f$"))
    ax.legend()
    return ax
