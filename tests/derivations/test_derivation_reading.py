"""What readers type: in Python's letters or the page's, right or unreadable."""

import pytest

from nnlib.derivations.book import find
from nnlib.derivations.errors import Unread
from nnlib.derivations.judging import judged
from nnlib.derivations.lines import equations, split
from nnlib.derivations.world import World
from nnlib.derivations.writing import written

ALIKE = [
    ("dG @ K.T", "df/dG @ K.T"),
    ("∂f/∂G Kᵀ", "df/dG @ K.T"),
    ("df_dG·K^T", "df/dG @ K.T"),
    ("∂f/∂G ⋅ K^⊤", "df/dG @ K.T"),
    ("np.dot(dG, K.T)", "df/dG @ K.T"),
    ("dG.dot(np.transpose(K))", "df/dG @ K.T"),
    ("U ⊙ U", "U * U"),
    ("−U", "-U"),
    ("2 U", "2 * U"),
    ("2(U - U)/p", "2 * (U - U) / p"),
    ("1/p (U − U)", "1 / p @ (U - U)"),
    ("‖U K‖_F²", "norm2(U @ K)"),
    ("||U||", "norm(U)"),
    ("⟨dG, U K⟩", "inner(df/dG, U @ K)"),
    ("<dG, U K>", "inner(df/dG, U @ K)"),
    ("U_ij", "U[i,j]"),
    ("U_{ij}", "U[i,j]"),
    ("U_{i,j}", "U[i,j]"),
    ("Uᵢⱼ", "U[i,j]"),
    ("(U K)_{ij}", "(U @ K)[i,j]"),
    ("∂f/∂G_st", "df/dG[s,t]"),
    ("(df/dG)[s,t]", "df/dG[s,t]"),
    ("∂G_st/∂U_ij", "dG[s,t]/dU[i,j]"),
    ("2 * dG[s,t]/dU[i,j]", "2 * dG[s,t]/dU[i,j]"),
    ("-df/dU", "-df/dU"),
    ("K @ df/dU.T", "K @ (df/dU).T"),
    ("δ_ik", "1 if i == k else 0"),
    ("δ_{ik}", "1 if i == k else 0"),
    ("δ(i,k)", "1 if i == k else 0"),
    ("delta(i, k)", "1 if i == k else 0"),
    ("1[k == i]", "1 if k == i else 0"),
    ("1 if k = i else 0", "1 if k == i else 0"),
    ("1 if (s, t) = (i, j) else 0", "1 if s == i and t == j else 0"),
    ("δU", "delta_U"),
    ("d(U @ K)", "d(U @ K)"),
    ("Σ_{s,t} dG_st K_jt + 1", "sum(df/dG[s,t] @ K[j,t] for s, t) + 1"),
    ("Σ_s Σ_t dG_st", "sum(sum(df/dG[s,t] for t) for s)"),
    ("∑_{s=1}^{p} dG_{st}", "sum(df/dG[s,t] for s)"),
    ("sum(dG[s,t] for s, t)", "sum(df/dG[s,t] for s, t)"),
    ("sum(dG[s,t] for s in range(p) for t in range(r))", "sum(df/dG[s,t] for s, t)"),
    ("sum(dG[s,t] for (s, t) if s == i)", None),
    ("U⁻¹", "inv(U)"),
    ("U^{-1}", "inv(U)"),
    ("dG.sum(axis=0, keepdims=True)", "sum(df/dG, axis=0)"),
    ("np.sum(dG, 0)", "sum(df/dG, axis=0)"),
    ("ones((p, 1))", "ones(p, 1)"),
    ("exp (U)", "exp(U)"),
    ("e^{-p}", "exp(-p)"),
]


@pytest.fixture
def world():
    return World(find("right-rule"))


@pytest.mark.parametrize(("typed", "plain"), ALIKE)
def test_the_symbols_of_the_page_are_taken(world, typed, plain):
    tree = world.read(typed)
    assert plain is None or written(tree) == plain
    assert world.read(written(tree)) == tree


UNREAD = [
    ("dU = dG @ Q.T", "Q is not known here. There are G, K, U, f, p, q, r."),
    ("dU = dG @ k.T", "Do you mean K?"),
    ("dU = dG @ K.T)", "closes what was never opened"),
    ("dU = (dG @ K.T", "opened and never closed"),
    ("dU = dG @@ K", "cannot be read near"),
    ("dU = ", "A side of this line is empty"),
    ("dU = dG[0,1]", "an index is one letter"),
    ("dU = dG[0:2,:]", "A row is X[i,:]"),
    ("dU = U**99", "A power is a number from -10 to 10"),
    ("dU = 9**9**9", "A power is a number"),
    ("dU = 10**U", "A power is a number"),
    ("dU = 1e99 * U", "largest number"),
    ("dU = 'U'", "cannot be read"),
    ("dU = True", "is no number"),
    ("dU = lambda x: x", "cannot be read"),
    ("dU = [U for U in U]", "no part of a formula"),
    ("dU = __import__(U).system(U)", "is no function"),
    ("dU = open(U)", "open is not known"),
    ("dU = U.__class__", "no part of a formula"),
    ("dU = U if p else K", "no test of indices"),
    ("dU = U // K", "operator that is not known"),
    ("dU = foo(U)", "foo is not known here"),
    ("dU = inner(U)", "inner takes 2"),
    ("dU = sum(U[i,j] for i, i)", "each index once"),
    ("dU = ones @ U", "ones(m), with its size"),
    ("dU = " + "+".join("U" * 300), "operators, and 160 are the most"),
    ("dU = " + "(" * 60 + "U" + ")" * 60, "brackets are 60 deep"),
    ("dU = " + "-" * 159 + "U", None),
    ("dU = " + "U" * 10_000, "10005 characters"),
    ("\n".join(["dU = dG @ K.T"] * 500), "500 lines"),
    ("x" * 200_000, "200000 characters"),
    (
        "dU[a,b] = sum(sum(sum(dG[c,d]*dG[e,h] for c,d) * U[i,j] for e,h) * K[k,l]"
        " * G[s,t] for i,j,k,l,s,t)",
        "10 indices",
    ),
    (17, "in quotes"),
]


@pytest.mark.parametrize(("text", "words"), UNREAD)
def test_what_cannot_be_read_is_told(text, words):
    verdict = judged(find("right-rule"), text)
    assert verdict.status == "wrong"
    if words is not None:
        assert verdict.slip == "unread"
        assert words in verdict.text


def test_nothing_is_not_yet_wrong():
    assert judged(find("right-rule"), "\n # only a remark\n").status == "not yet"
    assert judged(find("right-rule"), "...").status == "not yet"


def test_lines_go_on_where_a_bracket_is_open_or_a_sign_waits():
    lines = split("a = (b +\n  c)  # why\n\n= d @\n e\n2. = h")
    assert [line.text for line in lines] == ["a = (b + c)", "= d @ e", "2. = h"]
    assert equations(lines[2])[0].sides == ("", "h")
    assert equations(split("a = (1 if k == i else 0) = b")[0])[0].sides == (
        "a",
        "(1 if k == i else 0)",
        "b",
    )


@pytest.mark.parametrize(
    "text",
    ["G = U @ K = K", "G[i,j] = U[i,j]", "f = G", "U[i] = U", "p = q"],
)
def test_what_is_read_but_does_not_fit_is_wrong(text):
    assert judged(find("right-rule"), text).status == "wrong"


def test_an_unknown_layer_is_no_entry():
    with pytest.raises(Unread, match=r"W\[7\] is not known"):
        World(find("layer-weights")).read("W[7] @ U")
