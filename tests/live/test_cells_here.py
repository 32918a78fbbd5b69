"""The code cells of a page: edited and run where they stand."""

import pytest
from answering import Cell, Exercise
from browsing import attached, audited, until_kept
from built import BOTH
from playwright.sync_api import expect

CHAPTER = "chapters/02-vectorisation.html"


@pytest.fixture(scope="module")
def page(how, shared_visit):
    return attached(shared_visit(CHAPTER, how))


@pytest.fixture
def cell(page):
    one = Cell(page, "vectorisation-loops-check")
    yield one
    back = one.button("Back to the book’s")
    if back.is_visible():
        back.click()


@BOTH
def test_a_cell_runs_after_those_above_it(cell):
    stored = cell.books.locator("pre").text_content()
    cell.run()
    expect(cell.own).to_be_visible()
    expect(cell.own.locator("pre")).to_have_text(stored)
    expect(cell.own).to_contain_text("Your output")
    expect(cell.books).to_be_hidden()
    cell.button("Back to the book’s").click()
    expect(cell.own).to_be_hidden()
    expect(cell.books).to_be_visible()


def test_a_changed_cell_shows_what_it_does_now(cell):
    before = cell.part.locator(".cell_input pre").text_content()
    cell.edit("print(X.shape, nodes_here := 5)\nX + 1")
    cell.run()
    expect(cell.own.locator("pre.stdout")).to_have_text("(4, 3) 5\n")
    expect(cell.own.locator("pre").last).to_contain_text("array([[")
    cell.button("Back to the book’s").click()
    assert cell.part.locator(".cell_input pre").text_content() == before


def test_what_fails_shows_the_readers_lines_alone(cell):
    cell.edit("a = 1\nX @ X")
    cell.run()
    text = cell.own.locator("pre.fault").text_content()
    assert text.startswith("line 2:\n    X @ X\nValueError: ")
    assert "inside" not in text


def test_what_a_page_cannot_do_is_said_in_plain_words(cell):
    cell.edit("input()")
    cell.run()
    expect(cell.own).to_contain_text("Nobody can be asked for input")


def test_a_cell_above_that_fails_is_named(cell, page):
    above = Cell(page, "small-numbers")
    above.edit("X = nothing")
    cell.run()
    link = cell.news.get_by_role("link", name="See what it says.")
    assert link.get_attribute("href") == "#cell-small-numbers"
    expect(above.own).to_contain_text("name 'nothing' is not defined")
    above.button("Back to the book’s").click()
    cell.run()
    expect(cell.own.locator("pre")).to_contain_text("5. -1.")


def test_what_follows_a_changed_cell_runs_again_too(page):
    first, second = Cell(page, "small-numbers"), Cell(page, "picture-entry")
    third = Cell(page, "vectorisation-loops-check")
    first.edit("import numpy as np\nX = W1 = np.eye(2)\none = 1")
    second.edit("two = 2 * one")
    third.edit("print(two)")
    third.run()
    expect(third.own.locator("pre.stdout")).to_have_text("2\n")
    first.part.get_by_role("textbox").fill("one = 5")
    third.run()
    expect(third.own.locator("pre.stdout")).to_have_text("10\n")
    for cell in (first, second, third):
        cell.button("Back to the book’s").click()


@BOTH
def test_a_picture_takes_the_place_of_a_picture(page):
    cell = Cell(page, "picture-row")
    cell.run()
    picture = cell.own.locator("img")
    expect(picture).to_be_visible()
    assert picture.evaluate("one => one.naturalWidth") > 300
    cell.button("Back to the book’s").click()
    expect(cell.books.locator("img")).to_be_visible()


def test_shift_and_enter_run_a_cell(cell, page):
    cell.edit("print('by keys')")
    page.keyboard.press("Shift+Enter")
    expect(cell.own.locator("pre.stdout")).to_have_text("by keys\n", timeout=60_000)
    page.keyboard.press("Tab")
    expect(cell.button("Run")).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_a_cell(scheme, cell, page):
    cell.edit("print(1)\n1 / 0")
    cell.run()
    page.emulate_media(color_scheme=scheme)
    page.wait_for_selector(f"html[data-theme={scheme}]")
    found = audited(page, "#cell-vectorisation-loops-check", scheme)
    assert found.violations_count == 0, found.generate_report()


# ---- what ends Python comes last: what is run after it would wait for another -------


@BOTH
def test_one_cell_runs_at_a_time(cell, page):
    cell.edit("while True: pass")
    cell.button("Run").click()
    cell.part.get_by_text("Running …").wait_for(timeout=60_000)
    for name in ("Run", "Back to the book’s"):
        expect(cell.button(name)).to_be_disabled()
    other = Cell(page, "picture-row")
    other.button("Run").click()
    expect(other.news).to_contain_text("Another cell of this page is running.")
    # Elsewhere on the page one can go on, and wait.
    exercise = Exercise(page, "shapes").open()
    exercise.button("Check").click()
    expect(exercise.news).to_contain_text("Waiting until what runs")
    expect(exercise.button("Start again")).to_be_disabled()
    exercise.button("Stop").click()
    expect(exercise.news).to_have_text("Stopped.")
    expect(cell.part.locator(".asking")).to_be_visible()
    cell.button("Stop").click()
    expect(cell.news).to_contain_text("Stopped.")
    expect(cell.button("Run")).to_be_enabled()


@BOTH
def test_an_edit_is_kept_until_the_book_s_is_wanted_back(cell, page):
    cell.edit("mine = 1")
    until_kept(page, "mine = 1")
    page.reload()
    attached(page)
    again = Cell(page, "vectorisation-loops-check")
    expect(again.part.locator(".cell_input pre")).to_have_text("mine = 1")
    again.button("Back to the book’s").click()
    expect(again.part.locator(".cell_input pre")).to_contain_text("Z_by_loops")
    until_kept(page, "mine = 1", kept=False)
    page.reload()
    attached(page)
    expect(again.part.locator(".cell_input pre")).to_contain_text("Z_by_loops")
