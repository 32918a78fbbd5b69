"""Small data sets, made from a seed or shipped with scikit-learn (all chapters).

Each returns X, one example a row, and Y, one target a row. Made sets have one input
in [-1, 1] and one target; `add_ones` gives the first layer of a network its bias.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nnlib.checks import Array, count, fraction, generator, matrix, number

Examples = tuple[Array, Array]
"""X, m x n, and Y, m x n^[L]."""


def line(m: int = 40, noise: float = 0.1, seed: int = 0) -> Examples:
    """Return m noisy points on a straight line, y = 0.5 + 0.8 x."""
    return _made(lambda x: 0.5 + 0.8 * x, m, noise, seed)


def sine(m: int = 40, noise: float = 0.1, seed: int = 0) -> Examples:
    """Return m noisy points on one full wave, y = sin(pi x)."""
    return _made(lambda x: np.sin(np.pi * x), m, noise, seed)


def bump(m: int = 40, noise: float = 0.05, seed: int = 0) -> Examples:
    """Return m noisy points on a bump, y = exp(-8 x^2)."""
    return _made(lambda x: np.exp(-8 * x**2), m, noise, seed)


def step(m: int = 40, noise: float = 0.05, seed: int = 0) -> Examples:
    """Return m noisy points on a step, y = 0 left of 0 and 1 from there on."""
    return _made(lambda x: np.where(x < 0, 0.0, 1.0), m, noise, seed)


def noisy_mixture(m: int = 40, noise: float = 0.25, seed: int = 0) -> Examples:
    """Return m points, very noisy, on y = 0.6 sin(1.5 pi x) + 0.8 exp(-20 (x - 0.4)^2).

    A wave and a bump at once: hard enough that a network can mistake noise for shape.
    """
    return _made(
        lambda x: 0.6 * np.sin(1.5 * np.pi * x) + 0.8 * np.exp(-20 * (x - 0.4) ** 2),
        m,
        noise,
        seed,
    )


def _made(
    y: Callable[[NDArray[np.float64]], NDArray[np.float64]],
    m: int,
    noise: float,
    seed: int,
) -> Examples:
    m, rng = count("m", m), generator(seed)
    if number("noise", noise) < 0:
        raise ValueError(f"noise is {noise}, but it must be 0 or more.")
    X = np.linspace(-1, 1, m).reshape(m, 1)
    return X, y(X) + noise * rng.standard_normal((m, 1))


def diabetes() -> Examples:
    """Return 442 patients: ten measurements, and how far the illness went in a year.

    X, 442 x 10, and Y, 442 x 1, are centred and scaled to variance 1, column by column.
    The data ship with scikit-learn.
    """
    from sklearn.datasets import load_diabetes

    X, y = load_diabetes(return_X_y=True, scaled=False)
    return _standardised(X), _standardised(y.reshape(-1, 1))


def _standardised(M: NDArray[np.float64]) -> NDArray[np.float64]:
    scaled: NDArray[np.float64] = (M - M.mean(axis=0)) / M.std(axis=0)
    return scaled


def digits() -> Examples:
    """Return 1797 handwritten digits, 8 x 8 pixels each.

    X, 1797 x 64, holds the pixels from 0 (white) to 1 (black), row after row. Y,
    1797 x 10, holds a 1 in the column of the digit and 0 elsewhere. The data ship with
    scikit-learn.
    """
    from sklearn.datasets import load_digits

    X, digit = load_digits(return_X_y=True)
    return X / 16, np.eye(10)[digit]


def add_ones(X: ArrayLike) -> Array:
    """Return X with a constant column of ones in front: a bias for the first layer."""
    X = matrix("X", X)
    return np.hstack([np.ones((len(X), 1), dtype=X.dtype), X])


def split(
    X: ArrayLike, Y: ArrayLike, *, held_out: float = 0.25, seed: int = 0
) -> tuple[Examples, Examples]:
    """Return training examples and held-out examples, drawn at random.

    Parameters
    ----------
    X, Y : all examples and their targets.
    held_out : the share to hold out, at least 0 and below 1.

    Raises
    ------
    ValueError
        If X and Y have different numbers of rows, or either part would be empty.
    """
    X, Y = matrix("X", X), matrix("Y", Y, column=True)
    m = len(X)
    if len(Y) != m:
        raise ValueError(
            f"X has shape {X.shape} and Y has shape {Y.shape}: they must have the same "
            "number of rows, one for each example."
        )
    k = round(m * fraction("held_out", held_out))
    if not 0 < k < m:
        raise ValueError(
            f"held_out is {held_out}, which puts {k} of {m} examples aside. Both parts "
            "need at least one."
        )
    order = generator(seed).permutation(m)
    train, test = order[k:], order[:k]
    return (X[train], Y[train]), (X[test], Y[test])
