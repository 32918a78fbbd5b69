"""Formulas are set while the book is built, here a small book of its own."""

import subprocess
import sys

import pytest
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


def page(book, name="index"):
    return (book / "built" / f"{name}.html").read_text(encoding="utf-8")


def files(book):
    paths = [*(book / "built").glob("*.html"), *(book / "built").rglob("*.woff")]
    return {path.name: path.read_bytes() for path in paths}


def test_pages_hold_their_formulas_and_the_rules_they_need(book):
    build(book)
    index, other = page(book), page(book, "other")
    # The title stands beside the text too, twice.
    assert index.count("<mjx-container") == 6
    assert index.count('<mjx-container class="MathJax" jax="CHTML" display') == 2
    assert r"\(" not in index
    assert r"\[" not in index
    assert index.count("<mi>α</mi>") == 3
    assert "<mo>&lt;</mo>" in index
    assert "MathJax_Size" in index
    assert "MathJax_Size" not in other
    assert "TEX-B {" not in index
    assert "TEX-B {" in other
    fonts = {path.name for path in book.rglob("*.woff")}
    assert {"MathJax_Main-Bold.woff", "MathJax_Math-Italic.woff"} <= fonts
    assert "MathJax_Fraktur-Regular.woff" not in fonts


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
    assert page(book) == before
    assert "TEX-FR {" in page(book, "other")
    assert "TEX-B {" not in page(book, "other")


def test_a_build_that_was_broken_off_is_completed_by_the_next(book):
    build(book)
    whole = page(book)
    start, end = whole.index("<style id="), whole.index("</head>")
    (book / "built" / "index.html").write_text(
        whole[:start] + whole[end:], encoding="utf-8"
    )
    build(book)
    assert page(book) == whole


@pytest.mark.parametrize(
    ("tex", "reason"),
    [
        (r"\frac{1", "Missing close brace"),
        (r"\nosuchcommand", "Undefined control sequence"),
    ],
)
def test_a_formula_that_cannot_be_set_fails_the_build(book, tex, reason):
    (book / "index.md").write_text(
        f"# A page\n\nText.\n\nText with ${tex}$.\n", encoding="utf-8"
    )
    errors = build(book, fails=True)
    assert f"index.md:5: WARNING: no formula: {reason}" in errors
    assert tex in errors
