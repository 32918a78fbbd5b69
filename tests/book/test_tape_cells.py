"""The tape that the reader builds is the one of nnlib, line by line."""

import ast
import inspect

import nbformat
import pytest
from layout import ROOT

from nnlib import tape

CELLS = ("any-node", "any-product", "any-derivatives", "any-signs")
SIGNS = {
    "__matmul__": "product",
    "__add__": "addition",
    "__mul__": "elementwise_product",
}


def bare(source):
    """Return code by name of function, without words, types and refusals."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            if ast.get_docstring(node):
                node.body = node.body[1:]
            node.body = [part for part in node.body if not refuses(part)]
        if isinstance(node, ast.FunctionDef):
            node.returns = None
        if isinstance(node, ast.arg):
            node.annotation = None
    return {
        node.name: ast.unparse(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
    }


def refuses(part):
    """Whether it only says what does not fit."""
    return isinstance(part, ast.If | ast.For) and any(
        isinstance(node, ast.Raise) for node in ast.walk(part)
    )


@pytest.fixture(scope="module")
def cells():
    path = ROOT / "chapters" / "09-any-network.ipynb"
    notebook = nbformat.read(path, as_version=nbformat.NO_CONVERT)
    return {cell.id: cell.source for cell in notebook.cells}


def test_the_lines_of_the_cells_are_those_of_the_module(cells):
    built = {}
    for name in CELLS:
        built |= bare(cells[name])
    ours = bare(inspect.getsource(tape))
    names = {"__init__", "step", "product", "addition", "elementwise_product"}
    for name in names | {"derivatives"}:
        assert built[name] == ours[name], name


def test_the_signs_mean_the_same(cells):
    ours = bare(inspect.getsource(tape))
    for sign, function in SIGNS.items():
        assert f"Node.{sign} = {function}\n" in cells["any-signs"]
        assert ours[sign].endswith(f"return {function}(self, other)")


def test_some_forty_lines_are_the_whole_tape(cells):
    """What is printed and checked beneath them not counted."""
    kept = []
    for name in CELLS:
        for node in ast.parse(cells[name]).body:
            definition = isinstance(node, ast.FunctionDef | ast.ClassDef)
            sign = isinstance(node, ast.Assign) and ast.unparse(node)[:5] == "Node."
            if definition or sign:
                kept.append(ast.get_source_segment(cells[name], node))
    assert 35 <= len("\n\n".join(kept).splitlines()) <= 50
