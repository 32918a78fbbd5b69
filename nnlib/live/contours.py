"""Lines of equal height over a grid, by marching squares, in NumPy alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Corner = tuple[int, int]
Edge = tuple[Corner, Corner]
"""Two neighbours in the grid, between which a line goes through."""


def contours(
    x: NDArray[np.float64], y: NDArray[np.float64], F: NDArray[np.float64], level: float
) -> list[NDArray[np.float64]]:
    """Return the lines along which F has a height, each as its points, k x 2.

    Parameters
    ----------
    x, y : where the columns and the rows of F stand.
    F : heights. Between two neighbours in the grid they are taken to be linear.
    level : the height.

    Returns
    -------
    A closed line ends with the point it begins with.
    """
    beside: defaultdict[Edge, list[Edge]] = defaultdict(list)
    for a, b in _pieces(F, level):
        beside[a].append(b)
        beside[b].append(a)
    lines = []
    while beside:
        # An open line begins at an end, a closed one anywhere.
        ends = (edge for edge in beside if len(beside[edge]) == 1)
        here = next(ends, next(iter(beside)))
        line = [here]
        while beside[here]:
            there = beside[here].pop()
            beside[there].remove(here)
            line.append(there)
            here = there
        for edge in line:
            beside.pop(edge, None)
        lines.append(_points(x, y, F, level, line))
    return lines


def _pieces(F: NDArray[np.float64], level: float) -> Iterator[tuple[Edge, Edge]]:
    """Yield, cell by cell, which two edges a line goes through."""
    above = level < F
    sums = above[:-1, :-1] + 0 + above[:-1, 1:] + above[1:, 1:] + above[1:, :-1]
    for i, j in np.argwhere((sums > 0) & (sums < 4)).tolist():
        round_it = [(i, j), (i, j + 1), (i + 1, j + 1), (i + 1, j), (i, j)]
        edges: list[Edge] = [
            (min(a, b), max(a, b))
            for a, b in pairwise(round_it)
            if above[a] != above[b]
        ]
        # On a saddle, each line goes round a corner that the middle is not like.
        middle = F[i : i + 2, j : j + 2].mean() > level
        if len(edges) == 4 and middle != above[i, j]:
            edges = [*edges[1:], edges[0]]
        yield from zip(edges[::2], edges[1::2], strict=True)


def _points(
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    F: NDArray[np.float64],
    level: float,
    line: Sequence[Edge],
) -> NDArray[np.float64]:
    (i, j), (k, l) = np.transpose(line, (1, 2, 0))
    share = (level - F[i, j]) / (F[k, l] - F[i, j])
    return np.stack(
        [x[j] + share * (x[l] - x[j]), y[i] + share * (y[k] - y[i])], axis=1
    )
