"""What a model does with examples that were held out, and the marks it bears."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnlib.exercises.cases import Matrix
from nnlib.exercises.exercise import Slip
from nnlib.exercises.naming import named
from nnlib.exercises.outcome import Outcome, call
from nnlib.language import say

Examples = tuple[Matrix, Matrix]
"""X and Y."""

NUDGE = 1e-6
"""By what part of themselves the inputs are moved, to see whether that matters."""


@dataclass(frozen=True)
class Trial:
    """What a model predicts for held-out examples, beside what is true.

    Attributes
    ----------
    X, Y : the held-out examples and their targets.
    A : the predictions for all of X.
    again : the predictions for all of X, when asked a second time.
    rows, shuffled : all row numbers in another order, and the predictions for X[rows].
    part : the predictions for the first half of X[rows] alone.
    nudged : the predictions for X with every input larger by one part in a million, or
        A where the model refuses these.
    errors, training_errors : the squared error of each held-out example, and of each
        training example; NaN if the predictions do not fit.
    """

    X: Matrix
    Y: Matrix
    A: NDArray[Any]
    again: NDArray[Any]
    rows: NDArray[np.int64]
    shuffled: NDArray[Any]
    part: NDArray[Any]
    nudged: NDArray[Any]
    errors: NDArray[np.float64]
    training_errors: NDArray[np.float64]

    @property
    def loss(self) -> float:
        """The mean squared error of A, NaN if A does not fit."""
        return float(self.errors.mean())

    @property
    def training_loss(self) -> float:
        """The same for the training examples."""
        return float(self.training_errors.mean())


@dataclass(frozen=True, kw_only=True)
class Sign(Slip):
    """A mistake that is known by its marks, whatever the model.

    Attributes
    ----------
    seen : whether a trial bears the marks. They must prove what the cause says: all
        that is known of a model is what it returns.
    """

    seen: Callable[[Trial], bool]

    def __post_init__(self) -> None:
        """Take the name of the mark."""
        if not self.name:
            object.__setattr__(self, "name", named(self.seen, self.cause))


def tried(
    model: Callable[..., Any], training: Examples, held_out: Examples, seed: int
) -> Trial | Outcome:
    """Call a model with several sets of examples; return the first failure, if any."""
    X, Y = held_out
    rows = np.random.default_rng(seed).permutation(len(X))
    inputs = X, X, X[rows], X[rows[: len(X) // 2]], training[0]
    outcomes = [call(model, {"X": M}, "A") for M in inputs]
    for outcome in outcomes:
        if outcome.failure:
            return outcome
        if "A" not in outcome.results:
            told = say(
                "predict(X) returns a dictionary. One matrix is wanted, the "
                "predictions."
            )
            return Outcome({}, "dictionary", told)
    A, again, shuffled, part, known = (outcome.results["A"] for outcome in outcomes)
    nudged = call(model, {"X": X * (1 + NUDGE)}, "A").results.get("A", A)
    return Trial(
        X=X,
        Y=Y,
        A=A,
        again=again,
        rows=rows,
        shuffled=shuffled,
        part=part,
        nudged=nudged,
        errors=errors(A, Y),
        training_errors=errors(known, training[1]),
    )


def errors(A: NDArray[Any], Y: Matrix) -> NDArray[np.float64]:
    """Return the squared error of each row, NaN if the predictions do not fit."""
    if A.shape != Y.shape:
        return np.full(len(Y), np.nan)
    squares: NDArray[np.float64] = ((A - Y) ** 2).sum(axis=1, dtype=np.float64)
    return squares
