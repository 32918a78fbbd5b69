"""What follows from the one setting, the repository's address, and what does not."""

import re
from types import SimpleNamespace
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

import pytest
import repository
from layout import toc_documents
from matplotlib.image import imread
from published import URL, build

SITE = "https://an-owner.github.io/a-book/"
DOCUMENTS = toc_documents()
ELSEWHERE = re.compile(r"github|mybinder|colab")


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    """The short book without an address."""
    return build(tmp_path_factory.mktemp("alone"), {"repository": {"url": ""}})


def content(page, name):
    """Return what a meta element of a page says."""
    (found,) = page.find_all("meta", attrs={"property": name}) or [{"content": None}]
    return found["content"]


@pytest.mark.parametrize(
    ("url", "site"),
    [
        (URL, SITE),
        (f"{URL}.git", SITE),
        (f"{URL}/", SITE),
        ("https://github.com/me/me.github.io", "https://me.github.io/"),
        ("https://github.com/me/b_2.x", "https://me.github.io/b_2.x/"),
    ],
)
def test_the_site_has_its_address_from_the_repository(url, site):
    assert repository.site_of(url) == site


@pytest.mark.parametrize("url", ["github.com/a/b", "https://github.com/a", "a/b"])
def test_an_address_that_is_none_is_refused(url):
    with pytest.raises(repository.ConfigError, match=r"repository\.url"):
        repository.parts(url)


def test_every_page_says_where_it_is(known):
    _, pages = known
    for name in DOCUMENTS:
        address = f"{SITE}{name}.html"
        (canonical,) = pages[name].select("link[rel=canonical]")
        assert canonical["href"] == address
        assert content(pages[name], "og:url") == address


def test_the_sitemap_lists_every_page(known):
    html, _ = known
    found = ElementTree.parse(html / "sitemap.xml").findall(".//{*}loc")
    listed = [address.text for address in found]
    assert sorted(listed) == sorted(f"{SITE}{name}.html" for name in DOCUMENTS)


def test_every_page_has_a_card(known):
    html, pages = known
    cards = {content(pages[name], "og:image") for name in DOCUMENTS}
    assert len(cards) == len(DOCUMENTS)
    for card in cards:
        picture = imread(html / card.removeprefix(SITE))
        assert picture.shape[:2] == (630, 1200)
        assert picture.std() > 0.05, "there is nothing on it"
    for name in DOCUMENTS:
        (kind,) = pages[name].find_all("meta", attrs={"name": "twitter:card"})
        assert kind["content"] == "summary_large_image"


def test_the_missing_page_works_from_any_depth(known):
    html, pages = known
    page = pages["404"]
    assert page.find(["base", "a", "link", "script"]).name == "base"
    base = urljoin(SITE, page.base["href"])
    assert base == f"{SITE}404.html"
    found = {tag.get("href") or tag.get("src") for tag in page.select("[href], [src]")}
    for address in {urljoin(base, address) for address in found}:
        if not ELSEWHERE.search(address.removeprefix(SITE)):
            path = urlsplit(address.removeprefix(SITE)).path or "index.html"
            assert (html / path).is_file(), address


def test_the_sites_own_address_leads_to_the_front_page(known):
    _, pages = known
    page, front = pages["index"], DOCUMENTS[0]
    assert page.find("meta", attrs={"http-equiv": "refresh"})["content"].endswith(
        f"url={front}.html"
    )
    for name in ("og:title", "og:description", "og:image", "og:url"):
        assert content(page, name) == content(pages[front], name)


def test_another_address_of_the_site_can_be_given():
    config = SimpleNamespace(
        html_theme_options={"repository_url": URL}, html_baseurl="https://a.example"
    )
    repository.settle(None, config)
    assert config.html_baseurl == "https://a.example/"
    assert config.html_theme_options["use_edit_page_button"]


def test_a_book_that_stands_alone_points_nowhere(alone):
    html, pages = alone
    assert not (html / "sitemap.xml").exists()
    for page in pages.values():
        assert page.find("base") is None
        assert page.select("link[rel=canonical]") == []
        for name in ("og:url", "og:image"):
            assert content(page, name) is None
        outside = page.find_all(href=ELSEWHERE)
        assert [tag for tag in outside if not tag.find_parent("article")] == []
