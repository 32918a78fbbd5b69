"""What the build itself says on pages, slides and in notebooks is in their language."""

import re
from types import SimpleNamespace

import pytest
import slides
from bs4 import BeautifulSoup
from layout import ROOT
from marked import speak, unsaid
from pieces import split
from plain_words import Words, parser, plain
from predict import Predict
from predict.asked import Answer, Asked
from slides.deck import Deck
from slides.written import spoken, written
from sphinx import locale
from translation import catalogues, theme
from translation.editions import ready
from translation.plurals import parts

BUILT = ROOT / "_build" / "html"
PAGE = """<article><section id="neurons"><h1>Neuronen</h1>
<section id="what-you-will-be-able-to-do"><h2>Was</h2><p>Das.</p></section>
<section id="one"><h2>Eins</h2><p>Ein Satz. Übrigens noch einer.</p></section>
<section id="exercises"><h2>Übungen</h2><p>x</p>
<section id="exercise-1-1-one"><h3>Übung 1.1</h3><p>Tu das.</p></section></section>
</section></article>"""


def test_slides_say_what_they_say(monkeypatch):
    speak(monkeypatch)
    settings = dict.fromkeys(["language", "policy", "theme", "files"], "")
    deck = Deck(BeautifulSoup(PAGE, "html.parser").article)
    page = written(deck, "01-neurons", {**settings, "words": spoken()})
    page = BeautifulSoup(page, "html.parser")
    assert unsaid(page.title.text) == "Neuronen"
    assert unsaid(page.select_one(".keys").text) == ""
    assert {unsaid(link.text) for link in page.select(".place")} == {""}
    for one in page.select("[aria-label]"):
        assert re.fullmatch(r"\d \d", unsaid(one["aria-label"]))
    assert (
        unsaid(BeautifulSoup(slides.offer("a.html"), "html.parser").text).strip() == ""
    )


def test_slides_are_the_same_in_every_language():
    deck = Deck(BeautifulSoup(PAGE, "html.parser").article)
    assert [(slide.kind, slide.place) for slide in deck.slides] == [
        ("title", "neurons"),
        ("opening", "one"),
        ("links", "exercises"),
    ]
    assert split("Ein Satz. Übrigens: „Noch einer.“ „Ja.“") == [
        "Ein Satz. ",
        "Übrigens: ",
        "„Noch einer.“ ",
        "„Ja.“",
    ]


def test_pages_have_the_same_slides_in_every_language():
    for path in (BUILT / "slides").glob("*.html"):
        for tag in catalogues.languages(ROOT):
            other = BUILT / tag / "slides" / path.name
            if other.exists():
                assert _slides(other) == _slides(path) != []


def _slides(path):
    """Return what has slides, once where longer words take another slide."""
    page = BeautifulSoup(path.read_text("utf-8"), "html.parser")
    places = [one["id"] for one in page.select(".slides > section")]
    return list(dict.fromkeys(re.sub(r"-\d+$", "", place) for place in places))


def test_a_notebook_that_is_taken_away(monkeypatch):
    speak(monkeypatch)
    source = """\
:::{predict} name
A?

<details><summary>The answer</summary>

- **2**: b.

</details>
:::
"""
    words = Words(str, lambda key: (key, key), str)
    made = plain(source, parser(["colon_fence"]), words)
    assert made.startswith("**«Predict, then see».** A?")
    assert "<details><summary>«The answer»</summary>" in made


def test_the_names_of_curves(monkeypatch):
    speak(monkeypatch)
    asked = Asked("?", {}, [Answer("hill", True, ""), Answer("stair", False, "")])
    page = SimpleNamespace(parsed=lambda text: [])
    begun = [one["begin"] for one in Predict.answers(page, asked).children]
    shown = [re.search("<strong>(.*)</strong>", one)[1] for one in begun]
    assert shown == ["«Right: »«hill»«.»", "«»«stair»«.»"]
    assert [re.search('data-key="(.*?)"', one)[1] for one in begun] == ["hill", "stair"]


def test_what_the_theme_has_no_words_for(monkeypatch):
    speak(monkeypatch)
    monkeypatch.setattr(locale, "translators", locale.translators.copy())
    config = SimpleNamespace(html_theme_options={})
    theme.speak(config)
    builder = SimpleNamespace(templates=None)
    theme.add_words(SimpleNamespace(translation="xx", builder=builder))
    for text in theme.SAID:
        assert locale.get_translator("sphinx").gettext(text) == f"«{text}»"
    assert theme.people().sep2 == " «and» "
    assert config.html_theme_options == {"search_bar_text": f"«{theme.SEARCH}»"}


SPOKEN = ("title", "aria-label", "alt", "placeholder")


@pytest.mark.parametrize("tag", catalogues.languages(ROOT))
def test_no_page_says_in_english_what_its_language_has_words_for(tag):
    said = catalogues.said(catalogues.read(catalogues.folder(tag, ROOT) / "words.po"))
    english = {
        text
        for piece, own in said.items()
        for text in parts(piece)
        if text not in parts(own) and len(text) > 3
    }
    paths = [BUILT / tag / f"{name}.html" for name in ready(ROOT).get(tag, ())]
    for path in [*paths, *(BUILT / tag / "slides").glob("*.html")]:
        page = BeautifulSoup(path.read_text("utf-8"), "html.parser")
        for part in page.select(
            "script, style, code, pre, math, [lang=en], [hreflang=en]"
        ):
            part.decompose()
        texts = {" ".join(text.split()) for text in page.find_all(string=True)}
        for name in SPOKEN:
            texts |= {one[name] for one in page.select(f"[{name}]")}
        shown = {text.strip(" .:,") for text in texts} | texts
        assert shown & english == set(), path
