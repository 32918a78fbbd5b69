"""Build the book in another language, and lead from each page to its others.

In a build whose language is not English, each page that is translated to its last piece
is read in the words of languages/ (catalogues.py). Its code, ids and labels stay; its
headings keep the ids that they have in English, so an address holds in both. Only these
pages are written, and links to all others lead to the English book, in the folder
above: no page is in two languages.

What Python says, nnlib.language says, in kernels by an environment variable. A
notebook that runs in another language is another one for the cache of outputs, by what
its kernel is called.
"""

import functools
import hashlib
import json
import os
import pathlib

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from nnlib import language
from translation.catalogues import Translation
from translation.editions import (
    count,
    directed,
    finished,
    lead_to_others,
    only_translated,
    ready,
)
from translation.pages import file_of, markdown_page, put_notebook
from translation.theme import add_words, speak

HEADING = "\n\n:::{heading} {}\n:::\n"
SETTINGS = ["author", "html_title", "nb_code_prompt_show", "nb_code_prompt_hide"]
ENGLISH = "language-en"
"""The class by which docutils says that what an element holds is English."""


class Heading(SphinxDirective):
    """The words of the heading above, which gives the ids, in another language."""

    required_arguments = 1
    final_argument_whitespace = True

    def run(self):
        """Put them in the place of the English ones."""
        title = self.state_machine.node[0]
        words, _ = self.state.inline_text(self.arguments[0], self.lineno)
        title["english"] = title.astext()
        title.children = []
        title += words
        return []


def begin(app, config):
    """Know the language, and put what stands on no page in it."""
    tag, root = config.language, pathlib.Path(app.srcdir)
    english = tag.startswith(language.ENGLISH)
    app.translation = None if english else Translation(tag, root)
    app.editions = ready(root)
    app.written_pages = None if english else app.editions[tag]
    language.use(language.ENGLISH if english else tag)
    if english:
        return
    say = app.translation.say
    for name in SETTINGS:
        config[name] = say(config[name])
    logo = config.html_theme_options["logo"]
    logo["text"] = say(logo["text"])
    speak(config)


def name_parts(app, config):
    """Put the names of the book's parts in its language, and know its address."""
    if app.translation:
        if config.html_baseurl:
            config.html_baseurl += f"{app.translation.language}/"
        for part in config.external_site_map.root.subtrees:
            part.caption = part.caption and app.translation.say(part.caption)


def is_translated(app, name):
    """Return whether a page is read in another language than English."""
    return app.translation is not None and name in app.written_pages


@functools.cache
def spoken(tag):
    """Return a name for what nnlib says in a language today."""
    words = json.dumps(language.catalogue(tag), sort_keys=True)
    return f"{tag} {hashlib.sha256(words.encode()).hexdigest()[:16]}"


def translate(app, name, source):
    """Put a page in the words of the book's language, before anything else reads it."""
    here = is_translated(app, name)
    os.environ[language.VARIABLE] = app.translation.language if here else ""
    if not here:
        return
    say = app.translation.say
    if not source[0].startswith("{"):
        source[0] = markdown_page(source[0], say, HEADING)
        return
    notebook = json.loads(source[0])
    put_notebook(notebook, lambda text, cell: say(text), HEADING)
    kernel = notebook["metadata"]["kernelspec"]
    kernel["display_name"] += f", {spoken(app.translation.language)}"
    source[0] = json.dumps(notebook)


def mark_code(app, doctree):
    """Say that code and what it prints are English, on a page that is not."""
    if is_translated(app, app.env.docname):
        for block in doctree.findall(nodes.literal_block):
            block["classes"].append(ENGLISH)


def finish(app, error):
    """Say which titles are English, and offer the notebooks in the pages' language."""
    if error is not None or app.translation is None:
        return
    out = pathlib.Path(app.outdir)
    for name in app.written_pages:
        page = out / f"{name}.html"
        text = page.read_text(encoding="utf-8")
        new = finished(text, name, lambda target: (out / target).exists())
        new = directed(new, app.translation.language)
        page.write_text(new, encoding="utf-8")
        path = file_of(name, pathlib.Path(app.srcdir))
        copy = out / "_sources" / f"{name}{path.suffix}"
        if path.suffix == ".ipynb" and copy.exists():
            notebook = json.loads(copy.read_text(encoding="utf-8"))
            put_notebook(notebook, lambda text, cell: app.translation.say(text))
            text = json.dumps(notebook, ensure_ascii=False, indent=1)
            copy.write_text(f"{text}\n", encoding="utf-8")


def setup(app):
    """Tell Sphinx about this extension."""
    app.add_directive("heading", Heading)
    app.connect("config-inited", begin, priority=100)
    app.connect("builder-inited", add_words)
    app.connect("config-inited", name_parts, priority=950)
    app.connect("source-read", translate, priority=100)
    app.connect("doctree-read", mark_code)
    app.connect("builder-inited", only_translated)
    app.connect("env-updated", count, priority=400)
    app.connect("html-page-context", lead_to_others)
    app.connect("build-finished", finish)
    return {"version": "1", "parallel_read_safe": False, "parallel_write_safe": True}
