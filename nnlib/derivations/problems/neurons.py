"""Derivations of chapter 1: slopes of activation functions, and the line."""

from nnlib.derivations.problem import Problem

PROBLEMS = (
    Problem(
        name="sigmoid-slope",
        title="The slope of the sigmoid",
        task=r"""
The sigmoid takes a number $z$ to $a = \frac{1}{1 + \mathrm{e}^{-z}}$. Derive
$\frac{da}{dz}$, and write it with $a$ alone.
""",
        variables={"z": "number"},
        where={"a": "1 / (1 + exp(-z))"},
        wanted="da/dz",
        only=("a",),
        hints=(
            "Give the denominator a name, `u = 1 + exp(-z)`, and say how `a` depends "
            "on it: `a = 1 / u`. Then two derivatives are short, `da/du` and `du/dz`.",
            "You should have `exp(-z) / u**2`. Split it into two fractions.",
            "One fraction is `a`. What is 1 minus it?",
        ),
        worked="""
u = 1 + exp(-z)
a = 1 / u
da/du = -1 / u**2
du/dz = -exp(-z)
da/dz = da/du * du/dz
      = exp(-z) / u**2
      = a * (exp(-z) / u)
      = a * (1 - a)
""",
        ways=(
            "da/dz = exp(-z) / (1 + exp(-z))**2\n= a - a**2",
            "da/dz = a**2 * exp(-z)\nexp(-z) = 1/a - 1\nda/dz = a² (1/a - 1)",
            "∂a/∂z = 1/(1 + e(-z)) * (1 - 1/(1 + exp(-z)))\n= (1 - a) a".replace(
                "e(-z)", "exp(-z)"
            ),
        ),
    ),
    Problem(
        name="tanh-slope",
        title="The slope of tanh",
        task=r"""
Let $u = \mathrm{e}^{z} - \mathrm{e}^{-z}$, $v = \mathrm{e}^{z} + \mathrm{e}^{-z}$ and
$a = \tanh z = \frac{u}{v}$. Derive $\frac{da}{dz}$, and write it with $a$ alone.
""",
        variables={"z": "number"},
        where={"u": "exp(z) - exp(-z)", "v": "exp(z) + exp(-z)", "a": "u / v"},
        wanted="da/dz",
        only=("a",),
        hints=(
            "What is `du/dz`, and what is `dv/dz`? "
            "The derivative of each is the other.",
            "The rule for a quotient gives `(du/dz * v - u * dv/dz) / v**2`.",
            "Divide each term of `v**2 - u**2` by `v**2`.",
        ),
        worked="""
du/dz = v
dv/dz = u
da/dz = (du/dz * v - u * dv/dz) / v**2
      = (v**2 - u**2) / v**2
      = 1 - (u / v)**2
      = 1 - a**2
""",
        ways=(
            "da/dz = 4 / (exp(z) + exp(-z))**2\n = 1 - a**2",
            "da/du = 1/v\nda/dv = -u/v**2\nda/dz = da/du du/dz + da/dv dv/dz\n"
            "= v/v - u/v**2 * u\n= (1 + a)(1 - a)".replace(")(", ") * ("),
            "a = tanh(z)\nda/dz = 1 / cosh(z)**2\n= 1 - a²",
        ),
    ),
    Problem(
        name="neuron-weights",
        title="One neuron and its weights",
        task=r"""
One neuron takes $x$, a column of $n$ inputs, to $z = x^\top w$ and $a = g(z)$. Derive
$\frac{\partial a}{\partial w}$, a column like $w$.
""",
        variables={"x": "n", "w": "n"},
        where={"z": "x.T @ w", "a": "g(z)"},
        functions=("g",),
        wanted="da/dw",
        hints=(
            "By the chain rule, `da/dw[i] = da/dz * dz/dw[i]`.",
            "`z = sum(x[k] * w[k] for k)`: which terms hold `w[i]`?",
        ),
        worked="""
z = sum(x[k] * w[k] for k)
dz/dw[i] = sum(x[k] * (1 if k == i else 0) for k)
         = x[i]
da/dz = g.prime(z)
da/dw[i] = da/dz * dz/dw[i]
         = g.prime(z) * x[i]
da/dw = g.prime(z) * x
""",
        ways=(
            "da/dw = g'(xᵀ w) * x",
            "∂a/∂w_i = g'(z) ∂z/∂w_i\n= g'(z) Σ_k x_k δ_ki\n∂a/∂w = x g'(z)",
            "dz/dw = x\nda/dw = g.prime(w.T @ x) * dz/dw",
        ),
    ),
    Problem(
        name="line",
        title="The line that fits best",
        task=r"""
Linear regression predicts $X w$, where $X$ is $m \times n$, one row an example, and $w$
a column of $n$ weights. With the targets $y$, a column of $m$, the loss is
$f = \frac{1}{m} \lVert X w - y \rVert^2$. Derive $\frac{\partial f}{\partial w}$.
""",
        variables={"X": "m x n", "w": "n", "y": "m"},
        where={"e": "X @ w - y"},
        f="norm2(e) / m",
        wanted="df/dw",
        hints=(
            "Write the loss with indices: `f = 1/m * sum(e[k]**2 for k)`, where "
            "`e[k] = sum(X[k,q] * w[q] for q) - y[k]`.",
            "`de[k]/dw[i]` is `X[k,i]`.",
            "In `sum(X[k,i] * e[k] for k)` the sum goes over the rows of `X`. A matrix "
            "product sums over the columns of its left factor.",
        ),
        worked="""
f = 1/m * sum(e[k]**2 for k)
de[k]/dw[i] = X[k,i]
df/dw[i] = 1/m * sum(2 * e[k] * de[k]/dw[i] for k)
         = 2/m * sum(X[k,i] * e[k] for k)
df/dw = 2/m * X.T @ e
      = 2/m * X.T @ (X @ w - y)
""",
        ways=(
            "df/dw = 2/m * X.T @ (X @ w - y)",
            "df/de = 2/m * e\ndf/dw = Xᵀ df/de\n= 2/m * (X.T @ X @ w - X.T @ y)",
            "f = 1/m * (w.T @ X.T @ X @ w - 2 * w.T @ X.T @ y + y.T @ y)\n"
            "df/dw = 2/m X^T X w - 2/m X^T y",
            "df = 2/m * inner(e, X @ dw)\n= inner(2/m * X.T @ e, dw)\n"
            "df/dw = 2/m * X.T @ e",
        ),
    ),
)
