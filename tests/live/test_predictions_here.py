"""Predict, then see: what a reader commits to, and what then shows."""

import json
import re

import pytest
from browsing import attached, audited
from built import BOTH
from playwright.sync_api import expect

FIRST, FIFTH = "chapters/01-neurons.html", "chapters/05-gradient-descent.html"
AGAIN = "Ask me again"


def asked(page, name):
    return page.locator(f"#predict-{name}")


def pressed(box, button):
    box.get_by_role("button", name=button, exact=True).press("Enter")


@pytest.fixture(scope="module")
def page(shared_visit):
    return shared_visit(FIRST)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("0,5", "Right. e0 is 1"),
        ("1/2", "Right. e0 is 1"),
        ("0.505", "Right. e0 is 1"),
        ("0", "Not so. A line through the origin"),
        ("7", "Not so. Put z=0 into the formula"),
    ],
)
def test_a_number_is_judged_and_each_wrong_one_has_its_reason(page, typed, said):
    box = asked(page, "sigmoid-at-zero")
    verdict = box.get_by_role("status")
    box.get_by_label("Your number").fill(typed)
    box.get_by_label("Your number").press("Enter")
    expect(verdict).to_contain_text(said)
    expect(verdict).to_be_focused()
    assert ("0.5. e0 is 1" in verdict.text_content()) == (not said.startswith("Right"))
    pressed(box, AGAIN)
    expect(verdict).to_have_text("")
    expect(box.get_by_label("Your number")).to_have_value("")


@pytest.mark.parametrize("typed", ["", "half", "1/2/3", "1/0"])
def test_what_is_no_number_is_no_answer(page, typed):
    box = asked(page, "sigmoid-at-zero")
    box.get_by_label("Your number").fill(typed)
    pressed(box, "Predict")
    expect(box.get_by_role("status")).to_have_text(re.compile("Write a number"))
    expect(box.locator(".predict-answers")).to_be_hidden()


@BOTH
def test_the_answer_shows_once_a_choice_is_made_and_the_count_stays(how, visit):
    page = attached(visit(FIRST, how))
    box, other = asked(page, "doubled-weights"), asked(page, "line-on-bump")
    expect(box.locator(".predict-answers")).to_be_hidden()
    pressed(box, "Predict")
    expect(box.get_by_role("status")).to_have_text("Choose one first.")
    # By keys alone.
    box.get_by_role("radio").first.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    pressed(box, "Predict")
    expect(box.get_by_role("status")).to_contain_text("Right. Each layer doubles")
    expect(box).to_contain_text("you were right 1 time of 1.")
    other.get_by_label("A It rises").check()
    pressed(other, "Predict")
    expect(other).to_contain_text("Not so. The left flank does rise.")
    expect(other).to_contain_text("B. What a rising line gains")
    expect(box).to_contain_text("you were right 1 time of 2.")
    page.goto(page.url.replace(FIRST, FIFTH))
    box = asked(attached(page), "momentum-sum")
    pressed(box, "Show me")
    expect(box).to_contain_text("10. Each step keeps nine tenths")
    expect(box).to_contain_text("right 1 time of 2. You have looked at 1 without")
    page.goto(page.url.replace(FIFTH, FIRST))
    box = asked(page, "doubled-weights")
    expect(box).to_contain_text("right 1 time of 2. You have looked at 1 without")
    expect(box.get_by_role("radio", checked=True)).to_have_value("C")


@pytest.mark.parametrize(
    ("address", "name"), [(FIRST, "sigmoid-slope"), (FIFTH, "diverging-loss")]
)
def test_every_curve_that_is_drawn_is_known(address, name, shared_visit):
    page = shared_visit(address)
    box = asked(page, name)
    sketch = json.loads(box.get_attribute("data-sketch"))
    low, high = sketch["y"]
    right = next(iter(sketch["curves"]))
    pressed(box, "Predict")
    expect(box.get_by_role("status")).to_contain_text("Draw a curve from one end")
    sheet = box.locator(".sheet")
    sheet.scroll_into_view_if_needed()
    for key, ys in sketch["curves"].items():
        place = sheet.bounding_box()
        for k, y in enumerate(ys):
            # As a hand does, lower than it should be.
            share = 0.1 + 0.6 * min((y - low) / (high - low), 1)
            across = place["x"] + place["width"] * k / (len(ys) - 1)
            page.mouse.move(across, place["y"] + place["height"] * (1 - share))
            if k == 0:
                page.mouse.down()
        page.mouse.up()
        pressed(box, "Predict")
        said = box.locator(f'[data-key="{key}"] p').text_content()
        word = "Right." if key == right else "Not so."
        expect(box.get_by_role("status")).to_contain_text(f"{word} {said}")
        expect(box.locator(".right")).to_be_visible()
        pressed(box, AGAIN)
    expect(box.locator(".right")).to_be_hidden()


def test_sliders_draw_as_well_as_a_finger(shared_visit):
    box = asked(shared_visit(FIRST), "sigmoid-slope")
    box.get_by_text("Draw with sliders").press("Enter")
    expect(box.get_by_role("slider", name="z = −6")).to_be_visible()
    for at, height in zip((-1.5, 0, 1.5), (0.5, 0.9, 0.5), strict=True):
        name = f"z = {at:g}".replace("-", "−")
        slider = box.get_by_role("slider", name=name, exact=True)
        slider.fill(str(height))
        # The axis goes from 0 to 0.5.
        assert slider.get_attribute("aria-valuetext") == f"slope = {height / 2:.2g}"
    pressed(box, "Predict")
    expect(box.get_by_role("status")).to_contain_text("Right. A hill over")


@pytest.mark.parametrize("paper", [True, False], ids=["print", "no scripts"])
def test_on_paper_and_without_scripts_the_answer_follows(paper, visit):
    page = visit(FIRST, java_script_enabled=paper)
    if paper:
        page.emulate_media(media="print")
    box = asked(page, "line-on-bump")
    expect(box.locator("form")).to_contain_text("C It falls, along the right flank.")
    expect(box.get_by_role("radio")).to_have_count(0)
    expect(box.get_by_role("button")).to_have_count(0)
    expect(box.locator(".predict-answers")).to_contain_text("Right: B. What a rising")


def test_axe_finds_nothing_once_answers_are_told(shared_visit):
    page = shared_visit(FIRST)
    for box in page.locator(".predict").all():
        pressed(box, "Show me")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.wait_for_selector(f"html[data-theme={scheme}]")
        found = audited(page, ".predict", scheme, exclude=["math"])
        assert found.violations_count == 0, found.generate_report()
