"""What stops the reading of a derivation: the first line that does not follow."""

from __future__ import annotations

from dataclasses import dataclass

from nnlib.derivations import kinds, searching, showing
from nnlib.derivations.errors import Misfit
from nnlib.derivations.lines import Line
from nnlib.derivations.link import Link, linked, matched
from nnlib.derivations.tree import IDENTITY, Name, Node
from nnlib.derivations.world import World
from nnlib.language import say

LONGEST = 80
"""Letters of a line that are given back."""


@dataclass
class Fault(Exception):
    """The first line that cannot be understood or does not follow.

    Attributes
    ----------
    line : its number.
    slip : the kind of slip; ``"unread"``, ``"misfit"`` where shapes or indices do not
        fit, or ``"value"`` where no single change explains it.
    text : all that is to be said.
    cause : what is said of the slip.
    place : the part to look at.
    """

    line: int
    slip: str
    text: str
    cause: str
    place: str = ""


def unread(line: Line, error: Exception) -> Fault:
    """Return what is wrong with a line that cannot be understood."""
    text = str(error)
    first = say("Line {k} cannot be understood:", k=line.number)
    told = f"{first}\n  {_typed(line)}\n\n{text}"
    return Fault(line.number, "unread", told, text)


def follow(world: World, line: Line, left: Node, right: Node) -> None:
    """Do nothing if the right side of a line is equal to the left one in every case.

    Raises
    ------
    Fault
        If it is not.
    Misfit
        If the left side means nothing, or has a value nowhere.
    """
    if left != IDENTITY:
        world.formulas().of(left)
    world.derivatives(left)
    try:
        link = linked(world, *matched(world, left, right))
        held = [link.holds(point) for point in world.points]
    except Misfit as error:
        raise _fault(world, line, left, right, None, str(error)) from None
    if False in held:
        raise _fault(world, line, left, right, link, "")
    if True not in held:
        raise Misfit(say("The left side has no finite value."))


def _fault(
    world: World, line: Line, left: Node, right: Node, link: Link | None, misfit: str
) -> Fault:
    slip = searching.found(world, left, right)
    cause = kinds.words(slip) if slip else misfit
    if not slip or (slip.kind == "symbol" and _is_own(world, slip.place)):
        defined = searching.defined(world, left, right)
        if defined:
            name, slip = defined
            cause = say(
                "{cause} That is where line {k} says what {name} is.",
                cause=kinds.words(slip),
                k=world.own[name],
                name=name,
            )
    first = say("Line {k} does not follow:", k=line.number)
    parts = [f"{first}\n  {_typed(line)}", misfit]
    if slip:
        parts.append(cause)
    elif link:
        parts.append(showing.result(world, link))
    if link:
        parts.append(showing.case(world, link))
    kind = slip.kind if slip else "value" if link else "misfit"
    text = "\n\n".join(filter(None, parts))
    return Fault(line.number, kind, text, cause, kinds.place(slip) if slip else "")


def _is_own(world: World, place: Node) -> bool:
    return isinstance(place, Name) and place.name in world.own


def _typed(line: Line) -> str:
    is_long = len(line.text) > LONGEST
    return f"{line.text[:LONGEST]} ..." if is_long else line.text
