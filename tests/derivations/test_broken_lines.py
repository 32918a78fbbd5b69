"""Right lines that are broken: none is taken, and the slip is named.

`tools/derivations.py kinds` does the same with every derivation and more slips.
"""

import derivations as tables
import pytest

from nnlib.derivations import searching
from nnlib.derivations.book import BY_NAME
from nnlib.derivations.judging import judged
from nnlib.derivations.world import World
from nnlib.derivations.writing import written
from nnlib.exercises.kinds import WORDS


@pytest.fixture(scope="module")
def counted():
    pairs = [(problem, problem.worked) for problem in BY_NAME.values()]
    return tables.count_kinds(pairs[::2], each=1)


def test_no_broken_line_is_taken(counted):
    _, taken = counted
    assert not taken


def test_nine_of_ten_slips_are_named(counted):
    made, _ = counted
    right, total = tables.share(made)
    assert set(tables.LISTED) <= set(made)
    assert total > 300 and right / total >= 0.9


SLIPS = [
    ("right-rule", "dU = dG @ K", "transpose", "K"),
    ("right-rule", "dU = dG.T @ K", "transpose", "(df/dG).T"),
    ("right-rule", "dU = K.T @ dG", "order", "K.T @ df/dG"),
    ("right-rule", "dU[i,j] = sum(dG[i,t] * K[t,j] for t)", "entry", "K[t,j]"),
    ("right-rule", "dU[i,j] = sum(dG[j,t] * K[j,t] for t)", "index", "df/dG[j,t]"),
    ("right-rule", "dU[i,j] = dG[i,t] * K[j,t]", "sum", "df/dG[i,t] * K[j,t]"),
    ("left-rule", "dU = -K.T @ dG", "sign", "-K.T"),
    ("elementwise-rule", "dU = dG @ g.prime(U)", "product", "df/dG @ g.prime(U)"),
    ("elementwise-rule", "dU = dG * g(U)", "prime", "g(U)"),
    ("elementwise-rule", "dU = dG * g.prime(G)", "symbol", "G"),
    ("elementwise-rule", "dU = dG", "part", "df/dG"),
    ("norm-rule", "df/dG = G", "factor", "G"),
    ("last-activations", "dA = 2 * (A - Y)", "factor", "2 * (A - Y)"),
    ("last-activations", "dA = 2/m * (Y - A)", "sign", ""),
    ("layer-back", "dA[l] = dZ[l+1] @ W[l].T", "layer", "W[l]"),
    ("layer-weights", "dW[l] = A[l].T @ dZ[l]", "layer", "A[l]"),
    ("two-layers", "dW2 = A1.T @ dZ1", "layer", "df/dZ1"),
    ("bias-rule", "db = sum(dG)", "sum-index", "sum(df/dG)"),
    ("composition", "dU = 2 * E * (g.prime(Z) @ K.T)", "brackets", ""),
]


@pytest.mark.parametrize(("name", "line", "kind", "place"), SLIPS)
def test_kind_and_place_are_told(name, line, kind, place):
    verdict = judged(BY_NAME[name], line)
    assert (verdict.status, verdict.slip, verdict.line) == ("wrong", kind, 1)
    assert place in ("", verdict.place)
    assert verdict.place in verdict.text and verdict.cause in verdict.text


def test_the_corrected_line_is_never_told():
    for name, line, *_ in SLIPS:
        problem = BY_NAME[name]
        world = World(problem)
        text = judged(problem, line).text
        left, right = (world.read(side) for side in line.split("=", 1))
        found = searching.found(world, left, right)
        assert written(found.tree) not in text


def test_every_kind_has_words():
    world = World(BY_NAME["two-layers"])
    line = world.read(
        "X.T @ ((df/dZ2 @ W2.T) * g1.prime(Z1)) - sum(c2[i] for i)".replace(
            "c2[i]", "Y[i,j]"
        )
    )
    kinds = {small.kind for small in searching.broken(world, line, line)}
    assert kinds <= set(WORDS)


SHOWN = [
    ("quadratic-form", "df/dx = 2 * A @ x", "right only where square matrices are sym"),
    ("norm-rule", "df/dG = 7 * G", "3.5 times what it should be"),
    ("softmax", "dZ = P * (1 - P) * dP", "right only where p is 1"),
    ("right-rule", "dU = dG @ inv(K)", "inv takes square ones"),
    ("norm-rule", "f = 0 * 3", "The right side is 0"),
    ("right-rule", "dU = 1 / 0 * U", "no finite value"),
    ("right-rule", "dU = exp(exp(exp(exp(9 + exp(U)))))", "no finite value"),
    ("right-rule", "dU = 0 / 0 * U", "no finite value"),
]


@pytest.mark.parametrize(("name", "line", "words"), SHOWN)
def test_where_no_change_explains_it_the_result_is_told(name, line, words):
    verdict = judged(BY_NAME[name], line)
    assert verdict.status == "wrong"
    assert words in verdict.text


def test_a_line_that_is_right_for_square_matrices_only_is_shown_a_case():
    text = judged(BY_NAME["quadratic-form"], "df/dx = 2 * A.T @ x").text
    assert "For example, with n = 2, the left side is" in text
    assert "A, 2 x 2:" in text


def test_the_first_wrong_line_is_told():
    lines = """
    df/dU[i,j] = sum(dG[s,t] * (K[j,t] if s == i else 0) for s, t)
    = sum(dG[i,t] * K[t,j] for t)
    df/dU = dG @ K
    """
    verdict = judged(BY_NAME["right-rule"], lines)
    assert (verdict.line, verdict.slip) == (2, "entry")
    assert len(verdict.lines) == 2
