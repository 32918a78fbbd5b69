"""Changes of calls: functions and their derivatives, sums along axes, loops."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from nnlib.exercises.mending.arithmetic import nearby, number
from nnlib.exercises.mending.parts import Part, called
from nnlib.exercises.mending.small import Known, Small

ALONG = ("sum", "mean", "max", "min", "prod")
"""Functions that take an axis."""
SPELT = {"dot": ast.MatMult(), "matmul": ast.MatMult(), "multiply": ast.Mult()}
"""Products that are written as calls."""


def calls(part: Part, known: Known) -> Iterator[Small]:
    """Yield a part in which something else is called, or with other arguments."""
    node = part.node
    if isinstance(node, ast.Tuple) and len(node.elts) == 2:
        yield Small("order", node, ast.Tuple(node.elts[::-1], ast.Load()))
    if isinstance(node, ast.IfExp):
        yield Small("order", node, ast.IfExp(node.test, node.orelse, node.body))
    if not isinstance(node, ast.Call):
        if part.role == "term" and not isinstance(node, ast.Tuple | ast.Dict):
            for function in known.functions.values():
                yield Small("function", node, called_with(function, node), "missing")
        return
    name = called(node.func)
    if name == "range":
        yield from _range(node)
    elif name in ALONG:
        yield from _along(node, name, known)
    elif name in SPELT:
        yield from _spelt(node, name)
    elif name == "reversed" and node.args:
        yield Small("direction", node, node.args[0])
    elif name == "where" and len(node.args) == 3:
        condition, this, that = node.args
        yield Small("order", node, called_with(node.func, condition, that, this))
    elif len(node.args) == 1:
        yield from _of_one(node, name, known)


def tests(part: Part, known: Known) -> Iterator[Small]:
    """Yield a comparison that goes the other way, or includes what is equal."""
    others = {ast.Gt: (ast.GtE, ast.Lt), ast.GtE: (ast.Gt, ast.LtE)}
    others |= {ast.Lt: (ast.LtE, ast.Gt), ast.LtE: (ast.Lt, ast.GtE)}
    node = part.node
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        for other in others.get(type(node.ops[0]), ()):
            new = ast.Compare(node.left, [other()], node.comparators)
            yield Small("comparison", node, new)


def called_with(function: ast.expr, *arguments: ast.expr) -> ast.expr:
    """Return the call of a function."""
    return ast.Call(function, list(arguments), [])


def _of_one(node: ast.Call, name: str, known: Known) -> Iterator[Small]:
    (argument,) = node.args
    if name == "prime" and isinstance(node.func, ast.Attribute):
        yield Small("prime", node, called_with(node.func.value, argument))
    elif ast.unparse(node.func) in known.functions:
        slope = ast.Attribute(node.func, "prime", ast.Load())
        yield Small("prime", node, called_with(slope, argument))
    if name != "len":
        yield Small("function", node, argument, "too many")
        negative = ast.UnaryOp(ast.USub(), argument)
        yield Small("sign", argument, called_with(node.func, negative))


def _range(node: ast.Call) -> Iterator[Small]:
    for k, argument in enumerate(node.args[:2]):
        for step in (1, -1):
            arguments = list(node.args)
            arguments[k] = nearby(argument, step)
            yield Small("loop", node, called_with(node.func, *arguments))
    if len(node.args) == 1:
        end = nearby(node.args[0], 1)
        yield Small("loop", node, called_with(node.func, number(1), end))
    backwards = ast.Name("reversed", ast.Load())
    yield Small("direction", node, called_with(backwards, node))


def _along(node: ast.Call, name: str, known: Known) -> Iterator[Small]:
    """Yield a sum or a mean along another axis, with or without its dimension."""
    of = node.func.value if isinstance(node.func, ast.Attribute) else node.func
    is_method = not isinstance(of, ast.Name) or of.id in known.names
    at = 0 if is_method else 1
    axis = [one.value for one in node.keywords if one.arg == "axis"] + node.args[at:]
    kept = any(one.arg == "keepdims" for one in node.keywords)
    bare = [one for one in node.keywords if one.arg not in ("axis", "keepdims")]

    def anew(axis: ast.expr | None, kept: bool) -> ast.expr:
        keywords = list(bare)
        if axis is not None:
            keywords.append(ast.keyword("axis", axis))
        if kept:
            keywords.append(ast.keyword("keepdims", ast.Constant(True)))
        return ast.Call(node.func, node.args[:at], keywords)

    if axis:
        other = 1 if _is_zero(axis[0]) else 0
        yield Small("axis", node, anew(number(other), kept))
        yield Small("axis", node, anew(None, False))
        yield Small("dimension", node, anew(axis[0], not kept))
    else:
        for other in (0, 1):
            yield Small("axis", node, anew(number(other), False))
            yield Small("axis", node, anew(number(other), True))
    if name in ("sum", "mean") and isinstance(node.func, ast.Attribute):
        other_name = "mean" if name == "sum" else "sum"
        function = ast.Attribute(node.func.value, other_name, ast.Load())
        yield Small("mean", node, ast.Call(function, node.args, node.keywords))


def _is_zero(axis: ast.expr) -> bool:
    return isinstance(axis, ast.Constant) and axis.value == 0


def _spelt(node: ast.Call, name: str) -> Iterator[Small]:
    """Yield a product that is written as a call, as another one."""
    factors = list(node.args)
    if isinstance(node.func, ast.Attribute) and len(factors) == 1:
        factors.insert(0, node.func.value)
    if len(factors) != 2:
        return
    left, right = factors
    sign = SPELT[name]
    is_matrix = isinstance(sign, ast.MatMult)
    other = ast.Mult() if is_matrix else ast.MatMult()
    yield Small("product", node, ast.BinOp(left, other, right), "*@"[is_matrix])
    if is_matrix:
        yield Small("order", node, ast.BinOp(right, sign, left))
