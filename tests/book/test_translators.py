"""What translators get wrong is named, by file and piece, and nothing of it is lost."""

import codecs
import shutil
from types import SimpleNamespace

import build
import pytest
import translate
from layout import ROOT
from translation import catalogues
from translation.editions import directed, others, ready
from translation.kept import lost, lost_of
from translation.plurals import is_filled
from translation.reading import LINE, Unreadable

BEGINNING = "# Begin\n\nSee [on](next.md), where $x$ is.\n"
NEXT = "# Next\n\nSee [on](next.md), where $x$ is.\n\nIts own.\n"
FRENCH = {
    "Begin": "Début",
    "See [on](next.md), where $x$ is.": "Voyez [la suite](next.md), où est $x$.",
}


@pytest.fixture
def book(tmp_path):
    """Return the folder of two pages, the first in French but for its own title."""
    toc = "root: intro\nparts:\n- caption: All\n  chapters:\n  - file: next\n"
    (tmp_path / "_toc.yml").write_text(toc)
    shutil.copy2(ROOT / "_config.yml", tmp_path)
    (tmp_path / "intro.md").write_text(BEGINNING)
    (tmp_path / "next.md").write_text(NEXT)
    lay_out(tmp_path)
    for name in ("book", "intro"):
        path = po(tmp_path, name)
        catalogue = catalogues.read(path)
        for message in catalogue:
            if message.id:
                message.string = FRENCH.get(message.id, f"{message.id} !")
        catalogues.write(path, catalogue, "")
    return tmp_path


def po(book, name="intro"):
    return book / "languages" / "fr" / f"{name}.po"


def lay_out(book):
    return "\n".join(translate.lay_out("fr", book))


def change(book, old, new, name="intro"):
    path = po(book, name)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def messages():
    """Yield all that is translated, whatever it is worth."""
    for path in sorted((ROOT / "languages").rglob("*.po")):
        catalogue = catalogues.read(path)
        for message in catalogue:
            if message.id and is_filled(message):
                yield path, message, catalogue


def test_no_translation_has_lost_anything():
    found = [(path.name, m.id, lost_of(m, of)) for path, m, of in messages()]
    assert [one for one in found if one[2]] == []


@pytest.mark.parametrize(
    ("english", "said", "told"),
    [
        ("Hint {k} of {n}", "Indication {k}", "the place {n} is missing"),
        ("Hint {k}", "Indication {m}", "the place {m} is not in the English"),
        ("Hint {k}", "Indication {k}}", "the brace } is not in the English"),
        ("It is <loss:4>.", "Elle vaut <perte:4>.", "<loss:4> is missing"),
        ("With $W^{[1]}$.", "Avec $W^{[2]}$.", "the formula $W^{[1]}$ is missing"),
        ("See [it](a.md).", "Voyez cela.", "the link to a.md is missing"),
        ("Run `make`.", "Tapez `faire`.", "the code `make` is missing"),
        ("{eq}`eq-a` is", "{éq}`eq-a` est", "the reference {eq}`eq-a is missing"),
        ("every 0.1 ms", "chaque 0,1 ms", "the number 0,1 is not in the English"),
        ("press **Run**", "appuyez", "the mark ** is missing"),
        ("A title", "## Un titre", "it begins with '## ', not ''"),
        ("A title", "Un\n\ntitre", "it is broken into other lines"),
        (" and then", "et puis", "it begins with '', not ' '"),
        ("and then ", "et puis", "a space at its end is missing, or one too many"),
    ],
)
def test_what_a_translation_has_lost_is_told(english, said, told):
    assert told in lost(english, said)
    assert lost(english, english) == ()


def test_what_is_broken_is_named_and_not_built(book):
    assert "intro" in ready(book)["fr"]
    change(book, "où est $x$", "où est $y$")
    said = lay_out(book)
    assert "66%  languages/fr/intro.po: 2 of 3 pieces" not in said
    assert "50%  languages/fr/intro.po: 1 of 2 pieces" in said
    assert "broken   intro.md: See [on](next.md), where $x$ is." in said
    assert "the formula $x$ is missing; the formula $y$ is not in the English" in said
    # It stands there still, to be mended.
    assert "où est $y$" in po(book).read_text(encoding="utf-8")
    assert ready(book) == {}


def test_the_old_english_is_written_as_programs_read_it(book):
    long = "A sentence, with words in it, that is longer than two lines are. " * 3
    (book / "intro.md").write_text(f"# Begin\n\n{long}\n")
    lay_out(book)
    catalogue = catalogues.read(po(book))
    catalogue[long.strip()].string = "Une phrase."
    catalogues.write(po(book), catalogue, "")
    (book / "intro.md").write_text(f"# Begin\n\nSo: {long}\n")
    assert "changed  intro.md: So: A sentence" in lay_out(book)
    text = po(book).read_text(encoding="utf-8")
    old = [line for line in text.split("\n") if line.startswith("#|")]
    assert len(old) > 3
    assert all(LINE.fullmatch(line.removeprefix("#| ")) for line in old)
    assert max(len(line) for line in text.split("\n")) <= 80
    # It is the same after the file is read and written again.
    assert [m.previous_id for m in catalogues.read(po(book)) if m.fuzzy] == [
        [long.strip()]
    ]
    lay_out(book)
    assert po(book).read_text(encoding="utf-8") == text


def test_what_was_translated_is_remembered_through_every_change(book):
    before = po(book).read_text(encoding="utf-8")
    for title in ("Begins", "It begins"):
        (book / "intro.md").write_text(BEGINNING.replace("Begin", title))
        lay_out(book)
        assert f'#| msgid "Begin"\nmsgid "{title}"' in po(book).read_text("utf-8")
    (book / "intro.md").write_text(BEGINNING)
    lay_out(book)
    assert po(book).read_text(encoding="utf-8") == before


def test_the_last_pieces_that_are_missing_are_named(book):
    change(book, 'msgstr "Début"', 'msgstr ""')
    assert "missing  intro.md: Begin" in lay_out(book)
    assert "until book.po and intro.po" in translate.built("fr", book)


def test_what_is_nearly_whole_is_not_called_whole(monkeypatch):
    catalogue = catalogues.Catalog()
    for k in range(300):
        catalogue.add(f"Piece {k}", f"Pièce {k}" if k else "")
    monkeypatch.setattr(catalogues, "write", lambda *_: None)
    line = next(translate.laid_out("fr", "words", catalogue, 300, ROOT))
    assert line.startswith("  99%")


def test_a_page_names_what_it_waits_for_in_other_files(book):
    change(book, "où est $x$", "où est $y$")
    change(
        book,
        'msgid "Its own."\nmsgstr ""',
        'msgid "Its own."\nmsgstr "À elle."',
        "next",
    )
    said = lay_out(book)
    waits = (
        "waits    for these in languages/fr/intro.po: See [on](next.md), where $x$ is."
    )
    assert waits in said
    # There a translator finds them by the name of the page.
    assert "#: intro.md next.md" in po(book).read_text(encoding="utf-8")
    change(book, "où est $y$", "où est $x$")
    assert "waits" not in lay_out(book)


def test_it_is_said_which_pages_are_built(book):
    assert translate.built("fr", book) == "make html LANG=fr builds: intro"


POEDIT = """\
msgid ""
msgstr ""
"Project-Id-Version: \\n"
"Last-Translator: Éva <eva@example.org>\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: fr\\n"
"X-Generator: Poedit 3.4\\n"

#. a remark
#: intro.md next.md
#, python-format
msgid "See [on](next.md), where $x$ is."
msgstr ""
"Voyez [la suite](next.md), "
"où est $x$."

#: intro.md
msgid "Begin"
msgstr "Début"

#~| msgid "Older"
#~ msgid "Old"
#~ msgstr "Vieux"
"""


def test_a_file_that_poedit_has_saved_is_read_whole(book):
    po(book).write_text(POEDIT, encoding="utf-8")
    said = lay_out(book)
    assert "100%  languages/fr/intro.po: 2 of 2 pieces" in said
    text = po(book).read_text(encoding="utf-8")
    assert text.startswith(POEDIT.partition("\n\n")[0])
    assert "python-format" not in text
    assert '#~ msgstr "Vieux"' in text


@pytest.mark.parametrize(
    "saved",
    [
        lambda content: codecs.BOM_UTF8 + content,
        lambda content: content.replace(b"\n", b"\r\n"),
        lambda content: content.partition(b"\n\n")[2],
        lambda content: b"\n" + content,
    ],
    ids=["a mark of the byte order", "Windows", "no header", "an empty line"],
)
def test_a_file_is_the_same_whatever_has_saved_it(book, saved, capsys):
    lay_out(book)
    path = po(book)
    before = path.read_bytes()
    path.write_bytes(saved(before))
    lay_out(book)
    assert path.read_bytes() == before
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('msgid "Begin"', '<<<<<<< HEAD\nmsgid "Begin"', "<<<<<<< HEAD"),
        ('msgstr "Début"', 'msgstr "Dé"but"', 'msgstr "Dé"but"'),
        ('msgstr "Début"', 'msgstr "Début', 'msgstr "Début'),
        ('msgid "Begin"\nmsgstr "Début"', 'msgid "Begin"', "missing msgstr"),
        (
            'msgstr "Début"',
            'msgstr "Début"\n\nmsgid "Begin"\nmsgstr "Commencement"',
            "this piece stands twice: Begin\n",
        ),
    ],
    ids=["marks of a merge", "a quote", "no quote", "no translation", "twice"],
)
def test_what_cannot_be_read_is_named_by_its_line(book, old, new, told, monkeypatch):
    change(book, old, new)
    before = po(book).read_bytes()
    with pytest.raises(Unreadable, match=r"intro\.po, line \d+: ") as error:
        lay_out(book)
    assert told in str(error.value)
    number = int(str(error.value).partition("line ")[2].partition(":")[0])
    line = before.decode().split("\n")[number - 1]
    assert line in new.split("\n")
    assert po(book).read_bytes() == before
    # A build says the same.
    monkeypatch.setattr(build, "ROOT", book)
    with pytest.raises(build.Failed, match=r"intro\.po, line \d+: "):
        build.editions()


def test_another_encoding_is_named(book):
    po(book).write_bytes(po(book).read_text("utf-8").encode("latin-1"))
    with pytest.raises(Unreadable, match="not saved as UTF-8"):
        lay_out(book)


@pytest.mark.parametrize(
    ("given", "code"),
    [("fr", "fr"), ("pt-BR", "pt_BR"), ("zh-Hans", "zh_Hans"), ("es_419", "es_419")],
)
def test_a_language_is_known_by_its_code(given, code):
    assert translate.tag(given) == code


@pytest.mark.parametrize("given", ["xx", "FR", "en", "en_GB", "", "french", "pt_QQ"])
def test_what_is_no_language_is_refused_with_an_example(given):
    with pytest.raises(SystemExit, match="LANG=pt_BR"):
        translate.tag(given)


APP = SimpleNamespace(
    translation=None,
    written_pages=None,
    editions={"pt_BR": {"intro"}, "ar": {"intro"}},
    env=SimpleNamespace(found_docs=["intro"]),
    builder=SimpleNamespace(get_target_uri=lambda name: f"{name}.html"),
)


def test_a_page_calls_a_language_as_browsers_do():
    assert list(others(APP, "intro")) == [
        ("pt-BR", "pt_BR/intro.html"),
        ("ar", "ar/intro.html"),
    ]


def test_a_language_that_is_read_from_the_right_is_laid_out_so():
    page = '<!DOCTYPE html>\n<html lang="ar">\n</html>'
    assert directed(page, "ar") == page.replace("<html ", '<html dir="rtl" ')
    for tag in ("fr", "pt_BR"):
        assert directed(page, tag) == page
