"""The buttons that lead to the repository, to Binder and to Colab."""

from urllib.parse import parse_qs, urlsplit

import pytest
from layout import ROOT, source_of, toc_documents
from published import BRANCH, URL

DOCUMENTS = toc_documents()
NOTEBOOKS = [name for name in DOCUMENTS if source_of(name).suffix == ".ipynb"]


def links(page, words):
    """Return where the links of a page lead that have some words in their address."""
    found = page.select(f"a[href*='{words}']")
    return [link["href"] for link in found if not link.find_parent("article")]


def test_edit_this_page_leads_to_its_source(known):
    _, pages = known
    for name in DOCUMENTS:
        (link,) = links(pages[name], "/edit/")
        path = link.removeprefix(f"{URL}/edit/{BRANCH}/")
        assert ROOT / path == source_of(name)


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_binder_opens_the_notebook_in_jupyterlab(known, name):
    _, pages = known
    (link,) = links(pages[name], "mybinder.org")
    parts = urlsplit(link)
    assert parts.path == f"/v2/gh/An-Owner/a-book/{BRANCH}"
    (place,) = parse_qs(parts.query)["urlpath"]
    assert ROOT / place.removeprefix("lab/tree/") == source_of(name)


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_colab_opens_the_notebook_on_the_branch(known, name):
    _, pages = known
    (link,) = links(pages[name], "colab.research.google.com")
    before = f"https://colab.research.google.com/github/An-Owner/a-book/blob/{BRANCH}/"
    assert ROOT / link.removeprefix(before) == source_of(name)


def test_what_is_no_notebook_has_no_button_to_run_it(known):
    _, pages = known
    for name in set(pages) - set(NOTEBOOKS):
        assert links(pages[name], "mybinder.org") == []
        assert links(pages[name], "colab.") == []
