"""The font of the formulas, STIX Two Math, cut down to the characters they show."""

import base64
import hashlib
import io
import pathlib

from fontTools import subset
from fontTools.ttLib import TTFont
from npm import installed
from temml import PACKAGES

LICENCE = "@fontsource/stix-two-math/LICENSE"
FONT = "@fontsource/stix-two-math/files/stix-two-math-latin-400-normal.woff"
RULES = pathlib.Path(__file__).with_name("formulas.css")
# Browsers draw a letter that stands alone in italics: another character of the font.
ITALICS = {
    **{chr(ord("A") + k): chr(0x1D434 + k) for k in range(26)},
    **{chr(ord("a") + k): chr(0x1D44E + k) for k in range(26)},
    "h": "\u210e",
    **{chr(0x391 + k): chr(0x1D6E2 + k) for k in range(25)},
    **{chr(0x3B1 + k): chr(0x1D6FC + k) for k in range(25)},
    **dict(zip("∂ϵϑϰϕϱϖ", map(chr, range(0x1D715, 0x1D71C)), strict=True)),
}
# What browsers draw though no text says it: a root, and a hyphen as a minus.
UNSAID = "√−"
# Smaller shapes for what stands raised or lowered.
FEATURES = ["ssty", "ss04"]


def cut(characters):
    """Return the font, with these characters alone, as a WOFF file."""
    # The time of the cut stays out of the file: the same book has the same bytes.
    font = TTFont(installed(PACKAGES) / FONT, recalcTimestamp=False)
    options = subset.Options(layout_features=FEATURES, recalc_timestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes={ord(character) for character in characters})
    subsetter.subset(font)
    font.flavor = "woff"
    file = io.BytesIO()
    font.save(file)
    return file.getvalue()


def style_sheet(text):
    """Return the style sheet of formulas that show this text, and its version.

    The font is in it: one that came later would move what stands on the page.
    """
    shown = set(text + UNSAID) | {ITALICS[one] for one in text if one in ITALICS}
    data = base64.b64encode(cut(shown)).decode()
    sheet = RULES.read_text(encoding="utf-8").replace(
        "FONT", f"data:font/woff;base64,{data}"
    )
    return sheet, hashlib.sha256(sheet.encode()).hexdigest()[:8]
