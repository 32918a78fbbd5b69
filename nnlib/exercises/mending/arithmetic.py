"""Changes of arithmetic: transposes, orders, kinds of product, signs and factors."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from nnlib.exercises.mending.parts import Part
from nnlib.exercises.mending.small import Known, Small

Product = ast.MatMult | ast.Mult


def products(part: Part, known: Known) -> Iterator[Small]:
    """Yield a part with another transpose, order, sign, power, or without a factor."""
    node = part.node
    match node:
        case ast.Attribute(value=of, attr="T"):
            yield Small("transpose", node, of, "one too many")
        case ast.Name() | ast.Subscript() | ast.Call() | ast.BinOp(op=ast.MatMult()):
            yield Small("transpose", node, transposed(node), "missing")
    match node:
        case ast.UnaryOp(op=ast.USub(), operand=of):
            yield Small("sign", node, of)
        case ast.BinOp(left, ast.Add() | ast.Sub() as sign, right):
            minus = ast.Sub() if isinstance(sign, ast.Add) else ast.Add()
            yield Small("sign", right, ast.BinOp(left, minus, right))
            yield Small("sign", node, ast.BinOp(right, sign, left))
            yield Small("term", right, left, "too many")
            yield Small("term", left, right, "too many")
            yield Small("power", node, ast.BinOp(node, ast.Pow(), number(2)))
        case ast.BinOp(left, ast.MatMult() | ast.Mult() as sign, right):
            is_matrix = isinstance(sign, ast.MatMult)
            other = ast.Mult() if is_matrix else ast.MatMult()
            yield Small("product", node, ast.BinOp(left, other, right), "*@"[is_matrix])
            yield Small("part", right, left, "too many")
            yield Small("part", left, right, "too many")
            if is_matrix:
                yield Small("order", node, ast.BinOp(right, sign, left))
                yield from _moved(left, right, node)
        case ast.BinOp(left, ast.Div() as sign, right):
            yield Small("order", node, ast.BinOp(right, sign, left))
            yield Small("part", right, left, "too many")
        case ast.BinOp(left, ast.Pow() as sign, right):
            yield Small("power", node, left)
            yield Small("power", node, ast.BinOp(left, sign, nearby(right, 1)))
            yield Small("power", node, ast.BinOp(left, sign, nearby(right, -1)))
            yield Small("order", node, ast.BinOp(right, sign, left))
    yield from _brackets(node)


def _moved(left: ast.expr, right: ast.expr, node: ast.expr) -> Iterator[Small]:
    """Yield a product of two with its transpose on the other factor."""
    match left, right:
        case ast.Attribute(value=of, attr="T"), _:
            new = ast.BinOp(of, ast.MatMult(), transposed(right))
            yield Small("transpose", node, new, "moved")
        case _, ast.Attribute(value=of, attr="T"):
            new = ast.BinOp(transposed(left), ast.MatMult(), of)
            yield Small("transpose", node, new, "moved")


def _brackets(node: ast.expr) -> Iterator[Small]:
    """Yield a part whose two operations are done in the other order."""
    match node:
        case ast.BinOp(ast.BinOp(one, first, two), second, three):
            inner = ast.BinOp(two, second, three)
            yield Small("brackets", node, ast.BinOp(one, first, inner))
    match node:
        case ast.BinOp(one, first, ast.BinOp(two, second, three)):
            inner = ast.BinOp(one, first, two)
            yield Small("brackets", node, ast.BinOp(inner, second, three))


def terms(part: Part, known: Known) -> Iterator[Small]:
    """Yield a whole result or summand with another sign, or a factor more or less."""
    node = part.node
    if isinstance(node, ast.Tuple | ast.Dict | ast.DictComp | ast.List | ast.ListComp):
        return
    if not isinstance(node, ast.UnaryOp):
        yield Small("sign", node, ast.UnaryOp(ast.USub(), node))
    two = number(2)
    factors = [("2", two)]
    for size in known.factors:
        written = ast.unparse(size)
        factors.append((written, size))
        factors.append((f"2/{written}", ast.BinOp(two, ast.Div(), size)))
    for name, factor in factors:
        for sign in (ast.Mult(), ast.Div()):
            yield Small("factor", node, ast.BinOp(node, sign, factor), name)


def transposed(node: ast.expr) -> ast.expr:
    """Return the transpose of a part."""
    return ast.Attribute(node, "T", ast.Load())


def number(value: int) -> ast.expr:
    """Return a number as a part."""
    return ast.Constant(value)


def nearby(node: ast.expr, step: int) -> ast.expr:
    """Return a number one more or one less: of l - 1, l."""
    match node:
        case ast.Constant(int(value)):
            return number(value + step)
        case ast.BinOp(of, ast.Add(), ast.Constant(1)) if step == -1:
            return of
        case ast.BinOp(of, ast.Sub(), ast.Constant(1)) if step == 1:
            return of
    return ast.BinOp(node, ast.Add() if step > 0 else ast.Sub(), number(1))
