"""Practice speaks the language of its reader, and asks the same in each."""

import re

import pytest
from marked import speak, unsaid
from translating import words
from translation.plurals import parts

from nnlib import language
from nnlib.practice.book import KINDS, find
from nnlib.practice.pieces import pieces

SEEDS = range(40)
FORMULA = re.compile(r"\$\$?([^$]*)\$\$?")
WORDS = re.compile(r"\\text\{([^{}]*)\}")
COMMAND = re.compile(r"\\[A-Za-z]+")
ANSWER = re.compile(r"^\w+ = .*$", re.MULTILINE)
"""How a verdict gives back what it was given."""
NUMBER = re.compile(r"\d+(?:\.\d+)?")
NAMES = {"sigmoid", "tanh"}
"""Of functions, which are the same in every language."""

every = pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
each = pytest.mark.parametrize("tag", language.known()[1:])


def drawn(kind):
    return [kind.problem(seed) for seed in SEEDS]


def texts(problem):
    return [problem.task, problem.wanted, problem.derivation]


@every
def test_nothing_of_a_problem_is_left_in_english(kind, monkeypatch):
    speak(monkeypatch)
    for one in drawn(kind):
        told = [one.examine({**one.blanks, **s.answer}).text for s in one.slips]
        for text in [*texts(one), *told]:
            plain = FORMULA.sub(" ", unsaid(ANSWER.sub("", text)))
            left = re.findall(r"[A-Za-z]{2,}", COMMAND.sub(" ", plain))
            assert {*left} <= NAMES, text
        for text in [*texts(one), *one.labels.values()]:
            assert "".join(WORDS.findall(unsaid(text))).strip() == "", text


@each
@every
def test_a_problem_is_the_same_in_every_language(kind, tag, monkeypatch):
    english = [(one, texts(one)) for one in drawn(kind)]
    monkeypatch.setattr(language, "_chosen", tag)
    for (here, said), there in zip(english, drawn(kind), strict=True):
        assert here.blanks == there.blanks
        assert list(here.labels) == list(there.labels)
        mistakes = [[(s.name, s.answer) for s in one.slips] for one in (here, there)]
        assert mistakes[0] == mistakes[1]
        for one, other in zip(said, texts(there), strict=True):
            assert held(one) == held(other)
            assert len(pieces(one)) == len(pieces(other))
            assert one != other


def held(text):
    """Return what a text holds in every language: its formulas and numbers."""
    formulas = sorted(WORDS.sub("", one) for one in FORMULA.findall(text))
    return formulas, sorted(NUMBER.findall(FORMULA.sub(" ", text)))


class Heard(dict[str, str]):
    """A catalogue that notes what it is asked for."""

    def get(self, text, default=None):
        self[text] = text
        return text


def test_translators_are_given_all_that_is_said(monkeypatch):
    heard = Heard()
    monkeypatch.setattr(language, "catalogue", lambda _: heard)
    monkeypatch.setattr(language, "_chosen", "heard")
    for kind in KINDS.values():
        for one in drawn(kind):
            assert one.wanted
            for slip in one.slips:
                one.examine({**one.blanks, **slip.answer})
    assert len(heard) > 150
    found = {text for piece, _ in words.words() for text in parts(piece)}
    assert {text for text in heard if words.has_words(text)} <= found


def judged(monkeypatch, name, changes):
    monkeypatch.setattr(language, "_chosen", "de")
    one = find(name).problem(1)
    return one.examine({**one.blanks, **changes})


@pytest.mark.parametrize(
    ("name", "blank", "text"),
    [
        ("slope", "dz", "-0,84; 0,32; 0,63"),
        ("slope", "dz", "(-0,84, 0,32, 0,63)"),
        ("slope", "dz", "dz = -0,84 und 0,32 und 0,63"),
        ("loss", "f", "5,75"),
        ("loss", "f", "ungefähr 5,75"),
        ("loss", "dA", "1,5\n0,5\n-1,5\n-1"),
        ("loss", "dA", "1,5; 0,5; -1,5; -1,0"),
        ("bowl", "converges", "nein"),
        ("bowl", "converges", "Nein."),
        ("bowl", "converges", "falsch"),
        ("bowl", "converges", "no"),
    ],
)
def test_answers_are_read_as_germans_write_them(monkeypatch, name, blank, text):
    verdict = judged(monkeypatch, name, {blank: text})
    assert verdict, verdict.text


def test_a_mistake_is_told_in_german(monkeypatch):
    verdict = judged(monkeypatch, "bias-rule", {"db": "1 2 3 4 5 6"})
    assert "verlangt sind aber 2 Zahlen" in verdict.text
    one = find("loss").problem(1)
    slip = next(slip for slip in one.slips if slip.name == "two-forgotten")
    told = judged(monkeypatch, "loss", slip.answer).text
    assert "Die Ableitung eines Quadrats hat einen Faktor, der hier fehlt." in told
