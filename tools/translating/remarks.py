"""What a translator is told: what has changed, is broken or missing, and where."""

from translation.catalogues import BOOK, Translation
from translation.kept import lost_of
from translation.plurals import first, is_filled

FEW = 5
"""So many pieces are named at once."""


def remarks(catalogue):
    """Yield the lines that name what is to be looked at again in a file."""
    texts = [message for message in catalogue if message.id]
    missing = sum(not is_filled(message) for message in texts)
    begun_on = missing < len(texts)
    for message in texts:
        where = f"{message.locations[0][0]}: {begun(message.id)}"
        if message.fuzzy:
            yield f"       changed  {where}"
        elif is_filled(message) and (found := lost_of(message, catalogue)):
            yield f"       broken   {where}"
            yield f"                {'; '.join(found)}"
        elif not is_filled(message) and begun_on and missing <= FEW:
            yield f"       missing  {where}"
    for message in catalogue.obsolete.values():
        yield f"       gone: {begun(message.id)}"


def waiting(lent, known, folder):
    """Yield what a page waits for: its pieces in files of pages before it."""
    missing = {}
    for text, home in lent.items():
        if text not in known:
            missing.setdefault(home, []).append(begun(text))
    for home, texts in missing.items():
        more = f" and {len(texts) - FEW} more" if len(texts) > FEW else ""
        first = f"{', '.join(texts[:FEW])}{more}"
        yield f"       waits    for these in {folder}/{home}.po: {first}"


def begun(piece):
    """Return the first words of a piece."""
    text = first(piece)
    return text if len(text) <= 60 else f"{text[:57]}..."


def built(language, root):
    """Return which pages are built in a language as it stands."""
    here = Translation(language, root)
    if not here.begins_whole():
        return f"No page is built until {BOOK}.po and intro.po are translated whole."
    return f"make html LANG={language} builds: {', '.join(here.pages())}"
