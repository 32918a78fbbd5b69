"""Exercises that ask for a function: it is tried on cases, the smallest first."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnlib.exercises import source
from nnlib.exercises.changed import Changed
from nnlib.exercises.exercise import Exercise, Slip, Verdict
from nnlib.exercises.mending import searching
from nnlib.exercises.other_m import of_m
from nnlib.exercises.outcome import Names, Outcome, call, matrices
from nnlib.exercises.symptoms import seen
from nnlib.exercises.telling import told
from nnlib.exercises.words import shown
from nnlib.language import say

Case = tuple[Any, ...]
"""The arguments of one call."""


@dataclass(frozen=True, kw_only=True)
class FunctionExercise(Exercise):
    """An exercise whose answer is a function.

    Attributes
    ----------
    function : the worked solution. Its first line and its docstring are what the
        reader begins with.
    returns : the symbol of what it returns, or a tuple of them.
    cases : takes a random generator to the cases to try, from the smallest on.
    expected : takes the same arguments as ``function`` to what it must return, found
        in another way where there is one: by central differences, by an identity,
        by nnlib.
    broken : where the reader is to mend a function instead of writing one, a piece of
        the solution and what stands in its place.
    """

    function: Callable[..., Any]
    returns: Names
    cases: Callable[[np.random.Generator], Iterable[Case]]
    expected: Callable[..., Any]
    broken: tuple[str, str] | None = None

    @property
    def solution(self) -> Callable[..., Any]:
        """The worked solution."""
        return self.function

    def starter(self) -> str:
        """Return what the reader begins with, and the call of `check`."""
        if self.broken is None:
            return f"{source.without_body(self.function)}\n\n\n{self._call()}"
        return self.worked().replace(*self.broken)

    def worked(self) -> str:
        """Return the worked solution and the call of `check`."""
        return f"{source.whole(self.function)}\n\n\n{self._call()}"

    def _call(self) -> str:
        return f'exercises.check("{self.name}", {self.function.__name__})'

    def examine(self, answer: Any, seed: int = 0) -> Verdict:
        """Try a function on all cases; of a wrong one tell the smallest it fails."""
        title = self._title()
        if answer is None or answer is ...:
            return Verdict(
                "not yet", say("Not yet: write {function} first.", function=title)
            )
        if not callable(answer):
            return self.wrong(
                say(
                    "Hand in the function itself, without brackets after its name: "
                    "{call}.",
                    call=self._call(),
                )
            )
        cases = list(self.cases(np.random.default_rng(seed)))
        outcomes = [self._outcome(answer, case) for case in cases]
        if self._is_as_given(cases, outcomes):
            return Verdict(
                "not yet",
                say(
                    "Not yet: {function} does what it did when you were given it. "
                    "One of its lines has to change.",
                    function=title,
                ),
            )
        expected: list[dict[str, NDArray[Any]]] = []
        for case, outcome in zip(cases, outcomes, strict=True):
            if outcome.failure == "nothing":
                return Verdict(
                    "not yet",
                    say(
                        "Not yet: {function} returns nothing so far. When it has a "
                        "result, end it with return.",
                        function=title,
                    ),
                )
            expected.append(self._expected(case))
            if not outcome.is_like(Outcome(expected[-1])):
                slip = self._slip(outcomes, cases)
                text = self._told(case, outcome, expected[-1], len(expected) - 1)
                kind = cause = ""
                if slip is None:
                    expected += map(self._expected, cases[len(expected) :])
                    if not outcome.failure:
                        arguments = list(map(self._arguments, cases))
                        m = of_m(outcomes, expected, arguments)
                        text += m or seen(outcomes, expected)
                    kind, cause = self._mended(answer, cases, outcomes, expected)
                if kind:
                    text += "\n\n" + say(
                        "One small change would make it right. {words}", words=cause
                    )
                    return replace(self.wrong(text), slip=kind, cause=cause)
                return self.wrong(text, slip)
        right = say(
            "Right: {function} agrees in all {n} cases.", function=title, n=len(cases)
        )
        return Verdict("right", right)

    def _title(self) -> str:
        return source.signature(self.function).removeprefix("def ").removesuffix(":")

    @cached_property
    def _parameters(self) -> tuple[str, ...]:
        return tuple(inspect.signature(self.function).parameters)

    def _arguments(self, case: Case) -> dict[str, Any]:
        return dict(zip(self._parameters, case, strict=True))

    def _outcome(self, function: Callable[..., Any], case: Case) -> Outcome:
        return call(function, self._arguments(case), self.returns)

    def _expected(self, case: Case) -> dict[str, NDArray[Any]]:
        return matrices(self.expected(*case), self.returns)

    def _slip(self, outcomes: list[Outcome], cases: list[Case]) -> Slip | None:
        """Return the mistake that does the same in every case."""
        with np.errstate(all="ignore"):
            for slip in self.slips:
                for answer in (slip.answer, *slip.also):
                    if self._is_as(answer, cases, outcomes):
                        return slip
        return None

    def _is_as_given(self, cases: list[Case], outcomes: list[Outcome]) -> bool:
        """Whether a function that is to be mended does what it did at first."""
        if self.broken is None:
            return False
        given = Changed(self.function, "given", dict([self.broken]))
        return self._is_as(given, cases, outcomes)

    def _is_as(
        self, function: Callable[..., Any], cases: list[Case], outcomes: list[Outcome]
    ) -> bool:
        """Whether a function does in every case what came out there."""
        theirs = (self._outcome(function, case) for case in cases)
        return all(map(Outcome.is_like, outcomes, theirs))

    def _mended(
        self,
        answer: Any,
        cases: list[Case],
        outcomes: list[Outcome],
        expected: list[dict[str, NDArray[Any]]],
    ) -> tuple[str, str]:
        """Return the kind of the one change that makes an answer right, and its words.

        Both are empty if there is none.
        """
        if any(outcome.failure.startswith("changed") for outcome in outcomes):
            return "", ""  # what that is has been said

        def is_right(function: Callable[..., Any], k: int) -> bool:
            return self._outcome(function, cases[k]).is_like(Outcome(expected[k]))

        wrong = [
            not one.is_like(Outcome(M))
            for one, M in zip(outcomes, expected, strict=True)
        ]
        order = sorted(range(len(cases)), key=lambda k: not wrong[k])
        layered = [
            n for n, v in self._arguments(cases[0]).items() if isinstance(v, dict)
        ]
        return searching.told(answer, is_right, order, layered)

    def _told(
        self,
        case: Case,
        outcome: Outcome,
        expected: dict[str, NDArray[Any]],
        right: int,
    ) -> str:
        arguments = self._arguments(case)
        first = say(
            "Not right yet: {function} is right in {n} smaller cases, wrong in this "
            "one."
            if right > 1
            else "Not right yet: {function} is wrong in this one.",
            function=self._title(),
            n=right,
        )
        lines = [shown(name, value) for name, value in arguments.items()]
        return "\n".join([first, "", *lines, "", told(outcome, expected)])
