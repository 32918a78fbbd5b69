"""Where the book's parts are, and what its table of contents names."""

import pathlib

import yaml
from translation import catalogues

ROOT = pathlib.Path(__file__).resolve().parents[2]
LETTERS = r"[^\W\d_]{2}"
"""By which a word is told from a sign, in any alphabet: "für" has no [a-z]{2}."""


def toc_documents():
    """Return the documents _toc.yml names, in reading order, without suffix."""
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    chapters = [chapter for part in toc["parts"] for chapter in part["chapters"]]
    return [toc["root"], *(chapter["file"] for chapter in chapters)]


def said_in(language):
    """Return what the book itself says in a language, by what it says in English.

    What it says of numbers is not in it: there a language has forms of its own.
    """
    path = catalogues.folder(language, ROOT) / "words.po"
    # With what has lost something, which a book would not say.
    messages = [one for one in catalogues.read(path) if one.id and not one.fuzzy]
    return {m.id: m.string for m in messages if m.string and not m.pluralizable}


def source_of(document):
    """Return the file a document is written in."""
    for suffix in (".ipynb", ".md"):
        if (ROOT / (document + suffix)).exists():
            return ROOT / (document + suffix)
    raise FileNotFoundError(f"_toc.yml names {document}, which does not exist")
