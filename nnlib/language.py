"""What the book itself says, in the language of its reader.

Whatever is said is written in English where it is said, as a template with named
places, ``say("{n} of {all} are right.", n=2, all=3)``. Another language has a
catalogue, a file in ``languages`` that takes templates to templates. What a catalogue
does not have is said in English, and so are errors of Python's and of NumPy's.

Of a number of things English has two templates, and other languages have one or as many
as six. Their catalogues say which number takes which.
"""

from __future__ import annotations

import functools
import json
import os
import pathlib
import re
from collections.abc import Sequence

VARIABLE = "NNLIB_LANGUAGE"
"""The environment variable that names the language at the start, such as ``de``."""
ENGLISH = "en"
FOLDER = pathlib.Path(__file__).parent / "languages"
NUMBERS = "Plural-Forms"
"""What a catalogue has for it: the form of each number from 0 to 199, as a digit."""

Catalogue = dict[str, str]

_chosen = os.environ.get(VARIABLE, "")


def known() -> list[str]:
    """Return the languages that there are, by their codes."""
    return [ENGLISH, *sorted(path.stem for path in FOLDER.glob("*.json"))]


def use(language: str) -> None:
    """Choose the language of all that is said from now on.

    Raises
    ------
    ValueError
        If there is no catalogue of it; the message lists those there are.
    """
    global _chosen
    catalogue(language)
    _chosen = language


def chosen() -> str:
    """Return the code of the language that is spoken."""
    return _chosen or ENGLISH


@functools.cache
def catalogue(language: str) -> Catalogue:
    """Return what takes English templates to those of a language.

    Raises
    ------
    ValueError
        If there is none.
    """
    if language == ENGLISH:
        return {}
    if language not in known():
        raise ValueError(
            f"The book does not speak {language!r}. It speaks {', '.join(known())}. "
            f"Set the environment variable {VARIABLE} to one of these, or leave it out."
        )
    path = FOLDER / f"{language}.json"
    found: Catalogue = json.loads(path.read_text(encoding="utf-8"))
    return found


def say(text: str, /, **values: object) -> str:
    """Return a text in the chosen language, with values in its named places.

    A text without values is taken as it is, braces and all.
    """
    if _chosen:
        text = catalogue(_chosen).get(text, text)
    return text.format(**values) if values else text


def say_count(n: int, one: str, many: str, /, **values: object) -> str:
    """Return what is said of a number of things, ``{n}``: of one, or of many.

    n : a whole number, 0 or more. Another language may tell more numbers apart.
    """
    known, english = catalogue(chosen()), one if n == 1 else many
    if NUMBERS not in known:
        return say(english, n=n, **values)
    forms = known[NUMBERS]
    # Past these, a number is spoken of as its last two digits are behind a hundred.
    own = counted(one, forms[n if n < len(forms) else 100 + n % 100])
    return say(own if own in known else english, n=n, **values)


def counted(one: str, form: str) -> str:
    """Return by what a catalogue knows a form of what is said of numbers."""
    return f"{one}[{form}]"


def in_english(text: str, words: Sequence[str]) -> str:
    """Return what a reader has typed with the words of the chosen language in English.

    words : those that are understood, with | between several that mean the same:
        ``"so|hence"``. A catalogue has its own in the same form, ``"also|daher"``,
        and each of these becomes the first English one. What is written alike and
        means two things means the first of them.
    """
    if chosen() == ENGLISH:
        return text
    english = {
        own.lower(): meaning.partition("|")[0]
        for meaning in reversed(words)
        for own in say(meaning).split("|")
    }
    longest_first = sorted(map(re.escape, english), key=len, reverse=True)
    own = rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)"
    return re.sub(own, lambda found: english[found[0].lower()], text, flags=re.I)
