"""Changes of symbols: one name for another, a layer that is one off."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from nnlib.exercises.mending.arithmetic import nearby
from nnlib.exercises.mending.parts import Part
from nnlib.exercises.mending.small import Known, Small


def values(part: Part, known: Known) -> Iterator[Small]:
    """Yield a name of the function's own replaced by another."""
    node = part.node
    if isinstance(node, ast.Name) and node.id in known.names:
        for other in known.like(node.id):
            yield Small("symbol", node, ast.Name(other, ast.Load()))


def indices(part: Part, known: Known) -> Iterator[Small]:
    """Yield an index that is one more or less, or another one."""
    node, whole = part.node, part.whole
    if whole is None or isinstance(node, ast.Tuple | ast.Slice):
        return
    is_layer = ast.unparse(whole.value) in known.layered
    if isinstance(node, ast.Constant | ast.Name | ast.BinOp | ast.Call):
        for step in (1, -1):
            kind = "layer" if is_layer else "index"
            yield Small(kind, whole, nearby(node, step), ast.unparse(node))
    if isinstance(node, ast.Name) and node.id in known.names:
        for other in known.like(node.id):
            yield Small("index", whole, ast.Name(other, ast.Load()), node.id)
