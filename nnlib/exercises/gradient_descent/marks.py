"""The marks of models of the digits that have gone wrong.

A model is known by what it returns, so a mark is what that proves, and no more. That
held-out examples were trained on shows only in a model that does better on them than on
the training examples. Otherwise it can be asked, not claimed: `doubt`.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnlib import data
from nnlib.exercises.gradient_descent.digits import LIMIT
from nnlib.exercises.outcome import same
from nnlib.exercises.trial import Trial, errors

POOR = 0.3
"""A loss above which something else is wrong than the number of nodes."""
RARE = 0.004
"""Less than a single image costs, of the 449, that is surely taken for another."""
CHANCE = 6.0
"""Standard errors between two means that no luck explains."""


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
    """See the same result, however many examples there are."""
    return t.A.ndim > 0 and same(t.part, t.A)


def alike(t: Trial) -> bool:
    """See the same prediction for everybody."""
    return t.A.shape == t.Y.shape and bool(np.ptp(t.A, axis=0).max() < 1e-6)


def unsteady(t: Trial) -> bool:
    """See other predictions for the same examples, and a high loss."""
    return t.loss >= LIMIT and not same(t.again, t.A)


def other_order(t: Trial) -> bool:
    """See that the same examples in another order get the predictions of each other."""
    if t.shuffled.shape != t.Y.shape or same(t.shuffled, t.A[t.rows]):
        return False
    # Rows that are equal have equal products with any column.
    column = np.random.default_rng(0).random(t.Y.shape[1])
    return same(np.sort(t.shuffled @ column), np.sort(t.A @ column))


def by_the_others(t: Trial) -> bool:
    """See predictions that change if other examples are left out."""
    return (
        t.A.shape == t.Y.shape
        and same(t.again, t.A)
        and not same(t.part, t.A[t.rows[: len(t.X) // 2]])
    )


def sets_swapped(t: Trial) -> bool:
    """See the held-out examples known better than the training ones, beyond chance."""
    if not t.loss < LIMIT:
        return False
    groups = (t.errors, t.training_errors)
    spread = np.sqrt(sum(np.var(group) / len(group) for group in groups))
    return bool(t.training_loss > t.loss + 1e-6 + CHANCE * spread)


def by_memory(t: Trial) -> bool:
    """See good predictions that are lost when no eye would see that X has changed."""
    return t.loss < LIMIT and not errors(t.nudged, t.Y).mean() < POOR


def other_columns(t: Trial) -> bool:
    """See predictions that are good once their columns are put in another order."""
    if not t.loss > POOR:
        return False
    # Row j, column k: how much of output j goes to digit k.
    belongs = (t.A.T @ t.Y / t.Y.sum(axis=0)).argmax(axis=0)
    is_order = len(set(belongs)) == len(belongs)
    return is_order and _loss(t.A[:, belongs], t) < POOR


def other_scale(t: Trial) -> bool:
    """See predictions that are much better once they are multiplied and moved."""
    if not t.loss > POOR:
        return False
    A = t.A.astype(float)  # NumPy solves nothing in half precision
    slope, height = np.polyfit(A.ravel(), t.Y.ravel(), 1)
    return _loss(slope * A + height, t) < min(POOR, t.loss / 3)


def straight(t: Trial) -> bool:
    """See predictions that are linear in X."""
    if not t.loss > LIMIT:
        return False
    X = data.add_ones(t.X)
    return same(t.A, X @ np.linalg.lstsq(X, t.A.astype(float), rcond=None)[0])


def unfinished(t: Trial) -> bool:
    """See a loss on the training examples that would not do either."""
    return t.loss >= LIMIT and t.training_loss >= LIMIT


def near(t: Trial) -> bool:
    """See a loss that would do on the training examples, and hardly less of it."""
    return t.loss >= LIMIT > t.training_loss > t.loss / 2


def by_heart(t: Trial) -> bool:
    """See less than half the loss on the training examples."""
    return t.loss >= LIMIT and t.training_loss <= t.loss / 2


def doubt(t: Trial) -> str:
    """Ask about a loss that is easily had by training on the held-out examples.

    It may be honest all the same: the targets of the nearest training images, where an
    image does not count as its own neighbour, have a loss no higher on new images.
    """
    if t.loss <= min(t.training_loss, LIMIT / 2):
        seen = f"It is no higher than on the training examples, {t.training_loss:.3f}."
    elif t.loss < RARE:
        seen = "It is next to nothing."
    else:
        return ""
    return (
        f"{seen} Did the held-out examples take part in the training? If they did, it "
        "says nothing about new images."
    )


def _loss(A: NDArray[Any], t: Trial) -> float:
    return float(errors(A, t.Y).mean())
