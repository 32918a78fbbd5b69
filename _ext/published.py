"""What a published site has beside the book's pages: a sitemap, and a page for 404."""

import pathlib
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

from nnlib.language import say

NAME = "404"
TITLE = say("Page not found")
WORDS = say(
    'There is no page at this address. <a href="{front}">The front page</a> says what '
    'is in the book, and <a href="search.html">the search</a> looks through all of it.'
)
BODY = f"<h1>{TITLE}</h1>\n<p>{WORDS}</p>"


def add_missing_page(app):
    """Add the page that a server answers with when there is none."""
    if app.builder.name != "html":
        return
    front = app.builder.get_target_uri(app.config.root_doc)
    body = BODY.format(front=front)
    yield NAME, {"title": TITLE, "body": body}, "page.html"


def set_base(app, pagename, templatename, context, doctree):
    """Say where the missing page is, for it is read at any address, however deep."""
    if pagename == NAME and app.config.html_baseurl:
        path = urlsplit(app.config.html_baseurl).path
        base = f'<base href="{path}{app.builder.get_target_uri(NAME)}" />\n'
        context["metatags"] = base + context.get("metatags", "")


def write_sitemap(app, error):
    """List the addresses of all pages for search engines."""
    if error is not None or app.builder.name != "html" or not app.config.html_baseurl:
        return
    root = ElementTree.Element(
        "urlset", xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
    )
    for name in sorted(app.env.found_docs):
        address = urljoin(app.config.html_baseurl, app.builder.get_target_uri(name))
        page = ElementTree.SubElement(root, "url")
        ElementTree.SubElement(page, "loc").text = address
    ElementTree.indent(root)
    path = pathlib.Path(app.outdir) / "sitemap.xml"
    ElementTree.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)


def setup(app):
    """Tell Sphinx about this extension."""
    app.connect("html-collect-pages", add_missing_page)
    app.connect("html-page-context", set_base)
    app.connect("build-finished", write_sitemap)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
