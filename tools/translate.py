"""Lay out what a translator fills in: python tools/translate.py de

Writes the pieces of every page into languages/de/, as PO files, beside what is
translated already. A piece is known by its words, so it keeps its translation wherever
it moves. One that was changed gets that of the old one, marked as fuzzy, with the old
English above it; one that is gone stays at the end of its file. What is to be looked at
again is named (tools/translating/remarks.py).

What the book itself says, in figures and verdicts, is in words.po; the catalogues from
which it is said are made of that (tools/translating/words.py).
"""

import argparse
import pathlib
import re
import sys

import yaml
from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "_ext"))

from translating import words  # noqa: E402
from translating.remarks import built, remarks, waiting  # noqa: E402
from translation import catalogues  # noqa: E402
from translation.catalogues import BOOK  # noqa: E402
from translation.pages import Found, names, pieces_of  # noqa: E402
from translation.plurals import examples, first, is_filled, parts  # noqa: E402
from translation.reading import Unreadable  # noqa: E402

LANGUAGE = re.compile(r"[a-z]{2,3}(_[A-Z][a-z]{3})?(_[A-Z]{2}|_\d{3})?")
NO_LANGUAGE = """\
{!r} is no language to translate into. Name one by its code, with a region or a script
where it has several: make translate LANG=fr, LANG=pt_BR, LANG=zh_CN."""


def pieces_of_book(root):
    """Return the book's title and the names of its parts."""
    config = yaml.safe_load((root / "_config.yml").read_text(encoding="utf-8"))
    toc = yaml.safe_load((root / "_toc.yml").read_text(encoding="utf-8"))
    prompts = config["sphinx"]["config"]
    return [
        Found(config["title"], "_config.yml"),
        Found(config["author"], "_config.yml"),
        Found(prompts["nb_code_prompt_show"], "_config.yml"),
        Found(prompts["nb_code_prompt_hide"], "_config.yml"),
        *(Found(part["caption"], "_toc.yml") for part in toc.get("parts", ())),
    ]


def gathered(root):
    """Return the pieces of each file, in order, with the places of each.

    A piece stands in the file of the first page that has it. Of the others it has the
    file's name alone, by which their translators find it, and they have it as lent.

    lent : for each page, the file in which each such piece is.
    """
    files, taken, lent = {}, {}, {}
    for name in [BOOK, *names(root)]:
        own = pieces_of_book(root) if name == BOOK else pieces_of(name, root)
        files[name], lent[name] = {}, {}
        for piece in own:
            home, place = taken.setdefault(piece.text, name), piece.place
            if home != name:
                lent[name][piece.text] = home
                place = place.partition("#")[0]
            places = files[home].setdefault(piece.text, [])
            if place not in places:
                places.append(place)
    return files, lent


def brought_up(old, pieces, elsewhere):
    """Return a catalogue with the pieces of today, and what is known of them.

    elsewhere : what is translated in other files, from which pieces may have come.
    """
    new = Catalog()
    for text, places in pieces.items():
        remark = [] if isinstance(text, str) else [examples(old)]
        at = [(place, None) for place in places]
        new.add(text, locations=at, auto_comments=remark)
        if text in elsewhere and text not in old:
            old.add(text, elsewhere[text])
    english = {first(m.id): parts(m.id) for m in old}
    before = {first(m.id): m.previous_id for m in old if m.fuzzy}
    old.update(new)
    for message in old:
        last = english.get(first(message.id), parts(message.id))
        if last != parts(message.id):  # Babel looks only at what is said of one
            message.previous_id = last
            message.flags.add("fuzzy")
        # Babel keeps the mark, and forgets the English that was translated.
        last = message.previous_id[0] if message.previous_id else first(message.id)
        if message.fuzzy and before.get(last):
            message.previous_id = before[last]
        # It is again as it was, or there was nothing.
        if message.previous_id == parts(message.id) or not is_filled(message):
            message.previous_id = []
            message.flags.discard("fuzzy")
    for message in list(old.obsolete.values()):
        message.locations = []
        if not is_filled(message) or message.id in elsewhere:
            del old.obsolete[first(message.id)]
    return old


def lay_out(language, root=ROOT):
    """Bring the files of a language up to date; yield what is to be said of it."""
    folder = catalogues.folder(language, root)
    files, lent = gathered(root)
    read = {name: catalogues.read(folder / f"{name}.po", language) for name in files}
    known = {name: catalogues.said(catalogue) for name, catalogue in read.items()}
    anywhere = catalogues.Translation(language, root).known
    for name, pieces in files.items():
        elsewhere = {}
        for other, translations in known.items():
            elsewhere |= translations if other != name else {}
        catalogue = brought_up(read[name], pieces, elsewhere)
        yield from laid_out(language, name, catalogue, len(pieces), root)
        if known[name]:
            here = folder.relative_to(root).as_posix()
            yield from waiting(lent[name], anywhere, here)


def lay_out_words(language, root=ROOT):
    """Bring up to date what the book itself says; yield what is to be said of it."""
    folder = catalogues.folder(language, root)
    path = folder / f"{words.NAME}.po"
    pieces = {text: [place] for text, place in words.words()}
    elsewhere = {}
    for other in folder.rglob("*.po"):
        elsewhere |= catalogues.said(catalogues.read(other)) if other != path else {}
    catalogue = brought_up(catalogues.read(path, language), pieces, elsewhere)
    yield from laid_out(language, words.NAME, catalogue, len(pieces), root)
    words.compile_from(path)


def laid_out(language, name, catalogue, count, root):
    """Write a file that was brought up to date; yield what is to be said of it."""
    path = catalogues.folder(language, root) / f"{name}.po"
    if count or catalogue.obsolete:
        header = catalogues.HEADER.format(page=name, language=language)
        catalogues.write(path, catalogue, header)
    done = len(catalogues.said(catalogue))
    share = 100 * done // count if count else 100
    name = path.relative_to(root).as_posix()
    yield f"{share:4}%  {name}: {done} of {count} pieces"
    yield from remarks(catalogue)


def tag(language):
    """Return the code of a language as the folders have it, or end here.

    A hyphen, as in addresses and pages, becomes the underscore of PO files.
    """
    code = language.replace("-", "_")
    try:
        Locale.parse(code)
    except (ValueError, UnknownLocaleError):
        sys.exit(NO_LANGUAGE.format(language))
    if not LANGUAGE.fullmatch(code) or code.startswith("en"):
        sys.exit(NO_LANGUAGE.format(language))
    return code


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("language", help="its tag: de, fr, pt_BR")
    language = tag(parser.parse_args().language)
    try:
        for line in [*lay_out(language), *lay_out_words(language)]:
            print(line)
    except Unreadable as reason:
        sys.exit(str(reason))
    print(f"\n{built(language, ROOT)}")


if __name__ == "__main__":
    main()
