"""Activation functions with their derivatives, and what single neurons make of x."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from nnlib.activations import Activation, activation
from nnlib.data import add_ones
from nnlib.plots.style import BLUE, ORANGE


def draw_activation(ax: Axes, g: str | Activation, reach: float = 4) -> None:
    """Draw an activation function, solid, and its derivative, dashed.

    Where the derivative jumps at 0, as that of ReLU does, it is drawn in two pieces: an
    open circle ends a piece, and a dot marks the value that is used at 0.

    Parameters
    ----------
    g : the function, by name or as `Activation`.
    reach : the curves run from -reach to reach.
    """
    g = activation(g)
    z = np.linspace(-reach, reach, 401)
    ax.plot(z, g(z), color=BLUE, ls="-", label="$g(z)$")
    left, at_0, right = g.prime(np.array([-1e-9, 0, 1e-9]))
    slope = g.prime(z)
    jumps = abs(right - left) > 1e-3
    if jumps:
        slope[z == 0] = np.nan
    ax.plot(z, slope, color=ORANGE, ls="--", label=r"$g^{\prime}(z)$")
    if jumps:
        ax.plot([0, 0], [left, right], "o", mec=ORANGE, mfc="white", mew=1.5)
        ax.plot(0, at_0, "o", color=ORANGE)
    ax.set_title(g.name)
    ax.set_xlabel("$z$")
    ax.legend(loc="upper left")


def draw_neurons(
    ax: Axes, neurons: Mapping[str, ArrayLike], g: str | Activation
) -> None:
    """Draw the activation of single neurons against their one input x, from -1 to 1.

    Parameters
    ----------
    neurons : a name for each neuron's weights: one weight, for x, or two, for the
        constant 1 and for x.
    g : the activation function of them all.
    """
    g = activation(g)
    X = np.linspace(-1, 1, 201).reshape(-1, 1)
    for name, weights in neurons.items():
        w = np.reshape(weights, (-1, 1))
        ax.plot(X, g((X if len(w) == 1 else add_ones(X)) @ w), label=name)
    ax.set_xlabel("$x$")
    ax.set_ylabel("$a$")
    # Above the curves, which may run anywhere.
    ax.legend(loc="lower left", bbox_to_anchor=(0, 1), borderaxespad=0.2)
