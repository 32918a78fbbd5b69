"""Serve MathJax from the book itself, so that pages need no network.

The files come from the package sphinx-mathjax-offline. Of its 24 MB only what
these pages can load is copied: the one script they ask for, its fonts, and what
it may load later (TeX extensions, and the menu with its reader for the blind).
"""

import importlib.metadata
import pathlib
import shutil

from sphinx.errors import ExtensionError

SCRIPT = "tex-chtml.js"
NEEDED = [SCRIPT, "output/chtml/fonts", "input/tex/extensions", "a11y", "sre", "ui"]


def package_folder():
    """Return the folder that holds MathJax in the installed package."""
    package = importlib.metadata.distribution("sphinx-mathjax-offline")
    for file in package.files or []:
        if file.name == SCRIPT:
            return pathlib.Path(file.locate()).parent
    raise ExtensionError(f"sphinx-mathjax-offline does not hold {SCRIPT}")


def copy_mathjax(app, error):
    """Copy the files once the pages have been written."""
    if error is not None or app.builder.format != "html":
        return
    source = package_folder()
    target = pathlib.Path(app.outdir) / "_static" / "mathjax"
    for name in NEEDED:
        if (source / name).is_dir():
            shutil.copytree(source / name, target / name, dirs_exist_ok=True)
        else:
            target.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source / name, target / name)


def setup(app):
    """Tell Sphinx about this extension."""
    app.config.mathjax_path = f"mathjax/{SCRIPT}"
    app.connect("build-finished", copy_mathjax)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
