"""Exercises that ask for a model: it is judged on examples that were held out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnlib.exercises.cases import Matrix
from nnlib.exercises.exercise import Exercise, Slip, Verdict
from nnlib.exercises.outcome import Outcome, call
from nnlib.exercises.words import shape

Examples = tuple[Matrix, Matrix]
"""X and Y."""


@dataclass(frozen=True)
class Trial:
    """What a model predicts for held-out examples, beside what is true.

    Attributes
    ----------
    X, Y : the held-out examples and their targets.
    A : the predictions for all of X.
    rows, part : some row numbers, and the predictions for these rows alone.
    loss : the mean squared error of A, NaN if A does not fit.
    training_loss : the same for the training examples.
    """

    X: Matrix
    Y: Matrix
    A: NDArray[Any]
    rows: NDArray[np.int64]
    part: NDArray[Any]
    loss: float
    training_loss: float


@dataclass(frozen=True)
class Sign(Slip):
    """A mistake that is known by its marks, whatever the model.

    Attributes
    ----------
    seen : whether a trial bears the marks.
    """

    seen: Callable[[Trial], bool]


@dataclass(frozen=True, kw_only=True)
class HeldOutExercise(Exercise):
    """An exercise whose answer is a function from examples to predictions.

    Attributes
    ----------
    slips : what makes a model wrong even if its loss is low, and what makes it high.
    split : returns the training examples and the held-out ones.
    limit : the loss on the held-out examples that is to be beaten.
    begin, code : what the reader begins with, and a solution; each defines `predict`.
    """

    slips: tuple[Sign, ...]
    split: Callable[[], tuple[Examples, Examples]]
    limit: float
    begin: str
    code: str

    @property
    def solution(self) -> Callable[..., Any]:
        """The function of the solution, whose code is run for it."""
        space: dict[str, Any] = {}
        exec(self.code, space)
        predict: Callable[..., Any] = space["predict"]
        return predict

    def starter(self) -> str:
        """Return the code to begin with and the call of `check`."""
        return f"{self.begin.strip()}\n\n\n{self._call()}"

    def worked(self) -> str:
        """Return the solution and the call of `check`."""
        return f"{self.code.strip()}\n\n\n{self._call()}"

    def _call(self) -> str:
        return f'exercises.check("{self.name}", predict)'

    def examine(self, answer: Any, seed: int = 0) -> Verdict:
        """Judge a model by its loss on the held-out examples."""
        if answer is None or answer is ...:
            return Verdict("not yet", "Not yet: write predict(X) first.")
        if not callable(answer):
            return self.wrong(
                f"Hand in the function itself, not its predictions: {self._call()}."
            )
        try:
            training, (X, Y) = self.split()
        except ImportError as error:
            return Verdict("not yet", f"Not yet: the data are not to be had. {error}.")
        rows = np.random.default_rng(seed).permutation(len(X))[: len(X) // 2]
        outcomes = [call(answer, {"X": M}, "A") for M in (X, X[rows], training[0])]
        failed = [outcome for outcome in outcomes if outcome.failure]
        if failed:
            return self._failed(failed[0])
        A, part, again = (outcome.results["A"] for outcome in outcomes)
        losses = loss(A, Y), loss(again, training[1])
        trial = Trial(X, Y, A, rows, part, *losses)
        slip = next((slip for slip in self.slips if slip.seen(trial)), None)
        if trial.loss < self.limit and slip is None:
            return Verdict(
                "right",
                f"Right: your loss on the held-out examples is {trial.loss:.3f}, and "
                f"{self.limit} was to be beaten.",
            )
        return self.wrong(self._told(trial), slip)

    def _failed(self, outcome: Outcome) -> Verdict:
        if outcome.failure == "nothing":
            return Verdict("not yet", "Not yet: predict(X) returns nothing so far.")
        text = outcome.text or "predict(X) has changed its input X."
        return self.wrong(f"Not right yet.\n\n{text}")

    def _told(self, trial: Trial) -> str:
        if trial.A.shape != trial.Y.shape:
            return (
                f"Not right yet: for X, {shape(trial.X)}, predict(X) returns "
                f"{shape(trial.A)}. {shape(trial.Y)} is wanted: a row for each example."
            )
        if not np.isfinite(trial.A).all():
            return "Not right yet: some of the predictions are not finite numbers."
        told = (
            "Not right yet: your loss on the held-out examples is "
            f"{trial.loss:.3f}, to beat: {self.limit}."
        )
        if np.isnan(trial.training_loss):
            return told
        return f"{told}\nOn the training examples it is {trial.training_loss:.3f}."


def loss(A: NDArray[Any], Y: Matrix) -> float:
    """Return the mean squared error, or NaN if the predictions do not fit."""
    if A.shape != Y.shape:
        return np.nan
    E = A - Y
    return float(np.vdot(E, E)) / len(Y)
