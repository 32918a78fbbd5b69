"""The mark on the map at the head of a chapter."""

from browsing import attached, until_kept
from built import BOTH
from playwright.sync_api import expect

PAGE = "chapters/02-vectorisation.html"


@BOTH
def test_the_map_marks_where_a_reader_has_come_to(how, visit):
    page = attached(visit(PAGE, how))
    links, sign = page.locator(".road ol a"), page.locator(".road .here-mark")
    expect(sign).to_have_count(0)
    for index in (2, 0, 3):
        links.nth(index).click()
        expect(links.nth(index)).to_have_attribute("aria-current", "location")
        expect(page.locator(".road [aria-current]")).to_have_count(1)
        expect(sign).to_have_count(1)
    until_kept(page, links.nth(3).get_attribute("href")[1:])
    page.goto(page.url.partition("#")[0])
    attached(page)
    expect(links.nth(3)).to_have_attribute("aria-current", "location")
    expect(sign).to_have_text("you are here")


def test_no_other_page_has_a_map(how, visit):
    assert visit("chapters/notation.html", how).locator(".road").count() == 0
