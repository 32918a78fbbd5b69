"""Derivations of chapter 3 by small changes and the inner product."""

from nnlib.derivations.problem import Problem

START = (
    r"Begin with `df = inner(df/dG, dG)`. In these lines `dG` is the small change of "
    r"$G$, which the chapter calls $\delta G$; the derivative is `df/dG`."
)
READ = (
    "Move all but the change to the left of the inner product, and read off the rest."
)

PROBLEMS = (
    Problem(
        name="right-by-changes",
        title="The right factor, by small changes",
        task=r"""
$G = U K$ with a constant $K$; $U$ is $p \times q$ and $K$ is $q \times r$. Derive
$\frac{\partial f}{\partial U}$ from
$\delta f = \langle \frac{\partial f}{\partial G}, \delta G \rangle$. Write `df`, `dG`
and `dU`, or `δf`, `δG` and `δU`, for the changes.
""",
        variables={"U": "p x q", "K": "q x r"},
        where={"G": "U @ K"},
        given="G",
        wanted="df/dU",
        by_changes=True,
        also={"X": "U", "W": "K"},
        hints=(START, "Only `U` changes, so `dG = dU @ K`.", READ),
        worked="""
df = inner(df/dG, dG)
dG = dU @ K
df = inner(df/dG, dU @ K)
   = inner(df/dG @ K.T, dU)
df/dU = df/dG @ K.T
""",
        ways=(
            "δf = ⟨∂f/∂G, δU K⟩\n= ⟨∂f/∂G Kᵀ, δU⟩\n∂f/∂U = ∂f/∂G Kᵀ",
            "df = trace((df/dG).T @ dG)\n= tr((df/dG).T @ dU @ K)\n"
            "= tr(K @ (df/dG).T @ dU)\n= inner(df/dG @ K.T, dU)\ndf/dU = df/dG @ K.T",
            "df = sum(df/dG[s,t] * dG[s,t] for s, t)\n"
            "= sum(df/dG[s,t] * dU[s,k] * K[k,t] for s, t, k)\n"
            "= sum((df/dG @ K.T)[s,k] * dU[s,k] for s, k)\ndf/dU = df/dG @ K.T",
        ),
    ),
    Problem(
        name="left-by-changes",
        title="The left factor, by small changes",
        task=r"""
$G = K U$ with a constant $K$; $U$ is $p \times q$ and $K$ is $r \times p$. Derive
$\frac{\partial f}{\partial U}$ by small changes.
""",
        variables={"U": "p x q", "K": "r x p"},
        where={"G": "K @ U"},
        given="G",
        wanted="df/dU",
        by_changes=True,
        also={"X": "U", "W": "K"},
        hints=(START, "Only `U` changes, so `dG = K @ dU`.", READ),
        worked="""
df = inner(df/dG, dG)
   = inner(df/dG, K @ dU)
   = inner(K.T @ df/dG, dU)
df/dU = K.T @ df/dG
""",
        ways=(
            "δf = ⟨∂f/∂G, K δU⟩\n= ⟨Kᵀ ∂f/∂G, δU⟩\n∂f/∂U = Kᵀ ∂f/∂G",
            "dG = K @ dU\ndf = trace((df/dG).T @ dG)\n= trace((K.T @ df/dG).T @ dU)\n"
            "df/dU = K.T @ df/dG",
            "df = inner(K.T @ df/dG, dU)\ndf/dU = ((df/dG).T @ K).T",
        ),
    ),
    Problem(
        name="elementwise-by-changes",
        title="A function of every entry, by small changes",
        task=r"""
$G = g(U)$, entry by entry; $U$ is $p \times q$. Derive
$\frac{\partial f}{\partial U}$ by small changes.
""",
        variables={"U": "p x q"},
        where={"G": "g(U)"},
        functions=("g",),
        given="G",
        wanted="df/dU",
        by_changes=True,
        also={"X": "U", "Z": "U"},
        hints=(
            START,
            "Each entry changes by its own slope: `dG = g.prime(U) * dU`.",
            READ,
        ),
        worked="""
df = inner(df/dG, dG)
dG = g.prime(U) * dU
df = inner(df/dG, g.prime(U) * dU)
   = inner(df/dG * g.prime(U), dU)
df/dU = df/dG * g.prime(U)
""",
        ways=(
            "δf = ⟨∂f/∂G, g'(U) ⊙ δU⟩\n= ⟨∂f/∂G ⊙ g'(U), δU⟩\n∂f/∂U = ∂f/∂G ⊙ g'(U)",
            "df = sum(df/dG * dG)\n= sum(df/dG * g.prime(U) * dU)\n"
            "df/dU = g.prime(U) * df/dG",
            "df = sum(df/dG[i,j] * g.prime(U[i,j]) * dU[i,j] for i, j)\n"
            "df/dU[i,j] = df/dG[i,j] * g.prime(U[i,j])\ndf/dU = df/dG * g.prime(U)",
        ),
    ),
    Problem(
        name="loss-by-changes",
        title="A whole loss, by small changes",
        task=r"""
$f = \frac{1}{m} \lVert X W - Y \rVert_F^2$, where $X$ is $m \times n$, $W$ is
$n \times p$ and $Y$ is $m \times p$. Let $E = X W - Y$. Derive
$\frac{\partial f}{\partial W}$ by small changes of $W$.
""",
        variables={"X": "m x n", "W": "n x p", "Y": "m x p"},
        where={"E": "X @ W - Y"},
        f="norm2(E) / m",
        wanted="df/dW",
        by_changes=True,
        hints=(
            "`f = inner(E, E) / m`. To first order it changes by twice what one `E` "
            "brings about.",
            "`dE = X @ dW`, for neither `X` nor `Y` changes.",
            READ,
        ),
        worked="""
f = inner(E, E) / m
df = 2/m * inner(E, dE)
dE = X @ dW
df = 2/m * inner(E, X @ dW)
   = inner(2/m * X.T @ E, dW)
df/dW = 2/m * X.T @ E
""",
        ways=(
            "δf = 2/m ⟨E, X δW⟩\n= ⟨2/m Xᵀ E, δW⟩\n∂f/∂W = 2/m Xᵀ (X W - Y)",
            "df = 2/m * trace(E.T @ X @ dW)\ndf/dW = 2/m * X.T @ E",
            "df = 1/m * (inner(dE, E) + inner(E, dE))\n= 2/m * sum(E * (X @ dW))\n"
            "df/dW = 2/m * (E.T @ X).T",
        ),
    ),
)
