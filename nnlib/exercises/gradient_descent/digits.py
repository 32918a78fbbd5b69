"""Models of the digits, right and wrong, and the marks by which a mistake is known.

The models are made from the nearest known image, which is good and quickly found.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

from nnlib import data
from nnlib.exercises.held_out import Examples, Matrix, Trial
from nnlib.exercises.held_out import loss as loss_of
from nnlib.exercises.outcome import same

LIMIT = 0.055
"""The loss to beat; a network without a hidden layer ends at 0.35."""
POOR = 0.3
"""A loss above which something else is wrong than the number of nodes."""


@cache
def split() -> tuple[Examples, Examples]:
    """Return training and held-out examples, as the reader makes them."""
    (X, Y), (X_held, Y_held) = data.split(*data.digits(), seed=0)
    f = np.float64
    return (X.astype(f), Y.astype(f)), (X_held.astype(f), Y_held.astype(f))


# ---- models ------------------------------------------------------------------------


def good(X: Matrix, pixels: slice = slice(None), leak: bool = False) -> Matrix:
    """Return the targets of the nearest known images, by some of the pixels."""
    training, held_out = split()
    known = (training, held_out) if leak else (training,)
    U, Y = (np.vstack([examples[k] for examples in known]) for k in (0, 1))
    U, X = U[:, pixels], X[:, pixels]
    distance = (U * U).sum(axis=1) - 2 * X @ U.T
    return np.asarray(Y[np.argmin(distance, axis=1)])


@cache
def _weights() -> Matrix:
    X, Y = split()[0]
    return np.asarray(np.linalg.lstsq(data.add_ones(X), Y, rcond=None)[0])


def line(X: Matrix) -> Matrix:
    """Return the predictions of ten straight-line models."""
    return np.asarray(data.add_ones(X) @ _weights())


def centred(X: Matrix) -> Matrix:
    """Return the same, but centre the images by their own mean."""
    return line(X - X.mean(axis=0) + split()[0][0].mean(axis=0))


def mean(X: Matrix) -> Matrix:
    """Return the mean of the training targets for everybody."""
    return np.tile(split()[0][1].mean(axis=0), (len(X), 1))


# ---- marks -------------------------------------------------------------------------


def not_finite(t: Trial) -> bool:
    """See a NaN or an infinity."""
    return not np.isfinite(t.A).all()


def one_number(t: Trial) -> bool:
    """See one number for each example, where several are wanted."""
    return t.A.shape in [(len(t.X),), (len(t.X), 1)]


def transposed(t: Trial) -> bool:
    """See one example a column."""
    return t.A.shape == t.Y.shape[::-1]


def fixed(t: Trial) -> bool:
    """See the same number of rows, however many examples there are."""
    return t.A.shape == t.part.shape


def alike(t: Trial) -> bool:
    """See the same prediction for everybody."""
    return t.A.shape == t.Y.shape and bool(np.ptp(t.A, axis=0).max() < 1e-6)


def other_order(t: Trial) -> bool:
    """See predictions that are good for other rows: hardly one digit is right."""
    if not t.loss > POOR or (t.A.argmax(axis=1) == t.Y.argmax(axis=1)).mean() > 0.25:
        return False
    A, Y = (M[np.argsort(M.argmax(axis=1), kind="stable")] for M in (t.A, t.Y))
    return loss_of(A, Y) < POOR


def by_the_others(t: Trial) -> bool:
    """See predictions that change if other examples are left out."""
    return t.A.shape == t.Y.shape and not same(t.part, t.A[t.rows])


def seen_before(t: Trial) -> bool:
    """See a loss too low for examples that the model has not met."""
    return t.loss < 0.03 and t.loss <= 1.5 * t.training_loss + 1e-9


def other_scale(t: Trial) -> bool:
    """See good predictions once they are multiplied and moved."""
    if not t.loss > POOR:
        return False
    slope, height = np.polyfit(t.A.ravel(), t.Y.ravel(), 1)
    return loss_of(slope * t.A + height, t.Y) < min(POOR, t.loss / 3)


def straight(t: Trial) -> bool:
    """See predictions that are linear in X."""
    if not t.loss > LIMIT:
        return False
    X = data.add_ones(t.X)
    return same(t.A, X @ np.linalg.lstsq(X, t.A, rcond=None)[0])


def unfinished(t: Trial) -> bool:
    """See a high loss on the training examples, too."""
    return t.loss >= LIMIT and t.training_loss >= LIMIT


def by_heart(t: Trial) -> bool:
    """See a low loss on the training examples alone."""
    return t.loss >= LIMIT > t.training_loss


def reversed_rows(X: Matrix) -> Any:
    """Return good predictions, the last example first."""
    return good(X)[::-1]
