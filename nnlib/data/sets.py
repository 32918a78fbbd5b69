"""Small data sets, made from a seed or shipped with scikit-learn (all chapters).

Each returns X, one example a row, and Y, one target a row. Made sets have one input
in [-1, 1] and one target. The same seed gives the same set, but for the last digits of
the noise, which may differ from machine to machine: normal numbers need a logarithm now
and then, and not every machine rounds it alike.
"""

from __future__ import annotations

import importlib
import pathlib
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnlib.checks import Array, count, generator, number
from nnlib.data.preparing import Examples

SHIPPED = pathlib.Path(__file__).with_name("shipped.npz")
"""The sets of scikit-learn, where that is not: in the pages of the book."""


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

    X, 442 x 10, and Y, 442 x 1, are as they were measured, each column in its own
    unit: `standardise` them after the split. The data ship with scikit-learn.
    """
    X, y = _shipped("diabetes", scaled=False)
    return X, y.reshape(-1, 1)


def wines() -> tuple[Array, NDArray[np.int64]]:
    """Return 178 wines: thirteen measurements, and which of three growers made each.

    X, 178 x 13, is as it was measured, each column in its own unit. The labels 0, 1
    and 2, one a wine, are still to be made `one_hot`. The data ship with scikit-learn.
    """
    return _shipped("wine")


def digits() -> Examples:
    """Return 1797 handwritten digits, 8 x 8 pixels each.

    X, 1797 x 64, holds the pixels from 0 (white) to 1 (black), row after row. Y,
    1797 x 10, holds a 1 in the column of the digit and 0 elsewhere. The data ship with
    scikit-learn.
    """
    X, digit = _shipped("digits")
    return X / 16, np.eye(10)[digit]


def _shipped(name: str, **options: Any) -> tuple[NDArray[Any], NDArray[Any]]:
    if SHIPPED.exists():
        with np.load(SHIPPED) as arrays:
            return arrays[f"{name}_X"], arrays[f"{name}_y"]
    datasets = importlib.import_module("sklearn.datasets")
    X, y = getattr(datasets, f"load_{name}")(return_X_y=True, **options)
    return X, y
