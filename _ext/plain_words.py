"""MyST as plain Markdown, for programs that know no roles and no directives.

A notebook that is taken away is opened in JupyterLab, in VS Code or in Colab, which
show a role as it is written and leave a folded answer open. The source is parsed as the
book parses it, so that what only looks like a role, in code say, stays. What differs is
replaced in its place, and all else is kept letter by letter.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from myst_parser.config.main import MdParserConfig
from myst_parser.mdit_to_docutils.base import DocutilsRenderer
from myst_parser.parsers.mdit import create_md_parser

from nnlib.language import say

OPTION = re.compile(r":([\w-]+):[ \t]*(.*)(?:\n|$)")
DIRECTIVE = re.compile(r"\{([\w:-]+)\}\s*(.*)")
FOLD = "<summary>The answer</summary>"
"""On which the answers of a prediction are folded away, as chapters are written."""
EXTERNAL = re.compile(r"[a-z]+:|#")


class NoWords(Exception):
    """Raised where a role or a directive has no words of its own here."""


@dataclass(frozen=True)
class Words:
    """What a notebook cannot know of the book.

    Attributes
    ----------
    number : of an equation, from its label.
    cited : the names and the year of a work, from its key.
    address : of a page of the book, from a link to it, or None if it has none.
    """

    number: Callable[[str], str]
    cited: Callable[[str], tuple[str, str]]
    address: Callable[[str], str | None]

    def role(self, name, content):
        """Return what stands on the page in place of a role."""
        if name == "eq":
            return f"({self.number(content)})"
        if name == "term":
            return re.sub(r"\s*<[^>]*>$", "", content)
        if name == "cite":
            return "[{}, {}]".format(*self.cited(content))
        if name == "cite:t":
            return "{} [{}]".format(*self.cited(content))
        raise NoWords(f"the role {{{name}}}")


def parser(extensions):
    """Return what reads MyST with these extensions."""
    config = MdParserConfig(enable_extensions=set(extensions))
    return create_md_parser(config, DocutilsRenderer)


def plain(text, read, words):
    """Return the Markdown of a cell with everything that only MyST knows in words.

    Raises
    ------
    NoWords
        If there is a role or a directive that this does not know.
    """
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    edits = []
    here = 0
    for token in read.parse(text):
        if token.map is None:
            continue
        begin, end = (starts[line] for line in token.map)
        if token.type == "inline":
            here = inline(text, token.children, max(here, begin), words, edits)
        elif token.type == "math_block_label":
            last = re.compile(rf"\$\$\s*\({re.escape(token.info)}\)")
            found = last.search(text, begin)
            tag = rf"\tag{{{words.number(token.info)}}} $$"
            edits.append((*found.span(), tag))
        elif token.type in ("colon_fence", "fence"):
            if found := DIRECTIVE.fullmatch(token.info.strip()):
                source = text[begin:end]
                indent = " " * (len(source) - len(source.lstrip(" ")))
                made = directive(*found.groups(), token.content, read, words)
                lines = (f"{indent}{line}".rstrip() for line in made.splitlines())
                edits.append((begin, end, "\n".join(lines) + "\n"))
    for begin, end, new in sorted(edits, reverse=True):
        text = text[:begin] + new + text[end:]
    return text.rstrip("\n") if edits else text


def directive(name, title, content, read, words):
    """Return what stands in place of a directive; what was folded stays folded."""
    options = {}
    while found := OPTION.match(content):
        options[found[1]] = found[2]
        content = content[found.end() :]
    body = plain(content.strip("\n"), read, words)
    if name == "predict":
        folded = body.replace(FOLD, f"<summary>{say('The answer')}</summary>")
        return f"**{say('Predict, then see')}.** {folded}"
    if name == "admonition" and "dropdown" in options.get("class", ""):
        return f"<details><summary>{title}</summary>\n\n{body}\n\n</details>"
    if name == "admonition" or name == "note":
        lines = [f"**{title or say('Note')}**", "", *body.splitlines()]
        return "\n".join(f"> {line}" for line in lines)
    raise NoWords(f"the directive {{{name}}}")


def inline(text, children, here, words, edits):
    """Note what is to be replaced in a paragraph that begins here; return its end."""
    opened, unlinked = None, False
    for child in children:
        if child.type == "myst_role":
            name = re.escape(f"{{{child.meta['name']}}}")
            inside = r"\s+".join(map(re.escape, child.content.split()))
            found = re.compile(rf"{name}(`+)\s*{inside}\s*\1").search(text, here)
            new = words.role(child.meta["name"], child.content)
            edits.append((*found.span(), new))
            here = found.end()
        elif child.type == "link_open" and child.info != "auto":
            here = opened = text.index("[", here) + 1
            href = child.attrs["href"]
        elif child.type == "link_close" and opened is not None:
            # Found by its address, for what is between may hold brackets.
            address = f"]({href}"
            at = text.index(address, here)
            here = text.index(")", at) + 1
            if not EXTERNAL.match(href):
                relinked = words.address(href)
                if relinked is None:
                    edits += [(opened - 1, opened, ""), (at, here, "")]
                else:
                    edits.append((at, here, f"]({relinked})"))
            opened = None
        elif child.type == "html_inline":
            at = text.index(child.content, here)
            here = at + len(child.content)
            found = re.match(r'<a\s+href="([^"]*)"', child.content)
            if found and not EXTERNAL.match(found[1]):
                relinked = words.address(found[1])
                edits.append((at, here, f'<a href="{relinked}">' if relinked else ""))
                unlinked = relinked is None
            elif child.content == "</a>" and unlinked:
                edits.append((at, here, ""))
                unlinked = False
        elif child.content:
            at = text.find(child.content, here)
            here = at + len(child.content) if at >= 0 else here
    return here
