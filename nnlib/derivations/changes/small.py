"""One small change of a formula, and what is known where it is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nnlib.derivations.shapes import Shape
from nnlib.derivations.tree import Node


@dataclass(frozen=True)
class Small:
    """One small change.

    Attributes
    ----------
    kind : what sort of change it is, such as ``"transpose"``.
    place : the part of the formula to look at.
    tree : the part as it is changed, or the whole formula.
    detail : what more there is to say, such as the factor.
    depth : how many functions the place is an argument of.
    """

    kind: str
    place: Node
    tree: Node
    detail: str = ""
    depth: int = 0


@dataclass(frozen=True)
class Known:
    """What is known of a line.

    Attributes
    ----------
    shapes : of the names.
    sizes : the letters of sizes, which may be missing as factors.
    functions : those the problem declares or uses.
    left : the indices of the left side.
    shape : of the left side.
    slopes : names that are a function of something, such as A = g(Z), each with its
        slope.
    changes : whether lines hold small changes.
    scalar : what is derived.
    """

    shapes: Mapping[str, Shape]
    sizes: tuple[str, ...]
    functions: tuple[str, ...]
    left: tuple[str, ...]
    shape: Shape
    slopes: Mapping[str, Node]
    changes: bool
    scalar: str

    @property
    def names(self) -> list[str]:
        """The names that may stand in a line, f left out."""
        return [name for name in self.shapes if name[0] != "(" and name != "f"]
