"""The whole story: each of its lines leads to where it is derived."""

import re
from urllib.parse import urlsplit

import pytest

STORY = "chapters/story"
EQUATIONS = ["backprop-dA-last", "backprop-dA", "backprop-dZ", "backprop-dW"]
RULES = "right left elementwise sum norm scaling transpose bias product".split()
OTHERS = ["chain-rule", "forward-Z", "forward-A", "loss", "decrease", "update", "limit"]


@pytest.fixture(scope="module")
def links(pages):
    """Return where the story's links lead: pages and anchors."""
    found = pages[STORY].select("article.bd-article a.reference.internal")
    return {(urlsplit(a["href"]).path, urlsplit(a["href"]).fragment) for a in found}


@pytest.mark.parametrize(
    "label", [*EQUATIONS, *(f"rule-{rule}" for rule in RULES), *OTHERS]
)
def test_each_equation_and_each_rule_is_linked(label, links):
    # That it is there, test_pages.py asks of every link.
    assert f"equation-eq-{label}".lower() in {anchor for _, anchor in links}


def test_all_five_chapters_are_linked(links):
    chapters = {path[:2] for path, _ in links if re.match(r"0[1-5]-", path)}
    assert chapters == {"01", "02", "03", "04", "05"}


def test_beside_each_formula_stands_a_link(pages):
    formulas = pages[STORY].select("article.bd-article div.math")
    assert len(formulas) > 12
    for formula in formulas:
        beside = [formula.find_previous("p"), formula.find_next("p")]
        assert any(text.select("a.reference.internal") for text in beside), formula


def test_every_paragraph_that_claims_something_has_a_link(pages):
    sections = pages[STORY].select("article.bd-article section section")
    assert len(sections) >= 7
    for section in sections:
        assert len(section.select("a.reference.internal")) >= 3, section.h2


def test_the_front_page_leads_there_and_it_comes_first_in_the_sidebar(pages):
    front = pages["intro"]
    assert front.select('article.bd-article a[href="chapters/story.html"]')
    assert front.select(".bd-links a")[0]["href"] == "chapters/story.html"
