"""The names of a problem, and what a reader may write for them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import reduce

from nnlib.derivations.errors import Unread
from nnlib.derivations.parts import free
from nnlib.derivations.tree import (
    IDENTITY,
    Binary,
    Call,
    Change,
    Derivative,
    Entry,
    Name,
    Node,
)
from nnlib.derivations.writing import written
from nnlib.language import say

OTHERS = {"f", "L", "J", "loss"}
"""Names for the scalar, as long as a problem does not use them otherwise."""

LONGEST = 30
"""Letters of a name."""

WITH_INDICES = re.compile(r"(?P<name>.+?)_(?P<at>[a-z]{1,2})")
LITTLE = re.compile(r"(?P<sign>delta_|d_?)(?P<name>.+)")
GRADIENT = re.compile(r"grad_?(?P<of>.+)|(?P<by>.+?)_grad")
SLOPE = re.compile(r"d_?(?P<of>.+?)_?d_?(?P<by>.+)")


@dataclass
class Names:
    """What the words of a derivation mean.

    Attributes
    ----------
    known : the variables and all that is defined by them.
    functions : the functions of one number that the problem declares.
    sizes : the letters of the shapes, such as m.
    also : other words for the known names.
    asides : formulas of which a derivative is taken, d(X @ W)/dX, as hidden names.
    scalar : what dX is short for a derivative of: f, or else what is asked about.
    changes : whether dX is the change of X rather than df/dX, for the reader has
        written df by itself.
    """

    known: set[str]
    functions: set[str]
    sizes: set[str]
    also: Mapping[str, str]
    scalar: str = "f"
    changes: bool = False
    asides: dict[str, tuple[Node, tuple[str, ...]]] = field(default_factory=dict)

    def find(self, word: str) -> str | None:
        """Return the known name that a word stands for."""
        word = self.also.get(word, word)
        if word in self.known or word in self.sizes:
            return word
        others = [*spellings(word), self.scalar if word in OTHERS else ""]
        return next((other for other in others if other in self.known), None)

    def function(self, word: str) -> str | None:
        """Return the function of the problem that a word stands for."""
        if len(self.functions) == 1 and word in ("g", "σ", "phi", "h"):
            return next(iter(self.functions))
        layered = [one for one in self.functions if one.partition("[")[0] == word]
        if len(layered) == 1:
            return layered[0]
        others = [word, *spellings(word)]
        return next((other for other in others if other in self.functions), None)

    def _varying(self, word: str) -> str | None:
        """Return the known name that a word stands for, if it is no size."""
        name = self.find(word)
        return name if name in self.known else None

    def little(self, word: str) -> tuple[str, tuple[str, ...]] | None:
        """Return what dX or dX_ij is a little of: X, and the indices."""
        found = LITTLE.fullmatch(word[: LONGEST + 1])
        if found is None or self.find(word):
            return None
        name = self._varying(found["name"])
        if name:
            return name, ()
        entry = WITH_INDICES.fullmatch(found["name"])
        name = self._varying(entry["name"]) if entry else None
        return (name, tuple(entry["at"])) if entry and name else None

    def node(self, word: str) -> Node:
        """Return what a word is: X, X_ij, dX, df_dX.

        Raises
        ------
        Unread
            If it is nothing that the problem knows.
        """
        if len(word) > LONGEST:
            raise Unread(say("{word} ... is not known here.", word=word[:LONGEST]))
        name = self.find(word)
        if name:
            return Name(name)
        entry = WITH_INDICES.fullmatch(word)
        name = self.find(entry["name"]) if entry else None
        if entry and name:
            return Entry(Name(name), tuple(entry["at"]))
        slope = SLOPE.fullmatch(word)
        parts = (slope["of"], slope["by"]) if slope else ()
        of, by = map(self._varying, parts) if parts else ("", "")
        if of and by:
            return Derivative(of, by)
        little = self.little(word)
        if little:
            return self.little_alone(word, *little)
        if word == "I":
            return IDENTITY
        if word[:2] == "I_" and word[2:] in self.sizes:
            return Call("eye", (Name(word[2:]),))
        gradient = GRADIENT.fullmatch(word)
        name = self.find(gradient["of"] or gradient["by"]) if gradient else None
        if name:
            return self._slope(word, name)
        letters = self.known | self.sizes
        if len(word) > 1 and all(letter in letters for letter in word):  # AB
            return reduce(lambda a, b: Binary(a, "@", b), map(self.node, word))
        raise Unread(self.unknown(word))

    def little_alone(self, word: str, name: str, at: tuple[str, ...]) -> Node:
        """Return dX, where it does not stand in a fraction: a change, or df/dX."""
        if self.changes or name == self.scalar or word.startswith("delta_"):
            whole: Node = Change(Name(name))
            return Entry(whole, at) if at else whole
        return self._slope(word, name, at)

    def _slope(self, word: str, name: str, at: tuple[str, ...] = ()) -> Node:
        """Return the derivative of the scalar by a name."""
        if self.scalar not in self.known:
            raise Unread(
                say(
                    "Write out which derivative {word} is, such as df/d{name}.",
                    word=word,
                    name=name,
                )
            )
        return Derivative(self.scalar, name, (), at)

    def is_slip(self, word: str) -> bool:
        """Whether a word is dX for a known name, but for small letters."""
        return any(word.lower() == f"d{name}".lower() for name in self.known)

    def with_sign(self, found: re.Match[str]) -> str:
        """Return m (A - Y) as m @ (A - Y): m is no function."""
        word = found[1]
        whole = word if self.find(word.replace(" ", "")) else word.partition("[")[0]
        try:
            self.node(whole)
        except Unread:
            return found[0]
        return found[0] if word in self.functions else f"{word} @ ("

    def is_layered(self, word: str) -> bool:
        """Whether A[7] is of a name that has layers here, such as A[l]."""
        base = word.partition("[")[0]
        return any(name.startswith(f"{base}[") for name in self.known)

    def is_layer(self, layer: str) -> bool:
        """Whether [l] is a layer here, and no index."""
        return any(name.endswith(layer) for name in self.known)

    def aside(self, tree: Node) -> tuple[str, tuple[str, ...]]:
        """Return a hidden name, and indices, for a formula that has a derivative."""
        name, at = f"({written(tree)})", free(tree)
        self.asides[name] = tree, at
        return name, at

    def unknown(self, word: str) -> str:
        """Say that a word means nothing here, and which ones do."""
        near = difflib.get_close_matches(word, [*self.known, *self.functions], 1)
        same = [name for name in self.known if name.lower() == word.lower()]
        little = re.fullmatch(r"(d_?|delta_)(.+)", word)
        same += [
            f"d{name}"
            for name in self.known
            if little and name.lower() == little[2].lower()
        ]
        guess = ""
        if same or near:
            guess = say(" Do you mean {name}?", name=(same or near)[0])
        there_are = ", ".join(sorted(self.known | self.functions | self.sizes))
        if word == "ones":
            guess = say(" A column of ones is ones(m), with its size.")
        if word == "d":
            guess = say(" A derivative is df/dX. Second derivatives are not read here.")
        if re.search(r"_\d\d", word):
            guess = say(
                " Indices are letters, for a formula holds for every entry: X[i,j]."
            )
        if word in tuple("ijklqrst"):
            guess += say(
                " As an index it belongs in square brackets: X[{word},j].", word=word
            )
        return say(
            "{word} is not known here.{guess} There are {there_are}.",
            word=word,
            guess=guess,
            there_are=there_are,
        )


def spellings(word: str) -> list[str]:
    """Return other ways to write a number of a layer: W2, W_2, W[2]."""
    found = re.fullmatch(r"([^\W\d_]+)(?:_?(\d+)|\[(\d+)\])", word)
    if not found:
        return []
    name, number = found[1], found[2] or found[3]
    return [f"{name}[{number}]", f"{name}{number}", f"{name}_{number}"]
