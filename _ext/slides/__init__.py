"""Each chapter as slides, with its live figures, for a lecture: in `slides/`.

They are made of the pages as these have been written, so they show what these show: the
formulas as they are set, the figures with what was recorded. reveal.js, from npm, turns
them. A chapter's page says where its slides are.
"""

import hashlib
import html
import pathlib
import re
import sys
from functools import partial

import esbuild
import policy
from bs4 import BeautifulSoup
from kept import kept, place
from npm import installed
from predict import SCRIPTS as PREDICTIONS
from predict import STATIC as PREDICT

from nnlib.language import say
from nnlib.live.joined import for_page, said

HERE = pathlib.Path(__file__).parent
sys.path.append(str(HERE))

from deck import Deck  # noqa: E402
from written import THEME, spoken, written  # noqa: E402

PACKAGES = HERE.with_name("packages")
CHAPTER = re.compile(r"\d\d-[\w-]+\.html")
STYLES = ("pygments.css", "formulas.css", "live.css", "predict.css", "slides.css")
ROAD = re.compile(r'(<nav class="road".*?)</nav>', re.DOTALL)
ARTICLE = re.compile(r'<article class="bd-article".*?</article>', re.DOTALL)


def texts():
    """Return the scripts of the book that run on slides: figures and predictions."""
    memory = (HERE / "memory.js").read_text(encoding="utf-8")
    others = [(PREDICT / name).read_text(encoding="utf-8") for name in PREDICTIONS]
    return "\n;".join([memory, said(), for_page(), *others]).encode()


def script(ours):
    """Return all that the slides run: these scripts, and what turns the slides."""
    modules = installed(PACKAGES)
    options = ["--bundle", "--format=iife"]
    turning = esbuild.made(modules, str(HERE / "turning.js"), *options)
    licence = (modules / "reveal.js" / "LICENSE").read_bytes().strip()
    theirs = b"/* reveal.js\n\n" + licence + b"\n*/\n"
    return esbuild.made(modules, code=ours) + theirs + turning


def style():
    """Return their style sheet."""
    modules = installed(PACKAGES)
    theirs = (modules / "reveal.js" / "dist" / "reveal.css").read_bytes()
    return theirs + b"\n" + (HERE / "slides.css").read_bytes()


def versioned(folder, name):
    """Return the address of a file for a page beside its folder."""
    version = hashlib.sha256((folder / name).read_bytes()).hexdigest()[:8]
    return f"../_static/{name}?v={version}"


def write(app, error):
    """Write the slides once the pages are as they are to be."""
    if error is not None or app.builder.name != "html":
        return
    out = pathlib.Path(app.outdir)
    pages = [
        path
        for path in sorted((out / "chapters").glob("*.html"))
        if CHAPTER.fullmatch(path.name)
    ]
    if not pages:
        return
    static, keep = out / "_static", place(app)
    sources = [path.read_bytes() for path in sorted(HERE.glob("*.*"))]
    lock = (PACKAGES / "package-lock.json").read_bytes()
    ours = texts()
    made = kept(keep, [lock, *sources, ours], partial(script, ours))
    (static / "slides.js").write_bytes(made)
    (static / "slides.css").write_bytes(style())
    files = [f'<script src="{versioned(static, "formula-font.js")}"></script>']
    files += [
        f'<link rel="stylesheet" href="{versioned(static, n)}" />' for n in STYLES
    ]
    files += [f'<script src="{versioned(static, "slides.js")}" defer></script>']
    settings = {
        "language": (app.config.language or "en").replace("_", "-"),
        "policy": policy.TAG,
        "theme": THEME,
        "words": spoken(),
        "files": "\n".join(files),
    }
    (out / "slides").mkdir(exist_ok=True)
    for path in pages:
        page = path.read_text(encoding="utf-8")
        article = ARTICLE.search(page)[0]
        known = [article.encode(), repr(settings).encode(), *sources]
        make = partial(slides, article, path.stem, settings)
        (out / "slides" / path.name).write_bytes(kept(keep, known, make))
        parts = rf"\1{offer(path.name)}</nav>"
        path.write_text(ROAD.sub(parts, page, count=1), encoding="utf-8")


def offer(name):
    """Return what a chapter's page says of its slides."""
    text = say(
        '<a href="{address}">Slides of this chapter</a>, for a lecture.',
        address=f"../slides/{html.escape(name)}",
    )
    return f'<p class="slides-offer">\n{text}</p>\n'


def slides(article, name, settings):
    """Return the slides of a page as a file."""
    soup = BeautifulSoup(article, "html.parser")
    return written(Deck(soup.article), name, settings).encode()


def setup(app):
    """Tell Sphinx about this extension."""
    # After all that edits the pages.
    app.connect("build-finished", write, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
