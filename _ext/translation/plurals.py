"""The forms in which a language speaks of numbers: of one, of two to four, of many.

An entry of a PO file has as many as its language, and gettext's rule, ``Plural-Forms``
in the file's head, takes a number to its form. Where the head has none, Babel's holds.
"""

import functools
from gettext import c2py

FEW = 5
"""So many numbers of a form are named as examples."""
SEEN = 200
"""Rules look at the last two digits of a number, and treat some below 100 apart."""


def first(piece):
    """Return what is said of one, by which an entry is known, or the piece itself."""
    return piece if isinstance(piece, str) else piece[0]


def parts(piece):
    """Return a list of a piece, or of what is said of one and of many."""
    return [piece] if isinstance(piece, str) else list(piece)


def is_filled(message):
    """Return whether something of an entry is translated: one form, or more."""
    return any(message.string or ())


def examples(catalogue):
    """Return which numbers each form is for, as a remark for translators."""
    row, told = numbers(catalogue), []
    for form in range(catalogue.num_plurals):
        of = [str(n) for n, its in enumerate(row) if its == str(form)]
        more = ["..."] if len(of) > FEW else []
        told.append(f"msgstr[{form}]: {', '.join([*of[:FEW], *more])}")
    return "; ".join(told)


def numbers(catalogue):
    """Return the form of each number from 0 to 199, as a row of digits.

    Raises
    ------
    ValueError
        If the rule is none, or gives a form that the language does not have.
    """
    return _row(catalogue.plural_expr, catalogue.num_plurals)


@functools.cache
def _row(rule, count):
    try:
        found = [int(c2py(rule)(n)) for n in range(SEEN)]
    except ZeroDivisionError:
        found = [-1]
    if not all(0 <= form < count <= 10 for form in found):
        raise ValueError(f"it does not give one of {count} forms for each number")
    return "".join(map(str, found))
