"""Formulas are set while the book is built, here a small book of its own."""

import base64
import io
import re
import subprocess
import sys

import pytest
from fontTools.ttLib import TTFont
from layout import ROOT

CONF = f"""
import sys
sys.path.insert(0, {str(ROOT / "_ext")!r})
extensions = ["myst_parser", "formulas"]
myst_enable_extensions = ["amsmath", "dollarmath"]
html_math_renderer = "formulas"
html_theme = "basic"
"""
INDEX = r"""# Of $\alpha$

The sum $\sum_i x_i < 1$, and `$no$` formula.

$$ \begin{pmatrix} a \\ b \end{pmatrix} $$ (eq-pair)

See {eq}`eq-pair` and [the other](other.md).

\begin{align} a &= b \end{align}
"""

VERSION = re.compile(r"formulas\.css\?v=(\w+)")


@pytest.fixture
def book(tmp_path):
    """A book of two pages, in a folder with a space in its name."""
    folder = tmp_path / "a book"
    folder.mkdir()
    (folder / "conf.py").write_text(CONF, encoding="utf-8")
    (folder / "index.md").write_text(INDEX, encoding="utf-8")
    write_other(folder, "mathbf")
    return folder


def write_other(book, font):
    text = f"---\norphan: true\n---\n# Other\n\n$\\{font}{{W}}$\n"
    (book / "other.md").write_text(text, encoding="utf-8")


def build(book, fails=False):
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", ".", "built"]
    done = subprocess.run(
        command, cwd=book, capture_output=True, text=True, encoding="utf-8"
    )
    assert (done.returncode != 0) == fails, done.stderr
    return done.stderr


def unlinked(text):
    """Return a page without its links to the style and the font of formulas."""
    text = re.sub("<link[^>]*formulas.css[^>]*>\n", "", text)
    return re.sub("<script[^>]*formula-font.js[^>]*></script>\n", "", text)


def page(book, name="index"):
    return (book / "built" / f"{name}.html").read_text(encoding="utf-8")


def files(book):
    paths = [*(book / "built").glob("*.html"), *style_sheet(book).parent.glob("*form*")]
    return {path.name: path.read_bytes() for path in paths}


def style_sheet(book):
    return book / "built" / "_static" / "formulas.css"


def characters(book):
    """Return what the font in the style sheet can show."""
    script = style_sheet(book).with_name("formula-font.js").read_text(encoding="utf-8")
    font = base64.b64decode(re.search(r'atob\("([^"]+)"', script)[1])
    assert font == style_sheet(book).with_name("stix-two-math.woff").read_bytes()
    return set(map(chr, TTFont(io.BytesIO(font)).getBestCmap()))


def test_pages_hold_their_formulas_and_link_their_style(book):
    build(book)
    index = page(book)
    # The title stands beside the text too, twice.
    assert index.count("<math") == 6
    assert index.count('<math display="block">') == 2
    assert r"\(" not in index
    assert r"\[" not in index
    assert index.count("<mi>α</mi>") == 3
    assert "<mo>&lt;</mo>" in index
    for name in ("index", "other"):
        assert page(book, name).count("_static/formulas.css?v=") == 1
    assert "formulas.css" not in page(book, "search")


def test_the_font_holds_what_the_pages_show(book):
    build(book)
    # Letters that stand alone are drawn in italics, and W is bold.
    assert {"𝛼", "𝑎", "𝑏", "𝑥", "𝑖", "∑", "<", "𝐖"} <= characters(book)
    assert not {"𝔚", "𝜔", "∮"} & characters(book)
    assert "SIL OPEN FONT LICENSE" in (
        style_sheet(book).with_name("stix-two-math.txt").read_text(encoding="utf-8")
    )


def test_a_formula_stays_with_its_bracket_and_its_comma(book):
    (book / "index.md").write_text(
        "# A\n\n($x$, $y$) is $z$ or $u$-like: $v$ it is.\n", encoding="utf-8"
    )
    build(book)
    glued = re.findall('<span class="glued">(.*?</span>.*?)</span>', page(book))
    assert [re.sub("<[^>]*>", "", one) for one in glued] == ["(x,", "y)", "u-"]
    once = page(book)
    build(book)
    assert page(book) == once


def test_a_long_formula_within_a_line_has_a_box_to_scroll_in(book):
    tex = "f(x_1, x_2, x_3, x_4) = x_1 + x_2 + x_3 + x_4"
    (book / "index.md").write_text(f"# A\n\n$x$ and ${tex}$.\n", encoding="utf-8")
    build(book)
    assert page(book).count('<span class="math long ') == 1


def test_building_again_changes_nothing(book):
    build(book)
    first = files(book)
    build(book)
    assert files(book) == first


def test_a_page_that_changed_is_set_anew_and_the_others_stay(book):
    build(book)
    before = page(book)
    write_other(book, "mathfrak")
    build(book)
    assert unlinked(page(book)) == unlinked(before)
    assert "𝔚" in page(book, "other")
    assert "𝔚" in characters(book)
    # What is kept of the style sheet from before is not taken for this one.
    versions = [VERSION.findall(page(book, name)) for name in ("index", "other")]
    assert versions[0] == versions[1] != VERSION.findall(before)


def test_a_build_that_was_broken_off_is_completed_by_the_next(book):
    build(book)
    whole = page(book)
    (book / "built" / "index.html").write_text(unlinked(whole), encoding="utf-8")
    build(book)
    assert page(book) == whole


@pytest.mark.parametrize(
    ("tex", "reason"),
    [
        (r"\frac{1", "Unexpected end of input in a macro argument, expected '}'"),
        (r"\nosuchcommand", r"Unsupported function name: \nosuchcommand"),
    ],
)
def test_a_formula_that_cannot_be_set_fails_the_build(book, tex, reason):
    (book / "index.md").write_text(
        f"# A page\n\nText.\n\nText with ${tex}$.\n", encoding="utf-8"
    )
    errors = build(book, fails=True)
    assert f"index.md:5: WARNING: no formula: {reason}" in errors
    assert tex in errors
