"""What a translation has to keep of its English: formulas, code, targets, places.

A piece that has lost one of these would show a reader something wrong, or stop a build.
So it is taken as not translated (catalogues.py), and its translator is told what is
missing (tools/translate.py).
"""

import functools
import re
from collections import Counter

from translation.plurals import numbers

KEPT = {
    "the formula {}": r"\$\$.+?\$\$|\$[^$]+\$",
    "the reference {}": r"(\{\w+\}`)(?:[^`<]*<)?([^`>]+)>?`",
    "the code {}": r"`[^`]+`",
    "the link to {}": r"\]\(([^)]*)\)",
    "{}": r"</?\w+[^>]*>",
    "the mark {}": r"\*\*",
    "the footnote {}": r"\[\^[\w-]+\]",
    "the place {}": r"\{\w+(?:[:.!\[][^{}]*)?\}",
    "the brace {}": r"[{}]",
}
"""Each kind, as it is named to a translator, and how it is found."""
NUMBER = r"(?<![^\W\d_])\d+(?:[.,]\d+)?"
# With a comma too, to name it whole: numbers have the point that figures and code have.
# One that is part of a word is none: the key Home is Pos1 on a German keyboard.
NUMBER_ITSELF = ("the place {n} is missing", "the place {n} is not in the English")
# What would make another thing of a paragraph: a heading, a list, a table.
BEGIN = re.compile(r"\s|(?:#{1,6}|[-+*]|\d+[.)])\s|>|:::|```|~~~|\|")


def kept(text):
    """Return what a piece must have in every language, in any order, by its kind."""
    found = {}
    for name, pattern in KEPT.items():
        matches = list(re.finditer(pattern, text))
        found[name] = sorted("".join(m.groups()) or m[0] for m in matches)
        # What is found is no part of what is found next.
        text = re.sub(pattern, " ", text) if "link" not in name else text
    return found | {"the number {}": sorted(re.findall(NUMBER, text))}


def _begin(text):
    mark = BEGIN.match(text)
    return mark[0] if mark else ""


@functools.cache
def lost(english, said):
    """Return what a translation has lost or added, in words; nothing if it is whole."""
    found = []
    here, there = kept(english), kept(said)
    for name, parts in here.items():
        missing = Counter(parts) - Counter(there[name])
        added = Counter(there[name]) - Counter(parts)
        found += [f"{name.format(part)} is missing" for part in missing]
        found += [f"{name.format(part)} is not in the English" for part in added]
    if said.count("\n") != english.count("\n"):
        found.append("it is broken into other lines")
    if _begin(said) != _begin(english):
        found.append(f"it begins with {_begin(said)!r}, not {_begin(english)!r}")
    if said.endswith(" ") != english.endswith(" "):
        found.append("a space at its end is missing, or one too many")
    return tuple(found)


def lost_of(message, catalogue):
    """Return what an entry has lost or added, in each of its forms.

    A form of a single number may say it in a word, or leave it out.
    """
    if isinstance(message.id, str):
        return lost(message.id, message.string)
    one, many = message.id
    row, found = numbers(catalogue), []
    for form, said in enumerate(message.string):
        of = [n for n, its in enumerate(row) if its == str(form)]
        told = lost(one if of == [1] else many, said) if said else ("it is empty",)
        spared = NUMBER_ITSELF if len(of) == 1 else ()
        found += [f"msgstr[{form}]: {what}" for what in told if what not in spared]
    return tuple(found)
