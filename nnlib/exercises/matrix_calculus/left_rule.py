"""The rule for multiplication from the left."""

from collections.abc import Iterator

import numpy as np

from nnlib.exercises import slips
from nnlib.exercises.cases import Matrix, matrix, sizes
from nnlib.exercises.function import Case, FunctionExercise
from nnlib.numerical import central_differences


def left_rule(dG: Matrix, K: Matrix) -> Matrix:
    """Return dU, p x q, for G = K U.

    dG is df/dG, r x q. K, r x p, is constant.
    """
    return K.T @ dG


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    # r, p, q: K is r x p, U is p x q.
    smallest = [(1, 1, 1), (2, 2, 2), (1, 2, 1), (2, 1, 2), (1, 2, 3), (3, 3, 3)]
    for r, p, q in [*smallest, *(sizes(rng, 3) for _ in range(4))]:
        yield matrix(rng, r, q), matrix(rng, r, p)


def _measured(dG: Matrix, K: Matrix) -> Matrix:
    U = np.ones((K.shape[1], dG.shape[1]))  # any U: this f is linear in U
    return central_differences(lambda U: float((dG * (K @ U)).sum()), U)


left_rule_exercise = FunctionExercise(
    name="left-rule",
    title="The rule for multiplication from the left",
    warm_up=True,
    task=r"""
Let $G = K U$, where $U$, $p \times q$, is the variable and $K$, $r \times p$, is
constant, so that $G$ is $r \times q$. A number $f$ depends on $U$ through $G$.

Derive $\frac{\partial f}{\partial U}$ from $\frac{\partial f}{\partial G}$ on paper,
entry by entry:

1. Write $G_{st}$ as a sum over $k$. Which factor of which term is $U_{ij}$, and for
   which $t$?
2. Write down $\partial G_{st} / \partial U_{ij}$ in two cases.
3. Put it into the chain rule. Which of the two sums collapses?
4. Bring the inner indices side by side. Do the shapes fit?

Then write your formula as a function, where `dG` stands for
$\frac{\partial f}{\partial G}$ and `dU` for $\frac{\partial f}{\partial U}$. It is
judged by central differences.
""",
    hints=(
        r"$G_{st} = \sum_k K_{sk} U_{kt}$. In which column of $G$ does $U_{ij}$ occur, "
        r"and beside which entry of $K$?",
        r"Only $t = j$ remains: $\frac{\partial f}{\partial U_{ij}} = \sum_s "
        r"\frac{\partial f}{\partial G_{sj}} K_{si}$. In a matrix product the index of "
        r"the sum is the last of the left factor and the first of the right one.",
        r"The result is $p \times q$, made from an $r \times q$ and an $r \times p$ "
        r"matrix. Only one order with one transpose has that shape when $p$, $q$ and "
        r"$r$ differ.",
    ),
    derivation=r"""
**What moves.** The product is

$$
G_{st} = \sum_{k=1}^{p} K_{sk} U_{kt} .
$$

This sum holds entries from column $t$ of $U$ only. If $t \ne j$, then $U_{ij}$ is not
in it. If $t = j$, then the one term with $k = i$ holds it, and that term is
$K_{si} U_{ij}$. So

$$
\frac{\partial G_{st}}{\partial U_{ij}} =
\begin{cases} K_{si} & \text{if } t = j, \\ 0 & \text{otherwise.} \end{cases}
$$

In words: $U_{ij}$ moves the whole column $j$ of $G$, with the factors in column $i$ of
$K$.

**The chain rule.** Of the sum over $t$ in {eq}`eq-chain-rule` only $t = j$ remains:

$$
\begin{aligned}
\frac{\partial f}{\partial U_{ij}}
&= \sum_{s=1}^{r} \sum_{t=1}^{q} \frac{\partial f}{\partial G_{st}}
\frac{\partial G_{st}}{\partial U_{ij}}
= \sum_{s=1}^{r} \frac{\partial f}{\partial G_{sj}} K_{si} \\
&= \sum_{s=1}^{r} (K^\top)_{is} \frac{\partial f}{\partial G_{sj}}
= \left( K^\top \frac{\partial f}{\partial G} \right)_{ij} .
\end{aligned}
$$

$K_{si}$ is the entry of $K^\top$ at row $i$, column $s$. Under the sum the two factors
are numbers, so they may change places, and the inner index $s$ then stands in the
middle.

**Without indices.** $\frac{\partial f}{\partial U} = K^\top
\frac{\partial f}{\partial G}$, which is {eq}`eq-rule-left`.

**Shapes.** $K^\top$ is $p \times r$ and $\frac{\partial f}{\partial G}$ is
$r \times q$, so the product is $p \times q$, the shape of $U$.

In code this is one line, with `.T` for the transpose and `@` for the matrix product.
When all matrices are square, every wrong order and every missing transpose gives a
matrix of the right shape. Only the numbers tell them apart.
""",
    function=left_rule,
    returns="dU",
    cases=_cases,
    expected=_measured,
    slips=slips.of_function(
        left_rule,
        """
no-transpose: K.T @ dG -> K @ dG
    the transpose is missing. The order is right. The entry (i, j) of dU gathers with a
    column of K, not with a row.
    see: left, i=1, j=2
rule-for-the-other-side: K.T @ dG -> dG @ K.T
    this is the rule for G = U K. Here the constant stands on the other side.
    see: left, i=1, j=2
other-side-and-no-transpose: K.T @ dG -> dG @ K
    two things: K stands on the wrong side of dG, and it must be transposed. The
    constant keeps the side that it has in G.
    see: left, i=1, j=2
result-transposed: K.T @ dG -> dG.T @ K
    this is the transpose of what is wanted. The entry in row i, column j of dU belongs
    to U_ij.
    see: left, i=1, j=2
star-for-at: K.T @ dG -> K.T * dG
    * multiplies entry by entry. The sum over s makes a matrix product, @.
    see: left, i=1, j=2
star-for-at-and-no-transpose: K.T @ dG -> K * dG
    two things: * multiplies entry by entry, but the sum over s makes a matrix product,
    @. And the constant is transposed on the way back.
    see: left, i=1, j=2
dg-not-used: K.T @ dG -> K.T @ np.ones_like(dG)
    dG is not used. Every entry of G acts on f with a strength of its own, and dG holds
    these strengths.
    see: left, i=1, j=2
""",
    ),
)
