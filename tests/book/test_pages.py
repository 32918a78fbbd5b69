"""The built pages: all there, whole, and asking nobody else for anything."""

import posixpath
import re
from collections import Counter
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup
from layout import source_of, toc_documents

DOCUMENTS = toc_documents()

FILE_NAME = re.compile(r"\.(png|svg|jpe?g|gif|webp)\b|^\S*/\S*$", re.IGNORECASE)
ROLE = re.compile(r"\{(eq|ref|numref|doc|term|cite|math|glue)(:\w+)?\}")
RAW_TEX = re.compile(r"\$\$|\\begin\{|\\(?:frac|partial|boldsymbol)\b")
NUMBER = re.compile(r"^\(\d+(\.\d+)?\)$")
CSS_ADDRESS = re.compile(r"(?:url\(|@import)\s*['\"]?((?:https?:)?//[^'\")\s]+)")

# What a browser fetches on its own. A plain link is fetched when it is followed, and
# one that says where a page is, never.
FETCHED = [
    ("script", "src"),
    ("link", "href"),
    ("img", "src"),
    ("source", "src"),
    ("video", "src"),
    ("audio", "src"),
    ("iframe", "src"),
    ("embed", "src"),
    ("object", "data"),
]


@pytest.fixture(params=DOCUMENTS)
def name(request):
    return request.param


@pytest.fixture
def page(name, pages):
    return pages[name]


@pytest.fixture
def article(page):
    found = page.select_one("article.bd-article")
    assert found is not None, "the page has no article"
    return found


@pytest.fixture(scope="session")
def anchors(html):
    """The ids a link may point at, by page; read when first asked for."""
    known = {}

    def look_up(path):
        if path not in known:
            text = (html / path).read_text(encoding="utf-8")
            soup = BeautifulSoup(text, "html.parser")
            named = soup.find_all(lambda tag: tag.get("id") or tag.get("name"))
            known[path] = {tag.get(key) for tag in named for key in ("id", "name")}
        return known[path]

    return look_up


def is_local(address):
    parts = urlsplit(address)
    return not parts.scheme and not parts.netloc


def target(name, address):
    """Return the file an address points at, from the book's root, and the anchor."""
    parts = urlsplit(address)
    here = f"{name}.html"
    if not parts.path:
        return here, unquote(parts.fragment)
    path = posixpath.join(posixpath.dirname(here), unquote(parts.path))
    return posixpath.normpath(path), unquote(parts.fragment)


def prose(article):
    """Return the strings of the article that are neither code nor mathematics."""
    return [
        string
        for string in article.find_all(string=True)
        if not string.find_parent(["pre", "code", "script", "style"])
        and not string.find_parent(class_="math")
    ]


def equations(page):
    """Return the numbers of a page's equations by their anchors."""
    found = {}
    for number in page.select(".eqno"):
        holder = number.find_parent(id=re.compile("^equation-"))
        text = number.find(string=True, recursive=False)
        if holder is not None:
            found[holder["id"]] = str(text).strip()
    return found


@pytest.fixture(scope="session")
def numbered(pages):
    """The equations of every page, looked for once."""
    return {name: equations(page) for name, page in pages.items()}


def test_the_front_page_opens(html):
    text = (html / "index.html").read_text(encoding="utf-8")
    assert f"{DOCUMENTS[0]}.html" in text or DOCUMENTS[0] == "index"


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_page_was_built_from_this_source(document, html):
    built = html / f"{document}.html"
    assert built.exists()
    assert built.stat().st_mtime >= source_of(document).stat().st_mtime, "make html"


def test_the_page_has_a_title_and_text(article):
    assert len(article.find_all("h1")) == 1
    assert len(article.get_text(strip=True)) > 100


def meta(page, key):
    """Return what the one meta element says that has a name or property."""
    (found,) = page.find_all("meta", attrs={key[0]: key[1]})
    return found["content"]


def test_the_page_describes_itself(page):
    text = meta(page, ("name", "description"))
    assert 50 <= len(text) <= 160
    assert re.fullmatch(r"[A-Z][^$\\{}<>]*[.]", text), "a sentence in plain words"
    assert meta(page, ("property", "og:description")) == text
    title = page.select_one("h1").find_all(string=True)
    assert meta(page, ("property", "og:title")) in "".join(title)
    assert page.find_all("meta", attrs={"name": "twitter:card"})


@pytest.mark.parametrize("name", ["search", "genindex"])
def test_pages_without_a_source_describe_themselves(name, html):
    text = (html / f"{name}.html").read_text(encoding="utf-8")
    page = BeautifulSoup(text, "html.parser")
    assert 40 <= len(meta(page, ("name", "description"))) <= 160


def test_no_two_pages_share_a_title_or_a_description(pages):
    titles = [page.title.get_text() for page in pages.values()]
    texts = [meta(page, ("name", "description")) for page in pages.values()]
    for words in (titles, texts):
        assert len(set(words)) == len(pages)


def test_the_logo_and_the_icon_exist(page, html, name):
    (icon,) = page.select("link[rel=icon]")
    (logo,) = {image["src"] for image in page.select("img.logo__image")}
    for address in (icon["href"], logo):
        assert (html / target(name, address)[0]).is_file()


def test_nothing_is_fetched_from_elsewhere(page):
    foreign = [
        tag[key]
        for kind, key in FETCHED
        for tag in page.find_all(kind)
        if tag.get(key) and not is_local(tag[key]) and not tag[key].startswith("data:")
        if "canonical" not in tag.get("rel", [])
    ]
    assert foreign == []


def test_style_sheets_fetch_nothing_from_elsewhere(html):
    foreign = {
        path.name: found
        for path in html.rglob("*.css")
        if (found := CSS_ADDRESS.findall(path.read_text(encoding="utf-8")))
    }
    assert foreign == {}


def test_everything_fetched_exists(name, page, html):
    missing = [
        tag[key]
        for kind, key in FETCHED
        for tag in page.find_all(kind)
        if tag.get(key)
        and is_local(tag[key])
        and not (html / target(name, tag[key])[0]).exists()
    ]
    assert missing == []


def test_every_image_has_alt_text(page, article):
    assert [
        str(image) for image in page.find_all("img") if "alt" not in image.attrs
    ] == []
    bad = [
        image["alt"]
        for image in article.find_all("img")
        if not image["alt"].strip() or FILE_NAME.search(image["alt"])
    ]
    assert bad == []


def test_internal_links_resolve(name, page, html, anchors):
    broken = []
    for link in page.find_all("a", href=True):
        if not is_local(link["href"]) or link["href"] in ("", "#"):
            continue
        path, anchor = target(name, link["href"])
        if not (html / path).is_file():
            broken.append(link["href"])
        elif anchor and path.endswith(".html") and anchor not in anchors(path):
            broken.append(link["href"])
    assert broken == []


def repeated_ids(page):
    counts = Counter(tag["id"] for tag in page.find_all(id=True))
    return [name for name, count in counts.items() if count > 1]


def test_ids_are_unique(page):
    assert repeated_ids(page) == []


@pytest.mark.parametrize("name", ["search", "genindex"])
def test_ids_are_unique_on_the_pages_that_sphinx_adds(name, html):
    text = (html / f"{name}.html").read_text(encoding="utf-8")
    assert repeated_ids(BeautifulSoup(text, "html.parser")) == []


def test_no_markup_is_left_over(article):
    texts = prose(article)
    left = [str(text) for text in texts if ROLE.search(text)]
    assert left == [], "a role that was not understood"
    left = [str(text) for text in texts if RAW_TEX.search(text)]
    assert left == [], "mathematics that was not understood"


def test_every_formula_is_set(page):
    formulas = page.select(".math")
    bad = [
        str(formula)
        for formula in formulas
        if len(formula.find_all("math", recursive=False)) != 1
        or not "".join(formula.math.find_all(string=True)).strip()
        or formula.find("merror")
    ]
    assert bad == []
    assert len(page.find_all("math")) == len(formulas)


def test_the_book_has_formulas(pages):
    assert sum(len(page.select(".math > math")) for page in pages.values()) > 1000


def test_no_page_loads_mathjax(page):
    scripts = page.find_all("script")
    loads = [str(one) for one in scripts if "mathjax" in str(one.attrs).lower()]
    assert loads == []
    assert [one for one in scripts if "window.MathJax" in one.get_text()] == []


def test_the_style_of_formulas_is_there_where_there_are_formulas(name, page, html):
    sheets = [link["href"] for link in page.select("link[href*='formulas.css']")]
    assert len(sheets) == bool(page.select(".math"))
    assert all((html / target(name, sheet)[0]).exists() for sheet in sheets)


def test_no_page_shows_a_traceback(article):
    assert "Traceback (most recent call last)" not in article.get_text()
    assert article.select(".cell_output .stderr, .output.stderr") == []


def test_equation_references_give_the_number_at_their_target(name, article, numbered):
    wrong = []
    for link in article.select("a[href*='#equation-']"):
        if "headerlink" in link.get("class", []):
            continue
        path, anchor = target(name, link["href"])
        number = numbered[path.removesuffix(".html")].get(anchor)
        if number != link.get_text(strip=True) or not NUMBER.match(number):
            wrong.append((link["href"], link.get_text(strip=True), number))
    assert wrong == []


def test_equation_numbers_are_unique_and_begin_with_their_chapter(pages, numbered):
    seen = Counter()
    for document in DOCUMENTS:
        number = pages[document].select_one("h1 .section-number")
        for equation in numbered[document].values():
            seen[equation] += 1
            if number is not None:
                chapter = number.get_text(strip=True).rstrip(".")
                assert equation.startswith(f"({chapter}."), f"{document}: {equation}"
    assert [number for number, count in seen.items() if count > 1] == []


def test_a_policy_comes_before_all_that_is_fetched(page):
    policy = page.find("meta", {"http-equiv": "Content-Security-Policy"})
    assert policy["content"].startswith("default-src 'self' file: data: blob:;")
    assert policy.parent.name == "head"
    assert policy.find_previous(["script", "link", "style", "base"]) is None
