"""The map at the head of a chapter: all its sections, each one sitting."""

import re

import pytest
from layout import toc_documents

CHAPTERS = [name for name in toc_documents() if re.match(r"chapters/\d", name)]
COURSE = [name for name in CHAPTERS if re.match(r"chapters/0[1-5]", name)]
LONGEST = 20
"""Minutes."""


def sections(page):
    """Return the sections of a chapter by their ids, without its beginning and end."""
    found = page.select("article.bd-article > section > section")
    ends = re.compile("What you will be able|What you now know|Where to go next")
    return {one["id"]: one for one in found if not ends.match(one.h2.get_text())}


@pytest.mark.parametrize("name", CHAPTERS)
def test_the_map_leads_to_each_section_in_order(name, pages):
    links = pages[name].select("nav.road ol a")
    assert [link["href"] for link in links] == [
        f"#{one}" for one in sections(pages[name])
    ]


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_section_says_what_the_map_says(name, pages):
    said = [time.get_text() for time in pages[name].select("nav.road .takes")]
    for section, time in zip(sections(pages[name]).values(), said, strict=True):
        line = section.select_one(":scope > p.sitting")
        exercises = re.fullmatch(r"(\d+) of them", time)
        if exercises:
            assert line is None
            assert len(section.select("section > h3")) >= int(exercises[1])
        else:
            assert line.get_text() == time


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_section_is_one_sitting(name, pages):
    said = (one.get_text() for one in pages[name].select("p.sitting"))
    minutes = [int(re.fullmatch(r"(\d+) min", one)[1]) for one in said]
    assert minutes
    assert max(minutes) <= LONGEST


@pytest.mark.parametrize("name", COURSE)
def test_the_map_says_which_chapter_this_is(name, pages):
    chapters = pages[name].select("nav.road .road-chapters a")
    assert len(chapters) == len(COURSE)
    here = pages[name].select("nav.road .road-chapters .here a")
    assert [link.get_text() for link in here] == [
        pages[name].h1.find(string=lambda text: len(text) > 4).strip()
    ]
