"""Fonts, cut down to the characters that are shown.

To be imported where there is something to cut: what it brings takes a while.
"""

import io

from fontTools import subset
from fontTools.ttLib import TTFont


def cut(path, code_points, features=()):
    """Return a font with these characters alone, as a WOFF file; or None for no font.

    Parameters
    ----------
    features : the OpenType features to keep; if none are named, the usual ones.
    """
    # The time of the cut stays out of the file: the same book has the same bytes.
    font = TTFont(path, recalcTimestamp=False)
    if not code_points & set(font.getBestCmap()):
        return None
    options = subset.Options(recalc_timestamp=False)
    if features:
        options.layout_features = features
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=code_points)
    subsetter.subset(font)
    font.flavor = "woff"
    file = io.BytesIO()
    font.save(file)
    return file.getvalue()


def widths(paths):
    """Return how wide each character of some fonts is, in ems."""
    found = {}
    for font in map(TTFont, paths):
        for code, glyph in font.getBestCmap().items():
            found[code] = font["hmtx"][glyph][0] / font["head"].unitsPerEm
    return found
