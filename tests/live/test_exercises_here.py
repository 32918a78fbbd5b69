"""The exercises on their page: written, checked, kept, taken along and brought back."""

import json
import re

import pytest
from answering import SLOW, Cell, Exercise
from browsing import attached, audited
from built import BOTH, HTML
from playwright.sync_api import expect

from nnlib.exercises.book import CHAPTERS, find
from nnlib.exercises.desk import judged

CHAPTER = "chapters/02-vectorisation.html"
SOLUTIONS = "solutions/02-vectorisation.html"
NAME = "layer"
WORKED = find(NAME).worked()
SLIP = WORKED.replace("np.tanh(Z)", "Z")
KEPT = "backpropagation-work:"


@pytest.fixture(scope="module")
def page(how, shared_visit):
    """The chapter, with Python once somebody asks; each test begins anew."""
    return attached(shared_visit(CHAPTER, how))


@pytest.fixture
def exercise(page):
    return Exercise(page, NAME).anew()


def said(source):
    """Return what is said of an answer without any page."""
    names = {}
    head = source.partition("exercises.check(")[0]
    exec(f"import numpy as np\n{head}", names)
    words = str(judged(NAME, names["tanh_layer"], {})[1])
    return words.replace(f'exercises.hint("{NAME}")', "Press Hint.")


@BOTH
def test_an_answer_is_judged_as_anywhere(exercise):
    exercise.write(WORKED)
    assert exercise.check() == ("right", said(WORKED))
    assert SLIP != WORKED
    exercise.write(SLIP)
    expect(exercise.part.locator(".exercise-verdict p")).to_be_visible()
    assert exercise.check() == ("wrong", said(SLIP))
    expect(exercise.part.locator(".exercise-verdict p")).to_have_count(0)


def test_the_lines_of_a_fault_are_the_readers(exercise):
    exercise.write(WORKED.replace("X @ W", "X @ w"))
    status, text = exercise.check()
    assert status == "wrong" or status == "error"
    assert "'w' is not defined" in text
    exercise.write("a = 1\nb = a +\n")
    status, text = exercise.check()
    assert status == "error"
    assert text.startswith("line 2:\n    b = a +\n")


def test_what_is_printed_stands_above_the_verdict(exercise):
    exercise.write(f"print('<b>here</b>')\n{WORKED}")
    exercise.check()
    expect(exercise.part.locator(".cell_output pre.stdout")).to_have_text("<b>here</b>")


def test_hints_come_one_at_a_time(exercise):
    hints = exercise.part.locator(".exercise-hint")
    expect(hints).to_have_count(0)
    count = len(find(NAME).hints)
    for k in range(count):
        exercise.button(f"Hint {k + 1} of {count}").click()
        expect(hints).to_have_count(k + 1)
        expect(hints.last).to_be_focused()
    expect(exercise.button("No more hints")).to_be_disabled()
    exercise.button("Start again").click()
    expect(hints).to_have_count(0)


def test_starting_again_can_be_undone(exercise):
    exercise.write("mine")
    exercise.button("Start again").click()
    assert exercise.text == find(NAME).starter()
    exercise.button("Bring them back").click()
    assert exercise.text == "mine"
    exercise.button("Start again").click()
    exercise.write("new")
    expect(exercise.button("Bring them back")).to_have_count(0)
    assert exercise.text == "new"


def test_the_verdict_comes_back_with_the_answer(exercise):
    exercise.write(SLIP)
    _, words = exercise.check()
    exercise.write(f"{SLIP}\n# and more")
    expect(exercise.part.locator(".exercise-verdict.stale")).to_have_count(1)
    exercise.button("Start again").click()
    expect(exercise.verdict).to_have_count(0)
    exercise.button("Bring them back").click()
    expect(exercise.verdict).to_have_text(words)


def bring_back(page, path):
    with page.expect_file_chooser() as asked:
        page.get_by_role("button", name="Bring a notebook back").click()
    asked.value.set_files(path)


@BOTH
def test_answers_are_taken_along_and_brought_back(exercise, tmp_path):
    page = exercise.page
    exercise.write("mine = 1\n")
    with page.expect_download() as begun:
        page.get_by_role("button", name="Take your answers along").click()
    path = tmp_path / begun.value.suggested_filename
    begun.value.save_as(path)
    notebook = json.loads(path.read_text(encoding="utf-8"))
    sources = {cell["id"]: "".join(cell["source"]) for cell in notebook["cells"]}
    assert sources[f"exercise-{NAME}-answer"] == "mine = 1\n"
    others = [one for one in CHAPTERS[2] if one.name != NAME]
    for other in others:
        assert sources[f"exercise-{other.name}-answer"] == other.starter()
    exercise.button("Start again").click()
    place = page.locator(".take-along")
    bring_back(page, path)
    expect(place).to_contain_text("Brought one answer")
    assert exercise.text == "mine = 1\n"
    place.get_by_role("button", name="Undo").click()
    assert exercise.text == find(NAME).starter()
    # What was written meanwhile is not undone, and dots replace no answer.
    bring_back(page, path)
    exercise.write("newer")
    place.get_by_role("button", name="Undo").click()
    assert exercise.text == "newer"
    bring_back(page, HTML / "exercises" / path.name)
    expect(place).to_contain_text("Brought nothing new")
    assert exercise.text == "newer"
    path.write_text("{", encoding="utf-8")
    bring_back(page, path)
    expect(place).to_contain_text("This file is no notebook")


@BOTH
def test_the_sidebar_counts_what_is_done(exercise, addresses, how):
    exercise.write(WORKED)
    exercise.check()
    page = exercise.page
    mark = page.locator(".bd-links .done-mark")
    expect(mark).to_have_text(f"1/{len(CHAPTERS[2])}")
    other = page.context.new_page()
    other.goto(f"{addresses['plain'][how]}intro.html")
    attached(other)
    link = other.get_by_role("link", name="Vectorisation").filter(
        has=other.locator(".done-mark")
    )
    expect(link).to_contain_text("1/7")
    other.close()


@BOTH
def test_another_tab_shows_what_was_written_in_this_one(exercise, addresses, how):
    other = exercise.page.context.new_page()
    other.goto(addresses["plain"][how] + CHAPTER)
    attached(other)
    there = Exercise(other, NAME).open()
    exercise.write("from here")
    exercise.kept()
    expect(there.editor).to_have_text("from here")
    # Another exercise, written there, takes nothing from here.
    Exercise(other, "loss").write("from there")
    Exercise(other, "loss").kept()
    assert exercise.text == "from here"
    other.close()


def test_the_keyboard_alone_will_do(exercise):
    press = exercise.page.keyboard.press
    exercise.editor.focus()
    press("Control+a")
    exercise.page.keyboard.insert_text(WORKED)
    press("Tab")
    expect(exercise.button("Check")).to_be_focused()
    press("Enter")
    expect(exercise.verdict).to_have_text(said(WORKED), timeout=SLOW)
    expect(exercise.button("Check")).to_be_focused()
    press("Shift+Tab")
    expect(exercise.editor).to_be_focused()
    press("Shift+Enter")
    expect(exercise.button("Check")).to_be_enabled(timeout=SLOW)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_an_exercise(scheme, exercise):
    exercise.write(SLIP)
    exercise.check()
    exercise.button("Hint").click()
    exercise.page.emulate_media(color_scheme=scheme)
    exercise.page.wait_for_selector(f"html[data-theme={scheme}]")
    found = audited(exercise.page, f'.exercise[data-exercise="{NAME}"]', scheme)
    assert found.violations_count == 0, found.generate_report()


def test_a_solution_stays_folded_until_the_reader_has_tried_or_insists(how, visit):
    page = visit(SOLUTIONS, how)
    section = page.locator("section").filter(has=page.locator("#solution-layer")).last
    folds = section.locator("details", has_text="Solution")
    solution = folds.last
    solution.locator("summary").click()
    assert solution.get_attribute("open") is None
    back = section.get_by_role("link", name="Try it first")
    assert back.get_attribute("href") == f"../{CHAPTER}#cell-exercise-layer-answer"
    section.get_by_role("button", name="Show it all the same").click()
    assert solution.get_attribute("open") is not None
    hint = section.locator("details", has_text="Hint 1").first
    hint.locator("summary").click()
    assert hint.get_attribute("open") is not None


@BOTH
def test_a_solution_opens_once_an_answer_was_tried(how, visit):
    page = visit(SOLUTIONS, how)
    work = json.dumps({"status": "wrong", "text": "No."})
    page.evaluate("([k, v]) => localStorage.setItem(k, v)", [KEPT + NAME, work])
    section = page.locator("section").filter(has=page.locator("#solution-layer")).last
    solution = section.locator("details", has_text="Solution").last
    solution.locator("summary").click()
    assert solution.get_attribute("open") is not None


def test_where_nothing_can_be_kept_the_page_says_so(visit):
    refuse = f"""const set = Storage.prototype.setItem;
      Storage.prototype.setItem = function (key, value) {{
        if (key.startsWith("{KEPT}")) throw new Error("full");
        set.call(this, key, value);
      }};"""
    page = visit(CHAPTER, before=lambda page: page.add_init_script(refuse))
    exercise = Exercise(page, NAME)
    exercise.write(WORKED)
    expect(exercise.news).to_contain_text("keeps nothing of this page")
    assert exercise.check()[0] == "right"
    expect(exercise.news).to_contain_text("keeps nothing of this page")
    assert exercise.text == WORKED
    cell = Cell(page, "small-numbers")
    cell.edit("a = 1")
    expect(cell.news).to_contain_text("keeps nothing of this page")


@pytest.mark.parametrize("kept", ["{", "3", "null", '{"source": 5}', '{"hints": "x"}'])
def test_what_else_was_kept_under_the_name_does_no_harm(kept, visit, addresses):
    page = visit("intro.html")
    page.evaluate("([k, v]) => localStorage.setItem(k, v)", [KEPT + NAME, kept])
    page.goto(addresses["plain"]["http"] + CHAPTER)
    assert Exercise(page, NAME).open().text == find(NAME).starter()


def test_nothing_of_python_is_asked_for_before_the_reader_asks(visit):
    asked = []
    page = visit(
        CHAPTER, before=lambda page: page.on("request", lambda r: asked.append(r.url))
    )
    page.wait_for_timeout(500)
    assert not [url for url in asked if "python" in url or "editor" in url]


def test_who_clicks_before_the_editor_has_come_can_write_when_it_has(visit):
    asked = []
    page = visit(
        CHAPTER, before=lambda p: p.route("**/editor.js*", lambda r: asked.append(r))
    )
    exercise = Exercise(page, NAME)
    with page.expect_request("**/editor.js*"):
        exercise.part.scroll_into_view_if_needed()
    exercise.part.locator("pre").first.click()
    asked[0].continue_()
    expect(exercise.editor).to_be_focused()


def test_no_key_that_is_typed_leads_elsewhere(exercise):
    exercise.write("")
    typed = "".join(map(chr, range(33, 127)))
    for letter in typed:
        # Brackets close by themselves nowhere, and completions come from nowhere.
        exercise.editor.press(letter)
    assert exercise.text == typed


def test_it_fits_a_narrow_screen(visit):
    page = visit(CHAPTER, size=(320, 700))
    exercise = Exercise(page, NAME)
    exercise.write(f"{WORKED}\n# {'long ' * 40}")
    wide = "document.documentElement.scrollWidth"
    assert page.evaluate(wide) == 320


# ---- what ends Python comes last: what is run after it would wait for another -------


@BOTH
def test_an_endless_loop_is_stopped_and_nothing_written_is_lost(how, exercise):
    source = "while True:\n    pass"
    exercise.write(source)
    exercise.button("Check").click()
    exercise.part.get_by_text("Running …").wait_for(timeout=SLOW)
    exercise.button("Stop").click()
    gone = "What the cells had defined is gone"
    words = re.compile(f"^Stopped. {gone}" if how == "file" else "^Stopped.$")
    expect(exercise.news).to_have_text(words, timeout=SLOW)
    assert exercise.text == source
    exercise.write(WORKED)
    assert exercise.check()[0] == "right"


@BOTH
def test_it_survives_leaving_the_page(exercise):
    page = exercise.page
    exercise.write(SLIP)
    verdict = exercise.check()
    exercise.button("Hint").click()
    exercise.write(f"{SLIP}\n# more")
    exercise.kept()
    page.reload()
    attached(page)
    again = Exercise(page, NAME).open()
    assert again.text == f"{SLIP}\n# more"
    assert again.verdict.text_content() == verdict[1]
    expect(again.part.locator(".exercise-hint")).to_have_count(1)
    expect(again.part.locator(".exercise-verdict.stale")).to_have_count(1)
