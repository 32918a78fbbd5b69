"""The book in several languages: which pages each has, and the ways between them.

English is at the top, and each other edition in a folder in it, named by its language.
An edition has the pages that are translated whole; its links to others lead to English.
"""

import posixpath
import re
from urllib.parse import urljoin

import progress
from babel import Locale

from translation.catalogues import Translation, languages

ENGLISH = "en"
LINK = '<a href="{href}" rel="alternate" lang="{tag}" hreflang="{tag}">{name}</a>'
HEAD = '<link rel="alternate" hreflang="{tag}" href="{href}" />\n'
# Where the theme shows the titles of pages: those of English pages are English.
LISTS = re.compile(
    r'<nav[^>]*class="bd-links.*?</nav>|<nav class="road.*?</nav>'
    r'|<div class="prev-next-area">.*?</footer>',
    re.DOTALL,
)
AWAY = re.compile(
    r'<a (?=[^>]*href="(?P<up>(?:\.\./)*)(?!\.\./)[^":]*\.html).*?</a>', re.DOTALL
)
TITLE = '<p class="prev-next-title"'
LOCAL = re.compile(r'(<a [^>]*href=")([^":#?]+\.html)')


def ready(root):
    """Return the editions that can be built: the pages of each, by its language."""
    found = {tag: Translation(tag, root) for tag in languages(root)}
    pages = {tag: set(one.pages()) for tag, one in found.items()}
    return {tag: pages[tag] for tag in pages if found[tag].begins_whole()}


def only_translated(app):
    """Write only the pages that are translated, and lead to the English ones."""
    pages, builder = app.written_pages, app.builder
    if pages is None:
        return
    address, write = builder.get_target_uri, builder.write

    def addressed(name, typ=None):
        english = name in app.env.found_docs and name not in pages
        return f"../{address(name, typ)}" if english else address(name, typ)

    builder.get_target_uri = addressed
    builder.write = lambda *_: write(pages, [], "specific")
    builder.load_indexer = lambda names: None  # there is no index from which to go on


def count(app, env):
    """Say how many pages are written."""
    if app.written_pages is not None and progress.current is not None:
        progress.current.pages = len(app.written_pages)


def up(app, name):
    """Return the way from a page to the folder of the English book."""
    return "../" * (name.count("/") + (app.written_pages is not None))


def others(app, name):
    """Yield the other languages that have a page, and where, seen from it."""
    here = app.translation.language if app.translation else ENGLISH
    page = app.builder.get_target_uri(name)
    for tag, pages in {ENGLISH: app.env.found_docs, **app.editions}.items():
        if tag != here and name in pages:
            folder = "" if tag == ENGLISH else f"{tag}/"
            # Folders have the underscore of PO files, pages and addresses a hyphen.
            yield tag.replace("_", "-"), f"{up(app, name)}{folder}{page}"


def lead_to_others(app, pagename, templatename, context, doctree):
    """Lead from a page to its other languages."""
    if app.builder.name != "html" or doctree is None:
        return
    found = list(others(app, pagename))
    if not found:
        return
    links = [
        LINK.format(href=href, tag=tag, name=Locale.parse(tag, "-").get_display_name())
        for tag, href in found
    ]
    line = f'<p class="languages">{" ".join(links)}</p>\n'
    context["body"] = line + context["body"]
    # Search engines want whole addresses.
    base = app.config.html_baseurl
    here = urljoin(base, app.builder.get_target_uri(pagename)) if base else ""
    heads = "".join(
        HEAD.format(tag=tag, href=urljoin(here, href) if here else href)
        for tag, href in found
    )
    context["metatags"] = context.get("metatags", "") + heads


def directed(page, language):
    """Return a written page that is laid out from the right, if its language is."""
    if Locale.parse(language).text_direction == "ltr":
        return page
    return page.replace("<html ", '<html dir="rtl" ', 1)


def finished(page, name, exists):
    """Return a written page with its last links led to English, and said to be so.

    Extensions write some links as HTML.

    exists : tells whether the edition has a file, from its address in it.
    """
    depth = name.count("/")
    folder = posixpath.dirname(name)

    def led(link):
        target = posixpath.normpath(posixpath.join(folder, link[2]))
        here = target.startswith("../") or exists(target)
        return link[0] if here else f"{link[1]}../{link[2]}"

    def marked(link):
        if len(link["up"]) // 3 <= depth:
            return link[0]
        text = link[0].replace("<a ", f'<a hreflang="{ENGLISH}" ', 1)
        # Above the title of the page before or after stands which of them it is.
        titled = TITLE if TITLE in text else "<a"
        return text.replace(titled, f'{titled} lang="{ENGLISH}"', 1)

    return LISTS.sub(lambda part: AWAY.sub(marked, part[0]), LOCAL.sub(led, page))
