"""The rule for multiplication from the left."""

from collections.abc import Iterator

import numpy as np

from nnlib.exercises.cases import Matrix, matrix, sizes
from nnlib.exercises.exercise import Slip
from nnlib.exercises.function import Case, FunctionExercise
from nnlib.numerical import central_differences


def left_rule(dG: Matrix, W: Matrix) -> Matrix:
    """Return dX, m x n, for G = W X.

    dG is df/dG, p x n. W, p x m, is constant.
    """
    return W.T @ dG


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    # p, m, n: W is p x m, X is m x n.
    smallest = [(1, 1, 1), (2, 2, 2), (1, 2, 1), (2, 1, 2), (1, 2, 3), (3, 3, 3)]
    for p, m, n in [*smallest, *(sizes(rng, 3) for _ in range(4))]:
        yield matrix(rng, p, n), matrix(rng, p, m)


def _measured(dG: Matrix, W: Matrix) -> Matrix:
    X = np.ones((W.shape[1], dG.shape[1]))  # any X: this f is linear in X
    return central_differences(lambda X: float((dG * (W @ X)).sum()), X)


left_rule_exercise = FunctionExercise(
    name="left-rule",
    title="The rule for multiplication from the left",
    task=r"""
Let $G = W X$, where $X$, $m \times n$, is the variable and $W$, $p \times m$, is
constant, so that $G$ is $p \times n$. A number $f$ depends on $X$ through $G$.

Derive $\frac{\partial f}{\partial X}$ from $\frac{\partial f}{\partial G}$ on paper,
entry by entry:

1. Write $G_{kl}$ as a sum over $q$. Which factor of which term is $X_{ij}$, and for
   which $l$?
2. Write down $\partial G_{kl} / \partial X_{ij}$ in two cases.
3. Put it into the chain rule. Which of the two sums collapses?
4. Bring the inner indices side by side. Do the shapes fit?

Then write your formula as a function, where `dG` stands for
$\frac{\partial f}{\partial G}$ and `dX` for $\frac{\partial f}{\partial X}$. It is
judged by central differences.
""",
    hints=(
        r"$G_{kl} = \sum_q W_{kq} X_{ql}$. In which column of $G$ does $X_{ij}$ occur, "
        r"and beside which entry of $W$?",
        r"Only $l = j$ remains: $\frac{\partial f}{\partial X_{ij}} = \sum_k "
        r"\frac{\partial f}{\partial G_{kj}} W_{ki}$. In a matrix product the index of "
        r"the sum is the last of the left factor and the first of the right one.",
        r"The result is $m \times n$, made from a $p \times n$ and a $p \times m$ "
        r"matrix. Only one order with one transpose has that shape when $m$, $n$ and "
        r"$p$ differ.",
    ),
    derivation=r"""
**What moves.** The product is

$$
G_{kl} = \sum_{q=1}^{m} W_{kq} X_{ql} .
$$

This sum holds entries from column $l$ of $X$ only. If $l \ne j$, then $X_{ij}$ is not
in it. If $l = j$, then the one term with $q = i$ holds it, and that term is
$W_{ki} X_{ij}$. So

$$
\frac{\partial G_{kl}}{\partial X_{ij}} =
\begin{cases} W_{ki} & \text{if } l = j, \\ 0 & \text{otherwise.} \end{cases}
$$

In words: $X_{ij}$ moves the whole column $j$ of $G$, with the weights in column $i$ of
$W$.

**The chain rule.** Of the sum over $l$ in {eq}`eq-chain-rule` only $l = j$ remains:

$$
\begin{aligned}
\frac{\partial f}{\partial X_{ij}}
&= \sum_{k=1}^{p} \sum_{l=1}^{n} \frac{\partial f}{\partial G_{kl}}
\frac{\partial G_{kl}}{\partial X_{ij}}
= \sum_{k=1}^{p} \frac{\partial f}{\partial G_{kj}} W_{ki} \\
&= \sum_{k=1}^{p} (W^\top)_{ik} \frac{\partial f}{\partial G_{kj}}
= \left( W^\top \frac{\partial f}{\partial G} \right)_{ij} .
\end{aligned}
$$

$W_{ki}$ is the entry of $W^\top$ at row $i$, column $k$. Under the sum the two factors
are numbers, so they may change places, and the inner index $k$ then stands in the
middle.

**Without indices.** $\frac{\partial f}{\partial X} = W^\top
\frac{\partial f}{\partial G}$, which is {eq}`eq-rule-left`.

**Shapes.** $W^\top$ is $m \times p$ and $\frac{\partial f}{\partial G}$ is
$p \times n$, so the product is $m \times n$, the shape of $X$.

In code this is one line, with `.T` for the transpose and `@` for the matrix product.
When all matrices are square, every wrong order and every missing transpose gives a
matrix of the right shape. Only the numbers tell them apart.
""",
    function=left_rule,
    returns="dX",
    cases=_cases,
    expected=_measured,
    slips=(
        Slip(
            lambda dG, W: W @ dG,
            "the transpose is missing. The order is right. The entry (i, j) of dX "
            "gathers with a column of W, not with a row.",
        ),
        Slip(
            lambda dG, W: dG @ W.T,
            "this is the rule for G = X W. Here the constant stands on the other side.",
        ),
        Slip(
            lambda dG, W: dG @ W,
            "two things: W stands on the wrong side of dG, and it must be transposed. "
            "The constant keeps the side that it has in G.",
        ),
        Slip(
            lambda dG, W: dG.T @ W,
            "this is the transpose of what is wanted. The entry in row i, column j of "
            "dX belongs to X_ij.",
        ),
        Slip(
            lambda dG, W: W.T * dG,
            "* multiplies entry by entry. The sum over k makes a matrix product, @.",
        ),
        Slip(
            lambda dG, W: W.T @ np.ones_like(dG),
            "dG is not used. Every entry of G acts on f with a strength of its own, "
            "and dG holds these strengths.",
        ),
    ),
)
