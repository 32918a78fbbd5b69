"""What search engines and those who are sent a link see of a page.

Each page has a description of its own, in its front matter or its notebook's metadata:
`myst.html_meta.description`. The rest follows from that and from the page's title.
"""

import html
import pathlib
from urllib.parse import urljoin

from docutils import nodes
from policy import TAG
from sphinx.util import logging

logger = logging.getLogger(__name__)

CARD = "_images/card-{}.png"
# Pages that no source is behind.
DESCRIPTIONS = {
    "search": "Search all pages of the book for a word, a rule or a symbol.",
    "genindex": "All terms of the book's glossary, from A to Z.",
}
FRONT = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8" />
{policy}<title>{title}</title>
<meta name="description" content="{description}" />
<link rel="icon" href="_static/{icon}" />
{tags}<meta http-equiv="refresh" content="0; url={page}" />
</head>
<body><p><a href="{page}">{title}</a></p></body>
</html>
"""


def description_of(doctree):
    """Return the description that the page's source gives."""
    for meta in doctree.findall(nodes.meta):
        if meta.get("name") == "description":
            return meta["content"]
    return ""


def tags_of(app, name, description):
    """Return a page's tags for Open Graph, which is what most programs read."""
    title = app.env.titles[name].astext()
    tags = {
        "og:type": "website",
        "og:site_name": app.config.html_title,
        "og:title": title,
        "og:description": description,
    }
    if site := app.config.html_baseurl:
        # It brings matplotlib, which a book without a site does without.
        import card

        picture = CARD.format(name.replace("/", "-"))
        path = pathlib.Path(app.outdir) / picture
        card.draw(path, app.config.html_title, title, description)
        tags |= {
            "og:url": urljoin(site, app.builder.get_target_uri(name)),
            "og:image": urljoin(site, picture),
            "og:image:width": card.WIDTH,
            "og:image:height": card.HEIGHT,
            "og:image:alt": f"{title}. {description}",
        }
    return "".join(
        f'<meta property="{key}" content="{html.escape(str(value))}" />\n'
        for key, value in tags.items()
    )


def add_tags(app, pagename, templatename, context, doctree):
    """Add the tags to a page's head, and say the book's title once."""
    if app.builder.name != "html":
        return
    if doctree is None:
        if about := DESCRIPTIONS.get(pagename):
            tag = f'<meta name="description" content="{html.escape(about)}" />\n'
            context["metatags"] = context.get("metatags", "") + tag
        return
    description = description_of(doctree)
    if not description:
        logger.warning("this page has no description", location=pagename)
    kind = "summary_large_image" if app.config.html_baseurl else "summary"
    tags = tags_of(app, pagename, description)
    tags += f'<meta name="twitter:card" content="{kind}" />\n'
    context["metatags"] += tags
    if pagename == app.config.root_doc:
        context["docstitle"] = ""
        write_front(app, description, tags)


def write_front(app, description, tags):
    """Write the page that the site's own address leads to."""
    text = FRONT.format(
        language=app.config.language.replace("_", "-"),
        title=html.escape(app.config.html_title),
        description=html.escape(description),
        policy=TAG,
        tags=tags,
        icon=pathlib.Path(app.config.html_favicon).name,
        page=app.builder.get_target_uri(app.config.root_doc),
    )
    (pathlib.Path(app.outdir) / "index.html").write_text(text, encoding="utf-8")


def setup(app):
    """Tell Sphinx about this extension."""
    app.connect("html-page-context", add_tags)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
