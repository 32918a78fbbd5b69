"""Code without marks that colour nothing: most names and brackets look like any text.

Pygments puts each into an element of its own, which is half of what a page of code
consists of, and all a browser does with them is to draw them in the colour of the rest.
"""

import functools

from pygments.formatters import HtmlFormatter
from pygments.styles import get_style_by_name
from pygments.token import Text
from sphinx.highlighting import PygmentsBridge

THEMES = ["pygments_light_style", "pygments_dark_style"]


def formatter(styles):
    """Return a formatter that marks only what one of these styles sets apart."""
    known = [dict(get_style_by_name(style)) for style in styles]

    @functools.cache
    def is_plain(ttype):
        def look(kinds):
            kind = ttype
            # A lexer may have kinds of its own, which look like what they are kinds of.
            while kind not in kinds:
                kind = kind.parent
            return kinds[kind]

        return all(look(kinds) == kinds[Text] for kinds in known)

    class Formatter(HtmlFormatter):
        def _get_css_classes(self, ttype):
            return "" if is_plain(ttype) else super()._get_css_classes(ttype)

    return Formatter


def use_formatter(app, config):
    """Highlight with the styles that the theme is told to use."""
    options = config.html_theme_options
    PygmentsBridge.html_formatter = formatter([options[theme] for theme in THEMES])


def setup(app):
    """Tell Sphinx about this extension."""
    app.connect("config-inited", use_formatter)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
