"""Derivations of chapter 3: each rule from the chain rule, and a composition."""

from nnlib.derivations.problem import Problem

LETTERS = {"X": "U", "W": "K"}

CHAIN = (
    "Begin with the chain rule, "
    "`df/dU[i,j] = sum(df/dG[s,t] * dG[s,t]/dU[i,j] for s, t)`."
)

PROBLEMS = (
    Problem(
        name="right-rule",
        title="A constant factor on the right",
        task=r"""
$G = U K$, where $U$ is $p \times q$ and the constant $K$ is $q \times r$. A number $f$
depends on $U$ through $G$. Given $\frac{\partial f}{\partial G}$, which you may write
`dG`, derive $\frac{\partial f}{\partial U}$. Write it without indices in the end.
""",
        variables={"U": "p x q", "K": "q x r"},
        where={"G": "U @ K"},
        given="G",
        wanted="df/dU",
        also=LETTERS,
        see="right, i=1, j=2",
        hints=(
            CHAIN,
            "`G[s,t] = sum(U[s,k] * K[k,t] for k)`. Which of these entries hold "
            "`U[i,j]`, and with what factor?",
            "One sum is left, over `t`: `dG[i,t] * K[j,t]`. In a matrix product the "
            "index of the sum stands last in the left factor, first in the right one.",
        ),
        worked="""
df/dU[i,j] = sum(df/dG[s,t] * dG[s,t]/dU[i,j] for s, t)
G[s,t] = sum(U[s,k] * K[k,t] for k)
dG[s,t]/dU[i,j] = K[j,t] if s == i else 0
df/dU[i,j] = sum(dG[s,t] * (K[j,t] if s == i else 0) for s, t)
           = sum(dG[i,t] * K[j,t] for t)
           = sum(dG[i,t] * K.T[t,j] for t)
df/dU = dG @ K.T
""",
        ways=(
            "df/dX[i,j] = sum(dG[k,l] * (W[j,l] if k == i else 0) for k, l)\n"
            "           = sum(dG[i,l] * W[j,l] for l)\n"
            "df/dX      = dG @ W.T",
            "∂f/∂U_ij = Σ_{s,t} ∂f/∂G_st ∂G_st/∂U_ij\n"
            "= Σ_s Σ_t ∂f/∂G_st δ_si K_jt\n= Σ_t ∂f/∂G_it K_jt\n∂f/∂U = ∂f/∂G Kᵀ",
            "df/dU = (K @ dG.T).T\n= dG @ K.T",
            "dU[a,b] = sum(sum(dG[a,c] * K[d,c] * delta(d, b) for d) for c)\n"
            "dU = dG @ K.T",
        ),
    ),
    Problem(
        name="left-rule",
        title="A constant factor on the left",
        task=r"""
$G = K U$, where $U$ is $p \times q$ and the constant $K$ is $r \times p$. Given
$\frac{\partial f}{\partial G}$, derive $\frac{\partial f}{\partial U}$, without indices
in the end.
""",
        variables={"U": "p x q", "K": "r x p"},
        where={"G": "K @ U"},
        given="G",
        wanted="df/dU",
        also=LETTERS,
        see="left, i=1, j=2",
        hints=(
            CHAIN,
            "`G[s,t] = sum(K[s,k] * U[k,t] for k)` holds `U[i,j]` only if `t` is `j`.",
            "The sum that is left goes over `s`, the rows of `K` and of `dG`.",
        ),
        worked="""
df/dU[i,j] = sum(df/dG[s,t] * dG[s,t]/dU[i,j] for s, t)
G[s,t] = sum(K[s,k] * U[k,t] for k)
dG[s,t]/dU[i,j] = K[s,i] if t == j else 0
df/dU[i,j] = sum(dG[s,t] * (K[s,i] if t == j else 0) for s, t)
           = sum(dG[s,j] * K[s,i] for s)
           = sum(K.T[i,s] * dG[s,j] for s)
df/dU = K.T @ dG
""",
        ways=(
            "df/dU = K.T @ dG",
            "dU[i,j] = Σ_{s} K_{si} ∂f/∂G_{sj}\n∂f/∂U = K^T ∂f/∂G",
            "dX = (dG.T @ W).T\n= W.T @ dG",
        ),
    ),
    Problem(
        name="elementwise-rule",
        title="A function of every entry",
        task=r"""
$G = g(U)$, entry by entry, where $U$ is $p \times q$. Given
$\frac{\partial f}{\partial G}$, derive $\frac{\partial f}{\partial U}$, without indices
in the end. `g.prime(U)` or `g'(U)` is the derivative of $g$ at every entry.
""",
        variables={"U": "p x q"},
        where={"G": "g(U)"},
        functions=("g",),
        given="G",
        wanted="df/dU",
        also={"X": "U", "Z": "U", "A": "G"},
        see="entrywise, i=1, j=3",
        hints=(
            CHAIN,
            "`G[s,t] = g(U[s,t])` holds `U[i,j]` only if both indices agree.",
            "A product entry by entry, without a sum, is `*`.",
        ),
        worked="""
df/dU[i,j] = sum(df/dG[s,t] * dG[s,t]/dU[i,j] for s, t)
dG[s,t]/dU[i,j] = g.prime(U[i,j]) if s == i and t == j else 0
df/dU[i,j] = dG[i,j] * g.prime(U[i,j])
df/dU = dG * g.prime(U)
""",
        ways=(
            "∂f/∂U = ∂f/∂G ⊙ g'(U)",
            "dU[i,j] = sum(dG[s,t] * (g'(U[s,t]) if (s,t) == (i,j) else 0) for s, t)\n"
            "dU = g.prime(U) * dG",
            "dZ_ij = Σ_{s,t} dA_st δ_si δ_tj g'(Z_ij)\n= dA_ij g'(Z_ij)\n"
            "dZ = dA ⊙ g'(Z)",
        ),
    ),
    Problem(
        name="sum-rule",
        title="A constant that is added",
        task=r"""
$G = U + C$, where the constant $C$ has the shape of $U$, $p \times q$. Given
$\frac{\partial f}{\partial G}$, derive $\frac{\partial f}{\partial U}$.
""",
        variables={"U": "p x q", "C": "p x q"},
        where={"G": "U + C"},
        given="G",
        wanted="df/dU",
        also={"X": "U"},
        see="rules, rule=U + C, i=1, j=3",
        hints=(CHAIN, "`dG[s,t]/dU[i,j]` is 1 if both indices agree, and 0 otherwise."),
        worked="""
df/dU[i,j] = sum(df/dG[s,t] * dG[s,t]/dU[i,j] for s, t)
dG[s,t]/dU[i,j] = 1 if s == i and t == j else 0
df/dU[i,j] = df/dG[i,j]
df/dU = df/dG
""",
        ways=(
            "df/dU = dG",
            "dU[i,j] = sum(dG[s,t] * delta(s,i) * delta(t,j) for s, t)\ndU = dG",
            "dX_ij = Σ_{s,t} ∂f/∂G_st δ_si δ_tj\n= ∂f/∂G_ij\n∂f/∂X = ∂f/∂G",
        ),
    ),
    Problem(
        name="norm-rule",
        title="The squared norm",
        task=r"""
$f = \lVert G \rVert_F^2$, the sum of the squares of all entries of $G$, which is
$p \times q$. In your lines it is `norm2(G)`. Derive $\frac{\partial f}{\partial G}$.
""",
        variables={"G": "p x q"},
        f="norm2(G)",
        wanted="df/dG",
        also={"U": "G", "X": "G"},
        see="rules, rule=‖U‖², i=1, j=3",
        hints=(
            "`f = sum(G[s,t]**2 for s, t)`. How many of the terms hold `G[i,j]`?",
            "The derivative of a square is twice what was squared.",
        ),
        worked="""
f = sum(G[s,t]**2 for s, t)
df/dG[i,j] = sum(2 * G[s,t] * (1 if s == i and t == j else 0) for s, t)
           = 2 * G[i,j]
df/dG = 2 * G
""",
        ways=(
            "df/dG = 2 G",
            "f = trace(G.T @ G)\ndf = 2 * trace(G.T @ dG)\n= ⟨2 G, dG⟩\ndf/dG = 2 G",
            "f = inner(X, X)\ndf/dX_ij = 2 Σ_{s,t} X_st δ_si δ_tj\ndX = X + X",
        ),
    ),
    Problem(
        name="scaling-rule",
        title="A constant number",
        task=r"""
$G = c\,U$ with a constant number $c$, and $U$ is $p \times q$. Given
$\frac{\partial f}{\partial G}$, derive $\frac{\partial f}{\partial U}$.
""",
        variables={"U": "p x q", "c": "number"},
        where={"G": "c * U"},
        given="G",
        wanted="df/dU",
        also={"X": "U"},
        see="rules, rule=c U, i=1, j=3",
        hints=(CHAIN, "`G[s,t] = c * U[s,t]`: each entry moves one entry, c times."),
        worked="""
df/dU[i,j] = sum(df/dG[s,t] * dG[s,t]/dU[i,j] for s, t)
dG[s,t]/dU[i,j] = c if s == i and t == j else 0
df/dU[i,j] = dG[i,j] * c
df/dU = c * dG
""",
        ways=(
            "df/dU = c dG",
            "dX[i,j] = Σ_{s,t} c * dG_st * δ_si * δ_tj\ndX = dG * c",
            "df = inner(df/dG, c * delta_U)\n= inner(c * df/dG, delta_U)\n"
            "df/dU = c * df/dG",
        ),
    ),
    Problem(
        name="transpose-rule",
        title="The transpose",
        task=r"""
$G = U^\top$, where $U$ is $p \times q$, so that $G$ is $q \times p$. Given
$\frac{\partial f}{\partial G}$, derive $\frac{\partial f}{\partial U}$, without indices
in the end.
""",
        variables={"U": "p x q"},
        where={"G": "U.T"},
        given="G",
        wanted="df/dU",
        also={"X": "U"},
        see="rules, rule=Uᵀ, i=1, j=3",
        hints=(CHAIN, "`G[s,t] = U[t,s]`. Which one entry does `U[i,j]` move?"),
        worked="""
df/dU[i,j] = sum(df/dG[s,t] * dG[s,t]/dU[i,j] for s, t)
dG[s,t]/dU[i,j] = 1 if t == i and s == j else 0
df/dU[i,j] = dG[j,i]
df/dU = dG.T
""",
        ways=(
            "∂f/∂U = (∂f/∂G)ᵀ",
            "dU[i,j] = sum(dG[s,t] * delta(t,i) * delta(s,j) for s, t)\n= dG.T[i,j]\n"
            "dU = dG.T",
            "δf = ⟨df/dG, δU.T⟩\n= ⟨(df/dG).T, δU⟩\ndf/dU = (df/dG).T",
        ),
    ),
    Problem(
        name="bias-rule",
        title="A bias: one row for every row",
        task=r"""
The row $b$, $1 \times q$, is added to each row of the constant $C$, $p \times q$:
$G = C + \mathbf{1}\, b$, where $\mathbf{1}$ is a column of $p$ ones, in your lines
`ones(p)`. Given $\frac{\partial f}{\partial G}$, derive
$\frac{\partial f}{\partial b}$, without indices in the end.
""",
        variables={"b": "1 x q", "C": "p x q"},
        where={"G": "C + ones(p) @ b"},
        given="G",
        wanted="df/db",
        see="bias, j=3",
        hints=(
            "Begin with the chain rule, "
            "`df/db[j] = sum(df/dG[s,t] * dG[s,t]/db[j] for s, t)`.",
            "`b[j]` moves the whole column `j` of `G`.",
            "The sums of the columns are `ones(p).T @ dG`, or `sum(dG, axis=0)`.",
        ),
        worked="""
df/db[j] = sum(df/dG[s,t] * dG[s,t]/db[j] for s, t)
dG[s,t]/db[j] = 1 if t == j else 0
df/db[j] = sum(dG[s,j] for s)
df/db = ones(p).T @ dG
""",
        ways=(
            "db = sum(dG, axis=0)",
            "db[j] = sum(dG[s,t] * delta(t, j) for s, t)\n= sum(dG[s,j] for s)\n"
            "db = dG.sum(axis=0, keepdims=True)",
            "df = ⟨df/dG, ones(p) @ db⟩\n= ⟨ones(p)ᵀ df/dG, db⟩\n"
            "df/db = ones(1, p) @ df/dG",
        ),
    ),
    Problem(
        name="hadamard-rule",
        title="A product entry by entry",
        task=r"""
$G = U \odot C$, where the constant $C$ has the shape of $U$, $p \times q$. Given
$\frac{\partial f}{\partial G}$, derive $\frac{\partial f}{\partial U}$.
""",
        variables={"U": "p x q", "C": "p x q"},
        where={"G": "U * C"},
        given="G",
        wanted="df/dU",
        also={"X": "U"},
        see="rules, rule=U ⊙ C, i=1, j=3",
        hints=(CHAIN, "`G[s,t] = U[s,t] * C[s,t]`: one entry moves one entry."),
        worked="""
df/dU[i,j] = sum(df/dG[s,t] * dG[s,t]/dU[i,j] for s, t)
dG[s,t]/dU[i,j] = C[i,j] if s == i and t == j else 0
df/dU[i,j] = dG[i,j] * C[i,j]
df/dU = dG * C
""",
        ways=(
            "∂f/∂U = C ⊙ ∂f/∂G",
            "dU[i,j] = sum(dG[s,t] * C[s,t] if (s,t) == (i,j) else 0 for s, t)\n"
            "dU = dG * C",
            "df = <df/dG, dU * C>\n= <df/dG * C, dU>\ndf/dU = df/dG * C",
        ),
    ),
    Problem(
        name="composition",
        title="From the outside in",
        task=r"""
$f = \lVert g(U K) + C \rVert_F^2$, with $U$, $p \times q$, as the variable, and with
constants $K$, $q \times r$, and $C$, $p \times r$. With the names $Z = U K$, $A = g(Z)$
and $E = A + C$, derive $\frac{\partial f}{\partial U}$.
""",
        variables={"U": "p x q", "K": "q x r", "C": "p x r"},
        where={"Z": "U @ K", "A": "g(Z)", "E": "A + C"},
        f="norm2(E)",
        functions=("g",),
        wanted="df/dU",
        also=LETTERS,
        see="inwards, step=4",
        hints=(
            "Begin outside, with `df/dE`, and go inwards: `df/dA`, `df/dZ`, `df/dU`.",
            "Each step is one rule: norm, sum, elementwise, right multiplication.",
            "The elementwise product comes before the matrix product: mind brackets.",
        ),
        worked="""
df/dE = 2 * E
df/dA = df/dE
df/dZ = df/dA * g.prime(Z)
      = 2 * E * g.prime(Z)
df/dU = df/dZ @ K.T
      = (2 * (g(U @ K) + C) * g.prime(U @ K)) @ K.T
""",
        ways=(
            "df/dU = 2 * (E * g.prime(Z)) @ K.T",
            "dE = 2 E\ndZ = dE ⊙ g'(Z)\ndX[i,j] = sum(dZ[i,t] * W[j,t] for t)\n"
            "dX = dZ @ W.T",
            "df = 2 * inner(E, dA)\n= inner(2 * E, g.prime(Z) * dZ)\n"
            "= inner(2 * E * g.prime(Z), dU @ K)\n"
            "= inner((2 * E * g.prime(Z)) @ K.T, dU)\n"
            "df/dU = (2 * E * g.prime(Z)) @ K.T",
        ),
    ),
)
