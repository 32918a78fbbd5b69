"""Drawings whose numbers can be asked where they come from (`nnlib.live.opened`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Origin:
    """Where the entries of an array come from.

    Parameters
    ----------
    title, spoken : its symbol, in markup, and its name, read aloud.
    rule : what makes them, in a few words; may hold markup.
    equation : the name of the line among the `Equations`, "" for what is given.
    product : the two factors of a matrix product, each an array's name, with an
        apostrophe if it is transposed. Entry (i, j) is a row of the first times a
        column of the second.
    entry : a template for one entry, in which ``<name:2>`` is the entry of an array in
        the same place.
    code : the line of nnlib that computes it.
    file : where that line stands.
    stage : from which value of the control ``stage`` on it is known; before that its
        place stays empty.
    examples : whether each row belongs to an example.
    """

    title: str
    spoken: str
    rule: str
    equation: str = ""
    product: tuple[str, ...] = ()
    entry: str = ""
    code: str = ""
    file: str = ""
    stage: int = 0
    examples: bool = True


@dataclass(frozen=True)
class Entries:
    """A matrix whose entries can be asked; its `Origin` tells its name and the rest.

    Parameters
    ----------
    array : the matrix.
    alone : an array that holds, for each example, its own share of the matrix; shown
        in place of it if the control ``share`` has its second option.
    beneath : the array under which it stands, and whose width it has.
    """

    array: str
    alone: str = ""
    beneath: str = ""
    decimals: int = 2
    kind: str = field(default="entries", init=False)


@dataclass(frozen=True)
class Row:
    """Drawings side by side."""

    title: str
    drawings: Sequence[Entries]
    kind: str = field(default="row", init=False)


@dataclass(frozen=True)
class Diagram:
    """The network of an example: activations in its nodes, weights as its edges.

    Where derivatives are asked for, they take the place of both. An edge can be chosen,
    and dragged up and down, which turns its weight.

    The control ``example`` holds the example, ``weight`` the number of the weight (the
    last layer's first, row by row), and ``turn`` by how much it is turned.

    Parameters
    ----------
    layers : the names of the layers 0 to L.
    """

    title: str
    layers: Sequence[str]
    size: tuple[int, int] = (360, 240)
    kind: str = field(default="diagram", init=False)


@dataclass(frozen=True)
class Equations:
    """Lines with symbols that light up what they stand for.

    Parameters
    ----------
    lines : by the name that an `Origin` gives: markup in which ``{W:l+1}`` is a symbol,
        what is lit by it being the arrays W1 to WL, or ``{W:l+1'}`` transposed.
    """

    title: str
    lines: Mapping[str, Sequence[str]]
    kind: str = field(default="equations", init=False)


@dataclass(frozen=True)
class Asked:
    """The number that is asked: from what, by which rule, in which line of nnlib.

    ``title`` is what stands there until one is.
    """

    title: str
    kind: str = field(default="asked", init=False)


@dataclass(frozen=True)
class Paths:
    """All paths from the chosen weight to the loss, for the chosen example.

    ``title`` and ``lines`` are templates; the lines named "before" are shown until the
    derivatives are known, then those named "known". See `paths.js` for their numbers.
    """

    title: str
    lines: Mapping[str, Sequence[str]]
    kind: str = field(default="paths", init=False)


Linked = Entries | Row | Diagram | Equations | Asked | Paths
