"""What Sphinx and the theme say on each page, in the language of the page.

Their own catalogues come first. What these leave in English is said as all else that
the book itself says.
"""

from dataclasses import dataclass, field
from gettext import NullTranslations

from sphinx.locale import get_translator
from sphinxcontrib.bibtex.plugin import register_plugin
from sphinxcontrib.bibtex.style.referencing import PersonStyle
from sphinxcontrib.bibtex.style.referencing.author_year import AuthorYearReferenceStyle

from nnlib.language import say

WORDS = (
    "Skip to main content",
    "Back to top",
    "Version warning",
    "Link to this heading",
    "Link to this equation",
    "Link to this image",
    "Link to this table",
    "Link to this term",
    "next page",
    "previous page",
    "© Copyright %(copyright)s.",
)
"""What was found in English on pages in another language."""
SEARCH = "Search this book..."
"""What stands in the field of the search."""


class Said(NullTranslations):
    """Says what no catalogue has."""

    def gettext(self, message):
        """Return a text in the chosen language."""
        return say(message)


def people():
    """Return how the names of a work's authors are joined."""
    both = f" {say('and')} "
    return PersonStyle(sep2=both, last_sep=both)


@dataclass
class Cited(AuthorYearReferenceStyle):
    """Authors and year, as in English, with another word for "and"."""

    person: PersonStyle = field(default_factory=people)


def speak(config):
    """Have the theme and the citations speak the chosen language."""
    register_plugin("sphinxcontrib.bibtex.style.referencing", "cited", Cited)
    config.bibtex_reference_style = "cited"
    get_translator("sphinx").add_fallback(Said())
    options = config.html_theme_options
    options["search_bar_text"] = say(options.get("search_bar_text", SEARCH))
