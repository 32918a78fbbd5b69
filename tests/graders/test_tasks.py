"""What is asked in the examples for graders is what the book asks."""

import nbformat
import pytest
from conftest import ROOT

from nnlib.derivations.book import find as find_derivation
from nnlib.exercises.book import find


@pytest.mark.parametrize("path", ["nbgrader/source/rules", "otter"])
def test_the_tasks_are_those_of_the_book(path):
    notebook = nbformat.read(ROOT / "teaching" / path / "rules.ipynb", as_version=4)
    asked = [cell.source for cell in notebook.cells if cell.source.startswith("## ")]
    layer, line = find("layer"), find("find-the-error")
    rule = find_derivation("right-rule")
    assert asked == [
        f"## {layer.heading}\n\n{layer.task.strip()}",
        f"## {line.heading}\n\n{line.task.strip()}",
        f"## {rule.title}\n\n{rule.task.strip()}",
    ]
