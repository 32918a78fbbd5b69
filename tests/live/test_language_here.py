"""Whatever scripts say on a page is said in the language of the page."""

import re

import pytest
from marked import unsaid

CHAPTER = "chapters/01-neurons.html"
MARKED = """globalThis.bookPhrases = new Proxy({}, { get: (_, text) =>
    typeof text === "string" && text
      ? `«${text.replace(/\\{\\w+\\}/g, (place) => `»${place}«`)}»` : undefined });"""
WORD = re.compile(r"[A-Za-z]{3,}")
MADE = """() => {
  const made = document.querySelectorAll(
    `.cell-bar *, .cell-news, .exercise-bar button:nth-of-type(2), .exercise-hint-title,
     .live-foot *, .live-player *, .live-free *, .live-control option, .live-hint,
     .predict-verdict strong, .predict-verdict:not(:has(*)), .predict-count,
     .predict-axes summary, .here-mark, .read-mark, .solution-guard`);
  const told = (element) => [...element.childNodes]
    .filter((node) => node.nodeType === Node.TEXT_NODE)
    .map((node) => node.data).join("");
  return [...made].flatMap((element) =>
    [told(element), element.getAttribute("aria-label") ?? ""]).filter(Boolean);
}"""
"""What is made by scripts alone, each with its own words."""
LABELS = """() => [...document.querySelectorAll(".cell-bar, .predict-axes svg")]
    .map((element) => element.getAttribute("aria-label"))"""

SLIDE = "slides/04-backpropagation.html#/at-cell-live-opened"
ON_SLIDES = """() => [
  ...[...document.querySelectorAll(".views, .navigate-left, .navigate-right")]
    .map((element) => element.getAttribute("aria-label")),
  ...[...document.querySelectorAll(".views button, .r-overlay-help :is(p, td, th)")]
    .map((element) => element.textContent)]"""


@pytest.fixture(scope="module")
def page(shared_visit):
    return shared_visit(
        CHAPTER, book="built", before=lambda p: p.add_init_script(MARKED)
    )


def english(page):
    """Return the words that scripts have written and nobody has said."""
    return {word for text in page.evaluate(MADE) for word in WORD.findall(unsaid(text))}


def test_what_a_page_begins_with(page):
    page.wait_for_selector(".cell-bar button", state="attached")
    assert len(page.evaluate(MADE)) > 100
    assert english(page) == set()
    assert all(map(re.compile("«.*»").fullmatch, page.evaluate(LABELS)))


def test_what_it_says_to_readers(page):
    for predict in page.locator(".predict").all():
        predict.locator("button[type=submit]").click()
        predict.locator("form button[type=button]").click()
    for exercise in page.locator(".exercise").all():
        exercise.get_by_role("button").nth(1).click()
    assert page.locator(".predict-verdict strong").count() > 3
    assert page.locator(".exercise-hint-title").count() > 3
    assert english(page) == set()


def test_the_buttons_the_arrows_and_the_keys_of_slides(visit):
    page = visit(SLIDE, book="built", before=lambda p: p.add_init_script(MARKED))
    page.wait_for_selector(".views button")
    page.keyboard.press("?")
    page.wait_for_selector(".r-overlay-help td")
    said = page.evaluate(ON_SLIDES)
    assert len(said) == 31
    assert {word for text in said for word in WORD.findall(unsaid(text))} == set()
    page.keyboard.press("?")
    page.keyboard.press("g")
    asked = page.locator(".jump-to-slide-input").get_attribute("placeholder")
    assert asked.startswith("«")
