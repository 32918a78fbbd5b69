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
# A font that a style sheet names comes when the page is drawn already, and moves what
# stands there. Given to a script, it is there before.
AT_ONCE = """document.fonts.add(new FontFace("Book Math",
  Uint8Array.from(atob("{}"), (byte) => byte.charCodeAt())));
"""
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


def write_files(text, folder):
    """Write what a page needs to show this text in formulas; return a version of it."""
    shown = set(text + UNSAID) | {ITALICS[one] for one in text if one in ITALICS}
    font = cut(shown)
    script = AT_ONCE.format(base64.b64encode(font).decode())
    files = {
        "formula-font.js": script.encode(),
        "formulas.css": RULES.read_bytes(),
        "stix-two-math.woff": font,
        "stix-two-math.txt": (installed(PACKAGES) / LICENCE).read_bytes(),
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return hashlib.sha256(b"".join(files.values())).hexdigest()[:8]
