"""The marks of models of the digits that have gone wrong."""

import numpy as np

from nnlib import data
from nnlib.exercises.gradient_descent.digits import LIMIT
from nnlib.exercises.held_out import Trial
from nnlib.exercises.held_out import loss as loss_of
from nnlib.exercises.outcome import same

POOR = 0.3
"""A loss above which something else is wrong than the number of nodes."""


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
