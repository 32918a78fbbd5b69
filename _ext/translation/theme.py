"""What Sphinx and its theme say on each page, in the language of the page.

What stands here goes before their own catalogues, which lack much of it, or speak to
readers as this book does not.
"""

from dataclasses import dataclass, field
from gettext import NullTranslations

from sphinx import locale
from sphinxcontrib.bibtex.plugin import register_plugin
from sphinxcontrib.bibtex.style.referencing import PersonStyle
from sphinxcontrib.bibtex.style.referencing.author_year import AuthorYearReferenceStyle

from nnlib.language import say

SAID = [
    "Skip to main content",
    "Back to top",
    "Version warning",
    "Download this page",
    "Download source file",
    "light/dark",
    "Color mode",
    "Link to this heading",
    "Link to this equation",
    "Link to this image",
    "Link to this table",
    "Link to this term",
    "next page",
    "previous page",
    "© Copyright %(copyright)s.",
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


def people():
    """Return how the names of a work's authors are joined."""
    both = f" {say('and')} "
    return PersonStyle(sep2=both, last_sep=both)


@dataclass
class Cited(AuthorYearReferenceStyle):
    """Authors and year, as in English, with another word for "and"."""

    person: PersonStyle = field(default_factory=people)


def speak(config):
    """Have citations and the search speak the chosen language."""
    register_plugin("sphinxcontrib.bibtex.style.referencing", "cited", Cited)
    config.bibtex_reference_style = "cited"
    options = config.html_theme_options
    options["search_bar_text"] = say(options.get("search_bar_text", SEARCH))


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
