"""The theme's icons: of Font Awesome, only the few that the book shows.

The theme lets every page load all the icons there are, as fonts and once more as a
script, which is more than all the rest of a page. Here those few that a page or a style
sheet names are put into one small style sheet, fonts and all, and the rest is dropped.
"""

import base64
import hashlib
import pathlib
import re
import shutil
from importlib.metadata import version

from kept import kept

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


def style_sheet(path, classes, code_points):
    """Return of Font Awesome's style sheet what these icons need, fonts included."""
    import fonts

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
        font = fonts.cut(path.parent.parent / f"webfonts/{name[1]}.ttf", code_points)
        if font is None:
            return None
        url = "data:font/woff;base64," + base64.b64encode(font).decode()
        return body.replace(name[0], f'url({url}) format("woff")')

    wide = fonts.widths(sorted(path.parent.parent.glob("webfonts/*.ttf")))
    parts = [licence + end]
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
            parts.append(selectors + brace + body)
    return ("\n".join(parts) + "\n").encode()


def kept_sheet(folder, vendor, classes, code_points):
    """Return the style sheet, which an earlier build may have kept in a folder."""
    (path,) = vendor.glob("*/css/all.min.css")
    files = [path, *sorted(vendor.glob("*/webfonts/*.ttf")), pathlib.Path(__file__)]
    words = repr((version("fonttools"), sorted(classes), sorted(code_points)))
    sources = [words.encode(), *(file.read_bytes() for file in files)]
    return kept(folder, sources, lambda: style_sheet(path, classes, code_points))


def keep_used(app, error):
    """Put the used icons in a style sheet of their own, and let the pages load that."""
    out = pathlib.Path(app.outdir)
    vendor = out / "_static" / "vendor" / "fontawesome"
    if error is not None or app.builder.format != "html" or not vendor.exists():
        return
    pages = list(out.rglob("*.html"))
    sheets = [*(out / "_static" / "styles").glob("*.css")]
    folder = pathlib.Path(app.doctreedir) / "kept"
    sheet = kept_sheet(folder, vendor, used_classes(pages), shown_by(sheets))
    (out / ICONS).write_bytes(sheet)
    short = hashlib.sha256(sheet).hexdigest()[:8]
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
