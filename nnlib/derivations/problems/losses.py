"""New ground: other losses."""

from nnlib.derivations.problem import Problem

PROBLEMS = (
    Problem(
        name="absolute-loss",
        title="The absolute loss",
        task=r"""
$f = \frac{1}{m} \sum_{s,t} \lvert A_{st} - Y_{st} \rvert$, in your lines
`f = sum(abs(A - Y)) / m`; $A$ and $Y$ are $m \times p$, and no entry of $A - Y$ is 0.
Derive $\frac{\partial f}{\partial A}$. `sign(M)` holds the sign of every entry.
""",
        variables={"A": "m x p", "Y": "m x p"},
        f="sum(abs(A - Y)) / m",
        wanted="df/dA",
        hints=(
            "The slope of $\\lvert x \\rvert$ is 1 right of 0, and -1 left of it.",
            "Each entry of `A` stands in one term.",
        ),
        worked="""
f = 1/m * sum(abs(A[s,t] - Y[s,t]) for s, t)
df/dA[i,j] = 1/m * sum(sign(A[s,t] - Y[s,t]) * delta(s,i) * delta(t,j) for s, t)
           = 1/m * sign(A[i,j] - Y[i,j])
df/dA = 1/m * sign(A - Y)
""",
        ways=(
            "df/dA = sign(A - Y) / m",
            "E = A - Y\nf = 1/m * sum(abs(E))\ndf/dE = sign(E) / m\ndf/dA = df/dE",
            "∂f/∂A = 1/m (A - Y) / abs(A - Y)",
        ),
    ),
    Problem(
        name="cross-entropy",
        title="Cross-entropy after a sigmoid",
        task=r"""
The last layer predicts with a sigmoid, $A = \sigma(Z)$, in your lines
`A = sigmoid(Z)`, and the loss is
$f = -\frac{1}{m} \sum_{s,t} \bigl( Y_{st} \log A_{st} + (1 - Y_{st}) \log(1 - A_{st})
\bigr)$. All matrices are $m \times p$. Derive $\frac{\partial f}{\partial Z}$ and make
it as short as you can.
""",
        variables={"Z": "m x p", "Y": "m x p"},
        where={"A": "sigmoid(Z)"},
        f="-1/m * sum(Y * log(A) + (1 - Y) * log(1 - A))",
        wanted="df/dZ",
        hints=(
            "Find `df/dA` first, entry by entry: `-1/m * (Y/A - (1 - Y)/(1 - A))`.",
            "Bring it over one denominator, `A * (1 - A)`.",
            "The slope of the sigmoid is that very denominator.",
        ),
        worked="""
df/dA = -1/m * (Y / A - (1 - Y) / (1 - A))
      = 1/m * (A - Y) / (A * (1 - A))
df/dZ = df/dA * sigmoid.prime(Z)
      = df/dA * A * (1 - A)
      = 1/m * (A - Y)
""",
        ways=(
            "df/dZ = (A - Y) / m",
            "sigmoid.prime(Z) = A * (1 - A)\ndA = 1/m * ((1 - Y)/(1 - A) - Y/A)\n"
            "dZ = dA * A * (1 - A)\n= 1/m * ((1 - Y) * A - Y * (1 - A))\n= (A - Y)/m",
            "∂f/∂Z_ij = 1/m (σ(Z_ij) - Y_ij)\n∂f/∂Z = 1/m (A - Y)",
        ),
    ),
    Problem(
        name="softmax-cross-entropy",
        title="Cross-entropy after a softmax",
        task=r"""
Each row of $P$ is the softmax of that row of $Z$, and each row of the targets $Y$ adds
up to 1: $f = -\frac{1}{m} \sum_{s,t} Y_{st} \log P_{st}$. All are $m \times p$. Derive
$\frac{\partial f}{\partial Z}$. `softmax(Z)` is the softmax of every row.
""",
        variables={"Z": "m x p", "Y": "m x p rows sum to 1"},
        where={"P": "softmax(Z)"},
        f="-1/m * sum(Y * log(P))",
        wanted="df/dZ",
        also={"A": "P", "S": "P"},
        hints=(
            "`log(P[s,t]) = Z[s,t] - log(sum(exp(Z[s,k]) for k))`.",
            "The derivative of the logarithm of the sum by `Z[s,j]` is `P[s,j]`.",
            "`sum(Y[i,t] for t)` is 1.",
        ),
        worked="""
f = -1/m * sum(Y[s,t] * (Z[s,t] - log(sum(exp(Z[s,k]) for k))) for s, t)
df/dZ[i,j] = -1/m * (Y[i,j] - sum(Y[i,t] for t) * P[i,j])
           = 1/m * (P[i,j] - Y[i,j])
df/dZ = 1/m * (P - Y)
""",
        ways=(
            "df/dZ = (softmax(Z) - Y) / m",
            "dP = -1/m * Y / P\ndZ = P * (dP - sum(dP * P, axis=1))\n= (P - Y) / m",
            "∂f/∂Z_ij = 1/m (P_ij Σ_t Y_it - Y_ij)\n∂f/∂Z = 1/m (P - Y)",
        ),
    ),
    Problem(
        name="ridge",
        title="Weights that are kept small",
        task=r"""
$f = \frac{1}{m} \lVert X W - Y \rVert_F^2 + c\, \lVert W \rVert_F^2$ with a number $c$;
$X$ is $m \times n$, $W$ is $n \times p$ and $Y$ is $m \times p$. Derive
$\frac{\partial f}{\partial W}$.
""",
        variables={"X": "m x n", "W": "n x p", "Y": "m x p", "c": "number"},
        f="norm2(X @ W - Y) / m + c * norm2(W)",
        wanted="df/dW",
        hints=(
            "The derivative of a sum is the sum of the derivatives: two paths.",
            "For the first term, name `E = X @ W - Y`.",
        ),
        worked="""
E = X @ W - Y
f = norm2(E) / m + c * norm2(W)
df/dE = 2/m * E
df/dW = X.T @ df/dE + 2 * c * W
      = 2/m * X.T @ (X @ W - Y) + 2 * c * W
""",
        ways=(
            "df/dW = 2/m * X.T @ (X @ W - Y) + 2 * c * W",
            "df = 2/m * inner(X @ W - Y, X @ dW) + 2 * c * inner(W, dW)\n"
            "df/dW = 2 * (X.T @ (X @ W - Y) / m + c * W)",
            "∂f/∂W_ij = 2/m Σ_s X_si (X W - Y)_sj + 2 c W_ij\n"
            "∂f/∂W = 2/m (Xᵀ X W - Xᵀ Y) + 2 c W",
        ),
    ),
)
