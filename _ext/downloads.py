"""Offer the whole book as a PDF on the front page, if it has been printed."""

import pathlib
import shutil

NAME = "backpropagation.pdf"
MARK = "<!-- the book as a PDF -->"
OFFER = (
    f'The whole book is also <a href="{NAME}" download>one PDF</a>, to print or to '
    "read without a browser."
)


def printed(app):
    """Return where tools/pdf.py puts the PDF."""
    return pathlib.Path(app.srcdir) / "_build" / "pdf" / NAME


def offer(app, docname, source):
    """Put the offer in its place on the front page."""
    if MARK in source[0]:
        there = app.builder.name == "html" and printed(app).exists()
        source[0] = source[0].replace(MARK, OFFER if there else "")


def copy(app, error):
    """Copy the PDF to the pages that offer it."""
    if error is None and app.builder.name == "html" and printed(app).exists():
        shutil.copy2(printed(app), pathlib.Path(app.outdir) / NAME)


def setup(app):
    """Tell Sphinx about this extension."""
    app.connect("source-read", offer)
    app.connect("build-finished", copy)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
