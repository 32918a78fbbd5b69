"""The stored notebooks: complete, run in order, their pictures described.

nbval compares outputs, but passes a cell that was never run and never looks at a
picture. These tests see to the rest.
"""

import ast
import re
from collections import Counter

import nbformat
import pytest
from layout import ROOT, toc_documents

NOTEBOOKS = sorted(
    path
    for folder in ("chapters", "solutions")
    for path in (ROOT / folder).glob("*.ipynb")
)

# A drawing that no numbers lie behind, a sketch of a neuron say, has this tag.
ILLUSTRATION = "illustration"
EQUATION_LABEL = re.compile(r"^\$\$ *\(([\w-]+)\)", re.MULTILINE)
FILE_NAME = re.compile(r"\.(png|svg|jpe?g|gif|webp)\b|^\S*/\S*$", re.IGNORECASE)
# What a reader cannot use, and what differs from one run to the next.
STRAY = re.compile(r"at 0x[0-9a-f]+|np\.(float|int|bool)\w*\(|<matplotlib\.|\bText\(")


def test_no_two_notebooks_share_the_id_of_a_cell():
    """Tools that read the whole book take an id for a label."""
    ids = Counter(
        cell.id
        for path in NOTEBOOKS
        for cell in nbformat.read(path, as_version=nbformat.NO_CONVERT).cells
    )
    assert [name for name, count in ids.items() if count > 1] == []


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.relative_to(ROOT).as_posix())
def notebook(request):
    return nbformat.read(request.param, as_version=nbformat.NO_CONVERT)


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def where(cell):
    first = next((line for line in cell.source.splitlines() if line.strip()), "empty")
    return f"cell {cell.get('id')} ({first!r})"


def images(cell):
    """Return the outputs of a cell that hold a picture."""
    return [
        output
        for output in cell.outputs
        if any(kind.startswith("image/") for kind in output.get("data", {}))
    ]


def alt_text(cell):
    return cell.metadata.get("mystnb", {}).get("image", {}).get("alt", "")


def streams(cell, name):
    return [
        output.text
        for output in cell.outputs
        if output.output_type == "stream" and output.name == name
    ]


def asserts(cell):
    """Say whether the cell's code has an assert statement."""
    lines = cell.source.splitlines()
    # A line of IPython's own is not Python.
    code = "\n".join(line for line in lines if not line.lstrip().startswith(("%", "!")))
    return any(isinstance(node, ast.Assert) for node in ast.walk(ast.parse(code)))


def test_the_table_of_contents_names_every_notebook():
    in_toc = [name for name in toc_documents() if (ROOT / f"{name}.ipynb").exists()]
    assert NOTEBOOKS, "there is no notebook"
    names = [path.relative_to(ROOT).with_suffix("").as_posix() for path in NOTEBOOKS]
    assert sorted(in_toc) == names


def test_equation_labels_are_unique_in_the_book():
    # The build takes the last of two equations with one label, without a warning.
    labels = Counter(
        label
        for path in NOTEBOOKS
        for cell in nbformat.read(path, as_version=nbformat.NO_CONVERT).cells
        for label in EQUATION_LABEL.findall(cell.source)
    )
    assert len(labels) > 40
    assert [label for label, count in labels.items() if count > 1] == []


def test_it_is_a_valid_notebook(notebook):
    nbformat.validate(notebook)
    assert notebook.metadata.kernelspec.name == "python3"


def test_cell_ids_are_unique(notebook):
    ids = Counter(cell.get("id") for cell in notebook.cells)
    assert None not in ids, "a cell has no id: save the notebook in format 4.5"
    assert [name for name, count in ids.items() if count > 1] == []


def test_every_code_cell_was_run_in_order(notebook):
    cells = code_cells(notebook)
    assert cells, "there is no code in this notebook"
    counts = [cell.execution_count for cell in cells]
    assert counts == list(range(1, len(cells) + 1)), "store its outputs: make outputs"


def test_no_code_cell_is_empty(notebook):
    assert [
        where(cell) for cell in code_cells(notebook) if not cell.source.strip()
    ] == []


def test_no_cell_raised(notebook):
    raised = [
        where(cell)
        for cell in code_cells(notebook)
        if any(output.output_type == "error" for output in cell.outputs)
    ]
    assert raised == [], "a notebook shows an error by catching and printing it"


def test_no_cell_wrote_to_stderr(notebook):
    wrote = {
        where(cell): text
        for cell in code_cells(notebook)
        if (text := streams(cell, "stderr"))
    }
    assert wrote == {}, "a notebook shows a warning by catching and printing it"


def test_outputs_show_no_strays(notebook):
    strays = []
    for cell in code_cells(notebook):
        texts = streams(cell, "stdout")
        for output in cell.outputs:
            # Beside a picture, the text is never shown.
            if output not in images(cell):
                texts.append(output.get("data", {}).get("text/plain", ""))
        strays += [(where(cell), text) for text in texts if STRAY.search(text)]
    assert strays == [], "format what you print, and end plots with plt.show()"


def test_every_picture_has_alt_text(notebook):
    bad = {
        where(cell): alt_text(cell)
        for cell in code_cells(notebook)
        if images(cell)
        and (
            len(alt_text(cell)) < 30
            or len(alt_text(cell).split()) < 5
            or FILE_NAME.search(alt_text(cell))
        )
    }
    assert bad == {}, "say what the picture shows: metadata mystnb.image.alt"


def test_each_picture_says_so_itself(notebook):
    """Where nbconvert's plain template and others look, which know no mystnb."""
    said = {
        cell.id: output.metadata.get("image/png", {}).get("alt")
        for cell in code_cells(notebook)
        for output in images(cell)
    }
    cells = code_cells(notebook)
    assert said == {cell.id: alt_text(cell) for cell in cells if images(cell)}


def test_a_cell_draws_one_picture(notebook):
    # Alt text belongs to the cell, so two pictures would share one description.
    several = [where(cell) for cell in code_cells(notebook) if len(images(cell)) > 1]
    assert several == []


def test_no_two_pictures_share_their_alt_text(notebook):
    counts = Counter(alt_text(cell) for cell in code_cells(notebook) if images(cell))
    assert [text for text, count in counts.items() if count > 1] == []


def test_the_numbers_behind_a_picture_are_checked(notebook):
    unchecked = [
        where(cell)
        for cell in code_cells(notebook)
        if images(cell)
        and not any(text.strip() for text in streams(cell, "stdout"))
        and not asserts(cell)
        and ILLUSTRATION not in cell.metadata.get("tags", [])
    ]
    assert unchecked == [], (
        "print or assert the numbers the picture is drawn from; a drawing that has "
        f"none is tagged {ILLUSTRATION!r}"
    )
