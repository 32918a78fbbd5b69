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
    # LaTeX
    (r"\frac{\partial f}{\partial G} K^\top", "df/dG @ K.T"),
    (r"2\left(U - U\right)\frac{1}{p}", "2 * (U - U) @ (1 / p)"),
    (r"\sum_{s=1}^{p} \frac{\partial f}{\partial G_{st}}", "sum(df/dG[s,t] for s)"),
    (r"\operatorname{tr}(K^{\mathsf T}K)\,U", "trace(K.T @ K) @ U"),
    (r"\lVert U K\rVert_F^2 + \left\|U\right\|", "norm2(U @ K) + norm(U)"),
    (r"\mathrm{d}U\,K + U\mathrm{d}K", "df/dU @ K + U @ df/dK"),
    (r"\left\langle U, \delta U\right\rangle", "inner(U, delta_U)"),
    (r"\delta_{si}K_{jt}U_{ij}", "(1 if s == i else 0) @ K[j,t] @ U[i,j]"),
    (r"\mathbf{1}_p^\top U", "ones(p, 1).T @ U"),
    (
        r"\begin{cases} K_{jt} & \text{if } s = i \\ 0 & \text{otherwise} \end{cases}",
        "K[j,t] if s == i else 0",
    ),
    (
        r"\frac{\partial}{\partial U_{ij}} \sum_k U_{sk}K_{kt}",
        "d(sum(U[s,k] @ K[k,t] for k))/dU[i,j]",
    ),
    (r"\log\det(U) + \exp U", "log(det(U)) + exp(U)"),
    (r"\nabla_U f", "df/dU"),
    (r"U\odot U\oslash U", "U * U / U"),
    # Rows and columns
    ("dG[s,:] @ K[j,:].T", "(df/dG)[s,:] @ K[j,:].T"),
    ("U_{i,:} K_{:,t}", "U[i,:] @ K[:,t]"),
    ("U_{i:}", "U[i,:]"),
    ("df/dU[i,:]", "(df/dU)[i,:]"),
    ("dG[s,:]/dU[i,j]", "(dG/dU[i,j])[s,:]"),
    ("outer(U[:,k], K[k,:])", "outer(U[:,k], K[k,:])"),
    ("sum(dG, axis=1)[:, None]", "column(sum(df/dG, axis=1))"),
    # The identity, ones, and other words
    ("U + I", "U + I"),
    ("I_p U", "eye(p) @ U"),
    ("1_p", "ones(p, 1)"),
    ("1_{p×r}", "ones(p, r)"),
    ("[s = i] K_jt", "(1 if s == i else 0) @ K[j,t]"),
    ("A if s = i, 0 otherwise".replace("A", "K_jt"), "K[j,t] if s == i else 0"),
    ("dG : U K", "inner(df/dG, U @ K)"),
    ("d/dU_ij (U_st U_st)", "d(U[s,t] @ U[s,t])/dU[i,j]"),
    ("d tr(U K)", "d(trace(U @ K))"),
    ("d‖U‖²", "d(norm2(U))"),
    ("G.grad", "df/dG"),
    ("grad_G", "df/dG"),
    ("∇_G f", "df/dG"),
    ("Σ_{k≠i} U_ik", "sum(U[i,k] if k != i else 0 for k)"),
    ("sum(U[i,k] K[k,j], k)", "sum(U[i,k] @ K[k,j] for k)"),
    ("where(U > 0, U, 0)", "step(U) * U + (1 - step(U)) * 0"),
    ("U > G", "step(U - G)"),
    ("np.maximum(0, U)", "relu(U)"),
    ("sum(U, axis=-1)", "sum(U, axis=1)"),
    ("sum of rows(U)", "sum(U, axis=1)"),
    ("var(U, axis=1)", "mean((U - mean(U, axis=1))**2, axis=1)"),
    ("logdet(U)", "log(det(U))"),
    ("U^{-1}K", "inv(U) @ K"),
    ("U^TK", "U.T @ K"),
    ("Kᵀ_{tj}", "K.T[t,j]"),
    ("U .* U", "U * U"),
    ("U^T . K", "U.T @ K"),
    ("d f / d U", "df/dU"),
    ("2 [U − U]", "2 @ (U - U)"),
    ("||U||_1", "sum(abs(U))"),
    ("||U|| ||K||", "norm(U) @ norm(K)"),
    ("1/(pr)", "1 / (p @ r)"),
    ("√p U", "sqrt(p) @ U"),
    ("f(U) + ∂f(U)/∂U", "f + df/dU"),
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
    ("dU = " + "1/d(" * 22 + "U" + ")" * 22, None),
    ("dU = np.einsum('it,jt->ij', dG, K)", "einsum is not read here: write sum("),
    ("dU = kron(dG, K)", "Write it entry by entry"),
    ("dU = vec(dG)", "has the shape of its matrix here"),
    ("dU = dG ⊗ K", "outer(x, y)"),
    ("dU = |dG| K", "write abs(x), norm(x) or det(X)"),
    ("for i in range(p): dU[i,:] = 0", "There are no loops here"),
    ("dU[i] = dG[i] K", "a row of it is U[i,:]"),
    ("dU_11 = dG_11", "Indices are letters"),
    ("dU = 0,5 * dG @ K.T", "has a decimal point here"),
    ("dU = dG (1, 2)", "An entry has square brackets"),
    ("dU == dG @ K.T", "Between the two sides of a line stands ="),
    ("dU = dG K'", "a transpose is K.T"),
    ("dU(i,j) = dG(i,j)", "An entry has square brackets"),
    (r"dU = \foo{dG} K", r"The command \foo is not read here"),
    ("dU = dG ∫ K", "The sign ∫ is not read here"),
    ("d^2 f / d U^2 = 0", "Second derivatives are not read"),
    ("du = dG K^T", "Do you mean dU?"),
    ("dU = dG[1:,:]", "A row is X[i,:]"),
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


SAID = [
    ("Hence: dU = dG K^T, by the chain rule.", [("dU", "dG @ K.T")]),
    ("Step 2: dU_ij = 0 for all i, j", [("dU_ij", "0")]),
    ("a) dU = dG K^T (as required)", [("dU", "dG @ K.T")]),
    ("M = K^T; so dU = dG M", [("M", "K.T"), ("dU", "dG @ M")]),
    ("df = 2 dE, where dE = dU K", [("dE", "dU @ K"), ("df", "2*dE")]),
    ("E := U - G ⇒ f = 0", [("E", "U - G"), ("f", "0")]),
    (r"dU &= dG \\ &= 0 \tag{1}".replace(r" \tag{1}", ""), [("dU", "dG"), ("", "0")]),
    ("By the chain rule:", []),
    ("f = <U, U> = <G, G>", [("f", "inner(U, U)", "inner(G, G)")]),
]


@pytest.mark.parametrize(("typed", "sides"), SAID)
def test_words_around_equations_are_left_out(typed, sides):
    assert [one.sides for one in equations(split(typed)[0])] == sides


def test_sums_that_are_said_in_words():
    said = equations(split("dU_ij = dG_it K_jt (sum over t)")[0])
    assert said[0].over == ("t",) and said[0].sides[1] == "dG_it @ K_jt"
    problem = find("right-rule")
    lines = "dU_ij = dG_it K_jt\ndU = dG Kᵀ"
    assert judged(problem, lines).slip == "sum"
    assert "say so in a line of its own" in judged(problem, lines).text
    assert judged(problem, f"# Repeated indices are summed\n{lines}")
    assert judged(problem, lines.replace("jt\n", "jt, summed over t\n"))
    wrong = judged(problem, f"Einstein summation\n{lines}".replace("K_jt", "K_tj"))
    assert (wrong.slip, wrong.line) == ("entry", 2)


def test_backslashes_that_python_has_read_are_restored():
    # A reader who pastes it writes one backslash, and Python makes a tab of "\t".
    pasted = "\frac{df}{dU} = \nabla_G f K^\top"
    assert "\f" in pasted and "\n" in pasted and "\t" in pasted
    assert judged(find("right-rule"), pasted)


def test_an_unknown_layer_is_no_entry():
    with pytest.raises(Unread, match=r"W\[7\] is not known"):
        World(find("layer-weights")).read("W[7] @ U")
