"""A chapter's slides, made of its page: what is shown, and beside it what is said.

A slide is one thought. On it stands what a page sets apart from its prose: a formula
with the sentence that leads to it, a figure, a picture, a table, a cell with what it
prints, a prediction, a list, a result in a box. The prose itself is the speaker's
notes, each paragraph on the slide that it leads to; a section of prose alone is shown
by its first sentence. Code that is folded on the page is not on the slides.
"""

import copy
import re
from dataclasses import dataclass, field
from itertools import groupby

from pieces import blocks, lines, long, sentences, tag, words

ROOM = {"formula": 7.5, "list": 12, "code": 20, "links": 12}
"""How much stands on a slide: in lines of text, of code, or links."""
LINE = 80
"""How many letters are about one line of text."""
ASIDE = ("sitting", "road", "take-along", "exercise", "tag_hide-cell")
"""What a page has that is no part of a lecture."""
AROUND = re.compile(r"what-you-|where-to-go-|exercises$|derivations$")
"""How the ids of those sections begin that need no slide of their own."""
PRACTICE = re.compile(r"(?:exercise|derivation)-\d")
TALL = ("mfrac", "munderover", "munder", "mover")


@dataclass
class Slide:
    """A slide, and where on the page it comes from."""

    kind: str
    level: int
    heading: list
    place: str
    parts: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    lines: float = 0


def classes(node):
    """Return the classes of an element."""
    return node.get("class") or []


def title(section):
    """Return what stands in a section's heading."""
    heading = copy.copy(section.find(["h1", "h2", "h3", "h4"], recursive=False))
    for link in heading.select(".headerlink"):
        link.decompose()
    return list(heading.contents)


def beginning(paragraph):
    """Return the first sentence of a paragraph, and more if it is short."""
    shown = []
    for one in sentences(paragraph):
        whole = words(one).endswith((".", "?", "!"))
        if not whole or (shown and long(shown) + long(one) > 2 * LINE):
            break
        shown += one
    return tag("p", *shown, class_="lead")


def goes_on(after):
    """Say whether a paragraph goes on with a sentence that a formula stands in.

    Where that is all of it and another formula follows, it leads to that one.
    """
    if after is None or after.name != "p" or not after.get_text()[:1].islower():
        return False
    following = after.find_next_sibling()
    leads = following is not None and "math" in classes(following)
    return not leads or len(sentences(after)) > 1


def height(formula):
    """Return about how many lines of text a formula is high."""
    rows = [1.0]
    for table in formula.find_all("mtable"):
        one = 1.7 if table.find(TALL) else 1.2
        rows.append(one * len(table.find_all("mtr", recursive=False)))
    return max(rows) + (1.6 if formula.find(TALL) else 0.6)


class Deck:
    """The slides of one page, made as it is read from top to bottom."""

    def __init__(self, article):
        """Read the page."""
        self.slides, self.said = [], []
        chapter = article.find("section", recursive=False)
        self.section(chapter, 1)

    def add(self, kind, place, *parts, lines=0.0):
        """Put another slide to the others; what was said leads to it."""
        slide = Slide(kind, self.below, self.heading, place, list(parts))
        slide.lines = lines
        self.slides.append(slide)
        self.note()
        return slide

    def note(self):
        """Give the last slide what was said."""
        self.slides[-1].notes += self.said
        self.said = []

    def lead(self, always=True):
        """Return the sentence that leads to what comes, as a paragraph in a list."""
        if not self.said or self.said[-1].name != "p":
            return []
        last = sentences(self.said[-1])[-1]
        if not always and not "".join(str(node) for node in last).rstrip().endswith(
            ":"
        ):
            return []
        return [tag("p", *last, class_="lead")]

    def section(self, section, level):
        """Read a section; its heading stands on all of its slides."""
        self.heading, self.level = title(section), level
        heading, place = self.heading, section["id"]
        opens = level == 1 or (level == 2 and not AROUND.match(place))
        self.below = 3 if opens or level > 2 else 2
        practice = [
            one
            for one in section.find_all("section", recursive=False)
            if PRACTICE.match(one["id"])
        ]
        if opens:
            self.opening(section, level)
        below, before = self.below, len(self.slides)
        for node in section.find_all(True, recursive=False):
            # Of what is there to practise, its titles are shown.
            if practice and node.name != "p":
                continue
            if node.name == "section":
                self.end(before, place)
                self.section(node, level + 1)
                self.heading, self.level, self.below = heading, level, below
                before = len(self.slides)
            else:
                self.read(node, place)
        self.end(before, place)
        if practice:
            self.links(practice, place)

    def opening(self, section, level):
        """Begin a chapter or a section with its title and a first sentence."""
        kind = "title" if level == 1 else "opening"
        slide = Slide(kind, level, self.heading, section["id"])
        first = section.find(
            "p", recursive=False, class_=lambda name: name != "sitting"
        )
        if first is not None and level == 2:
            slide.parts.append(beginning(first))
        self.slides.append(slide)

    def end(self, before, place):
        """Keep what was said last in a section."""
        if not self.said:
            return
        if len(self.slides) == before and self.level > 2:
            first = next((one for one in self.said if one.name == "p"), None)
            parts = [beginning(first)] if first else []
            self.add("statement", place, *parts)
        else:
            self.note()

    def read(self, node, place):
        """Read one thing that stands in a section."""
        names = classes(node)
        place = node.get("id") or place
        if node.name[0] == "h" or any(name in ASIDE for name in names):
            return
        if "math" in names:
            self.formula(node, place)
        elif "cell" in names:
            self.cell(node, place)
        elif "predict" in names:
            self.add("question", place, node)
        elif "pst-scrollable-table-container" in names or node.name == "table":
            self.add("table", place, *self.lead(), node)
        elif node.name in ("ul", "ol"):
            self.list(node, place)
        elif node.name == "blockquote" or (
            "admonition" in names and node.name == "div"
        ):
            self.add("statement", place, *self.lead(), node)
        elif any(name.startswith("highlight") for name in names):
            self.code(node, place)
        elif node.name == "figure" or node.find("img", recursive=False):
            self.add("picture", place, *self.lead(), node)
        elif node.name in ("p", "details", "dl"):
            self.said.append(node)
        elif node.name not in ("script", "span", "style"):
            raise ValueError(f"{node.name} of class {names} is no part of a slide yet")

    def formula(self, node, place):
        """Show a formula, with others that it follows from while there is room."""
        parts = [*self.lead(), node]
        after = node.find_next_sibling()
        if goes_on(after):
            parts.append(tag("p", *sentences(after)[0], class_="lead"))
        takes = height(node) + sum(
            0.4 + -(-long(part) // LINE) for part in parts if part is not node
        )
        last = self.slides[-1]
        if (
            last.kind == "formula"
            and last.heading is self.heading
            and last.lines + takes <= ROOM["formula"]
        ):
            last.parts += parts
            last.lines += takes
            self.note()
        else:
            self.add("formula", place, *parts, lines=takes)

    def cell(self, node, place):
        """Show what a cell draws, or else its code, if that is in view, and output."""
        figure = node.select_one('[id^="live-"]')
        pictures = node.select(".cell_output img")
        printed = node.select(".cell_output .output pre")
        if figure is not None:
            self.add("figure", place, figure)
        elif pictures:
            short = [pre for pre in printed if len(lines(pre)) <= 3]
            self.add("picture", place, *self.lead(), *pictures, *short)
        elif "tag_hide-input" in classes(node):
            self.said += printed
        else:
            self.code(node, place)

    def code(self, node, place):
        """Show code with what it prints, on several slides if it is long."""
        pres, lead = node.find_all("pre"), self.lead()
        found = [lines(pre) for pre in pres]
        takes = sum(1 + len(one) for one in found)
        takes += sum(-(-long(one) // LINE) for one in lead)
        if takes <= ROOM["code"]:
            self.add("code", place, *lead, *map(box, found, pres))
            return
        parts = [
            (block, pre)
            for pre, many in zip(pres, found, strict=True)
            for block in blocks(many, ROOM["code"] - 3)
        ]
        shown, count = lead, 2.0 * len(lead)
        for block, pre in parts:
            if shown != lead and count + 1 + len(block) > ROOM["code"]:
                self.add("code", place, *shown)
                shown, lead, count = [], [], 0
            shown = [*shown, box(block, pre)]
            count += 1 + len(block)
        self.add("code", place, *shown)

    def list(self, node, place):
        """Show a list, on several slides if it is long."""
        items = node.find_all("li", recursive=False)
        takes = [
            0.3
            + -(-long(item.children) // LINE)
            + sum(map(height, item.select("div.math")))
            for item in items
        ]
        slides = -(-sum(takes) // ROOM["list"])
        lead, number = self.lead(always=False), int(node.get("start", 1))
        # About as much on each: none has a last item to itself.
        middles = [sum(takes[:k]) + one / 2 for k, one in enumerate(takes)]
        shares = groupby(
            zip(items, middles, strict=True), lambda one: one[1] * slides // sum(takes)
        )
        for _, share in shares:
            shown = [copy.copy(item) for item, _ in share]
            self.add("list", place, *lead, tag(node.name, *shown, start=str(number)))
            lead, number = [], number + len(shown)

    def links(self, sections, place):
        """Show what there is to do: a link for each exercise."""
        most = ROOM["links"]
        for begin in range(0, len(sections), most):
            links = [
                tag("li", tag("a", *title(one), href=f"#{one['id']}"))
                for one in sections[begin : begin + most]
            ]
            self.add("links", place, tag("ul", *links))


def box(block, pre):
    """Return lines of code in what gives them their colours."""
    shown = tag("pre")
    for line in block:
        shown.extend([*line, "\n"])
    coloured = pre.find_parent("div", class_="highlight") is not None
    printed = pre.find_parent(class_="cell_output") is not None
    names = ["highlight"] if coloured else []
    return tag("div", shown, class_=[*names, "printed" if printed else "code"])
