"""Exercises that ask for a model: it is judged on examples that were held out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from nnlib.exercises.exercise import Exercise, Verdict
from nnlib.exercises.outcome import Outcome
from nnlib.exercises.trial import Examples, Sign, Trial, tried
from nnlib.exercises.words import digits, shape
from nnlib.language import say


@dataclass(frozen=True, kw_only=True)
class HeldOutExercise(Exercise):
    """An exercise whose answer is a function from examples to predictions.

    Attributes
    ----------
    slips : what makes a model wrong even if its loss is low, and what makes it high.
    split : returns the training examples and the held-out ones.
    limit : the loss on the held-out examples that is to be beaten.
    doubt : what to ask whoever hands in a trial that is right, or "".
    begin, code : what the reader begins with, and a solution; each defines `predict`.
    """

    slips: tuple[Sign, ...]
    split: Callable[[], tuple[Examples, Examples]]
    limit: float
    doubt: Callable[[Trial], str]
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
            return Verdict("not yet", say("Not yet: write predict(X) first."))
        if not callable(answer):
            return self.wrong(
                say(
                    "Hand in the function itself, not its predictions: {call}.",
                    call=self._call(),
                )
            )
        try:
            training, held_out = self.split()
        except ImportError as error:
            told = say("Not yet: the data are not to be had. {error}.", error=error)
            return Verdict("not yet", told)
        trial = tried(answer, training, held_out, seed)
        if isinstance(trial, Outcome):
            return self._failed(trial)
        slip = next((slip for slip in self.slips if slip.seen(trial)), None)
        if trial.loss < self.limit and slip is None:
            told = say(
                "Right: your loss on the held-out examples is {loss}, and {limit} was "
                "to be beaten.",
                loss=self._loss(trial),
                limit=self.limit,
            )
            doubt = self.doubt(trial)
            return Verdict("right", f"{told}\n\n{doubt}" if doubt else told)
        return self.wrong(self._told(trial), slip)

    def _failed(self, outcome: Outcome) -> Verdict:
        if outcome.failure == "nothing":
            told = say("Not yet: predict(X) returns nothing so far.")
            return Verdict("not yet", told)
        text = outcome.text or say("predict(X) has changed its input X.")
        return self.wrong(f"{say('Not right yet.')}\n\n{text}")

    def _told(self, trial: Trial) -> str:
        if trial.A.shape != trial.Y.shape:
            return say(
                "Not right yet: for X, {X}, predict(X) returns {A}. {Y} is wanted: a "
                "row for each example.",
                X=shape(trial.X),
                A=shape(trial.A),
                Y=shape(trial.Y),
            )
        if not np.isfinite(trial.A).all():
            return say("Not right yet: some of the predictions are not finite numbers.")
        told = say(
            "Not right yet, although your loss on the held-out examples is {loss} and "
            "{limit} was to be beaten."
            if trial.loss < self.limit
            else "Not right yet: your loss on the held-out examples is {loss}, to "
            "beat: {limit}.",
            loss=self._loss(trial),
            limit=self.limit,
        )
        if np.isnan(trial.training_loss):
            return told
        training = f"{trial.training_loss:.3f}"
        told_too = say("On the training examples it is {loss}.", loss=training)
        return f"{told}\n{told_too}"

    def _loss(self, trial: Trial) -> str:
        """Return the loss, with the digits it takes to see on which side it lies."""
        count = digits(np.array([trial.loss]), np.array([self.limit]), least=3)
        return f"{np.round(trial.loss, count):.{count}f}"
