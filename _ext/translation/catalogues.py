"""What was translated: PO files, one for each page, which translators' programs read.

languages/de/intro.po holds the pieces of intro.md, and so on. A piece stands in the
file of the first page that has it, and serves all. What stands on no page, the book's
title and the parts of its contents, is in book.po. What is said of one thing and of
many is one piece, a pair, and its translation has its language's forms (plurals.py).
"""

import io
import pathlib
import re

from babel.messages.catalog import Catalog
from babel.messages.pofile import denormalize, normalize, write_po

from translation.kept import lost_of
from translation.pages import ROOT, names, pieces_of
from translation.plurals import first, is_filled
from translation.reading import parsed, text_of

BOOK = "book"
"""Holds what stands on no page."""
WIDTH = 78
"""Of the lines of a file."""
HEADER = """\
# {page}, in the language "{language}". Written by "make translate LANG={language}",
# filled in by translators: see "Translate the book" in CONTRIBUTING.md.
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""
BEGINS = re.compile(r'^msgid ""\nmsgstr', re.MULTILINE)
"""How a header begins, beneath its comments."""


def folder(language, root=ROOT):
    """Return where the files of a language are."""
    return pathlib.Path(root) / "languages" / language


def languages(root=ROOT):
    """Return the languages that the book is being translated into."""
    return sorted(path.name for path in (root / "languages").glob("*") if path.is_dir())


def read(path, language=None):
    """Return the catalogue that a file holds; it is empty if there is no file.

    language : that of a file whose head does not say it.

    Raises
    ------
    Unreadable
        If the file is no PO file, or not in all of its lines.
    """
    if not path.exists():
        return Catalog(language)
    catalogue = parsed(path, language)
    for message in catalogue:
        _recall(message)
    return catalogue


def _recall(message):
    """Know the old English of a piece again, which Babel reads as a comment."""
    old = [line[1:] for line in message.user_comments if line.startswith("|")]
    if old:
        message.user_comments = [
            line for line in message.user_comments if not line.startswith("|")
        ]
        text = "\n".join(line.strip() for line in old).removeprefix("msgid ")
        message.previous_id = [*map(denormalize, text.split("\nmsgid_plural "))]


def _with_old_english(text, catalogue):
    """Return a file's text with the old English above the pieces that were changed.

    Babel wraps it in the middle of its strings, and no translator's program reads that.
    """
    for message in catalogue:
        if message.id and message.previous_id:
            old = [normalize(part, width=WIDTH - 3) for part in message.previous_id]
            said = "\nmsgid_plural ".join(old)
            lines = "".join(f"#| {line}\n" for line in f"msgid {said}".split("\n"))
            piece = f"msgid {normalize(first(message.id), width=WIDTH)}\n"
            text = f"\n{text}".replace(f"\n{piece}", f"\n{lines}{piece}", 1)[1:]
    return text


def write(path, catalogue, header):
    """Write a file, whose header stays as a translator's program has left it."""
    messages = [*catalogue, *catalogue.obsolete.values()]
    for message in messages:
        # Babel takes formulas and roles for the formats of Python's texts.
        message.flags -= {"python-format", "python-brace-format"}
    content = io.BytesIO()
    write_po(content, catalogue, omit_header=True, width=WIDTH)
    text = _with_old_english(content.getvalue().decode(), catalogue)
    if path.exists():
        head = text_of(path).lstrip("\n").partition("\n\n")[0] + "\n"
        header = head if BEGINS.search(head) else header
    if any(message.pluralizable for message in messages):
        header = _with_rule(header, catalogue)
    path.parent.mkdir(parents=True, exist_ok=True)
    body = text.rstrip("\n")
    path.write_text(f"{header}\n{body}\n", encoding="utf-8", newline="\n")


def _with_rule(header, catalogue):
    """Return a header that says how many forms there are, and of which numbers."""
    if '\n"Plural-Forms:' in header:
        return header
    return f'{header}"Plural-Forms: {catalogue.plural_forms}\\n"\n'


def said(catalogue):
    """Return what is translated in a catalogue, by its pieces.

    What is in doubt, or has lost a part of its English, is not.
    """
    return {
        message.id: message.string
        for message in catalogue
        if message.id and is_filled(message) and not message.fuzzy
        if not lost_of(message, catalogue)
    }


class Translation:
    """A language's words for the pieces of the book."""

    def __init__(self, language, root=ROOT):
        self.language, self.root = language, root
        self.known = {}
        for path in sorted(folder(language, root).rglob("*.po")):
            self.known = said(read(path, language)) | self.known

    def say(self, text):
        """Return a piece in this language, or as it is if that is not known."""
        return self.known.get(text, text)

    def whole(self, name):
        """Return whether a page is translated to its last piece."""
        own = read(folder(self.language, self.root) / f"{name}.po")
        if not len(own) == len(said(own)) > 0:
            return False
        return all(piece.text in self.known for piece in pieces_of(name, self.root))

    def pages(self):
        """Return the names of the pages that are."""
        return [name for name in names(self.root) if self.whole(name)]

    def begins_whole(self):
        """Return whether the front page and the book's names are: an edition."""
        front, *_ = names(self.root)
        book = read(folder(self.language, self.root) / f"{BOOK}.po")
        return self.whole(front) and len(said(book)) == len(book)
