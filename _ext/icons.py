"""The theme's icons: of Font Awesome, only the few that the book shows.

The theme lets every page load all the icons there are, as fonts and once more as a
script, which is more than all the rest of a page. Here those few that a page or a style
sheet names are put into one small style sheet, fonts and all, and the rest is dropped.
"""

import base64
import hashlib
import io
import pathlib
import re
import shutil
from importlib.metadata import version

ICONS = "_static/icons.css"
# The theme's links to all icons.
LINK = re.compile(r'href="([^"]*)_static/vendor/fontawesome/[^"]*\.css[^"]*"')
SCRIPT = re.compile(r'\s*<script src="[^"]*/vendor/fontawesome/[^"]*"></script>')
CLASSES = re.compile(r'class="([^"]*\bfa[srb-][^"]*)"')
# What a style sheet of the theme shows: a character of the private use area.
SHOWN = re.compile(r'"(?:\\(f[0-9a-f]{3})|([\ue000-\uf8ff]))"')
RULE = re.compile(r"[^{}]+\{[^{}]*\}")
CLASS = re.compile(r"\.(fa[\w-]*)")
CHARACTER = re.compile(r'content:"\\([0-9a-f]+)"')
FONT = re.compile(r'url\([^)]*/([\w-]+)\.woff2\) format\("woff2"\),url\([^)]*\)[^;}]*')


def used_classes(pages):
    """Return the classes of all icons on the pages."""
    found = (CLASSES.findall(page.read_text(encoding="utf-8")) for page in pages)
    return {name for classes in found for group in classes for name in group.split()}


def shown_by(sheets):
    """Return the code points of the icons that style sheets show."""
    found = (SHOWN.findall(sheet.read_text(encoding="utf-8")) for sheet in sheets)
    return {
        int(code, 16) if code else ord(char) for pairs in found for code, char in pairs
    }


def cut(path, code_points):
    """Return a font with these characters alone as a URL that holds it, or nothing."""
    # Slow to import, and seldom wanted: what is cut is kept.
    from fontTools import subset
    from fontTools.ttLib import TTFont

    # The time of the cut stays out of the file: the same book has the same bytes.
    font = TTFont(path, recalcTimestamp=False)
    if not code_points & set(font.getBestCmap()):
        return None
    subsetter = subset.Subsetter(subset.Options(recalc_timestamp=False))
    subsetter.populate(unicodes=code_points)
    subsetter.subset(font)
    font.flavor = "woff"
    file = io.BytesIO()
    font.save(file)
    return "data:font/woff;base64," + base64.b64encode(file.getvalue()).decode()


def widths(fonts):
    """Return how wide each character of some fonts is, in ems."""
    from fontTools.ttLib import TTFont

    found = {}
    for font in map(TTFont, fonts):
        for code, glyph in font.getBestCmap().items():
            found[code] = font["hmtx"][glyph][0] / font["head"].unitsPerEm
    return found


def style_sheet(path, classes, code_points):
    """Return of Font Awesome's style sheet what these icons need."""
    licence, end, text = path.read_text(encoding="utf-8").partition("*/")
    rules = [rule.partition("{") for rule in RULE.findall(text)]
    rules = [
        rule
        for rule in rules
        if rule[0] in ("@font-face", ":host,:root")
        or classes.intersection(CLASS.findall(rule[0]))
    ]
    for _, _, body in rules:
        code_points |= {int(code, 16) for code in CHARACTER.findall(body)}

    def with_font(body):
        name = FONT.search(body)
        font = cut(path.parent.parent / f"webfonts/{name[1]}.ttf", code_points)
        return font and body.replace(name[0], f'url({font}) format("woff")')

    wide = widths(sorted(path.parent.parent.glob("webfonts/*.ttf")))
    kept = [licence + end]
    for selectors, brace, body in rules:
        if selectors == "@font-face":
            # Under its older names the theme uses none but this.
            current = "Awesome\\ 6" in body or "Awesome\\ 5 Free" in body
            body = with_font(body) if current else None
        elif shown := CHARACTER.search(body):
            # With a width of its own, an icon moves nothing when its font comes.
            width = f";display:inline-block;width:{wide[int(shown[1], 16)]:.4g}em}}"
            body = body.replace("}", width)
        if body:
            kept.append(selectors + brace + body)
    return "\n".join(kept) + "\n"


def kept_sheet(folder, vendor, classes, code_points):
    """Return the style sheet, which an earlier build may have kept in a folder."""
    (path,) = vendor.glob("*/css/all.min.css")
    fonts = sorted(vendor.glob("*/webfonts/*.ttf"))
    digest = hashlib.sha256(version("fonttools").encode())
    for file in [path, *fonts, pathlib.Path(__file__)]:
        digest.update(file.read_bytes())
    digest.update(repr((sorted(classes), sorted(code_points))).encode())
    kept = folder / f"{digest.hexdigest()}.css"
    if not kept.exists():
        folder.mkdir(exist_ok=True)
        partly = kept.with_suffix(".new")
        partly.write_text(style_sheet(path, classes, code_points), encoding="utf-8")
        partly.replace(kept)
    return kept.read_text(encoding="utf-8")


def keep_used(app, error):
    """Put the used icons in a style sheet of their own, and let the pages load that."""
    out = pathlib.Path(app.outdir)
    vendor = out / "_static" / "vendor" / "fontawesome"
    if error is not None or app.builder.format != "html" or not vendor.exists():
        return
    pages = list(out.rglob("*.html"))
    sheets = [*(out / "_static" / "styles").glob("*.css")]
    kept = pathlib.Path(app.doctreedir) / "icons"
    text = kept_sheet(kept, vendor, used_classes(pages), shown_by(sheets))
    (out / ICONS).write_text(text, encoding="utf-8")
    short = hashlib.sha256(text.encode()).hexdigest()[:8]
    for page in pages:
        old = page.read_text(encoding="utf-8")
        new = LINK.sub(rf'href="\1{ICONS}?v={short}"', SCRIPT.sub("", old))
        if new != old:
            page.write_text(new, encoding="utf-8")
    shutil.rmtree(vendor)


def setup(app):
    """Tell Sphinx about this extension."""
    app.connect("build-finished", keep_used)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
