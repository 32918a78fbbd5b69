"""One meaning a symbol: the chapters keep to the table of symbols in notation.md."""

import re

import nbformat
import pytest
from layout import ROOT

CHAPTERS = sorted((ROOT / "chapters").glob("*.ipynb"))
LAYOUT = r"\left \right \bigl \bigr \Bigl \Bigr \! \, \; \\ &".split()
MATH = re.compile(r"\$\$(.+?)\$\$|\$([^$]+?)\$", re.DOTALL)
ROW = re.compile(r"^\| (\$.+?) \|", re.MULTILINE)

# What another symbol has replaced, and the reason.
GONE = {
    r"derivatives?\s+by\s+\$": "the derivative with respect to M, never by M",
    r"partial derivatives? of \$f\$ by\b": "with respect to",
    r"\bE_\{[ijkst]{2}\}": r"the matrix that is 1 at (i, j) is N_{ij}",
    r"\bH\^\{\[l\]\}": r"a change of W^{[l]} is \delta W^{[l]}",
    r"\\hat\{?M\b": r"Adam's running mean is R^{[l]}",
    r"\bM\^\{\[l\]\}": r"Adam's running mean is R^{[l]}",
    r"(?<![\\\w{}])e\^\{?-?[xz\d]": r"Euler's number is upright, \mathrm{e}",
    r"\\alpha k\b|2/k\b": r"a curvature is \kappa",
    r"\\frac\{b\}\{m\}": "the number of examples in a batch is |B|",
}


def markdown():
    """Return the text of every chapter, by chapter and cell."""
    return {
        f"{path.name}, {cell.id}": cell.source
        for path in CHAPTERS
        for cell in nbformat.read(path, as_version=nbformat.NO_CONVERT).cells
        if cell.cell_type == "markdown"
    }


def formulas(text):
    return [a or b for a, b in MATH.findall(re.sub(r"`[^`\n]*`", "", text))]


def symbols():
    """Return the symbols of the table, one for each that its first column lists."""
    table = (ROOT / "chapters" / "notation.md").read_text()
    listed = [part for row in ROW.findall(table) for part in formulas(row)]
    # The counters stand in one formula.
    return [
        symbol
        for part in listed
        for symbol in (part.split(", ") if "langle" not in part else [part])
    ]


def tokens(formula):
    """Return a formula as tokens with spaces between, without what only lays it out."""
    found = re.findall(r"\\[A-Za-z]+|\\?[^\sA-Za-z]|[A-Za-z]", formula)
    alike = {r"\dfrac": r"\frac", r"\lvert": "|", r"\rvert": "|"}
    return f" {' '.join(alike.get(t, t) for t in found if t not in LAYOUT)} "


def pattern_of(symbol):
    """Return what a symbol looks like in use: its M is any matrix, its l any layer."""
    pattern = re.escape(tokens(symbol)).replace("\\ ", " ")
    pattern = pattern.replace(r" \[ l \] ", r" \[ \S( [-+] 1)? \] ")
    matrix = r" [A-Z]( \^ \{ \[ \S+ \] \})? "
    general = ["M"] if symbol != "M" else []
    if symbol in (r"A B", r"A \odot B", r"\langle A, B \rangle"):
        general = ["A", "B"]
    for letter in general:
        pattern = pattern.replace(f" {letter} ", matrix)
    return pattern


@pytest.mark.parametrize("pattern", GONE)
def test_a_symbol_that_was_replaced_does_not_come_back(pattern):
    found = {
        where: match.group()
        for where, text in markdown().items()
        if (match := re.search(pattern, text))
    }
    assert found == {}, GONE[pattern]


def test_the_table_lists_no_symbol_twice():
    listed = symbols()
    assert len(listed) > 70
    assert sorted(s for s in set(listed) if listed.count(s) > 1) == []


@pytest.mark.parametrize("symbol", symbols())
def test_each_symbol_of_the_table_occurs_in_a_chapter(symbol):
    pattern = pattern_of(symbol)
    assert any(
        re.search(pattern, tokens(formula))
        for text in markdown().values()
        for formula in formulas(text)
    )


def test_the_search_for_a_symbol_can_fail():
    assert not re.search(pattern_of("K"), tokens(r"\kappa + X"))
    assert re.search(pattern_of("K"), tokens(r"U K"))
    assert not re.search(pattern_of(r"\delta M"), tokens(r"\delta + W"))
    assert re.search(pattern_of(r"\delta M"), tokens(r"f(W + \delta W)"))
    assert not re.search(pattern_of("R^{[l]}"), tokens("S^{[l]} + R"))
    assert re.search(pattern_of("R^{[l]}"), tokens(r"\beta_1 R^{[l]}"))
