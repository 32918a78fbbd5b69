"""Offer the whole book as a PDF and as an EPUB on the front page, if they were made."""

import pathlib
import shutil

MARK = "<!-- the book as one file -->"
OFFERS = {
    "book_pdf": 'one <a href="{0}" download="{0}">PDF</a>, to print',
    "book_epub": 'one <a href="{0}" download="{0}">EPUB</a>, for an e-reader',
}
"""What is said of each, by the setting that says where it is put."""


def made(app):
    """Return what the pages that are being built offer: the files by their settings."""
    # They are in English, so pages in another language do not offer them.
    if app.builder.name != "html" or not app.config.language.startswith("en"):
        return {}
    root = pathlib.Path(app.srcdir)
    places = {name: root / getattr(app.config, name) for name in OFFERS}
    return {name: path for name, path in places.items() if path.is_file()}


def offer(app, docname, source):
    """Put the offer in its place on the front page."""
    if MARK in source[0]:
        said = [OFFERS[name].format(path.name) for name, path in made(app).items()]
        text = f"The whole book is also {', and '.join(said)}." if said else ""
        source[0] = source[0].replace(MARK, text)


def copy(app, error):
    """Copy the files to the pages that offer them."""
    if error is None:
        for path in made(app).values():
            shutil.copy2(path, app.outdir)


def setup(app):
    """Tell Sphinx about this extension."""
    for name in OFFERS:
        app.add_config_value(name, "", "env")
    app.connect("source-read", offer)
    app.connect("build-finished", copy)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
