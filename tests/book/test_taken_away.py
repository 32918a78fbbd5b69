"""Notebooks that readers take away, from a page or as exercises, need no MyST."""

import re

import nbformat
import pytest
from bs4 import BeautifulSoup
from layout import ROOT
from plain_words import NoWords, Words, parser, plain

EXTENSIONS = ["amsmath", "colon_fence", "dollarmath"]
CODE = re.compile(r"^( *)(`{3,}).*?^\1\2|`[^`\n{]*`", re.MULTILINE | re.DOTALL)
RAW = re.compile(r"\{[\w:-]+\}`|^ *:::|\$\$ *\([\w-]+\)|\]\([^)#]*\.(?:ipynb|md)", re.M)
BOOK = [
    path.relative_to(ROOT).with_suffix("").as_posix()
    for folder in ("chapters", "solutions")
    for path in sorted((ROOT / folder).glob("*.ipynb"))
]


def source(path):
    """Return all Markdown of a notebook."""
    cells = nbformat.read(path, as_version=4).cells
    return "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown")


@pytest.fixture(params=BOOK)
def both(request, html, pages):
    """Return a chapter as it is written and as it is taken away, and its page."""
    name = request.param
    written = source(ROOT / f"{name}.ipynb")
    return written, source(html / "_sources" / f"{name}.ipynb"), pages[name]


@pytest.fixture(scope="module")
def numbers(pages):
    """Return the number that the pages show of each equation."""
    return {
        place["id"].removeprefix("equation-"): place.select_one(".eqno").contents[0]
        for page in pages.values()
        for place in page.select("div.math[id^=equation-]")
    }


def test_nothing_is_left_that_only_the_book_knows(both):
    assert RAW.findall(CODE.sub("", both[1])) == []


def test_nor_in_the_exercises(html):
    files = sorted((html / "exercises").glob("*.ipynb"))
    assert len(files) > 5
    for path in files:
        found = RAW.findall(CODE.sub("", source(path)))
        assert [one for one in found if not one.startswith("](../chapters/")] == []


def test_every_equation_has_the_number_of_the_page(both, numbers):
    written, taken, _ = both
    labels = re.findall(r"\$\$ *\(([\w-]+)\)", written)
    tags = re.findall(r"\\tag\{([\d.]+)\}", taken)
    assert [f"({tag})" for tag in tags] == [numbers[label.lower()] for label in labels]


def test_every_reference_is_to_the_number_of_the_page(both, numbers):
    written, taken, page = both
    cited = re.findall(r"\{eq\}`([\w-]+)`", written)
    expected = [numbers[label.lower()] for label in cited]
    assert [one for one in re.findall(r"\([1-9]\.\d+\)", taken)] == expected
    shown = {
        link.get_text()
        for link in page.select("a[href*='#equation-']:not(.headerlink)")
    }
    assert set(expected) == shown & set(expected)


def test_works_are_cited_as_on_the_page(both):
    _, taken, page = both
    text = " ".join(taken.replace("*", "").split())
    for one in page.select(".bibtex-citation"):
        assert " ".join(one.get_text().split()) in text


def test_what_was_folded_is_folded(both):
    written, taken, _ = both
    folded = written.count(":class: dropdown") + written.count("<details>")
    assert taken.count("<details>") == taken.count("</details>") == folded
    assert "<details open" not in taken


def test_every_picture_of_a_notebook_is_described_in_other_programs(html):
    from nbconvert import HTMLExporter

    path = html / "_sources/chapters/09-any-network.ipynb"
    described = []
    for cell in nbformat.read(path, as_version=4).cells:
        for output in cell.get("outputs", []):
            assert "image/png" not in output.get("data", {})
        described.append(cell.metadata.get("mystnb", {}).get("image", {}).get("alt"))
    made, _ = HTMLExporter().from_filename(str(path))
    images = BeautifulSoup(made, "html.parser").find_all("img")
    alts = [image["alt"] for image in images]
    assert len(alts) > 3
    assert [alt for alt in alts if alt not in described] == []


def words(address=None):
    """Return what a book of one equation and one work would say."""
    return Words(
        {"eq-a": "4.7"}.__getitem__,
        {"ada": ("Lovelace", "1843")}.__getitem__,
        lambda href: address and f"{address}/{href}",
    )


@pytest.mark.parametrize(
    ("written", "made"),
    [
        (
            "By {eq}`eq-a`, `{eq}` $x_{i}$ {eq}`eq-a`.",
            "By (4.7), `{eq}` $x_{i}$ (4.7).",
        ),
        ("```python\n{eq}`eq-a`\n```\n", "```python\n{eq}`eq-a`\n```\n"),
        ("`` {eq}`eq-a` `` and {eq}`eq-a`", "`` {eq}`eq-a` `` and (4.7)"),
        ("{term}`weighted\nsums <weighted sum>`", "weighted sums"),
        ("{cite}`ada`, {cite:t}`ada`", "[Lovelace, 1843], Lovelace [1843]"),
        ("| {eq}`eq-a` | {eq}`eq-a` |\n|-|-|", "| (4.7) | (4.7) |\n|-|-|"),
        ("$$\na\n$$ (eq-a)\n\nb", "$$\na\n\\tag{4.7} $$\n\nb"),
        ("[the *rule* {eq}`eq-a`](x.ipynb#y) [z](#z)", "the *rule* (4.7) [z](#z)"),
        ('<a\nhref="../x.ipynb" download="x">Take</a> it', "Take it"),
        (
            ":::{admonition} Why\n:class: dropdown\n\n{eq}`eq-a`\n:::\n",
            "<details><summary>Why</summary>\n\n(4.7)\n\n</details>",
        ),
        ("- a\n\n  :::{note}\n  b\n  :::\n\nc", "- a\n\n  > **Note**\n  >\n  > b\n\nc"),
    ],
)
def test_it_says_the_same_in_words(written, made):
    assert plain(written, parser(EXTENSIONS), words()) == made


def test_links_lead_to_the_published_book():
    made = plain("[a](x.ipynb#y)", parser(EXTENSIONS), words("https://book"))
    assert made == "[a](https://book/x.ipynb#y)"


@pytest.mark.parametrize("written", ["{ref}`x`", ":::{figure} x\n:::\n"])
def test_what_has_no_words_is_not_handed_out(written):
    with pytest.raises(NoWords, match=r"the (role|directive) \{"):
        plain(written, parser(EXTENSIONS), words())
