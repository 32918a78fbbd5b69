"""From the tree of a formula to the text of it, as a reader would type it."""

from __future__ import annotations

from nnlib.derivations.tree import (
    IDENTITY,
    Binary,
    Call,
    Change,
    Choice,
    Derivative,
    Entry,
    Every,
    Minus,
    Name,
    Node,
    Number,
    Slice,
    Sum,
    Test,
    Transpose,
)

LEVELS = {"+": 1, "-": 1, "*": 2, "/": 2, "@": 2, "**": 4}
CHOICE, MINUS, ATOM = 0, 3, 5


def written(tree: Node) -> str:
    """Return the text of a formula. Read again, it gives the same tree."""
    match tree:
        case Number(value):
            return f"{value:.0f}" if value == int(value) else repr(value)
        case Name(name):
            return name
        case Entry(of, at):
            return f"{_bracketed(of, ATOM)}[{','.join(at)}]"
        case Slice(of, at, axis):
            inner = f"{at},:" if axis == 0 else f":,{at}"
            return f"{_bracketed(of, ATOM)}[{inner}]"
        case Derivative(of, by, of_at, by_at):
            return f"d{of}{_at(of_at)}/d{by}{_at(by_at)}"
        case Change(Name(name)):
            return f"delta_{name}"
        case Change(of):
            return f"d({written(of)})"
        case Minus(of):
            return f"-{_bracketed(of, MINUS)}"
        case Transpose(of):
            return f"{_bracketed(of, ATOM)}.T"
        case Binary(left, "**", right):
            return f"{_bracketed(left, ATOM)}**{_bracketed(right, MINUS)}"
        case Binary(left, sign, right):
            level = LEVELS[sign]
            return f"{_bracketed(left, level)} {sign} {_bracketed(right, level + 1)}"
        case Call() if tree == IDENTITY:
            return "I"
        case Call(function, of_all, prime, axis):
            name = f"{function}.prime" if prime else function
            words = [written(one) for one in of_all]
            words += [] if axis is None else [f"axis={axis}"]
            return f"{name}({', '.join(words)})"
        case Sum(of, over):
            return f"sum({written(of)} for {', '.join(over)})"
        case Test(left_index, sign, right_index):
            return f"{left_index} {sign} {right_index}"
        case Every(tests):
            return " and ".join(map(written, tests))
        case Choice(then, test, other):
            ends = [_bracketed(one, CHOICE + 1) for one in (then, other)]
            return f"{ends[0]} if {written(test)} else {ends[1]}"
    raise AssertionError(tree)


def level(tree: Node) -> int:
    """Return how firmly a formula holds together: 5 if it never needs brackets."""
    match tree:
        case Choice():
            return CHOICE
        case Minus() | Derivative():
            return MINUS
        case Binary(_, sign, _):
            return LEVELS[sign]
        case Number(value) if value != int(value):
            return MINUS
    return ATOM


def _bracketed(tree: Node, least: int) -> str:
    text = written(tree)
    number_before_point = least == ATOM and isinstance(tree, Number)
    return f"({text})" if level(tree) < least or number_before_point else text


def _at(letters: tuple[str, ...]) -> str:
    return f"[{','.join(letters)}]" if letters else ""
