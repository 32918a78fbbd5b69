"""What the book itself says in other languages, and what it is made of."""

import ast
import json
import re
import struct
from string import Formatter

import pytest
from layout import said_in
from marked import speak, unsaid
from page_python import packing
from translating import words
from translation import catalogues

from nnlib import language
from nnlib.derivations.calls import MATRIX
from nnlib.derivations.functions import KNOWN
from nnlib.derivations.heard import FORMULAS, PROBLEMS, REMARKS
from nnlib.exercises.numerals import HEARD
from nnlib.live.book import figure
from nnlib.live.joined import for_widget, said
from nnlib.live.opened.problems import PROBLEMS as SETS
from nnlib.live.run import DATA
from nnlib.live.worded import TEXTS

LANGUAGES = [
    tag
    for tag in catalogues.languages()
    if (catalogues.folder(tag) / "words.po").exists()
]
each = pytest.mark.parametrize("tag", LANGUAGES)
NUMBERS = re.compile(r"<\w+[^<>]*>")
"""Where a figure puts its numbers."""


def places(template):
    """Return the names that a template has places for, those it has twice twice."""
    try:
        named = [name for _, name, _, _ in Formatter().parse(template) if name]
    except ValueError:
        named = []  # braces of LaTeX: nothing is put in
    if not all(map(str.isidentifier, named)):
        named = []
    return sorted([*named, *NUMBERS.findall(template)])


def test_there_is_a_language():
    assert "de" in LANGUAGES


@each
def test_catalogues_are_made_of_what_translators_write(tag):
    for path, text in words.texts(catalogues.folder(tag) / "words.po"):
        assert path.read_text(encoding="utf-8") == text, "make translate LANG=" + tag


@each
def test_translators_have_what_is_said_today(tag):
    catalogue = catalogues.read(catalogues.folder(tag) / "words.po")
    found = {message.id: message for message in catalogue if message.id}
    assert found.keys() == dict(words.words()).keys(), "make translate LANG=" + tag
    assert [text for text, message in found.items() if message.fuzzy] == []
    assert not catalogue.obsolete


@each
def test_a_translation_has_the_places_of_its_template(tag):
    unlike = {
        text: other
        for text, other in said_in(tag).items()
        if places(text) != places(other)
    }
    assert unlike == {}


@each
def test_a_translation_has_the_spaces_at_the_ends_of_its_template(tag):
    # A fragment that begins with a space is set behind a sentence.
    unlike = {
        text: other
        for text, other in said_in(tag).items()
        if [text.startswith(" "), text.endswith(" ")]
        != [other.startswith(" "), other.endswith(" ")]
    }
    assert unlike == {}


def test_every_catalogue_belongs_to_a_language():
    found = {path.stem for folder in words.CATALOGUES for path in folder.glob("*")}
    assert found == set(LANGUAGES)
    assert language.known() == ["en", *LANGUAGES]


def test_all_that_is_said_is_found():
    found = dict(words.words())
    for text in [
        "Likely cause: {cause}",  # a call
        "Not right yet. {n} of {all} are right. Look again at",  # one of two
        ("The line follows.", "All {n} lines follow."),  # of one and of many
        "You have looked at {n} without a prediction.",  # in a template of JavaScript
        "ReLU is still to be applied: these are the pre-activations. No ReLU node can "
        "put out a number below 0.",  # a slip
        "W₁₁ of layer 1",  # an option
        "The network's function",  # a title in a figure
        "{sum}  ({n} products)",  # a line in a figure
        "a number",  # in a drawing
        "dip and climb",  # a curve that readers may draw
        "so|hence|thus|therefore",  # what they may type
        "Skip to main content",  # what the theme has no words for
    ]:
        assert text in found
    assert found["hidden nodes"] == "chapters/01-neurons/live-function"


def test_no_choice_of_data_has_the_word_of_a_label():
    """In another language the two may differ: a stair is no step of training."""
    labels = {text for name in words.figures() for text in words.texts_of(figure(name))}
    assert not labels & {*DATA, *SETS}


@pytest.mark.parametrize("name", words.figures())
def test_every_word_of_a_figure_is_said(name, monkeypatch):
    before = [text for text in words.texts_of(figure(name)) if words.has_words(text)]
    speak(monkeypatch)
    made = figure(name)
    for text in (made.title, made.question, made.alt, made.summary):
        assert text.startswith("«"), text
    spec = made.spec()
    texts = [*_texts(spec), *(_texts(made.freed.spec()) if made.freed else ())]
    assert len(texts) > len(before) / 3
    assert [text for text in texts if words.has_words(unsaid(text))] == []


def _texts(spec, key=""):
    """Yield what a page shows of a figure, by the names of the fields."""
    if isinstance(spec, dict):
        for name, part in spec.items():
            yield from _texts(part, key if key in TEXTS | IDENTIFIERS else name)
    elif isinstance(spec, list | tuple):
        for part in spec:
            yield from _texts(part, key)
    elif isinstance(spec, str) and " " in spec and key not in IDENTIFIERS:
        yield spec


IDENTIFIERS = {"options", "option", "value", "when", "entry", "code", "parts", "layout"}
"""Fields whose texts are looked up by others, or code."""


@pytest.mark.parametrize("chosen", ["en", "de"])
def test_pages_hold_the_words_of_their_language_alone(chosen, monkeypatch):
    monkeypatch.setattr(language, "_chosen", chosen)
    packed = packing.book()
    (length,) = struct.unpack("<I", packed[:4])
    names = [name for name, _ in json.loads(packed[4 : 4 + length])]
    held = [name for name in names if "/languages/" in name]
    wanted = [f"{packing.SITE}/nnlib/languages/de.json"] if chosen == "de" else []
    assert held == wanted
    assert ("bookPhrases = {" in said()) == (chosen == "de")
    assert ("bookPhrases = {" in for_widget()) == (chosen == "de")


UNDERSTOOD = [REMARKS, (*FORMULAS, *PROBLEMS), HEARD]
"""Tables of words that readers may type."""


@each
@pytest.mark.parametrize("words", UNDERSTOOD, ids=["remarks", "formulas", "answers"])
def test_a_language_has_its_own_words_for_what_readers_type(tag, words, monkeypatch):
    monkeypatch.setattr(language, "_chosen", tag)
    for meaning in words:
        for own in language.say(meaning).split("|"):
            # Words, or an abbreviation: "d.h." is no name, nor a part of one.
            assert re.fullmatch(r"[^\W_]+(?:[ -][^\W_]+)*|(?:[a-z]\. ?){2,}", own), own
            # What is shorter may be a name among formulas: da/dz.
            assert len(own) > 2 or words is HEARD
            assert own not in {*KNOWN, *MATRIX}
            understood = language.in_english(own, words)
            first = next(m for m in words if own in language.say(m).split("|"))
            assert understood == first.partition("|")[0]


SOURCES = sorted((words.ROOT / "nnlib" / "derivations").rglob("*.py"))


def test_what_cannot_be_read_is_said_in_whole_sentences():
    found = {text: _is_whole(text) for path in SOURCES for text in _raised(path)}
    assert len(found) > 50
    assert [text for text, whole in found.items() if not whole] == []


def _raised(path):
    """Yield the templates that a module raises."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Raise):
            for call in ast.walk(node):
                match call:
                    case ast.Call(ast.Name("say"), [ast.Constant(text), *_]):
                        yield text


def _is_whole(text):
    begins = text[0].isupper() or text.startswith(FORMULAS_FIRST)
    return begins and text.endswith(
        (".", "...", '."', "{instead}", "{error}", "{text}")
    )


FORMULAS_FIRST = ("{", "[", "f ", "==", "delta ", "diag ", "axis ")
"""How sentences begin with a formula."""
