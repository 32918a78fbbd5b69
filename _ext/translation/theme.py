"""What stands around the pages, where Sphinx and its theme lack the words for it."""

from gettext import NullTranslations

from sphinx import locale

from nnlib.language import say

SAID = [
    "Skip to main content",
    "Back to top",
    "Toggle primary sidebar",
    "Toggle secondary sidebar",
    "Page",
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
SEARCH = "Search this book..."
"""What Jupyter Book writes into the field for a search."""


class Words(NullTranslations):
    """The book's words for some of what Sphinx says, and Sphinx's for all else."""

    def gettext(self, message):
        """Return a text of Sphinx's or the theme's in the language of the pages."""
        own = say(message) if message in SAID else message
        return own if own != message else self._fallback.gettext(message)


def add_words(app):
    """Let Sphinx, and the templates of the theme, say them."""
    words = Words()
    words.add_fallback(locale.get_translator())
    locale.translators["general", "sphinx"] = app.translator = words
    templates = app.builder.templates
    if templates is not None:
        templates.environment.install_gettext_translations(words)
    options = app.config.html_theme_options
    options["search_bar_text"] = say(options.get("search_bar_text", SEARCH))
