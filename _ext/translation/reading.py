"""Reading a PO file, whoever has saved it; what cannot be read is named by its line.

Babel passes over a line that it does not know, the marks of a merge say, and takes the
first of two translations. Written again, the file would have lost the rest.
"""

import re

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, PoFileParser

LINE = re.compile(r'(?:(?:msgid|msgstr|msgctxt)\s+)?"(?:[^"\\]|\\.)*"')
HELP = "Nothing was written. Mend the file there, and run this again."


class Unreadable(ValueError):
    """A file that is no PO file, or not in all of its lines."""

    def __init__(self, path, line, why):
        super().__init__(f"{path}, line {line}: {why}\n{HELP}")


class Once(Catalog):
    """A catalogue that takes no piece twice."""

    def __setitem__(self, key, message):
        if key and key in self:
            why = f"this piece stands twice: {key}"
            raise PoFileError(why, self, "", message.lineno - 1)
        super().__setitem__(key, message)


def text_of(path):
    """Return what stands in a file, with line ends as here and no mark of its order.

    Raises
    ------
    Unreadable
        If it is not in UTF-8.
    """
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Unreadable(path, line, "it is not saved as UTF-8") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def parsed(path):
    """Return the catalogue that a file holds.

    Raises
    ------
    Unreadable
        If a line is none of a PO file's, or a piece stands twice.
    """
    lines = text_of(path).split("\n")
    for number, line in enumerate(lines, 1):
        if line.startswith("#~|"):
            lines[number - 1] = ""  # the old English of what is gone
            continue
        words = line.removeprefix("#~").strip()
        if words and not words.startswith("#") and not LINE.fullmatch(words):
            why = f'this is neither a comment nor text in "...": {words}'
            raise Unreadable(path, number, why)
    catalogue = Once()
    try:
        PoFileParser(catalogue, abort_invalid=True).parse(lines)
    except PoFileError as error:
        # Babel puts a number of its own behind what it says, which counts from 0.
        why = str(error).removesuffix(f" on {error.lineno}")
        raise Unreadable(path, error.lineno + 1, why) from None
    return catalogue
