"""What stands around the pages, where Sphinx and its theme lack the words for it."""

import re
from gettext import NullTranslations

from sphinx import locale

from nnlib.language import say

SAID = [
    "Skip to main content",
    "Back to top",
    "Version warning",
    "Table of contents",
    "Download this page",
    "Download source file",
    "light/dark",
    "Color mode",
    "Link to this heading",
    "Link to this equation",
    "Link to this term",
]
"""What these say in English, as they write it."""
LABELS = ["Toggle primary sidebar", "Toggle secondary sidebar", "Page"]
"""What the theme writes into its pages without asking for other words."""
SEARCH = "Search this book..."
"""What Jupyter Book writes into the field for a search."""


class Words(NullTranslations):
    """The book's words for some of what Sphinx says, and Sphinx's for all else."""

    def gettext(self, message):
        """Return a text of Sphinx's or the theme's in the language of the pages."""
        own = say(message) if message in SAID else message
        return own if own != message else self._fallback.gettext(message)


def add_words(app):
    """Let Sphinx and the theme's templates say them, on pages that are not English."""
    if app.translation is None:
        return
    for catalogue in ("sphinx", "booktheme"):
        words = Words()
        words.add_fallback(locale.get_translator(catalogue))
        locale.translators["general", catalogue] = words
    app.translator = words = locale.get_translator()
    templates = app.builder.templates
    if templates is not None:
        templates.environment.install_gettext_translations(words)
    options = app.config.html_theme_options
    options["search_bar_text"] = say(options.get("search_bar_text", SEARCH))


def label(page):
    """Return a written page with the theme's labels in its language."""

    def told(found):
        return f'{found[1]}="{say(found[2])}"'

    return re.sub(f'(title|aria-label)="({"|".join(LABELS)})"', told, page)
