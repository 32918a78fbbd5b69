"""The pages' pictures: as WebP without loss, sized, and fetched when they come in view.

A figure of a notebook is a PNG. The same pixels as WebP take two fifths of its bytes.
"""

import hashlib
import pathlib
import re
import shutil

from PIL import Image

IMAGE = re.compile(r'<img ([^>]*)src="([^"]*_images/)([^"/]+)\.png"')
LINK = re.compile(r'href="([^"]*_images/[^"/]+)\.png"')


def converted(path, kept):
    """Convert a picture, and return its size.

    What an earlier build has kept in a folder is named by the content it was made from.
    """
    new = kept / f"{hashlib.sha256(path.read_bytes()).hexdigest()}.webp"
    if not new.exists():
        with Image.open(path) as image:
            partly = new.with_suffix(".new")
            image.save(partly, "WEBP", lossless=True)
        partly.replace(new)
    shutil.copy2(new, path.with_suffix(".webp"))
    with Image.open(new) as image:
        return image.size


def convert(app, error):
    """Convert the pictures that the pages show, and let the pages show the new ones."""
    if error is not None or app.builder.name != "html":
        return
    out = pathlib.Path(app.outdir)
    kept = pathlib.Path(app.doctreedir) / "pictures"
    kept.mkdir(exist_ok=True)
    done = set()

    def show(match):
        attributes, folder, name = match.groups()
        path = out / "_images" / f"{name}.png"
        width, height = converted(path, kept)
        done.add(path)
        size = f'width="{width}" height="{height}" loading="lazy" decoding="async"'
        return f'<img {size} {attributes}src="{folder}{name}.webp"'

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
