"""The pictures and icons of the built pages: all there, small, and come when needed."""

import base64
import io
import re

import images
import numpy as np
from fontTools.ttLib import TTFont
from PIL import Image

ICON = re.compile(r"\bfa-[\w-]+")
STYLES = {"fa-solid", "fa-regular", "fa-brands", "fa-lg"}
FONT = re.compile(r"@font-face\{[^}]*family:([^;]*);[^}]*base64,([\w+/=]+)")


def pictures(page):
    return page.select("article img")


def test_pictures_are_sized_and_come_when_they_are_seen(html, pages):
    count = 0
    for name, page in pages.items():
        for picture in pictures(page):
            file = (html / name).parent / picture["src"]
            with Image.open(file) as image:
                assert image.format == "WEBP"
                assert image.size == (int(picture["width"]), int(picture["height"]))
            assert picture["loading"] == "lazy"
            count += 1
    assert count >= 50


def test_what_is_no_longer_shown_is_not_kept(html, pages):
    shown = {
        ((html / name).parent / picture["src"]).resolve().name
        for name, page in pages.items()
        for picture in pictures(page)
    }
    assert not {path.name for path in (html / "_images").glob("*.png")} & {
        name.replace(".webp", ".png") for name in shown
    }


def test_no_pixel_is_lost(tmp_path):
    pixels = np.random.default_rng(0).integers(1, 256, (40, 50, 4), np.uint8)
    path = tmp_path / "figure.png"
    Image.fromarray(pixels).save(path)
    kept = tmp_path / "kept"
    kept.mkdir()
    assert images.converted(path, kept) == (50, 40)
    with Image.open(tmp_path / "figure.webp") as image:
        np.testing.assert_array_equal(np.asarray(image), pixels)
    (new,) = kept.iterdir()
    assert new.read_bytes() == (tmp_path / "figure.webp").read_bytes()
    # Another picture of the same name is another picture.
    Image.fromarray(pixels[:30]).save(path)
    assert images.converted(path, kept) == (50, 30)


def icon_fonts(html):
    """Return the characters of each font in the style sheet of icons."""
    style = (html / "_static" / "icons.css").read_text(encoding="utf-8")
    fonts = FONT.findall(style)
    return style, {
        family: set(TTFont(io.BytesIO(base64.b64decode(font))).getBestCmap())
        for family, font in fonts
        if "6" in family
    }


def test_every_icon_of_the_pages_is_in_the_style_sheet_and_its_fonts(html):
    style, fonts = icon_fonts(html)
    have = set().union(*fonts.values())
    shown = set()
    for path in html.rglob("*.html"):
        for group in re.findall(r'class="([^"]*)"', path.read_text(encoding="utf-8")):
            shown |= set(ICON.findall(group))
    assert len(shown - STYLES) > 8
    for name in shown - STYLES:
        code = re.search(rf'\.{name}:before[^{{]*\{{content:"\\([0-9a-f]+)"', style)
        assert code, name
        assert int(code[1], 16) in have, name


def test_no_page_loads_all_icons(html):
    assert not (html / "_static" / "vendor" / "fontawesome").exists()
    for path in html.rglob("*.html"):
        assert "vendor/fontawesome" not in path.read_text(encoding="utf-8"), path
    assert (html / "_static" / "icons.css").stat().st_size < 30_000
