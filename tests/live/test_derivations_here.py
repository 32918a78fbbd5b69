"""Derivations on their page: each line as a formula, followed, kept, taken along."""

import json
import re

import pytest
from answering import SLOW, Cell, Exercise
from browsing import attached, audited, until_kept
from built import BOTH
from playwright.sync_api import expect

from nnlib.derivations.book import CHAPTERS, find

CHAPTER = "chapters/03-matrix-calculus.html"
GROUND = "chapters/07-new-ground.html"
NAME = "derivation-right-rule"
FIRST = "df/dU[i,j] = sum(dG[i,t] * K[j,t] for t)"
RIGHT = f"{FIRST}\ndf/dU = dG @ K.T"
WRONG = f"{FIRST}\ndf/dU = dG @ K"


@pytest.fixture(scope="module")
def page(shared_visit):
    """The chapter, from disk."""
    return shared_visit(CHAPTER, "file")


@pytest.fixture(scope="module")
def ground(how, shared_visit):
    """Another, from disk and from a server."""
    return attached(shared_visit(GROUND, how))


@pytest.fixture
def lines(page):
    """The derivation with the dots of the book."""
    return Exercise(page, NAME).anew()


def notes(lines):
    return lines.part.locator(".derivation-note")


def marks(lines):
    names = lines.part.locator(".derivation-mark").all()
    return [mark.get_attribute("aria-label") for mark in names]


def bring(page, path):
    """Bring a notebook back."""
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Bring a notebook back").click()
    chooser.value.set_files(path)


def test_nothing_brings_python_before_the_reader_asks(visit):
    asked = []
    page = visit(
        CHAPTER, before=lambda page: page.on("request", lambda r: asked.append(r.url))
    )
    Exercise(page, NAME).write(RIGHT)
    page.wait_for_timeout(600)
    assert not [url for url in asked if "python" in url]
    expect(notes(Exercise(page, NAME))).to_have_count(0)


def test_every_line_is_marked_that_follows(lines):
    lines.write(RIGHT)
    assert lines.check() == ("right", "Right. All 2 lines follow.")
    expect(notes(lines)).to_have_count(2)
    assert marks(lines) == ["follows", "follows"]


def test_a_formula_is_heard_as_the_book_has_it(lines):
    lines.write(RIGHT)
    lines.check()
    heard = notes(lines).nth(1).locator("math [aria-label]")
    labels = [one.get_attribute("aria-label") for one in heard.all()]
    assert labels == [
        "the derivative of f with respect to U",
        "the derivative of f with respect to G",
        "K, transposed",
    ]


def test_the_first_line_that_does_not_follow_is_marked_and_its_slip_named(lines):
    lines.write(f"{WRONG}\n= dG")
    status, text = lines.check()
    assert status == "wrong"
    assert "A transpose is missing: look at K." in text
    assert "derivations.hint" not in text
    # Of what comes after it nothing is said.
    expect(notes(lines)).to_have_count(3)
    assert marks(lines) == ["follows", "does not follow"]


def test_formulas_come_beneath_the_lines_while_they_are_written(lines):
    lines.write(FIRST)
    lines.check()
    lines.editor.press("Control+End")
    lines.editor.press_sequentially("\ndf/dU = dG @")
    second = notes(lines).nth(1)
    expect(second.locator(".derivation-fault")).to_be_visible()
    lines.editor.press_sequentially(" K.T")
    expect(second.locator("msup")).to_have_text("K⊤")
    # They stand beneath their lines, and are no part of what is written.
    rows = lines.part.locator(".cm-line")
    assert rows.all_text_contents() == RIGHT.splitlines()
    parts = [rows.nth(0), notes(lines).nth(0), rows.nth(1), second]
    heights = [part.bounding_box()["y"] for part in parts]
    assert heights == sorted(set(heights))
    # What was said of other lines is no longer said.
    assert marks(lines) == []


def test_it_is_taken_along_as_a_call_and_comes_back(lines, tmp_path):
    page = lines.page
    lines.write(RIGHT)
    with page.expect_download() as download:
        page.get_by_role("button", name="Take your answers along").click()
    path = tmp_path / "taken.ipynb"
    download.value.save_as(path)
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    (cell,) = [one for one in cells if one["id"] == f"exercise-{NAME}-answer"]
    assert "".join(cell["source"]) == (
        f'derivations.check(\n    "right-rule",\n    r"""\n{RIGHT}\n""",\n)'
    )
    lines.write("mine")
    bring(page, path)
    expect(page.locator(".take-along [role=status]")).to_contain_text("one answer")
    assert lines.text == RIGHT


def test_lines_come_from_a_notebook_that_somebody_wrote_by_hand(lines, tmp_path):
    source = (
        f"from nnlib import derivations\nderivations.check('right-rule', '{FIRST}')"
    )
    path = tmp_path / "by-hand.ipynb"
    cells = [{"cell_type": "code", "source": source}]
    path.write_text(json.dumps({"cells": cells}), encoding="utf-8")
    bring(lines.page, path)
    expect(lines.part.locator(".cm-line")).to_have_text([FIRST])


def test_a_step_is_shown_that_the_lines_leave_out(lines):
    lines.write(FIRST)
    lines.button("Show a step").click()
    expect(lines.news).to_contain_text("A step that you have not written", timeout=SLOW)
    expect(lines.news.locator("code")).to_be_visible()
    expect(lines.button("Show a step")).to_be_focused()


@BOTH
def test_a_problem_of_ones_own_is_posed_in_a_cell(ground):
    cell = Cell(ground, "new-ground-own")
    cell.edit(
        'mine = derivations.problem("""A: n x n\nx: n\nf = x.T @ A @ x\n'
        'find: df/dx""")\nderivations.check(mine, "df/dx = 2 * A @ x")'
    )
    cell.run()
    expect(cell.own).to_contain_text("does not follow")
    expect(cell.own.locator("math")).to_be_visible()


# Python ends with the page, so this comes after what needs it there.
@BOTH
def test_it_survives_leaving_the_page_and_is_counted(ground):
    page = ground
    lines = Exercise(page, "derivation-both-variable")
    worked = find("both-variable").worked.strip()
    lines.write(worked)
    assert lines.check()[0] == "right"
    lines.kept()
    until_kept(page, "right")
    page.reload()
    attached(page)
    again = Exercise(page, "derivation-both-variable").open()
    assert again.text == worked
    expect(again.verdict).to_have_text(re.compile("^Right"))
    kept = page.evaluate(
        "key => localStorage.getItem(key)", f"backpropagation-work:{GROUND}"
    )
    assert json.loads(kept) == {"count": 1, "of": len(CHAPTERS[7])}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_a_derivation(scheme, lines):
    lines.write(f"{WRONG}\nhello = there")
    lines.check()
    lines.page.emulate_media(color_scheme=scheme)
    lines.page.wait_for_selector(f"html[data-theme={scheme}]")
    found = audited(lines.page, f'.exercise[data-exercise="{NAME}"]', scheme)
    assert found.violations_count == 0, found.generate_report()


def test_it_fits_a_narrow_screen(lines):
    page = lines.page
    page.set_viewport_size({"width": 320, "height": 700})
    lines.write(f"{FIRST}\nhello = {'there + ' * 20} there")
    lines.check()
    width = page.evaluate("document.documentElement.scrollWidth")
    box = lines.part.locator(".derivation-fault").bounding_box()
    page.set_viewport_size({"width": 1280, "height": 900})
    assert width == 320
    assert box["x"] >= 0 and box["x"] + box["width"] <= 320
