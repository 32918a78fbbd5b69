"""New ground: maps that no rule of chapter 3 covers by itself."""

from nnlib.derivations.problem import Problem

PROBLEMS = (
    Problem(
        name="both-variable",
        title="A product of two variables",
        task=r"""
$G = A B$, and now both change: $A$ is $m \times n$ and $B$ is $n \times p$. Given
$\frac{\partial f}{\partial G}$, derive $\frac{\partial f}{\partial A}$ and
$\frac{\partial f}{\partial B}$ by small changes. The change of the
product is `d(A @ B)`.
""",
        variables={"A": "m x n", "B": "n x p"},
        where={"G": "A @ B"},
        given="G",
        wanted="df/dA, df/dB",
        by_changes=True,
        hints=(
            "To first order, `d(A @ B)` has two terms: in each, one factor changes.",
            "Move each change to the right of an inner product of its own.",
        ),
        worked="""
df = inner(df/dG, d(A @ B))
d(A @ B) = dA @ B + A @ dB
df = inner(df/dG, dA @ B) + inner(df/dG, A @ dB)
   = inner(df/dG @ B.T, dA) + inner(A.T @ df/dG, dB)
df/dA = df/dG @ B.T
df/dB = A.T @ df/dG
""",
        ways=(
            "dG = dA @ B + A @ dB\ndf = inner(df/dG, dG)\ndf/dA = df/dG @ B.T\n"
            "df/dB = A.T @ df/dG",
            "δf = ⟨∂f/∂G, δA B + A δB⟩\n∂f/∂A = ∂f/∂G Bᵀ\n∂f/∂B = Aᵀ ∂f/∂G",
            "df = trace((df/dG).T @ (dA @ B + A @ dB))\n"
            "df/dA = (B @ (df/dG).T).T\ndf/dB = ((df/dG).T @ A).T",
        ),
    ),
    Problem(
        name="quadratic",
        title="A variable that stands twice",
        task=r"""
$G = X^\top A X$ with a constant $A$, $n \times n$, that need not be symmetric; $X$ is
$n \times p$. Given $\frac{\partial f}{\partial G}$, derive
$\frac{\partial f}{\partial X}$.
""",
        variables={"X": "n x p", "A": "n x n"},
        where={"G": "X.T @ A @ X"},
        given="G",
        wanted="df/dX",
        hints=(
            "$X$ stands in two places. Treat each as if the other were constant; add.",
            "As a factor on the right, $X$ has the constant `X.T @ A` before it.",
            "As a factor on the left it is transposed first.",
        ),
        worked="""
df = inner(df/dG, dX.T @ A @ X + X.T @ A @ dX)
   = inner(df/dG, dX.T @ A @ X) + inner(A.T @ X @ df/dG, dX)
   = inner((df/dG).T, X.T @ A.T @ dX) + inner(A.T @ X @ df/dG, dX)
   = inner(A @ X @ (df/dG).T, dX) + inner(A.T @ X @ df/dG, dX)
df/dX = A @ X @ (df/dG).T + A.T @ X @ df/dG
""",
        ways=(
            "dX = A @ X @ dG.T + A.T @ X @ dG",
            "G[s,t] = sum(X[k,s] * A[k,q] * X[q,t] for k, q)\n"
            "dX[i,j] = sum(dG[j,t] * A[i,q] * X[q,t] for t, q) "
            "+ sum(dG[s,j] * X[k,s] * A[k,i] for s, k)\n"
            "dX = A @ X @ dG.T + A.T @ X @ dG",
            "∂f/∂X = A X (∂f/∂G)ᵀ + Aᵀ X ∂f/∂G",
        ),
    ),
    Problem(
        name="quadratic-form",
        title="A quadratic form",
        task=r"""
$f = x^\top A x$, where $x$ is a column of $n$ and $A$, $n \times n$, need not be
symmetric. Derive $\frac{\partial f}{\partial x}$.
""",
        variables={"x": "n", "A": "n x n"},
        f="x.T @ A @ x",
        wanted="df/dx",
        hints=(
            "`f = sum(x[k] * A[k,l] * x[l] for k, l)`. Which terms hold `x[i]`?",
            "Once as `x[k]`, once as `x[l]`: two sums are left.",
        ),
        worked="""
f = sum(x[k] * A[k,l] * x[l] for k, l)
df/dx[i] = sum(A[i,l] * x[l] for l) + sum(x[k] * A[k,i] for k)
df/dx = A @ x + A.T @ x
      = (A + A.T) @ x
""",
        ways=(
            "df/dx = (A + A.T) @ x",
            "df = dx.T @ A @ x + x.T @ A @ dx\n= (A @ x + A.T @ x).T @ dx\n"
            "df/dx = A @ x + A.T @ x",
            "∂f/∂x_i = Σ_{k,l} (δ_ki A_kl x_l + x_k A_kl δ_li)\n"
            "= Σ_l A_il x_l + Σ_k A_ki x_k\n∂f/∂x = A x + Aᵀ x",
        ),
    ),
    Problem(
        name="inverse",
        title="The inverse",
        task=r"""
$G = X^{-1}$, where $X$ is $n \times n$; in your lines `G = inv(X)`. Given
$\frac{\partial f}{\partial G}$, derive $\frac{\partial f}{\partial X}$. Write it with
$G$ where you can.
""",
        variables={"X": "n x n"},
        where={"G": "inv(X)"},
        given="G",
        wanted="df/dX",
        hints=(
            "$X G$ is the identity, whatever $X$ is. So `d(X @ G)` is `zeros(n, n)`.",
            "Solve `dX @ G + X @ dG = zeros(n, n)` for `dG`.",
            "`dG = -G @ dX @ G`. Now begin with `df = inner(df/dG, dG)`.",
        ),
        worked="""
X @ G = eye(n)
d(X @ G) = dX @ G + X @ dG
         = zeros(n, n)
dG = -G @ dX @ G
df = inner(df/dG, -G @ dX @ G)
   = inner(-G.T @ df/dG @ G.T, dX)
df/dX = -G.T @ df/dG @ G.T
""",
        ways=(
            "dX = -inv(X).T @ dG @ inv(X).T",
            "dG[s,t]/dX[i,j] = -G[s,i] * G[j,t]\n"
            "dX[i,j] = -sum(dG[s,t] * G[s,i] * G[j,t] for s, t)\ndX = -G.T @ dG @ G.T",
            "∂f/∂X = -X⁻ᵀ ∂f/∂G X⁻ᵀ",
        ),
    ),
    Problem(
        name="softmax",
        title="A softmax of every row",
        task=r"""
Each row of $P$ is the softmax of that row of $Z$, both $m \times p$:
$P_{st} = \mathrm{e}^{Z_{st}} / \sum_k \mathrm{e}^{Z_{sk}}$, in your lines
`P[s,t] = exp(Z[s,t]) / sum(exp(Z[s,k]) for k)`. Given
$\frac{\partial f}{\partial P}$, derive $\frac{\partial f}{\partial Z}$, without indices
in the end. `sum(M, axis=1)` is the column of the sums of rows.
""",
        variables={"Z": "m x p"},
        where={"P": "exp(Z) / sum(exp(Z), axis=1)"},
        given="P",
        wanted="df/dZ",
        also={"A": "P", "S": "P"},
        hints=(
            "`Z[i,j]` moves the whole row `i` of `P`, and no other.",
            "`dP[i,t]/dZ[i,j]` is `P[i,t] * ((1 if t == j else 0) - P[i,j])`.",
            "One term of the sum holds `P[i,j]` for every `t`: take it out of the sum.",
        ),
        worked="""
P[s,t] = exp(Z[s,t]) / sum(exp(Z[s,k]) for k)
dP[s,t]/dZ[i,j] = P[i,t] * (delta(t,j) - P[i,j]) if s == i else 0
df/dZ[i,j] = sum(dP[i,t] * P[i,t] * (delta(t,j) - P[i,j]) for t)
           = dP[i,j] * P[i,j] - P[i,j] * sum(dP[i,t] * P[i,t] for t)
df/dZ = P * dP - P * sum(dP * P, axis=1)
      = P * (dP - sum(dP * P, axis=1))
""",
        ways=(
            "dZ = P * (dP - sum(dP * P, axis=1))",
            "∂f/∂Z_ij = Σ_{s,t} ∂f/∂P_st ∂P_st/∂Z_ij\n"
            "= P_ij (∂f/∂P_ij - Σ_t ∂f/∂P_it P_it)\n"
            "∂f/∂Z = P ⊙ (∂f/∂P - (∂f/∂P ⊙ P) ones(p, p))",
            "dZ = dA * A - A * ((dA * A) @ ones(p))",
        ),
    ),
    Problem(
        name="skip",
        title="A skip connection",
        task=r"""
A layer adds its input to its result: $Z = X W$ and $A = X + g(Z)$, where $X$ is
$m \times n$ and $W$ is $n \times n$. Given $\frac{\partial f}{\partial A}$, derive
$\frac{\partial f}{\partial W}$ and $\frac{\partial f}{\partial X}$.
""",
        variables={"X": "m x n", "W": "n x n"},
        where={"Z": "X @ W", "A": "X + g(Z)"},
        functions=("g",),
        given="A",
        wanted="df/dW, df/dX",
        hints=(
            "Find `df/dZ` first. For `Z`, the `X` that is added is a constant.",
            "Two paths lead from `X` to `A`. Their derivatives add up.",
        ),
        worked="""
df/dZ = df/dA * g.prime(Z)
df/dW = X.T @ df/dZ
df/dX = df/dA + df/dZ @ W.T
""",
        ways=(
            "dW = X.T @ (dA * g.prime(Z))\ndX = dA + (dA * g.prime(Z)) @ W.T",
            "dZ = dA ⊙ g'(X W)\ndW[i,j] = sum(X[s,i] * dZ[s,j] for s)\ndW = Xᵀ dZ\n"
            "dX = dZ Wᵀ + dA",
            "df = inner(df/dA, dX + g.prime(Z) * (dX @ W + X @ dW))\n"
            "df/dX = df/dA + (df/dA * g.prime(Z)) @ W.T\n"
            "df/dW = X.T @ (df/dA * g.prime(Z))",
        ),
    ),
    Problem(
        name="shared-weights",
        title="Two layers that share their weights",
        task=r"""
Both layers have the same weights $W$, $n \times n$: $Z = X W$, $A = g(Z)$ and
$G = A W$, where $X$ is $m \times n$. Given $\frac{\partial f}{\partial G}$, derive
$\frac{\partial f}{\partial W}$.
""",
        variables={"X": "m x n", "W": "n x n"},
        where={"Z": "X @ W", "A": "g(Z)", "G": "A @ W"},
        functions=("g",),
        given="G",
        wanted="df/dW",
        hints=(
            "Two paths lead from `W` to `G`: by the second product, and through `A`.",
            "`df/dA = dG @ W.T` and `df/dZ` follow as ever.",
            "Add what each place of `W` contributes.",
        ),
        worked="""
df/dA = df/dG @ W.T
df/dZ = df/dA * g.prime(Z)
df/dW = A.T @ df/dG + X.T @ df/dZ
""",
        ways=(
            "dW = A.T @ dG + X.T @ ((dG @ W.T) * g.prime(Z))",
            "dZ = (dG Wᵀ) ⊙ g'(Z)\ndW = Xᵀ dZ + Aᵀ dG",
            "df = inner(df/dG, dA @ W + A @ dW)\n"
            "= inner(df/dG @ W.T, g.prime(Z) * (X @ dW)) + inner(A.T @ df/dG, dW)\n"
            "df/dW = X.T @ ((df/dG @ W.T) * g.prime(Z)) + A.T @ df/dG",
        ),
    ),
)
