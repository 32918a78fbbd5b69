"""What a translation has to keep of its English: formulas, code, targets, places.

A piece that has lost one of these would show a reader something wrong, or stop a build.
So it is taken as not translated (catalogues.py), and its translator is told what is
missing (tools/translate.py).
"""

import functools
import re
from collections import Counter

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
