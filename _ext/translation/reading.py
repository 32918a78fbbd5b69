"""Reading a PO file, whoever has saved it; what cannot be read is named by its line.

Babel passes over a line that it does not know, the marks of a merge say, and takes the
first of two translations. Written again, the file would have lost the rest.
"""

import re

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, PoFileParser

from translation.plurals import first, numbers

LINE = re.compile(
    r'(?:(msgid|msgid_plural|msgstr|msgstr\[\d\]|msgctxt)\s+)?"(?:[^"\\]|\\.)*"'
)
TRANSLATIONS = {"msgid": "msgstr", "msgid_plural": "msgstr[0]", "msgstr": ""} | {
    f"msgstr[{form}]": f"msgstr[{form + 1}]" for form in range(9)
}
"""Which translation may come after each line, if one does."""
MORE = "this piece has more than the {} forms that there are by the file's head"
RULE = '"Plural-Forms:'
COUNT = re.compile(r"\bnplurals=[1-9];")
HELP = "Nothing was written. Mend the file there, and run this again."


class Unreadable(ValueError):
    """A file that is no PO file, or not in all of its lines."""

    def __init__(self, path, line, why):
        super().__init__(f"{path}, line {line}: {why}\n{HELP}")


class Once(Catalog):
    """A catalogue that takes no piece twice."""

    def __setitem__(self, key, message):
        if key and key in self:
            why = f"this piece stands twice: {first(key)}"
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


def parsed(path, language=None):
    """Return the catalogue that a file holds.

    language : that of a file whose head does not say it.

    Raises
    ------
    Unreadable
        If a line is none of a PO file's, a piece stands twice, or there are other forms
        than the file's head says.
    """
    lines = text_of(path).split("\n")
    wanted = ""
    for number, line in enumerate(lines, 1):
        if line.startswith("#~|"):
            lines[number - 1] = ""  # the old English of what is gone
            continue
        words = line.removeprefix("#~").strip()
        if not words or words.startswith("#"):
            continue
        found = LINE.fullmatch(words)
        if not found:
            why = f'this is neither a comment nor text in "...": {words}'
            raise Unreadable(path, number, why)
        if (keyword := found[1] or "").startswith("msgstr") and keyword != wanted:
            why = f"{keyword} stands where {wanted or 'the next msgid'} belongs"
            raise Unreadable(path, number, why)
        wanted = TRANSLATIONS.get(keyword, wanted)
        if words.startswith(RULE) and not COUNT.search(words):
            why = "here belongs how many forms there are, such as nplurals=3;"
            raise Unreadable(path, number, why)
    catalogue = Once(language)
    try:
        PoFileParser(catalogue, abort_invalid=True).parse(lines)
        numbers(catalogue)
    except PoFileError as error:
        # Babel puts a number of its own behind what it says, which counts from 0.
        why = str(error).removesuffix(f" on {error.lineno}")
        if "num_plurals" in why:
            why = MORE.format(catalogue.num_plurals)
        raise Unreadable(path, error.lineno + 1, why) from None
    except ValueError as error:
        of_rule = (k for k, line in enumerate(lines, 1) if line.startswith(RULE))
        raise Unreadable(path, next(of_rule, 1), f"plural=...: {error}") from None
    return catalogue
