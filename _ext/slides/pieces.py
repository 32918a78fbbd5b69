"""Pieces of what a page holds: sentences of a paragraph, and lines of code."""

import copy
import re

from bs4 import NavigableString, Tag

END = re.compile(r"(?<=[.?!:])[”’“‘\")]*\s+(?=[A-ZÀ-ÖØ-Þ“‘„‚(]|$)")
"""Where a sentence ends and another begins."""


def tag(name, *children, **attributes):
    """Return a new element."""
    made = Tag(name=name, attrs={key.rstrip("_"): v for key, v in attributes.items()})
    for child in children:
        made.append(child)
    return made


def sentences(paragraph):
    """Return the sentences of a paragraph, each a list of nodes."""
    found = [[]]
    for node in paragraph.children:
        if not isinstance(node, NavigableString):
            found[-1].append(copy.copy(node))
            continue
        first, *others = split(str(node))
        found[-1].append(NavigableString(first))
        found += [[NavigableString(other)] for other in others]
    return [one for one in found if any(str(node).strip() for node in one)]


def split(words):
    """Split a text after each sentence that ends in it."""
    parts, begin = [], 0
    for match in END.finditer(words):
        parts.append(words[begin : match.end()])
        begin = match.end()
    return [*parts, words[begin:]]


def long(nodes):
    """Return how many letters some nodes have, formulas counted by their signs."""
    return sum(len(node.get_text()) for node in nodes)


def lines(pre):
    """Return the lines of code in a <pre>, each a list of nodes with their colours.

    Of empty lines that follow one another one is left.
    """
    found = [[]]
    for node in pre.children:
        whole = str(node) if isinstance(node, NavigableString) else node.get_text()
        for number, line in enumerate(whole.split("\n")):
            if number:
                found.append([])
            if isinstance(node, NavigableString):
                found[-1].append(NavigableString(line))
            elif "\n" in whole:
                found[-1].append(tag(node.name, line, **dict(node.attrs)))
            else:
                found[-1].append(copy.copy(node))
    empty = [not words(line) for line in [[], *found]]
    kept = [line for k, line in enumerate(found) if not (empty[k] and empty[k + 1])]
    return kept[:-1] if kept and empty[-1] and not empty[-2] else kept


def words(nodes):
    """Return some nodes as a text, without what is empty around it."""
    return "".join(node.get_text() for node in nodes).strip()


def blocks(found, most):
    """Put lines of code into blocks of so many at most, where they part best."""
    rest = list(found)
    while len(rest) > most:
        at = max(range(most // 2, most + 1), key=lambda k: (parting(rest, k), k))
        yield rest[:at]
        rest = rest[at:]
        while rest and not words(rest[0]):
            rest.pop(0)
    if rest:
        yield rest


def parting(rest, at):
    """Say how well code parts before a line: best after an empty one, at the margin."""
    line = "".join(node.get_text() for node in rest[at])
    margin = bool(line) and line[0] not in " )]}"
    return 2 * (margin and not words(rest[at - 1])) + margin
