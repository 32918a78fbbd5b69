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
    ("both-variable", "dG = dA @ dB", "product-rule", "delta_A @ delta_B"),
    ("both-variable", "dG = dA @ B", "term", "delta_A @ B"),
    ("right-by-changes", "df = inner(df/dG, U @ K)", "change", "U"),
    ("right-by-changes", "dG = K @ dU", "order", "K @ delta_U"),
    ("two-layers", "dA1 = W2 @ dZ2", "arrangement", "W2 @ df/dZ2"),
    ("inverse", "dX = -G @ dG @ G", "arrangement", "-G @ df/dG @ G"),
    ("neuron-weights", "da/dw = a * x", "prime", "a"),
    ("columns", "dZ = (A - Y) * g.prime(Z)", "factor", "(A - Y) * g.prime(Z)"),
    ("right-rule", "dU[i,:] = dG[i,:] @ K", "transpose", "K"),
    ("right-rule", "dU[i,:] = dG[:,i] @ K.T", "entry", "(df/dG)[:,i]"),
    ("left-rule", "dU[:,j] = K.T @ dG[:,i]", "index", "(df/dG)[:,i]"),
    ("right-rule", r"\frac{df}{dU} = \frac{df}{dG}K", "transpose", "K"),
]


@pytest.mark.parametrize(("name", "line", "kind", "place"), SLIPS)
def test_kind_and_place_are_told(name, line, kind, place):
    verdict = judged(BY_NAME[name], line)
    assert (verdict.status, verdict.slip, verdict.line) == ("wrong", kind, 1)
    assert place in ("", verdict.place)
    assert verdict.place in verdict.text and verdict.cause in verdict.text


@pytest.mark.parametrize(
    ("name", "line", "words"),
    [
        ("neuron-weights", "da/dw = g.prime(z) * x.T", "too many: look at x.T."),
        ("neuron-weights", "da/dw = da/dz * x.T", "too many: look at x.T."),
        ("right-rule", "dU = dG @ K.T.T", "too many: look at K.T.T."),
        ("right-rule", "dU = dG @ K", "A transpose is missing: look at K."),
        ("right-rule", "dU = dG.T @ K.T", "too many: look at (df/dG).T."),
        ("left-rule", "dU = K.T @ dG.T", "too many: look at (df/dG).T."),
    ],
)
def test_a_transpose_too_many_is_not_called_missing(name, line, words):
    assert words in judged(BY_NAME[name], line).text


def test_a_slip_where_a_name_is_defined_is_told_there():
    lines = """
    D2 = 2/m * (A2 - Y) * g2.prime(Z2)
    D1 = (D2 @ W2.T) * g1.prime(A1)
    dW1 = X.T @ D1
    """
    verdict = judged(BY_NAME["two-layers"], lines)
    assert (verdict.line, verdict.slip, verdict.place) == (3, "symbol", "A1")
    assert "That is where line 2 says what D1 is." in verdict.text


def test_f_is_not_the_inner_product_through_which_it_is_given():
    assert not judged(BY_NAME["right-rule"], "f = inner(df/dG, G)\ndU = dG @ K.T")


@pytest.mark.parametrize("seed", range(20))
def test_a_sign_does_not_hide_what_is_wrong_within_it(seed):
    line = "df/dA = sign(A - Y * m / 2) / m"
    assert not judged(BY_NAME["absolute-loss"], line, seed)


def test_small_changes_that_nobody_announced_are_no_derivatives():
    verdict = judged(BY_NAME["elementwise-rule"], "dG = dU * g.prime(U)")
    assert verdict.status == "wrong" and "begin with a line for df" in verdict.text
    lines = "dG = dU * g.prime(U)\ndf = <df/dG, dG>\ndf/dU = df/dG * g.prime(U)"
    assert judged(BY_NAME["elementwise-rule"], lines)


def test_the_corrected_line_is_never_told():
    for name, line, *_ in SLIPS:
        problem = BY_NAME[name]
        world = World(problem)
        world.names.changes = problem.by_changes
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
    ("right-rule", "dU = trace(I)", "how large I is here"),
    ("neuron-weights", "z = x @ w", "inner(u, v), or u.T @ v"),
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
