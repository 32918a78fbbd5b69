"""The search finds what a reader would type, and puts the right place first.

From disk it does the same, but shows no excerpts, since a browser lets no page on disk
read another. What is searched is the same file, so each search is made one way.
"""

import pytest
from built import in_turn
from playwright.sync_api import expect

GLOSSARY, RULES = "chapters/glossary.html#term-", "chapters/03-matrix-calculus.html"
TRAINING = "chapters/05-gradient-descent.html"
FIRST_MET = "chapters/01-neurons.html"


WANTED = [
    ("chain rule", [f"{GLOSSARY}chain-rule", RULES]),
    ("norm rule", [f"{GLOSSARY}norm-rule"]),
    ("Hadamard", [f"{GLOSSARY}Hadamard-product"]),
    ("eq-rule-left", [RULES]),
    ("standardise", [f"{GLOSSARY}standardise", TRAINING]),
    ("one-hot", [f"{GLOSSARY}one-hot", TRAINING]),
    ("dead ReLU", [f"{GLOSSARY}dead-ReLU"]),
    ("class label", [f"{GLOSSARY}class-label", TRAINING]),
    ("missing value", [f"{GLOSSARY}missing-value"]),
    ("saturation", [f"{GLOSSARY}saturation"]),
    ("saturated", [f"{GLOSSARY}saturated"]),
    ("left multiplication", [f"{GLOSSARY}left-multiplication", RULES]),
    (
        "learning rate",
        [f"{GLOSSARY}learning-rate", FIRST_MET],
    ),
]


@pytest.mark.parametrize("one", WANTED, ids=lambda one: one[0])
def test_the_right_place_comes_first(one, visit, addresses):
    (words, places), how = one, in_turn(WANTED, one)
    page = visit(f"search.html?q={words.replace(' ', '+')}", how)
    expect(page.locator(".search-summary")).to_contain_text("found")
    for k, place in enumerate(places):
        link = page.locator("#search-results li > a").nth(k)
        address = link.evaluate("link => link.href.replace(/[?]highlight=[^#]*/, '')")
        assert address == addresses["plain"][how] + place
    expect(page.locator("#search-results p.context")).to_have_count(
        page.locator("#search-results li").count() if how == "http" else 0
    )
