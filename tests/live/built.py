"""The figures of nnlib, and where they stand in the book as built."""

import functools
import json
import pathlib
import re
import shutil

import pytest
from drawn import grains
from translation.editions import ready

from nnlib.live import book
from nnlib.live.book import figure as make_figure
from nnlib.live.recording import tracks

ROOT = pathlib.Path(__file__).resolve().parents[2]
HTML = ROOT / "_build" / "html"
BOTH = pytest.mark.parametrize("how", ["file", "http"], indirect=True, scope="module")
"""For tests of what may depend on where a page comes from."""
EDITIONS = ready(ROOT)
"""The names of the pages that are translated, by their language."""
NAMES = sorted(book.PLACES)
STARTS = re.compile(r'nnlibLive\.page\("live-([^"]+)"\)')
FORMULA = re.compile(r"<math\b.*?</math>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
DATA = r'<div id="live-{}"[^>]*><script type="application/json">(.*?)</script>'


@functools.cache
def recorded_figure(name):
    """Return a figure and its tracks, which takes a while the first time.

    Of a figure that is recorded in parts they are those of the part at the start.
    """
    figure = make_figure(name)
    return figure, tracks(figure, figure.start.get(figure.parts, ""))


def built_pages():
    """Return the built pages' addresses within the book, in a fixed order.

    The page for 404 works where the book is published, and there alone. Slides are no
    pages: they have tests of their own. So have pages in other languages.
    """
    pages = (path.relative_to(HTML).as_posix() for path in HTML.rglob("*.html"))
    others = ("_", "404.html", "slides/", *(f"{tag}/" for tag in EDITIONS))
    return sorted(page for page in pages if not page.startswith(others))


def translated_pages():
    """Return the addresses of the pages in other languages."""
    return sorted(
        f"{tag}/{name}.html" for tag, names in EDITIONS.items() for name in names
    )


def all_figures():
    """Return where each figure of the built book stands: (page, name)."""
    return [
        (page, name) for page in built_pages() for name in STARTS.findall(text(page))
    ]


def built_figures():
    """Return where those stand that are neither small nor can be asked."""
    made = [(page, name, make_figure(name)) for page, name in all_figures()]
    return [(page, name) for page, name, f in made if not (f.small or f.origins)]


def text(page):
    return (HTML / page).read_text(encoding="utf-8")


def values_of(page, name, part=""):
    """Return the script that hands a page the recorded values of its figure."""
    data = json.loads(re.search(DATA.format(name), text(page))[1])
    address = data["recording"][part].partition("?")[0]
    return ((HTML / page).parent / address).read_text(encoding="utf-8")


@functools.cache
def grains_of(page, name, part=""):
    """Return the steps that are stated for the arrays of a page's figure."""
    recording = re.search(r"\{.*\}", values_of(page, name, part))[0]
    return grains(json.loads(recording)["tracks"])


def write_plain(folder):
    """Copy the built book, each formula as mere text.

    Formulas are much of what there is on a page, and without them it opens sooner.
    """

    def words(formula):
        return TAG.sub("", formula[0])

    for edition in (HTML, *(HTML / tag for tag in EDITIONS)):
        here = folder / edition.relative_to(HTML)
        here.mkdir(exist_ok=True)
        for path in edition.iterdir():
            if path.name.startswith("_") or path.name == "exercises":
                (here / path.name).symlink_to(path, target_is_directory=True)
            elif path.is_file():
                shutil.copy(path, here)
    for page in [*built_pages(), *translated_pages()]:
        (folder / page).parent.mkdir(exist_ok=True)
        (folder / page).write_text(FORMULA.sub(words, text(page)), encoding="utf-8")


def in_turn(places, place):
    """Return how to open a place, where one way for each place is enough."""
    return ["http", "file"][places.index(place) % 2]
