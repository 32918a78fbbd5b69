"""What the tests of the pages share: the book as built."""

import pytest
from bs4 import BeautifulSoup
from layout import ROOT, toc_documents
from published import BRANCH, URL, build


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


@pytest.fixture(scope="session")
def known(tmp_path_factory):
    """The short book of a repository that is known: its folder, and its pages."""
    setting = {"repository": {"url": URL, "branch": BRANCH}}
    return build(tmp_path_factory.mktemp("known"), setting)
