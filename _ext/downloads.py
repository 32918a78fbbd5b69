"""Offer the whole book as a PDF on the front page, if it has been printed."""

import pathlib
import shutil

from nnlib.language import say

MARK = "<!-- the book as a PDF -->"
OFFER = say(
    'The whole book is also <a href="{file}" download="{file}">one PDF</a>, to print '
    "or to read without a browser."
)


def printed(app):
    """Return where tools/pdf.py puts the PDF."""
    return pathlib.Path(app.srcdir) / app.config.book_pdf


def offered(app):
    """Say whether the pages that are being built offer the PDF."""
    return app.builder.name == "html" and printed(app).exists()


def offer(app, docname, source):
    """Put the offer in its place on the front page."""
    if MARK in source[0]:
        text = OFFER.format(file=printed(app).name) if offered(app) else ""
        source[0] = source[0].replace(MARK, text)


def copy(app, error):
    """Copy the PDF to the pages that offer it."""
    if error is None and offered(app):
        shutil.copy2(printed(app), app.outdir)


def setup(app):
    """Tell Sphinx about this extension."""
    app.add_config_value("book_pdf", "", "env")
    app.connect("source-read", offer)
    app.connect("build-finished", copy)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
