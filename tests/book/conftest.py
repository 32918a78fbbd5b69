"""What the tests of the pages share: the book as built."""

import pytest
from bs4 import BeautifulSoup
from layout import ROOT, toc_documents


@pytest.fixture(scope="session")
def html():
    """The folder of the built book. Absent, it fails the tests: they need it."""
    folder = ROOT / "_build" / "html"
    if not (folder / "index.html").exists():
        pytest.fail("The book has not been built. Build it first: make html")
    return folder


@pytest.fixture(scope="session")
def pages(html):
    """Every page of the table of contents, parsed, by document name."""
    return {
        name: BeautifulSoup(
            (html / f"{name}.html").read_text(encoding="utf-8"), "html.parser"
        )
        for name in toc_documents()
    }
