"""Derivations of chapter 4: the four equations, biases, examples in columns."""

from nnlib.derivations.problem import Problem

PROBLEMS = (
    Problem(
        name="last-activations",
        title="The first equation: where the way back begins",
        task=r"""
$f = \frac{1}{m} \lVert A^{[L]} - Y \rVert_F^2$, in your lines
`f = norm2(A[L] - Y) / m`. $A^{[L]}$ and $Y$ are $m \times p$. Derive
$\frac{\partial f}{\partial A^{[L]}}$.
""",
        variables={"A[L]": "m x p", "Y": "m x p"},
        f="norm2(A[L] - Y) / m",
        wanted="df/dA[L]",
        also={"A": "A[L]"},
        see="opened, stage=8",
        hints=(
            "Name the errors, `E = A[L] - Y`, and write `f = norm2(E) / m`.",
            "The sum rule takes you from `df/dE` to `df/dA[L]`.",
        ),
        worked="""
E = A[L] - Y
f = norm2(E) / m
df/dE = 2/m * E
df/dA[L] = df/dE
         = 2/m * (A[L] - Y)
""",
        ways=(
            "dA[L] = 2 * (A[L] - Y) / m",
            "f = 1/m * sum((A[s,t] - Y[s,t])**2 for s, t)\n"
            "df/dA[i,j] = 2/m * (A[i,j] - Y[i,j])\ndf/dA = 2/m * (A - Y)",
            "∂f/∂A^[L] = 2/m (A^[L] - Y)",
            "df = 2/m * inner(A[L] - Y, dA[L])\ndf/dA[L] = 2/m * A[L] - 2/m * Y",
        ),
    ),
    Problem(
        name="pre-activations",
        title="The equation of the activation function",
        task=r"""
In layer $l$, $A^{[l]} = g^{[l]}(Z^{[l]})$, in your lines `A[l] = g[l](Z[l])`. Both are
$m \times p$. Given $\frac{\partial f}{\partial A^{[l]}}$, which is `df/dA[l]` or
`dA[l]`, derive $\frac{\partial f}{\partial Z^{[l]}}$.
""",
        variables={"A[l-1]": "m x n", "W[l]": "n x p"},
        where={"Z[l]": "A[l-1] @ W[l]", "A[l]": "g[l](Z[l])"},
        functions=("g[l]",),
        given="A[l]",
        wanted="df/dZ[l]",
        also={"Z": "Z[l]", "A": "A[l]"},
        see="opened, stage=9",
        hints=(
            "`Z[l][i,j]` moves only `A[l][i,j]`.",
            "The rate is the derivative of the activation function, at `Z[l][i,j]`.",
        ),
        worked="""
df/dZ[l][i,j] = sum(df/dA[l][s,t] * dA[l][s,t]/dZ[l][i,j] for s, t)
              = df/dA[l][i,j] * g[l].prime(Z[l][i,j])
df/dZ[l] = df/dA[l] * g[l].prime(Z[l])
""",
        ways=(
            "∂f/∂Z^[l] = ∂f/∂A^[l] ⊙ g^[l]'(Z^[l])",
            "dZ[l] = dA[l] * g.prime(Z[l])",
            "dZ[i,j] = dA[i,j] * g'(Z[i,j])\ndZ = g'(Z) * dA",
        ),
    ),
    Problem(
        name="layer-weights",
        title="The equation of the weights",
        task=r"""
In layer $l$, $Z^{[l]} = A^{[l-1]} W^{[l]}$, in your lines `Z[l] = A[l-1] @ W[l]`.
$A^{[l-1]}$ is $m \times p$ and $W^{[l]}$ is $p \times q$. Given
$\frac{\partial f}{\partial Z^{[l]}}$, derive $\frac{\partial f}{\partial W^{[l]}}$.
""",
        variables={"A[l-1]": "m x p", "W[l]": "p x q"},
        where={"Z[l]": "A[l-1] @ W[l]", "A[l]": "g[l](Z[l])"},
        functions=("g[l]",),
        given="Z[l]",
        wanted="df/dW[l]",
        also={"W": "W[l]", "Z": "Z[l]", "A": "A[l-1]"},
        see="opened, stage=10",
        hints=(
            "The weights are the variable, and the left factor is the constant.",
            "`W[l][i,j]` moves column `j` of `Z[l]`, in row `s` by `A[l-1][s,i]`.",
            "The sum goes over the examples `s`.",
        ),
        worked="""
dZ[l][s,t]/dW[l][i,j] = A[l-1][s,i] if t == j else 0
df/dW[l][i,j] = sum(df/dZ[l][s,t] * dZ[l][s,t]/dW[l][i,j] for s, t)
              = sum(A[l-1][s,i] * df/dZ[l][s,j] for s)
df/dW[l] = A[l-1].T @ df/dZ[l]
""",
        ways=(
            "∂f/∂W^[l] = A^[l-1]ᵀ ∂f/∂Z^[l]",
            "dW[i,j] = sum(A[s,i] * dZ[s,j] for s)\ndW = A.T @ dZ",
            "df = inner(df/dZ[l], A[l-1] @ dW[l])\n"
            "= inner(A[l-1].T @ df/dZ[l], dW[l])\ndf/dW[l] = A[l-1].T @ df/dZ[l]",
        ),
    ),
    Problem(
        name="layer-back",
        title="The equation from layer to layer",
        task=r"""
Layer $l+1$ computes $Z^{[l+1]} = A^{[l]} W^{[l+1]}$, in your lines
`Z[l+1] = A[l] @ W[l+1]`. $A^{[l]}$ is $m \times p$ and $W^{[l+1]}$ is $p \times q$.
Given $\frac{\partial f}{\partial Z^{[l+1]}}$, derive
$\frac{\partial f}{\partial A^{[l]}}$.
""",
        variables={"A[l-1]": "m x n", "W[l]": "n x p", "W[l+1]": "p x q"},
        where={
            "Z[l]": "A[l-1] @ W[l]",
            "A[l]": "g[l](Z[l])",
            "Z[l+1]": "A[l] @ W[l+1]",
        },
        functions=("g[l]",),
        given="Z[l+1]",
        wanted="df/dA[l]",
        also={"A": "A[l]", "W": "W[l+1]", "Z": "Z[l+1]"},
        see="transpose, j=2",
        hints=(
            "Now the activations are the variable: which rule is that?",
            "`A[l][i,j]` moves row `i` of `Z[l+1]`.",
        ),
        worked="""
dZ[l+1][s,t]/dA[l][i,j] = W[l+1][j,t] if s == i else 0
df/dA[l][i,j] = sum(df/dZ[l+1][i,t] * W[l+1][j,t] for t)
df/dA[l] = df/dZ[l+1] @ W[l+1].T
""",
        ways=(
            "dA[l] = dZ[l+1] @ W[l+1].T",
            "∂f/∂A^[l] = ∂f/∂Z^[l+1] W^[l+1]ᵀ",
            "dA[i,j] = sum(dZ[s,t] * W[k,t] * delta(s,i) * delta(k,j) for s, t, k)\n"
            "= sum(dZ[i,t] * W[j,t] for t)\ndA = (W @ dZ.T).T",
        ),
    ),
    Problem(
        name="two-layers",
        title="Two layers, all the way back",
        task=r"""
A network of two layers computes $Z^{[1]} = X W^{[1]}$, $A^{[1]} = g^{[1]}(Z^{[1]})$,
$Z^{[2]} = A^{[1]} W^{[2]}$, $A^{[2]} = g^{[2]}(Z^{[2]})$ and
$f = \frac{1}{m} \lVert A^{[2]} - Y \rVert_F^2$. Derive
$\frac{\partial f}{\partial W^{[2]}}$ and $\frac{\partial f}{\partial W^{[1]}}$, in your
lines `df/dW2` and `df/dW1`. $X$ is $m \times n$, $W^{[1]}$ is $n \times p$, and
$W^{[2]}$ is $p \times q$.
""",
        variables={"X": "m x n", "W1": "n x p", "W2": "p x q", "Y": "m x q"},
        where={
            "Z1": "X @ W1",
            "A1": "g1(Z1)",
            "Z2": "A1 @ W2",
            "A2": "g2(Z2)",
        },
        functions=("g1", "g2"),
        f="norm2(A2 - Y) / m",
        wanted="df/dW2, df/dW1",
        see="opened, stage=16",
        hints=(
            "Go back in the order `df/dA2`, `df/dZ2`, `df/dW2`, `df/dA1`, `df/dZ1`, "
            "`df/dW1`.",
            "Each line uses the one above it, but for `df/dA1`, which uses `df/dZ2`.",
        ),
        worked="""
df/dA2 = 2/m * (A2 - Y)
df/dZ2 = df/dA2 * g2.prime(Z2)
df/dW2 = A1.T @ df/dZ2
df/dA1 = df/dZ2 @ W2.T
df/dZ1 = df/dA1 * g1.prime(Z1)
df/dW1 = X.T @ df/dZ1
""",
        ways=(
            "dZ2 = 2/m * (A2 - Y) * g2.prime(Z2)\ndW2 = A1.T @ dZ2\n"
            "dZ1 = (dZ2 @ W2.T) * g1.prime(Z1)\ndW1 = X.T @ dZ1",
            "dA[2] = 2/m (A[2] - Y)\ndZ[2] = dA[2] ⊙ g[2]'(Z[2])\ndW[2] = A[1]ᵀ dZ[2]\n"
            "dA[1] = dZ[2] W[2]ᵀ\ndZ[1] = dA[1] ⊙ g[1]'(Z[1])\ndW[1] = Xᵀ dZ[1]",
            "D = 2/m * (A2 - Y) * g2.prime(A1 @ W2)\ndf/dW2 = A1.T @ D\n"
            "df/dW1 = X.T @ ((D @ W2.T) * g1.prime(X @ W1))",
        ),
    ),
    Problem(
        name="layer-with-bias",
        title="A layer with a bias",
        task=r"""
A layer with a bias computes $Z = A W + \mathbf{1}\, b$, in your lines
`Z = A @ W + ones(m) @ b`. $A$ is $m \times p$, $W$ is $p \times q$ and $b$ is
$1 \times q$. Given $\frac{\partial f}{\partial Z}$, derive
$\frac{\partial f}{\partial W}$, $\frac{\partial f}{\partial b}$ and
$\frac{\partial f}{\partial A}$.
""",
        variables={"A": "m x p", "W": "p x q", "b": "1 x q"},
        where={"Z": "A @ W + ones(m) @ b"},
        given="Z",
        wanted="df/dW, df/db, df/dA",
        see="bias, j=3",
        hints=(
            "For `W` and `A` the bias is a constant that is added: the sum rule.",
            "For `b`, the column of ones is a constant factor on the left.",
        ),
        worked="""
df/dW[i,j] = sum(A[s,i] * df/dZ[s,j] for s)
df/dW = A.T @ df/dZ
df/db[j] = sum(df/dZ[s,j] for s)
df/db = ones(m).T @ df/dZ
df/dA[i,j] = sum(df/dZ[i,t] * W[j,t] for t)
df/dA = df/dZ @ W.T
""",
        ways=(
            "dW = A.T @ dZ\ndb = sum(dZ, axis=0)\ndA = dZ @ W.T",
            "∂f/∂W = Aᵀ ∂f/∂Z\n∂f/∂b = ones(1,m) ∂f/∂Z\n∂f/∂A = ∂f/∂Z Wᵀ",
            "df = inner(df/dZ, dA @ W + A @ dW + ones(m) @ db)\n"
            "df/dA = df/dZ @ W.T\ndf/dW = A.T @ df/dZ\ndf/db = ones(m).T @ df/dZ",
        ),
    ),
    Problem(
        name="columns",
        title="Examples in columns",
        task=r"""
Elsewhere each example is a column. $X$ is $n \times m$, $W$ is $p \times n$, and
$Z = W X$, $A = g(Z)$, $f = \frac{1}{m} \lVert A - Y \rVert_F^2$, where $A$ and $Y$ are
$p \times m$. Derive $\frac{\partial f}{\partial W}$.
""",
        variables={"X": "n x m", "W": "p x n", "Y": "p x m"},
        where={"Z": "W @ X", "A": "g(Z)"},
        functions=("g",),
        f="norm2(A - Y) / m",
        wanted="df/dW",
        hints=(
            "The first two steps do not know what a row is: they are as ever.",
            "In `Z = W @ X` the weights are on the left: the constant is on the right.",
        ),
        worked="""
df/dA = 2/m * (A - Y)
df/dZ = df/dA * g.prime(Z)
df/dW[i,j] = sum(df/dZ[i,t] * X[j,t] for t)
df/dW = df/dZ @ X.T
""",
        ways=(
            "df/dW = 2/m * ((A - Y) * g.prime(Z)) @ X.T",
            "dZ = 2/m (A - Y) ⊙ g'(W X)\ndW = dZ Xᵀ",
            "df = 2/m * inner((A - Y) * g.prime(Z), dW @ X)\n"
            "df/dW = (X @ (2/m * (A - Y) * g.prime(Z)).T).T",
        ),
    ),
)
