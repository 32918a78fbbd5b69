"""What the book says, in another language."""

import json
import os
import subprocess
import sys

import pytest

from nnlib import language
from nnlib.language import in_english, say, say_count


@pytest.fixture
def own(tmp_path, monkeypatch):
    """Return a function that makes a catalogue and speaks its language."""
    monkeypatch.setattr(language, "FOLDER", tmp_path)
    monkeypatch.setattr(language, "_chosen", "")

    def speak(catalogue, name="xx"):
        path = tmp_path / f"{name}.json"
        path.write_text(json.dumps(catalogue), encoding="utf-8")
        language.catalogue.cache_clear()
        language.use(name)

    yield speak
    language.catalogue.cache_clear()


def test_english_is_said_as_it_is_written():
    assert language.chosen() == "en"
    assert say("{n} of {all} are right.", n=2, all=3) == "2 of 3 are right."
    assert say(r"\frac{1}{m}") == r"\frac{1}{m}"


def test_another_language_has_places_of_its_own(own):
    own({"{n} of {all} are right.": "Von {all} stimmen {n}."})
    assert say("{n} of {all} are right.", n=2, all=3) == "Von 3 stimmen 2."
    assert say("What it has not.") == "What it has not."
    language.use("en")
    assert say("{n} of {all} are right.", n=2, all=3) == "2 of 3 are right."


def test_one_is_told_from_many(own):
    letters = ("one letter", "{n} letters")
    assert [say_count(n, *letters) for n in (0, 1)] == ["0 letters", "one letter"]
    forms = {"one letter[0]": "ein Buchstabe", "one letter[1]": "{n} Buchstaben"}
    own({language.NUMBERS: "10" + "1" * 198, **forms})
    told = [say_count(n, *letters) for n in (0, 1, 2, 201)]
    assert told == ["0 Buchstaben", "ein Buchstabe", "2 Buchstaben", "201 Buchstaben"]
    # What it has not is said in English, as all else is.
    assert [say_count(n, "a", "{n} b") for n in (1, 2)] == ["a", "2 b"]


def test_a_language_that_there_is_not(own):
    own({})
    with pytest.raises(ValueError, match=r"'yy'.* speaks en, xx\."):
        language.use("yy")
    assert language.chosen() == "xx"


@pytest.mark.parametrize("name", ["yy", "../de", "EN"])
def test_the_environment_chooses(name):
    code = "from nnlib.language import say; print(say('Right.'))"
    ran = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, language.VARIABLE: name},
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 1
    assert f"The book does not speak '{name}'" in ran.stderr
    assert language.VARIABLE in ran.stderr


def test_what_readers_type_is_understood_in_both_languages(own):
    words = ("so|hence", "by", "rule|chain rule", "by way of")
    text = "Hence BY the chain rule, f = also"
    assert in_english(text, words) == text
    own({"so|hence": "also|daher", "by": "nach", "rule|chain rule": "Kettenregel"})
    assert in_english("Daher nach der Kettenregel", words) == "so by der rule"
    assert (
        in_english("Also, alsob, nach_1: nachts", words) == "so, alsob, nach_1: nachts"
    )
    assert in_english("Hence, by the chain rule", words) == "Hence, by the chain rule"


def test_the_first_meaning_of_a_word_counts(own):
    own({"row": "Zeile", "line": "Zeile|Strich"})
    assert in_english("Zeile, Strich", ("row", "line")) == "row, line"
