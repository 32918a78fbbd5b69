"""A problem: which matrices there are, what is computed from them, what is wanted."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from nnlib.derivations.errors import Unread
from nnlib.derivations.functions import KNOWN
from nnlib.derivations.shapes import Shape
from nnlib.language import say

SHAPE = re.compile(
    r"(?:(?P<number>number)|(?P<rows>[A-Za-z]|[1-9])(?:\s*[x×]\s*(?P<columns>[A-Za-z]|[1-9]))?)"
    r"(?:,?\s+(?P<kind>positive definite|positive|symmetric|rows sum to 1))?"
)
SYMMETRIC = {"symmetric", "positive definite"}
NAME = re.compile(r"[^\W\d]\w*(?:\[[A-Za-z0-9+-]+\])?")


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Something to derive.

    Attributes
    ----------
    name, title, task : as of an exercise; the task is Markdown.
    variables : each with its shape in letters, ``"m x n"``, ``"n"`` for a column,
        ``"number"``, and maybe ``"positive"``, ``"symmetric"``,
        ``"positive definite"``, which is symmetric too, or ``"rows sum to 1"``.
    where : what is computed from them, each by a formula, in order.
    f : the formula of the scalar f, if it is known.
    given : else the name of that through which f depends on all, of which df/d... is
        given: ``"G"``.
    wanted : the derivatives to be found, such as ``"df/dX"``, separated by commas.
        With an index, ``"df/dX[i,j]"``, a formula for the entries is enough.
    functions : functions of one number that may be any, such as ``"g"``.
    also : other words for the names.
    only : the names the result may hold, if not all may.
    by_changes : whether the way by small changes of matrices is asked for.
    see : the figure that shows how the wanted derivative is put together, and the state
        it is in, as in `nnlib.exercises.sights.sight`.
    hints : Markdown, each leading a little further than the one before.
    worked : a derivation.
    ways : other right ones.
    """

    name: str
    title: str
    task: str
    variables: Mapping[str, str]
    wanted: str
    where: Mapping[str, str] = field(default_factory=dict)
    f: str = ""
    given: str = ""
    functions: tuple[str, ...] = ()
    also: Mapping[str, str] = field(default_factory=dict)
    only: tuple[str, ...] = ()
    by_changes: bool = False
    see: str = ""
    hints: tuple[str, ...] = ()
    worked: str = ""
    ways: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse names and shapes that nobody could read.

        Raises
        ------
        Unread
            If there are any.
        """
        for name in [*self.variables, *self.where, *self.functions]:
            if not isinstance(name, str) or not NAME.fullmatch(name):
                raise Unread(
                    say(
                        "{name} is no name: take letters, such as X or W2.",
                        name=repr(name),
                    )
                )
            if name in KNOWN or (name == "f" and name not in self.where):
                raise Unread(
                    say("{name} is the name of something else here.", name=name)
                )
        if bool(self.f) == bool(self.given) and "f" not in self.where:
            if self.f:
                raise Unread(
                    say("f is given by a formula or through a map, not by both.")
                )
        if len(self.variables) + len(self.where) > 30 or not self.variables:
            raise Unread(
                say("A problem has one variable at least, and 30 names at most.")
            )
        self.shapes  # noqa: B018

    def spoken(self, text: str) -> Problem:
        """Return the problem in the other words for its names, if a text uses those."""
        typed = re.sub(r"\s+", "", str(text)).replace("^[", "[")

        def is_used(name: str) -> bool:
            if name.endswith("]"):
                return name in typed
            # A[l] is no entry of A, but another layer.
            word = rf"(?<![^\W\d_])(?:d|delta_|δ|∂)?{name}(?![^\W_]|\[[^,\]]+\])"
            return re.search(word, str(text)) is not None

        new = {
            name: word
            for word, name in self.also.items()
            if is_used(word) and not is_used(name)
        }
        if not new:
            return self

        def other(formula: str) -> str:
            return re.sub(
                r"\bd?([^\W\d_]+)\b",
                lambda found: found[0].replace(found[1], new.get(found[1], found[1])),
                formula,
            )

        return dataclasses.replace(
            self,
            variables={new.get(k, k): v for k, v in self.variables.items()},
            where={new.get(k, k): other(v) for k, v in self.where.items()},
            f=other(self.f),
            given=new.get(self.given, self.given),
            wanted=other(self.wanted),
            also={name: word for word, name in self.also.items() if name in new}
            | {word: name for word, name in self.also.items() if name not in new},
        )

    @cached_property
    def kinds(self) -> dict[str, str]:
        """What is known of a variable, such as "symmetric", or ""."""
        return {name: self._shape(name)["kind"] or "" for name in self.variables}

    @cached_property
    def shapes(self) -> dict[str, Shape]:
        """The shape of each variable."""
        found: dict[str, Shape] = {}
        for name in self.variables:
            match = self._shape(name)
            rows, columns = match["rows"] or "1", match["columns"] or "1"
            found[name] = rows, columns
            if match["kind"] in SYMMETRIC and rows != columns:
                raise Unread(
                    say(
                        "{name} is {rows} x {columns}, which is not symmetric.",
                        name=name,
                        rows=rows,
                        columns=columns,
                    )
                )
        return found

    @cached_property
    def letters(self) -> tuple[str, ...]:
        """The letters of the sizes, each once."""
        sides = [side for shape in self.shapes.values() for side in shape]
        return tuple(dict.fromkeys(side for side in sides if not side.isdigit()))

    def _shape(self, name: str) -> re.Match[str]:
        match = SHAPE.fullmatch(str(self.variables[name]).strip())
        if match is None:
            raise Unread(
                say(
                    "{variables} is no shape: write 'm x n', 'n' for a column, "
                    "or 'number'.",
                    variables=repr(self.variables[name]),
                )
            )
        return match
