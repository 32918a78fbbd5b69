"""A map at the head of each chapter: its sections, and how long each takes.

A section is one sitting. How long it takes is counted from what stands in it, and said
beneath its heading too. What is folded does not count: it is for those who unfold it.
Which section a reader has come to, road.js keeps in the browser and marks on the map.
"""

import re

from docutils import nodes
from sphinx import addnodes

from nnlib.language import say

PAGE = re.compile(r"chapters/\d+-[\w-]+")
NO_SITTING = re.compile(
    r"What you will be able to do|What you now know|Where to go next"
)
PRACTICE = re.compile(r"(?:Exercise|Derivation) \d")
WORDS = 200
"""How many words of prose are read in a minute."""
MINUTES = {
    nodes.math_block: 0.5,
    nodes.math: 0.04,
    "line of code": 0.06,
    "cell": 0.3,
    "picture": 0.5,
    "figure": 2.0,
    "prediction": 0.7,
}
"""What else takes time."""
UNREAD = (nodes.comment, nodes.raw)


class road(nodes.General, nodes.Element):
    """The map."""


def of_cell(cell):
    """Return the minutes that a cell of code takes."""
    if "tag_hide-cell" in cell["classes"]:
        return 0
    if "tag_illustration" in cell["classes"]:
        return MINUTES["figure" if cell.get("hide_mode") else "picture"]
    if cell.get("hide_mode"):
        return MINUTES["picture"]
    lines = next(cell.findall(nodes.literal_block)).astext().count("\n") + 1
    return MINUTES["cell"] + MINUTES["line of code"] * lines


def minutes(node):
    """Return how long what stands in a node takes to read."""
    if isinstance(node, nodes.Text):
        return len(node.split()) / WORDS
    if node.get("nb_element") == "cell_code":
        return of_cell(node)
    if type(node) in MINUTES:
        return MINUTES[type(node)]
    if "dropdown" in node.get("classes", ()) or isinstance(node, UNREAD):
        return 0
    begin = node.get("begin", "")
    if begin.startswith("<li data-key") and "data-right" not in begin:
        return 0  # of all that is said of a prediction, a reader reads one answer
    asked = MINUTES["prediction"] if 'id="predict-' in begin else 0
    return asked + sum(minutes(child) for child in node.children)


def in_english(title):
    """Return what a heading says, in English if the page is not (translation)."""
    return title.get("english") or title.astext()


def counted(section):
    """Return how many exercises a section has, in words, or nothing if it has none."""
    titles = (in_english(title) for title in section.findall(nodes.title))
    number = sum(PRACTICE.match(title) is not None for title in titles)
    return say("{n} of them", n=number) if number else ""


def way(app, docname):
    """Return the line that says which of the course's chapters this is, or nothing."""
    site_map = app.env.external_site_map
    for part in site_map.root.subtrees:
        names = [str(item) for item in part.items]
        if part.numbered and docname in names:
            break
    else:
        return []
    line = nodes.paragraph(classes=["road-chapters"])
    for number, name in enumerate(names, start=1):
        place = nodes.inline(classes=["here"] if name == docname else [])
        title = nodes.inline("", "")
        link = addnodes.pending_xref(
            "",
            title,
            refdomain="std",
            reftype="doc",
            reftarget=f"/{name}",
            refexplicit=False,
            refdoc=docname,
            refwarn=True,
        )
        place += [nodes.Text(f"{number} "), link]
        line += [place, nodes.Text(" ")]
    return [line]


def draw(app, doctree):
    """Put the map on a page, and the minutes beneath its headings."""
    docname = app.env.docname
    if not PAGE.fullmatch(docname):
        return
    chapter = next(doctree.findall(nodes.section))
    sections = [one for one in chapter.children if isinstance(one, nodes.section)]
    if not sections:
        return
    places, whole = nodes.enumerated_list(), 0
    for section in sections:
        title = section[0]
        if NO_SITTING.match(in_english(title)):
            continue
        takes = counted(section)
        if not takes:
            takes = say("{n} min", n=max(1, round(minutes(section))))
            whole += minutes(section)
            section.insert(1, nodes.paragraph("", takes, classes=["sitting"]))
        link = nodes.reference(
            "", "", *(one.deepcopy() for one in title.children), internal=True
        )
        link["refid"] = section["ids"][0]
        time = nodes.inline("", takes, classes=["takes"])
        places += nodes.list_item(
            "", nodes.paragraph("", "", link, nodes.Text(" "), time)
        )
    text = say(
        "Some {n} minutes of reading. Each section is one sitting, so you can put the "
        "book down after any of them.",
        n=5 * round(whole / 5),
    )
    drawn = road("", *way(app, docname), places, nodes.paragraph("", text))
    chapter.insert(chapter.index(sections[0]), drawn)


def visit(self, node):
    """Begin the map."""
    label = say("The road through this chapter")
    self.body.append(f'<nav class="road" aria-label="{label}">\n')


def depart(self, node):
    """End it."""
    self.body.append("</nav>\n")


def setup(app):
    """Tell Sphinx about this extension."""
    app.add_node(road, html=(visit, depart))
    app.connect("doctree-read", draw, priority=400)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
