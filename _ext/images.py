"""The pages' pictures: as WebP without loss, sized, and fetched when they come in view.

A figure of a notebook is a PNG. The same pixels as WebP take two fifths of its bytes.
"""

import io
import pathlib
import re
from importlib.metadata import version

from kept import kept
from PIL import Image

IMAGE = re.compile(r'<img ([^>]*)src="([^"]*_images/)([^"/]+)\.png"')
LINK = re.compile(r'href="([^"]*_images/[^"/]+)\.png"')


def webp(path):
    """Return a picture as WebP."""
    file = io.BytesIO()
    with Image.open(path) as image:
        image.save(file, "WEBP", lossless=True)
    return file.getvalue()


def converted(path, folder):
    """Convert a picture, unless that has been kept in a folder, and return its size."""
    sources = [version("pillow").encode(), path.read_bytes()]
    new = path.with_suffix(".webp")
    new.write_bytes(kept(folder, sources, lambda: webp(path)))
    with Image.open(new) as image:
        return image.size


def convert(app, error):
    """Convert the pictures that the pages show, and let the pages show the new ones."""
    if error is not None or app.builder.name != "html":
        return
    out = pathlib.Path(app.outdir)
    folder = pathlib.Path(app.doctreedir) / "kept"
    done = set()

    def show(match):
        attributes, place, name = match.groups()
        path = out / "_images" / f"{name}.png"
        width, height = converted(path, folder)
        done.add(path)
        size = f'width="{width}" height="{height}" loading="lazy" decoding="async"'
        return f'<img {size} {attributes}src="{place}{name}.webp"'

    for page in out.rglob("*.html"):
        old = page.read_text(encoding="utf-8")
        new = LINK.sub(r'href="\1.webp"', IMAGE.sub(show, old))
        if new != old:
            page.write_text(new, encoding="utf-8")
    for path in done:
        path.unlink()


def setup(app):
    """Tell Sphinx about this extension."""
    app.connect("build-finished", convert)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
