"""Write the notebooks made from the exercises of nnlib.exercises.

python tools/exercises.py          hand-outs, in exercises/, one for each chapter
python tools/exercises.py --book   the chapters' last sections, and the solutions

The latter also brings the cells for Colab up to date (tools/colab.py).

A hand-out that somebody has worked in is left as it is.
"""

import json
import pathlib
import sys

import colab
import nbformat
from exercise_pages import NUMBERS, ROOT, chapter_file, hand_out, section
from solution_pages import solutions

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / "_ext"))

from translation.catalogues import Translation
from translation.pages import put_notebook


def with_section(chapter, old):
    """Return a chapter's notebook with its last section made anew."""
    is_ours = [cell.id.startswith("exercise") for cell in old.cells]
    at = is_ours.index(True)
    cells = [cell for cell, ours in zip(old.cells, is_ours, strict=True) if not ours]
    old.cells = [*cells[:at], *section(chapter), *cells[at:]]
    return old


def with_outputs(new, path):
    """Return a new notebook with the outputs of the cells that have not changed."""
    if path.exists():
        known = {cell.id: cell for cell in nbformat.read(path, as_version=4).cells}
        for cell in new.cells:
            old = known.get(cell.id)
            if cell.cell_type == "code" and old and old.source == cell.source:
                cell.update(outputs=old.outputs, execution_count=old.execution_count)
    return new


def book():
    """Bring the chapters and the solutions up to date."""
    (ROOT / "solutions").mkdir(exist_ok=True)
    for chapter in NUMBERS:
        path = chapter_file(chapter)
        old = nbformat.read(path, as_version=4)
        nbformat.write(with_outputs(with_section(chapter, old), path), path)
        path = ROOT / "solutions" / path.name
        nbformat.write(with_outputs(solutions(chapter), path), path)
    for path in (ROOT / "chapters").glob("*.ipynb"):
        nbformat.write(colab.with_cell(nbformat.read(path, as_version=4)), path)


def write_hand_outs(folder, language=""):
    """Write the notebooks to work in; leave alone those that somebody has changed.

    language : another than English. What is not translated into it is English.
    """
    folder.mkdir(parents=True, exist_ok=True)
    say = Translation(language).say if language else None
    for chapter in NUMBERS:
        path = folder / chapter_file(chapter).name
        notebook = hand_out(chapter)
        if say:
            put_notebook(notebook, lambda text, cell: say(text))
        made = (nbformat.writes(notebook) + "\n").encode()
        # As bytes, for what somebody's editor has saved need not be UTF-8.
        if path.exists() and path.read_bytes().replace(b"\r\n", b"\n") != made:
            print(
                f"kept   {path}: it is not as handed out. Rename it to get a new one."
            )
        else:
            path.write_bytes(made)
            print(f"ready  {path}")


def write_scripts(folder):
    """Write each notebook as a script too: all that a page can load from disk."""
    for path in folder.glob("*.ipynb"):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        text = f"bookNotebook.arrived({json.dumps(notebook)})\n"
        path.with_suffix(".js").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    book() if sys.argv[1:] == ["--book"] else write_hand_outs(ROOT / "exercises")
