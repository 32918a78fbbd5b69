"""What is understood in German lines, beside the English words and among formulas."""

import re

import numpy as np
import pytest

from nnlib import derivations, language
from nnlib.derivations.book import find
from nnlib.derivations.boxes import latex
from nnlib.derivations.judging import judged
from nnlib.derivations.lines import equations, split
from nnlib.derivations.setting import Setting
from nnlib.derivations.world import World
from nnlib.exercises.reading import read

END = "\ndf/dU = dG @ K.T"


@pytest.fixture(autouse=True)
def german(monkeypatch):
    monkeypatch.setattr(language, "_chosen", "de")


@pytest.mark.parametrize(
    "lines",
    [
        "Also gilt nach der Kettenregel: df/dU = dG @ K.T (Transponierte)",
        "Hence, by the product rule: df/dU = dG @ K.T as required",
        "So, by the chain rule: df/dU = dG @ K.T",
        "Für alle i, j: df/dU[i,j] = sum(dG[i,k] * K[j,k] for k)" + END,
        "df/dU[i,j] = sum(dG[i,k] * K[j,k] for k) für alle i und j" + END,
        "df/dU[i,j] = dG[i,k] * K[j,k] (Summe über k)" + END,
        "Über doppelte Indizes wird summiert.\ndf/dU[i,j] = dG[i,k] K[j,k]" + END,
        "Repeated indices are summed.\ndf/dU[i,j] = dG[i,k] K[j,k]" + END,
        "Aus der Kettenregel folgt: df/dU = dG @ K.T, was zu zeigen war.",
        "Zunächst G = U @ K\nd.h. df/dU = dG @ K.T\nDaraus folgt df/dU = dG K^T",
        "df/dU = H, wobei H = dG @ K.T\nfolglich ist df/dU = dG K^T, wie verlangt",
    ],
)
def test_remarks_of_a_line(lines):
    assert judged(find("right-rule"), lines), judged(find("right-rule"), lines).text


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Wegen G = U @ K gilt df/dU = dG @ K.T", "Wegen ist hier nicht bekannt"),
        ("Sei H = dG. Dann df/dU = H @ K.T", "Dann"),
        ("Weil die Regel es sagt folgt: df/dU = dG @ K.T", "folgt: df/dU"),
    ],
)
def test_a_word_that_is_not_understood_is_given_back_as_it_was_typed(line, words):
    _, told = judged(find("right-rule"), line).text.split("\n\n", 1)
    assert words in told
    assert not {"by", "now", "follows", "because"} & set(re.findall(r"\w+", told))


FORMULAS = ["(K[k,l] if k == i else G[k,l])", "sum(K, axis=0)", "mean(K, axis=1)"]


@pytest.mark.parametrize("formula", FORMULAS)
def test_what_is_shown_is_read_again(formula):
    world = World(find("right-rule"))
    shown = latex(Setting(world.shapes).box(world.read(formula)))
    assert any(word in shown for word in ("wenn", "Summe der", "Mittelwert der"))
    (line,) = split(rf"P = {shown}")
    assert world.read(equations(line)[0].sides[1]) == world.read(formula)


def test_a_problem_of_ones_own():
    lines = """\
X: m x n, positiv
w: n
S: n x n, symmetrisch
c: Zahl
y: m
g: Funktion
a = g(X @ S @ w)
f = c * norm2(a - y) / m
gesucht: df/dw und df/dc
"""
    made = derivations.problem(lines)
    assert made.kinds == {"X": "positive", "w": "", "S": "symmetric", "c": "", "y": ""}
    assert made.shapes["c"] == ("1", "1")
    assert made.functions == ("g",)
    assert made.wanted == "df/dw , df/dc"


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("3 Spalten und 2 Zeilen", (2, 3)),
        ("2 Zeilen mal 3 Spalten", (2, 3)),
        ("2 rows by 3 columns", (2, 3)),
        ("die Form ist 2 mal 3", (2, 3)),
        ("etwa 0.5", 0.5),
        ("Zeile 4", 4),
        ("12 Schritte", 12),
        ("A, dann B, zuletzt C", "ABC"),
        ("Zeile B", "B"),
        ("falsch", False),
        ("ja", True),
        ("Stimmt.", True),
        ("wahr", True),
        ("erst A, anschließend B", "AB"),
        ("Option B", "B"),
        ("ca. 0,33", 0.33),
        ("in Zeile 4", 4),
    ],
)
def test_answers_on_paper(typed, right):
    assert np.all(read(typed, right, "s") == right)
