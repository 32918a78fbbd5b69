"""Sheets for a class: different numbers for each student, and a key that is right."""

import re
import subprocess
import sys

import pytest
import sheet
from bs4 import BeautifulSoup
from build import ROOT
from marked import speak, unsaid
from pypdf import PdfReader

from nnlib import language
from nnlib.practice.book import KINDS, find

USUAL = sheet.USUAL.split(",")
MATRIX = re.compile(r"\\begin\{pmatrix\}(.*?)\\end\{pmatrix\}")


def typed(tex):
    """Return an answer of the key as a reader would type it."""
    tex = MATRIX.sub(lambda found: found[1].replace("&", " ").replace("\\\\", ";"), tex)
    return re.sub(r"\\text\{(\w+)\}", r"\1", tex.replace("\\;", ""))


@pytest.fixture(scope="module")
def drawn():
    return sheet.copies(7, 30, list(KINDS))


def test_the_key_of_each_copy_is_accepted(drawn):
    for problems in drawn:
        for one in problems:
            told = {name: typed(tex) for name, tex in sheet.answers(one).items()}
            assert find(one.name).problem(one.seed).examine(told), (one.name, told)


def test_no_two_copies_share_a_problem(drawn):
    assert [one.name for one in drawn[0]] == list(KINDS)
    for problems in zip(*drawn, strict=True):
        assert len({one.task for one in problems}) == 30


def test_the_same_seed_gives_the_same_sheets_and_more_copies_change_none(drawn):
    first = sheet.copies(7, 3, USUAL)
    again = sheet.copies(7, 2, USUAL)
    assert sheet.sheets(7, first[:2]) == sheet.sheets(7, again)
    assert sheet.key(7, first[:2]) == sheet.key(7, again)
    other = sheet.copies(8, 2, USUAL)
    assert sheet.sheets(8, other) != sheet.sheets(8, again)


def test_a_number_on_a_copy_finds_its_answers_in_the_key():
    two = sheet.copies(7, 2, ["neuron", "loss"])
    pages = sheet.sheets(7, two), sheet.key(7, two)
    assert "Copy 2 of seed 7" in pages[0] and "Name: " in pages[0]
    parts = pages[1].split("<section>")[1:]
    for copy, (problems, part) in enumerate(zip(two, parts, strict=True), start=1):
        assert f"Copy {copy}<" in part
        for one in problems:
            assert f"{one.name}, seed {one.seed}<" in part
            for name, tex in sheet.answers(one).items():
                assert sheet.formula(f"{one.labels[name]} = {tex}") in part
            # And nothing of it stands on the sheet.
            assert sheet.formula(f"f = {sheet.answers(one).get('f')}") not in pages[0]


def test_every_formula_of_every_kind_can_be_set(drawn):
    for problems in drawn[:3]:
        for one in problems:
            for markdown in (one.task, one.wanted, one.derivation):
                page = BeautifulSoup(sheet.written(markdown), "html.parser")
                text = page.get_text()
                assert "$" not in text and "\\" not in text


def test_sheets_speak_their_language(monkeypatch):
    english = sheet.copies(7, 2, list(KINDS))
    speak(monkeypatch)
    # There are marks in formulas, which cannot be set.
    monkeypatch.setattr(sheet, "formula", lambda *_, **__: "")
    drawn = sheet.copies(7, 2, list(KINDS))
    assert [[one.blanks for one in copy] for copy in drawn] == [
        [one.blanks for one in copy] for copy in english
    ]
    for page in (sheet.sheets(7, drawn), sheet.key(7, drawn)):
        page = BeautifulSoup(page, "html.parser")
        for part in page.select("script, style"):
            part.decompose()
        left = set(re.findall("[A-Za-z]{2,}", unsaid(page.get_text())))
        assert left <= {*re.findall(r"\w+", " ".join(KINDS)), "sigmoid", "tanh"}
    monkeypatch.setattr(language, "_chosen", "pt_BR")
    assert '<html lang="pt-BR">' in sheet.key(7, [])


def test_too_many_copies_are_refused_before_anything_is_printed(monkeypatch):
    monkeypatch.setattr(sheet, "TRIES", 0)
    with pytest.raises(ValueError, match="not 1 different problems of the kind loss"):
        sheet.copies(7, 1, ["loss"])


def ran(*options):
    """Run the command, in a program of its own as `make sheet` does."""
    command = [sys.executable, ROOT / "tools" / "sheet.py", *options]
    return subprocess.run(command, capture_output=True, text=True)


def test_sheets_and_key_are_printed(tmp_path):
    options = "--seed 7 --copies 2 --kinds neuron,backward-pass --folder"
    done = ran(*options.split(), tmp_path)
    assert done.returncode == 0, done.stderr
    sheets, key = tmp_path / "sheets-7.pdf", tmp_path / "key-7.pdf"
    assert done.stdout.split() == [str(sheets), str(key)]
    pages = [page.extract_text() for page in PdfReader(sheets).pages]
    assert len(pages) == 2
    for copy, text in enumerate(pages, start=1):
        assert f"Copy {copy} of seed 7" in text
        assert "2. A whole backward pass" in text
    text = PdfReader(key).pages[0].extract_text()
    assert "Copy 1" in text and "Copy 2" in text
    assert "backward-pass, seed 7002" in text


def test_every_page_of_a_copy_says_whose_it_is(tmp_path):
    options = "--seed 7 --copies 2 --folder"
    assert ran(*options.split(), tmp_path).returncode == 0
    pages = [p.extract_text() for p in PdfReader(tmp_path / "sheets-7.pdf").pages]
    assert len(pages) == 4
    for page, text in enumerate(pages):
        assert "Name:" in text and f"Copy {page // 2 + 1} of seed 7" in text


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--kinds", "loos"], 'There is no kind of problem "loos"'),
        (["--copies", "0"], "0 is not between 1 and 999"),
        (["--language", "xx"], "invalid choice: 'xx'"),
    ],
)
def test_what_cannot_be_printed_is_said(options, words):
    done = ran(*options)
    assert done.returncode != 0
    assert words in done.stderr
    assert "Traceback" not in done.stderr
