"""What is known while a derivation is read: names, shapes, definitions, cases."""

from __future__ import annotations

import re

import numpy as np

from nnlib.derivations import drawing
from nnlib.derivations.errors import Misfit, Unread
from nnlib.derivations.functions import CORNERS
from nnlib.derivations.meaning import Formulas
from nnlib.derivations.names import Names
from nnlib.derivations.parts import walk
from nnlib.derivations.point import Whole
from nnlib.derivations.problem import Problem
from nnlib.derivations.reading import read
from nnlib.derivations.shapes import NUMBER, Shape
from nnlib.derivations.tree import Binary, Call, Derivative, Name, Node
from nnlib.derivations.wholes import whole
from nnlib.language import say

WORDS = {"sum", "for", "if", "else", "d", "in"}
"""What names nothing."""

GIVEN = "(df/d{})"
"""The hidden name of a given derivative: f is its inner product with the map."""

LEFT = re.compile(
    r"(?P<name>[^\W\d]\w*?)(?P<layer>\[\s*(?:\d+|\w(?:\s*[+-]\s*1)?)\s*\])?"
    r"(?:\[\s*(?P<at>[a-z]\s*(?:,\s*[a-z]\s*)?)\]|_(?P<low>[a-z]{1,2}))?"
)
"""The name that a line gives a meaning, its layer, its indices: D, D[2], D[i,j]."""

OFFSET = "(f)"
"""The hidden number that f has besides, so that f is not the inner product itself."""


class World:
    """A problem, and what a reader has added to it.

    Attributes
    ----------
    shapes : of all that has a name.
    trees : how what is defined is computed.
    own : what the reader has defined, and in which line.
    wanted : the derivatives asked for.
    points : the cases to try.
    """

    def __init__(self, problem: Problem, seed: int = 0) -> None:
        """Read a problem.

        Raises
        ------
        Unread
            If one of its formulas cannot be read, or has no value.
        """
        self.problem = problem
        self.sizes = set(problem.letters)
        self.functions = set(problem.functions)
        self.shapes: dict[str, Shape] = dict(problem.shapes)
        self.trees: dict[str, Node] = {}
        self.wholes: dict[str, Whole] = {}
        self.own: dict[str, int] = {}
        self.names = Names(
            set(problem.variables), self.functions, self.sizes, problem.also
        )
        for name, text in problem.where.items():
            self.define(name, self.read(text))
        hidden = {}
        if problem.f:
            self.define("f", self.read(problem.f))
        elif problem.given:
            through = self.names.find(problem.given)
            if through is None or through in self.sizes:
                raise Unread(self.names.unknown(problem.given))
            gift = GIVEN.format(through)
            self.shapes[gift] = self.shapes[through]
            self.shapes[OFFSET] = NUMBER
            self.names.known.add("f")
            product = Call("inner", (Name(gift), Name(through)))
            self.define("f", Binary(product, "+", Name(OFFSET)))
            hidden = {gift: self.shapes[through], OFFSET: NUMBER}
        numbers = [name for name in self.trees if self.shapes[name] == NUMBER]
        if "f" not in self.shapes and numbers:
            self.names.scalar = numbers[-1]
        self.wanted = self._wanted()
        if "f" not in self.shapes and self.shapes[self.wanted[0].of] == NUMBER:
            self.names.scalar = self.wanted[0].of
        by = {one.by for one in self.wanted}
        varying = by & set(problem.variables) or set(problem.variables)
        rng = np.random.default_rng(seed)
        general = drawing.MORE if self._has_corners() else drawing.GENERAL
        self.points = drawing.cases(problem, self.wholes, rng, hidden, varying, general)

    def _has_corners(self) -> bool:
        """Whether a function here depends on a sign, and not on how large it is."""
        return any(
            isinstance(part, Call) and part.function in CORNERS
            for tree in self.trees.values()
            for _, part in walk(tree)
        )

    def _wanted(self) -> list[Derivative]:
        found = []
        for text in re.split(r",(?![^\[]*\])", self.problem.wanted):
            tree = self.read(text)
            if not isinstance(tree, Derivative):
                raise Unread(say("{text} is no derivative, such as df/dX.", text=text))
            self.formulas().of(tree)
            found.append(tree)
        return found

    def read(self, text: str) -> Node:
        """Return the tree of a formula."""
        tree = read(text, self.names)
        for name, (aside, at) in self.names.asides.items():
            if name not in self.trees:
                self.define(name, aside, at)
        return tree

    def formulas(self) -> Formulas:
        """Return what finds the meaning of formulas, with no index in use."""
        return Formulas(shapes=self.shapes, sizes=self.sizes, functions=self.functions)

    def is_new(self, text: str) -> bool:
        """Whether a text is a name that has no meaning yet."""
        name = self._new(text)[0]
        if not name or len(name) > 12 or name in WORDS or self.names.is_slip(name):
            return False
        return not (
            self._is_known(text.strip())
            or self._is_known(name)
            or self.names.is_layered(name)
        )

    def _is_known(self, word: str) -> bool:
        try:
            self.names.node(word)
        except Unread:
            return False
        return True

    def _new(self, text: str) -> tuple[str, tuple[str, ...]]:
        """Return the name on the left of a line, and the indices of its entry."""
        found = LEFT.fullmatch(text.strip())
        if found is None:
            return "", ()
        name, layer = found["name"], (found["layer"] or "").replace(" ", "")
        at = tuple(re.findall("[a-z]", found["at"] or found["low"] or ""))
        if layer[1:-1].isdigit():
            return f"{name}{layer[1:-1]}", at
        if layer and not at and not self.names.is_layer(layer):
            return name, (layer[1:-1],)
        return f"{name}{layer}", at

    def indices_of(self, text: str) -> tuple[str, ...]:
        """Return the indices on the left of a line that gives a name a meaning."""
        return self._new(text)[1]

    def introduce(self, text: str, tree: Node, line: int) -> None:
        """Give a name, or the entries of a matrix, a meaning of the reader's own.

        Raises
        ------
        Misfit
            If it has none.
        """
        name, at = self._new(text)
        self.define(name, tree, at)
        self.own[name] = line

    def define(self, name: str, tree: Node, at: tuple[str, ...] = ()) -> None:
        """Say how a name is computed."""
        self.shapes[name], self.wholes[name] = whole(self.formulas(), tree, at)
        self.trees[name] = tree
        if not name.startswith("("):
            self.names.known.add(name)

    def is_also(self, name: str, tree: Node) -> None:
        """Note that a name can be computed so too, if that says more than before.

        After E = A - Y and f = norm2(E), f depends on E.
        """
        used = names(tree) & set(self.own)
        if used and not any(self.depends(one, name) for one in names(tree)):
            self.define(name, tree)

    def depends(self, name: str, on: str) -> bool:
        """Whether something is computed from something, or is that itself."""
        if name == on:
            return True
        tree = self.trees.get(name)
        return tree is not None and any(self.depends(one, on) for one in names(tree))

    def derivatives(self, tree: Node) -> list[Derivative]:
        """Return the derivatives in a formula.

        Raises
        ------
        Misfit
            If one is by something that the reader has defined, and nothing says yet
            how f depends on it.
        """
        found = [part for _, part in walk(tree) if isinstance(part, Derivative)]
        for one in found:
            if one.by in self.own and not self.depends(one.of, one.by):
                raise Misfit(
                    say(
                        "Nothing says yet how {of} depends on {by}: first write "
                        "{of}, or what comes before it, with {by} in it.",
                        of=one.of,
                        by=one.by,
                    )
                )
        return found


def names(tree: Node) -> set[str]:
    """Return the names in a formula."""
    return {part.name for _, part in walk(tree) if isinstance(part, Name)}
