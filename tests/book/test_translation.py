"""Pages in another language say the same: formulas, code, numbers and labels stay."""

import re
import shutil

import pytest
import small
import translate
from bs4 import BeautifulSoup
from layout import LETTERS, ROOT, said_in, source_of, toc_documents
from translation import catalogues
from translation.editions import ready
from translation.kept import kept
from translation.pages import markdown_page, pieces_of
from translation.split import pieces, put
from translation.theme import SAID, SEARCH

BUILT = ROOT / "_build" / "html"
LANGUAGES = catalogues.languages(ROOT)


def translated():
    """Yield each file with something translated in it."""
    for language in LANGUAGES:
        for path in sorted(catalogues.folder(language, ROOT).rglob("*.po")):
            if path.name != "words.po" and any(
                message.id and message.string for message in catalogues.read(path)
            ):
                yield path


def marked(text):
    """Return a piece in a language made of marks, in which all that must stays."""
    return f"«{text}»"


@pytest.mark.parametrize("name", toc_documents())
def test_what_is_not_a_piece_stays(name):
    source = source_of(name).read_text(encoding="utf-8")
    texts = [source]
    if source.startswith("{"):
        cells = small.nbformat.reads(source, as_version=4).cells
        texts = [cell.source for cell in cells if cell.cell_type == "markdown"]
    for text in texts:
        assert put(text, lambda piece: piece) == text
        found = pieces(text)
        said = put(text, marked)
        # The marks are the pieces, no more and no less, and all else is as it was.
        assert [piece.text for piece in pieces(said)] == [
            marked(piece.text) for piece in found
        ]
        assert _around(said) == _around(text)
    if len(texts) == 1:
        assert markdown_page(source, lambda piece: piece) == source


def _around(text):
    """Return what stands between the pieces of a text."""
    parts, at = [], 0
    for piece in pieces(text):
        parts.append(text[at : piece.begin])
        at = piece.end
    return [*parts, text[at:]]


def test_pieces_hold_the_words():
    text = """\
## A heading

A paragraph with $x$, wrapped
over two lines.

$$ a = b $$ (eq-a)

- **A.** an option
- **B.** $2$

| $x$ | a cell |
|---|---|

:::{admonition} A title
:class: dropdown

```python
code = 1
```

Folded.
:::

:::{predict} name
A question?

- **A.** one

<details><summary>The answer</summary>

- **A**: since it is so.
- else: no.

</details>
:::
"""
    assert [piece.text for piece in pieces(text)] == [
        "A heading",
        "A paragraph with $x$, wrapped over two lines.",
        "an option",
        "a cell",
        "A title",
        "Folded.",
        "A question?",
        "one",
        "since it is so.",
        "no.",
    ]


@pytest.mark.parametrize("odd", ["<p>HTML</p>", ":::{unknown}\n:::"])
def test_what_cannot_be_translated_is_said(odd):
    with pytest.raises(ValueError, match=r"HTML|unknown"):
        pieces(odd)


@pytest.fixture
def book(tmp_path):
    (tmp_path / "_toc.yml").write_text("root: intro\nparts:\n- caption: All\n")
    shutil.copy2(ROOT / "_config.yml", tmp_path)
    (tmp_path / "intro.md").write_text("# Begin\n\nOne sentence of words.\n")
    list(translate.lay_out("de", tmp_path))
    return tmp_path


def entry(book, text, said):
    path = book / "languages" / "de" / "intro.po"
    catalogue = catalogues.read(path)
    catalogue[text].string = said
    catalogues.write(path, catalogue, "")


def test_laying_out_keeps_marks_and_names(book):
    path = book / "languages" / "de" / "intro.po"
    entry(book, "Begin", "Anfang")
    entry(book, "One sentence of words.", "Ein Satz aus Worten.")
    assert any("100%  languages/de/intro.po" in line for line in _lay_out(book))
    before = path.read_bytes()
    _lay_out(book)
    assert path.read_bytes() == before

    # A cell more above it changes nothing; a changed piece is in doubt, and named.
    (book / "intro.md").write_text("New.\n\nOne sentence of many words.\n")
    said = "\n".join(_lay_out(book))
    assert "changed  intro.md: One sentence of many words." in said
    assert "gone: Begin" in said
    text = path.read_text(encoding="utf-8")
    assert '#| msgid "One sentence of words."' in text
    assert '#~ msgid "Begin"\n#~ msgstr "Anfang"' in text
    assert "Ein Satz" not in catalogues.said(catalogues.read(path)).values()
    before = path.read_bytes()
    _lay_out(book)
    assert path.read_bytes() == before


def _lay_out(book):
    return list(translate.lay_out("de", book))


def test_translations_keep_what_must_stay():
    for path in translated():
        for message in catalogues.read(path):
            if message.id and message.string:
                assert kept(message.string) == kept(message.id), message.id
                assert len(pieces(message.string)) <= 1, message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_twice_is_said_alike(language):
    # The hints of an exercise stand on the page of solutions, and are said in its cell.
    first = {}
    for path in sorted(catalogues.folder(language, ROOT).rglob("*.po")):
        for text, translation in catalogues.said(catalogues.read(path)).items():
            assert first.setdefault(text, translation) == translation, text


def test_translations_are_of_what_the_pages_say():
    for path in translated():
        _is_of_today(path)


def _is_of_today(path):
    name = path.relative_to(ROOT / "languages").with_suffix("").as_posix()
    page = name.split("/", 1)[1]
    catalogue = catalogues.read(path)
    whole = (
        translate.pieces_of_book(ROOT) if page == catalogues.BOOK else pieces_of(page)
    )
    texts = {piece.text for piece in whole}
    assert {message.id for message in catalogue if message.id} <= texts
    assert not [message.id for message in catalogue if message.fuzzy]
    assert not catalogue.obsolete, "make translate, and look at what it names"


@pytest.mark.parametrize(
    "broken",
    ["Mit $y$ und {term}`Gewicht <weight>`.", "Mit $x$ und {term}`Gewicht`."],
)
def test_what_a_translation_has_lost_is_found(broken):
    english = "With $x$ and {term}`weight`."
    assert kept("Mit {term}`Gewicht <weight>` und $x$.") == kept(english)
    assert kept(broken) != kept(english)


def test_what_stands_between_a_reference_and_code_may_change():
    english = "The {term}`weight` of `w`, and {eq}`eq-a`."
    assert kept("{eq}`eq-a`, und `w`s {term}`Gewicht <weight>`.") == kept(english)


def test_pages_are_built_with_the_same_ids_formulas_and_code():
    for language, names in ready(ROOT).items():
        for name in names:
            assert _bones(BUILT / f"{name}.html") == _bones(
                BUILT / language / f"{name}.html"
            ), (language, name)


def test_what_stands_around_a_page_is_in_its_language():
    for language, names in ready(ROOT).items():
        said = said_in(language)
        around = [text for text in [*SAID, SEARCH] if text in said]
        for name in names:
            page = (BUILT / language / f"{name}.html").read_text("utf-8")
            english = (BUILT / f"{name}.html").read_text("utf-8")
            for text in around:
                pattern = rf'[">]\s*{re.escape(text)}\s*["<]'
                assert not re.search(pattern, page), (name, text)
            assert sum(text in english for text in around) > 5


def _names_around(path):
    """Return what things around a page's article are called, in their order."""
    page = BeautifulSoup(path.read_text("utf-8"), "html.parser")
    page.article.decompose()
    named = page.body.select("[title], [aria-label]")
    return [tag.get("aria-label") or tag["title"] for tag in named]


def test_things_around_a_page_are_called_as_on_the_english_one():
    for language, names in ready(ROOT).items():
        said = said_in(language)
        for name in names:
            english = _names_around(BUILT / f"{name}.html")
            own = _names_around(BUILT / language / f"{name}.html")
            for text, now in zip(english, own, strict=True):
                assert now == (said.get(text) or now)
            assert sum(text in said for text in english) > 5


def _blocks(page):
    """Return what holds formulas, one beneath another."""
    return page.select(":is(p, li, dt, dd, th, td, h1, h2, h3, div.math):has(math)")


def _among_signs(page):
    """Return the words among the signs of a page's formulas, as tags."""
    return [tag for tag in page.select("mtext") if re.search(LETTERS, tag.text)]


def test_words_among_the_signs_of_formulas_are_in_their_language():
    for language, names in ready(ROOT).items():
        said = said_in(language)
        found = []
        for name in names:
            english, other = (
                BeautifulSoup(path.read_text("utf-8"), "html.parser").article
                for path in (BUILT / f"{name}.html", BUILT / language / f"{name}.html")
            )
            words, own = (
                [tag.text.replace("\xa0", " ").strip(" .,:") for tag in tags]
                for tags in map(_among_signs, (english, other))
            )
            assert sorted(said[word] for word in words) == sorted(own)
            found += words
        assert {"if", "so"} <= set(found)


def _bones(path):
    """Return what a page has in every language."""
    page = BeautifulSoup(path.read_text("utf-8"), "html.parser").article
    for tag in _among_signs(page):
        tag.clear()
    return (
        [tag["id"] for tag in page.select("[id]")],
        [tag.text for tag in page.select(".eqno")],
        # A sentence may have them in another order.
        [sorted(one.text for one in block.select("math")) for block in _blocks(page)],
        [tag.text for tag in page.select(".cell_input pre")],
    )


def test_an_edition_has_the_same_ids_formulas_and_code(tmp_path):
    book = tmp_path / "book"
    small.write_book(book)
    small.write_home(tmp_path)
    page = book / "intro.md"
    page.write_text(f"{page.read_text()}\n## One heading, of 1.2\n\n[on](notebook)\n")
    list(translate.lay_out("de", book))
    for name in ("book", "intro"):
        path = book / "languages" / "de" / f"{name}.po"
        catalogue = catalogues.read(path)
        for message in catalogue:
            message.string = marked(message.id) if message.id else message.string
        catalogues.write(path, catalogue, "")
    small.build(book)
    built = book / "_build" / "html"
    english, other = (
        BeautifulSoup((built / name).read_text("utf-8"), "html.parser")
        for name in ("intro.html", "de/intro.html")
    )
    for select in ("[id]", ".eqno"):
        one, two = (
            [tag.get("id") or tag.text for tag in page.article.select(select)]
            for page in (english, other)
        )
        assert one == two != []
    assert other.html["lang"] == "de"
    assert other.article.select_one("h2").text.startswith("«One heading, of 1.2»")
    # No page is in two languages, and each leads to its others.
    assert not (built / "de" / "notebook.html").exists()
    away = other.article.find("a", string="on")
    assert away["href"] == "../notebook.html"
    assert english.select_one(".languages a")["href"] == "de/intro.html"
    assert other.select_one(".languages a")["href"] == "../intro.html"
    assert small.runs(book) == 1
