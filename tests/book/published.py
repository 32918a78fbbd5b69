"""Builds the book as it is with another address of its repository, and no long work.

The pages are all there, with their titles and descriptions; of a notebook nothing more.
"""

import shutil
import subprocess
import sys

import nbformat
import yaml
from bs4 import BeautifulSoup
from layout import ROOT, source_of, toc_documents

URL, BRANCH = "https://github.com/An-Owner/a-book", "trunk"
COMMAND = "from jupyter_book.cli.main import main; main()"


def write_config(folder, changes):
    """Write the book's own settings with some changed, and nothing to be run."""
    config = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
    for part, change in changes.items():
        config[part] |= change
    config["execute"]["execute_notebooks"] = "off"
    local = config["sphinx"]["local_extensions"]
    config["sphinx"]["local_extensions"] = dict.fromkeys(local, str(ROOT / "_ext"))
    text = yaml.safe_dump(config, allow_unicode=True)
    (folder / "_config.yml").write_text(text, encoding="utf-8")


def build(folder, changes):
    """Build the short book in a folder; return where its pages are, and the pages."""
    write_config(folder, changes)
    shutil.copytree(ROOT / "_static", folder / "_static")
    bibliography = ROOT / "chapters" / "references.bib"
    for path in [ROOT / "_toc.yml", bibliography, *map(source_of, toc_documents())]:
        copy = folder / path.relative_to(ROOT)
        copy.parent.mkdir(exist_ok=True)
        if path.suffix == ".ipynb":
            notebook = nbformat.read(path, as_version=4)
            del notebook.cells[1:]
            nbformat.write(notebook, copy)
        else:
            shutil.copy2(path, copy)
    command = [sys.executable, "-c", COMMAND, "build", "."]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    html = folder / "_build" / "html"
    names = [*toc_documents(), "404", "index", "search", "genindex"]
    texts = {name: (html / f"{name}.html").read_text("utf-8") for name in names}
    return html, {
        name: BeautifulSoup(text, "html.parser") for name, text in texts.items()
    }
