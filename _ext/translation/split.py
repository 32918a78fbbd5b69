"""Split Markdown into its pieces: what a translator sees at once, a paragraph mostly.

A piece is a paragraph, an item of a list, a heading, a cell of a table, the title of an
admonition, a word of the glossary or what is said of it. No pieces are code, labels,
formulas that stand alone, and the letters by which options are chosen. MyST's own
parser finds them, so a piece is what the build takes for a block, too.
"""

import functools
import re
from dataclasses import dataclass

from plain_words import DIRECTIVE, parser

EXTENSIONS = {
    "amsmath",
    "attrs_block",
    "attrs_inline",
    "colon_fence",
    "deflist",
    "dollarmath",
    "html_image",
    "tasklist",
}
"""Those of `parse` in _config.yml."""
TITLED = {"admonition"}
WITH_TEXT = {*TITLED, "note", "predict"}
WITHOUT = {"bibliography", "live-figure", "practice", "practice-kinds"}
# Roles that show words; the others show numbers and names of works.
WORDY = {"term", "ref", "doc"}
OPTION = re.compile(r"\*\*[A-Z]\.\*\* ")
ANSWER = re.compile(r"(\*\*)?[^*:]+(?(1)\*\*): ")
# HTML that says nothing: where the build puts something, and the fold of predictions.
SILENT = re.compile(
    r"(?:<!--.*?-->|<details><summary>The answer</summary>|</details>|\s)*", re.DOTALL
)


@dataclass(frozen=True)
class Piece:
    """A piece, and from which character to which it stands in the Markdown.

    text : on one line, as if the source had not been wrapped.
    """

    begin: int
    end: int
    text: str
    heading: bool = False


@functools.cache
def _parser():
    return parser(EXTENSIONS)


def _says_something(children):
    """Return whether there are words in what stands on a line."""
    return any(
        (child.type == "text" and any(letter.isalpha() for letter in child.content))
        or (child.type == "myst_role" and child.meta["name"] in WORDY)
        for child in children
    )


class Splitter:
    """Finds the pieces of one text.

    base : where the text begins in the whole.
    asked : whether it is what a prediction asks, whose answers have names.
    """

    def __init__(self, text, base=0, asked=False):
        self.text, self.asked = text, asked
        self.lines = text.split("\n")
        self.starts = [base]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)

    def pieces(self):
        """Yield them in their order."""
        self.column = 0
        self.within = []
        for token in _parser().parse(self.text):
            self.within += [token.type] if token.nesting == 1 else []
            if token.type == "inline":
                yield from self.inline(token)
            elif token.type in ("fence", "colon_fence"):
                yield from self.directive(token)
            elif token.type == "html_block" and not SILENT.fullmatch(token.content):
                raise ValueError(f"HTML is no text to translate: {token.content}")
            elif token.type == "tr_open":
                self.column = 0
            if token.nesting == -1:
                self.within.pop()

    def inline(self, token):
        """Yield the piece that a token is."""
        if self.within[-1] in ("td_open", "th_open"):
            yield from self.cell(token)
            return
        first, last = token.map[0], token.map[1] - 1
        parts = [part.strip() for part in token.content.split("\n")]
        if len(parts) == 1:
            last = first
        begin = len(self.lines[first].rstrip()) - len(parts[0])
        if "list_item_open" in self.within:
            if mark := OPTION.match(parts[0]) or (
                self.asked and ANSWER.match(parts[0])
            ):
                begin += mark.end()
                parts[0] = parts[0][mark.end() :]
                text = "\n".join(parts)
                token = _parser().parseInline(text)[0]
        end = len(self.lines[last].rstrip())
        if not self.lines[first][begin:].startswith(parts[0]):
            raise ValueError(f"cannot be found in the source: {parts[0]}")
        if any(child.type == "hardbreak" for child in token.children):
            raise ValueError(f"a line is broken by hand in: {token.content}")
        if _says_something(token.children):
            yield Piece(
                self.starts[first] + begin,
                self.starts[last] + end,
                " ".join(parts),
                self.within[-1] == "heading_open",
            )

    def cell(self, token):
        """Yield the piece that a cell of a table is."""
        line = token.map[0]
        begin = self.lines[line].index(token.content, self.column)
        self.column = begin + len(token.content)
        if _says_something(token.children):
            start = self.starts[line]
            yield Piece(start + begin, start + self.column, token.content)

    def directive(self, token):
        """Yield the pieces of a directive; a fence of code has none."""
        found = DIRECTIVE.fullmatch(token.info.strip())
        if not found or found[1] in WITHOUT:
            return
        name, argument = found.groups()
        first = token.map[0]
        if name in TITLED and argument:
            begin = self.starts[first] + self.lines[first].rindex(argument)
            yield Piece(begin, begin + len(argument), argument)
        body, at = token.content.removesuffix("\n").split("\n"), first + 1
        if body != self.lines[at : at + len(body)]:
            raise ValueError(f"the directive {name} is indented")
        while body and body[0].startswith(":"):
            body, at = body[1:], at + 1
        if name == "glossary":
            yield from self.glossary(body, at)
        elif name in WITH_TEXT:
            inner = Splitter("\n".join(body), self.starts[at], name == "predict")
            yield from inner.pieces()
        else:
            raise ValueError(f"nothing is known of translating the directive {name}")

    def glossary(self, body, at):
        """Yield the words of a glossary, and what is said of each."""
        line = 0
        while line < len(body):
            start, indented = line, body[line].startswith(" ")
            line += 1
            if not body[start].strip():
                continue
            while indented and line < len(body) and body[line].strip():
                line += 1
            parts = [part.strip() for part in body[start:line]]
            begin = self.starts[at + start] + body[start].index(parts[0])
            end = self.starts[at + line - 1] + len(body[line - 1].rstrip())
            yield Piece(begin, end, " ".join(parts))


def pieces(text):
    """Return the pieces of some Markdown, in their order.

    Raises
    ------
    ValueError
        If something stands in it that nothing is known of translating.
    """
    return list(Splitter(text).pieces())


def put(text, say, beside=None):
    """Return some Markdown with each piece in the words that `say` gives for it.

    say : takes a piece and returns it in other words. What it returns as it is stays
        as it stands, wraps and all.
    beside : what is put after a heading, which then stays, with the new words for {}.
    """
    parts, at = [], 0
    for piece in pieces(text):
        said = say(piece.text)
        if said != piece.text:
            old = text[piece.begin : piece.end]
            kept = beside and piece.heading
            new = old + beside.replace("{}", said) if kept else said
            parts += [text[at : piece.begin], new]
            at = piece.end
    return "".join([*parts, text[at:]])
