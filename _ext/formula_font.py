"""The font of the formulas, STIX Two Math, cut down to the characters they show."""

import base64
import hashlib
import pathlib
from importlib.metadata import version

from kept import kept
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
    import fonts

    code_points = {ord(character) for character in characters}
    return fonts.cut(installed(PACKAGES) / FONT, code_points, FEATURES)


def write_files(text, folder, keep):
    """Write what a page needs to show this text in formulas; return a version of it.

    Parameters
    ----------
    folder : where it goes.
    keep : where an earlier build may have kept the font.
    """
    shown = set(text + UNSAID) | {ITALICS[one] for one in text if one in ITALICS}
    words = repr((version("fonttools"), sorted(shown), FEATURES))
    sources = [words.encode(), (installed(PACKAGES) / FONT).read_bytes()]
    font = kept(keep, sources, lambda: cut(shown))
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
