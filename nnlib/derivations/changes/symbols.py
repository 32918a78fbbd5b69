"""Changes of symbols: a matrix, a layer, a function or its derivative for another."""

from __future__ import annotations

from collections.abc import Iterator

from nnlib.derivations.changes.small import Known, Small
from nnlib.derivations.functions import KNOWN
from nnlib.derivations.shapes import NUMBER
from nnlib.derivations.tree import (
    IDENTITY,
    Call,
    Change,
    Derivative,
    Entry,
    Name,
    Node,
    Number,
)


def functions(node: Node, known: Known) -> Iterator[Small]:
    """Yield a part with a function more, less, or one for its derivative."""
    match node:
        case Call(name, of, prime) if name in known.functions or name in KNOWN:
            yield Small("prime", node, Call(name, of, not prime))
            yield Small("function", node, of[0], "too many")
            for other in known.functions:
                if other != name:
                    yield Small(_kind(name, other), node, Call(other, of, prime))
        case Name() | Entry() | Derivative():
            for name in known.functions:
                for prime in (False, True):
                    wrapped = Call(name, (node,), prime)
                    yield Small("function", node, wrapped, "missing")


def names(node: Node, known: Known) -> Iterator[Small]:
    """Yield a part with one name for another, or a derivative for its matrix."""
    if node == IDENTITY:
        yield Small("symbol", node, Number(1))
    match node:
        case Number(1) if known.shape != NUMBER:
            yield Small("symbol", node, IDENTITY)
        case Name(name) if name in known.sizes:
            for other in known.sizes:
                if other != name:
                    yield Small("symbol", node, Name(other))
        case Name(name):
            for other in _like(name, known):
                yield Small(_kind(name, other), node, Name(other))
            if name in known.slopes:
                yield Small("prime", node, known.slopes[name])
            if known.changes:
                yield Small("change", node, Change(node))
            if known.scalar in known.shapes and name != known.scalar:
                for other in (name, *_like(name, known)):
                    yield Small("symbol", node, Derivative(known.scalar, other))
        case Derivative(of, by, of_at, by_at):
            for other in _like(by, known):
                slope = Derivative(of, other, of_at, by_at)
                yield Small(_kind(by, other), node, slope)
            for other in _like(of, known):
                slope = Derivative(other, by, of_at, by_at)
                yield Small(_kind(of, other), node, slope)
            others = _like(by, known) if of == known.scalar else ()
            for other in (by, *others) if not of_at else ():
                value = Entry(Name(other), by_at) if by_at else Name(other)
                yield Small("symbol", node, value)
        case Change(Name(name) as of):
            yield Small("change", node, of)
            for other in _like(name, known):
                yield Small(_kind(name, other), node, Change(Name(other)))


def _like(name: str, known: Known) -> Iterator[str]:
    """Yield the names of one shape, and those of other layers, of any."""
    for other in known.names:
        if other != name and (
            _base(other) == _base(name) or known.shapes[other] == known.shapes[name]
        ):
            yield other


def _base(name: str) -> str:
    return name.partition("[")[0].rstrip("0123456789")


def _kind(name: str, other: str) -> str:
    return "layer" if _base(name) == _base(other) else "symbol"
