"""The cell that gets nnlib for a notebook in Colab, once the repository is known.

A notebook in Colab cannot tell where it was opened from, so the address is written into
it, from the one setting in _config.yml. While that is empty there is no such cell.
"""

import pathlib

import yaml
from nbformat.v4 import new_code_cell

CONFIG = pathlib.Path(__file__).resolve().parent.parent / "_config.yml"
EXTRAS = "plots,data,live"
CODE = """\
# Installs nnlib in Colab, where it is missing. Elsewhere this does nothing.
import sys
from importlib.util import find_spec

if "google.colab" in sys.modules and find_spec("nnlib") is None:
    package = "nnlib[{extras}] @ git+{url}@{branch}"
    get_ipython().run_line_magic("pip", f"install --quiet '{{package}}'")"""
PREFIX = "colab-"
# The pages of the book do not show it.
METADATA = {"tags": ["remove-cell"]}


def setting():
    """Return the repository's address and branch."""
    config = yaml.safe_load(CONFIG.read_text(encoding="utf-8"))["repository"]
    return config["url"].rstrip("/"), config["branch"]


def cells(name):
    """Return the cell of this name, or none while no repository is known."""
    url, branch = setting()
    if not url:
        return []
    code = CODE.format(extras=EXTRAS, url=url, branch=branch)
    return [new_code_cell(code, id=name, metadata=METADATA)]


def with_cell(notebook):
    """Return a notebook with the cell, as it is today, before all other code."""
    others = [cell for cell in notebook.cells if not cell.id.startswith(PREFIX)]
    at = next(k for k, cell in enumerate(others) if cell.cell_type == "code")
    # Named after the notebook's first cell, for no two notebooks share a name.
    notebook.cells = [*others[:at], *cells(PREFIX + others[0].id), *others[at:]]
    return notebook
