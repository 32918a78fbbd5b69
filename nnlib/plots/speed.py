"""Pictures of time: contenders side by side, where a step's time goes, how it grows."""

from __future__ import annotations

import json
import pathlib
from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import NullLocator
from numpy.typing import ArrayLike

from nnlib.language import say
from nnlib.plots.style import BLUE, INK, PALE


def measured() -> dict[str, Any]:
    """Return what `benchmarks/training_step.py` measured last and stored.

    ``"machine"`` describes where, ``"results"`` is what `race` draws.
    """
    file = pathlib.Path(__file__).with_name("training_step.json")
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def race(results: Sequence[Mapping[str, Any]]) -> Figure:
    """Draw how long a step takes each contender, one panel a work.

    The bars are logarithmic: each line of the grid is ten times the one before. The
    first bar, hatched, is the floor: the matrix products alone.

    Parameters
    ----------
    results : what `benchmarks/training_step.py` measured: for each work its name, under
        ``"work"``, and under ``"times"`` for each contender the microseconds ``"us"``.
    """
    rows = sum(len(result["times"]) + 2 for result in results)
    fig, axes = plt.subplots(
        len(results),
        1,
        figsize=(7, 0.24 * rows + 0.4),
        squeeze=False,
        layout="constrained",
        gridspec_kw={"height_ratios": [len(result["times"]) + 1 for result in results]},
    )
    for ax, result in zip(axes.flat, results, strict=True):
        times = {name: entry["us"] for name, entry in result["times"].items()}
        names = sorted(times, key=lambda name: (name != "floor", times[name]))
        for y, name in enumerate(names):
            ours = name.startswith("nnlib")
            ax.barh(
                y,
                times[name],
                color=BLUE if ours else PALE,
                edgecolor=INK,
                hatch="///" if name == "floor" else None,
            )
            ax.annotate(
                _in_words(times[name]),
                (times[name], y),
                xytext=(4, 0),
                textcoords="offset points",
                va="center",
                fontsize=9,
            )
        ax.set_yticks(range(len(names)), names)
        ax.set_ylim(len(names) - 0.4, -0.6)
        ax.set_xscale("log")
        ax.set_xlim(min(times.values()) / 2, max(times.values()) * 6)
        ax.set_title(result["work"], loc="left")
        ax.tick_params(axis="x", which="both", labelbottom=False)
        ax.grid(axis="y", visible=False)
    axes[-1, 0].set_xlabel(say("time of a step, logarithmic"))
    return fig


def shares(parts: Mapping[str, Mapping[str, float]]) -> Figure:
    """Draw what a step spends its time on: one bar a network, cut into its parts.

    Parameters
    ----------
    parts : for each network, its name, and for each part of the step, its name and its
        time, in any unit. All networks have the same parts.
    """
    fig, ax = plt.subplots(figsize=(7, 0.75 * len(parts) + 1.1))
    names = list(next(iter(parts.values())))
    looks = [(BLUE, None), (PALE, "///"), ("white", "..."), ("#8a8a86", None)]
    for y, times in enumerate(parts.values()):
        whole, left = sum(times.values()), 0.0
        for name, (color, hatch) in zip(names, looks, strict=False):
            share = 100 * times[name] / whole
            ax.barh(
                y,
                share,
                left=left,
                color=color,
                hatch=hatch,
                edgecolor=INK,
                label=name if y == 0 else None,
            )
            left += share
    ax.set_yticks(range(len(parts)), list(parts))
    ax.invert_yaxis()
    ax.set_xlim(0, 100)
    ax.set_xlabel(say("share of a step's time, per cent"))
    ax.grid(axis="y", visible=False)
    fig.legend(loc="outside upper center", ncols=3)
    return fig


def growth(sweeps: Mapping[str, tuple[ArrayLike, ArrayLike, ArrayLike]]) -> Figure:
    """Draw the time of a step against what was varied, beside a prediction.

    Both axes are logarithmic, so a power of what was varied is a straight line.

    Parameters
    ----------
    sweeps : for each quantity that was varied, its name, and three lists: its values,
        the seconds of a step, and the seconds if they grew as the number of
        multiplications does, up to the same last one.
    """
    fig, axes = plt.subplots(1, len(sweeps), figsize=(7, 3.2), sharey=True)
    for ax, (name, (values, seconds, counted)) in zip(
        axes, sweeps.items(), strict=True
    ):
        ax.loglog(values, seconds, "o-", label=say("measured"))
        ax.loglog(values, counted, "--", color=INK, label=say("multiplications"))
        every_other = np.asarray(values)[::2]
        ax.set_xticks(every_other, [f"{value:g}" for value in every_other])
        ax.xaxis.set_minor_locator(NullLocator())
        ax.set_xlabel(name)
    axes[0].set_ylabel(say("seconds for a step"))
    handles, names = axes[0].get_legend_handles_labels()
    fig.legend(handles, names, loc="outside upper center", ncols=2)
    return fig


def _in_words(us: float) -> str:
    for size, unit in ((1e6, "s"), (1e3, "ms")):
        if us >= size:
            return f"{us / size:.3g} {unit}"
    return f"{us:.3g} µs"
