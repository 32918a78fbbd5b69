"""Hints and solutions, folded by the browser itself.

What a source writes as an admonition of the class "dropdown" becomes a <details>
element: it needs no script (but on paper: folded.js), moves nothing when a page has
loaded, is found by the browser's search, and takes no time to lay out while folded.
"""

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform


class details(nodes.General, nodes.Element):
    """What is folded."""


class summary(nodes.General, nodes.TextElement):
    """The line that stands when it is."""


class Fold(SphinxPostTransform):
    """Replace the admonitions that are to be folded."""

    default_priority = 200
    formats = ("html",)

    def run(self):
        """Replace them in one document."""
        for node in list(self.document.findall(nodes.admonition)):
            if "dropdown" in node["classes"]:
                title, *rest = node.children
                line = summary("", "", *title.children, classes=["admonition-title"])
                node.replace_self(details("", line, *rest, **node.attributes))


def visits(name):
    """Return what writes a node as an element of this name."""

    def visit(self, node):
        classes = "admonition" if name == "details" else ""
        self.body.append(self.starttag(node, name, CLASS=classes))

    def depart(self, node):
        self.body.append(f"</{name}>\n")

    return visit, depart


def setup(app):
    """Tell Sphinx about this extension."""
    app.add_node(details, html=visits("details"))
    app.add_node(summary, html=visits("summary"))
    app.add_post_transform(Fold)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
