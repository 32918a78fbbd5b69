"""What is done to examples before training: ones, a split, one scale."""

from __future__ import annotations

from typing import overload

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nnlib.checks import Array, fraction, generator, matrix
from nnlib.checks.tables import column_word, names

Examples = tuple[Array, Array]
"""X, m x n, and Y, m x n^[L]."""


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


@overload
def standardise(training: ArrayLike) -> Array: ...
@overload
def standardise(
    training: ArrayLike, *others: ArrayLike
) -> Array | tuple[Array, ...]: ...
def standardise(training: ArrayLike, *others: ArrayLike) -> Array | tuple[Array, ...]:
    """Return the matrices with every column centred and divided by its deviation.

    Mean and deviation are those of the training examples alone. With them the others,
    the held-out examples say, are moved and scaled just the same::

        X_train, X_held = data.standardise(X_train, X_held)

    Parameters
    ----------
    training : m x n, at least two rows. Its columns will have mean 0 and variance 1.
    others : as many matrices as you like, of n columns each.

    Returns
    -------
    A matrix for one, a tuple of matrices for several.

    Raises
    ------
    ValueError
        If a column is constant, there is only one row, or the columns of the others
        are not those of the training examples.
    """
    M = matrix("training", training, column=True)
    if len(M) < 2:
        raise ValueError(
            f"training has shape {M.shape}: a single row has no deviation to divide by."
        )
    with np.errstate(over="ignore", invalid="ignore"):
        mean, deviation = M.mean(axis=0, dtype=float), M.std(axis=0, dtype=float)
    _not_constant(training, M, deviation)
    result = [M]
    for k, other in enumerate(others, start=1):
        name = "others" if len(others) == 1 else f"others[{k - 1}]"
        result.append(matrix(name, other, column=True))
        _same_columns(training, M, name, other, result[k])
    scaled = tuple(((M - mean) / deviation).astype(M.dtype) for M in result)
    return scaled if others else scaled[0]


def _not_constant(
    training: ArrayLike, M: Array, deviation: NDArray[np.float64]
) -> None:
    largest = np.abs(M).max(axis=0)
    # Numbers that are equal but for rounding have a deviation too: nothing but that.
    constant = np.ptp(M, axis=0) <= 8 * np.finfo(M.dtype).eps * largest
    for j in map(int, np.flatnonzero(constant)):
        if np.ptp(M[:, j]):
            raise ValueError(
                f"The numbers of training in {column_word(training, j)} are about "
                f"{M[0, j]:g} and differ by {np.ptp(M[:, j]):g} only: rounding alone "
                "may do that. Leave the column out. Or, if the differences tell "
                "something, subtract the smallest number first, where the numbers are "
                "still exact."
            )
        ones = (M[:, j] == 1).all()
        raise ValueError(
            f"training holds {M[0, j]:g} in every row of {column_word(training, j)}: a "
            "constant column has no deviation to divide by. "
            + (
                "Add the column of ones afterwards."
                if ones
                else "Leave it out, since it tells no example from another."
            )
        )
    for j in map(int, np.flatnonzero(~np.isfinite(deviation) | (deviation == 0))):
        raise ValueError(
            f"training holds numbers in {column_word(training, j)} whose squares are "
            f"too large or too small for a number, of size {largest[j]:g}. Multiply "
            "the column by a constant first."
        )


def _same_columns(
    training: ArrayLike, M: Array, name: str, other: ArrayLike, N: Array
) -> None:
    if N.shape[1] != M.shape[1]:
        raise ValueError(
            f"training has shape {M.shape} but {name} has shape {N.shape}: both must "
            "have the same columns."
        )
    for mine, its in zip(names(training), names(other), strict=False):
        if mine != its:
            raise ValueError(
                f"training has a column {mine!r} where {name} has {its!r}: both must "
                "have the same columns, in the same order."
            )
