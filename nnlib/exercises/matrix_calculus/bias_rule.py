"""The rule for a row that is added to every row."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from nnlib.exercises import slips
from nnlib.exercises.cases import Matrix, matrix, sizes
from nnlib.exercises.function import Case, FunctionExercise
from nnlib.numerical import central_differences


def bias_rule(dG: Matrix) -> Any:
    """Return db, 1 x q, for G = C + 1 b: the row b is added to each row of C.

    dG is df/dG, p x q. C, p x q, is constant.
    """
    return dG.sum(axis=0, keepdims=True)


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    smallest = [(1, 1), (2, 1), (1, 2), (2, 2), (3, 1), (1, 3)]
    for p, q in [*smallest, *(sizes(rng, 2) for _ in range(4))]:
        yield (matrix(rng, p, q),)


def _measured(dG: Matrix) -> Matrix:
    C, b = np.ones(dG.shape), np.ones((1, dG.shape[1]))
    return central_differences(lambda b: float((dG * (C + b)).sum()), b)


bias_rule_exercise = FunctionExercise(
    name="bias-rule",
    title="A bias",
    task=r"""
A row $b$, $1 \times q$, is added to each row of a constant matrix $C$, $p \times q$:
$G_{st} = C_{st} + b_t$, in short $G = C + \mathbf{1}\, b$ with a column $\mathbf{1}$ of
$p$ ones. A number $f$ depends on $b$ through $G$. Given
$\frac{\partial f}{\partial G}$, which is `dG` in the code, return
$\frac{\partial f}{\partial b}$, called `db`. Try to do it from the chain rule, without
looking the rule up.
""",
    hints=(
        r"Which entries of $G$ move when $b_j$ moves? How many are there?",
        r"Each of these entries moves just as much as $b_j$. So of the chain rule "
        r"remains $\frac{\partial f}{\partial b_j} = \sum_s "
        r"\frac{\partial f}{\partial G_{sj}}$: for each column one number.",
        r"Along which axis do you have to add so that one number is left for each "
        r"column? And what keeps a row a $1 \times q$ matrix? Look at the options of "
        r"`np.sum`.",
    ),
    derivation=r"""
**What moves.** $b_j$ occurs in $G_{st} = C_{st} + b_t$ if $t = j$, whatever the row
$s$. So $\partial G_{st} / \partial b_j$ is $1$ if $t = j$ and $0$ otherwise: $b_j$
moves the whole column $j$ of $G$.

**The chain rule.** Of the sum over $t$ in {eq}`eq-chain-rule` only $t = j$ remains, but
the sum over all rows stays:

$$
\frac{\partial f}{\partial b_j}
= \sum_{s=1}^{p} \sum_{t=1}^{q} \frac{\partial f}{\partial G_{st}}
\frac{\partial G_{st}}{\partial b_j}
= \sum_{s=1}^{p} \frac{\partial f}{\partial G_{sj}} .
$$

That is {eq}`eq-rule-bias`: add up each column of $\frac{\partial f}{\partial G}$.

In NumPy, axis 0 counts the rows, and `sum(axis=0)` adds along it, so that one number is
left for each column. Alone it returns an array of shape $(q,)$, which is neither a row
nor a column. `keepdims=True` keeps the axis, with one row. $C$ does not occur: adding a
constant changes no derivative.

Take the mean in place of the sum, and every derivative is $p$ times too small. That
mistake hides as long as there is only one row.
""",
    function=bias_rule,
    returns="db",
    cases=_cases,
    expected=_measured,
    slips=slips.of_function(
        bias_rule,
        """
dimension-lost: dG.sum(axis=0, keepdims=True) -> dG.sum(axis=0)
    the sums are right, but a dimension is lost. b is a 1 x q matrix, and db has its
    shape.
row-sums: dG.sum(axis=0, keepdims=True) -> dG.sum(axis=1, keepdims=True)
    the sum runs along the rows. b has one entry for each column of G, so each column
    must be added up.
    see: bias, j=3
row-sums-and-dimension-lost: dG.sum(axis=0, keepdims=True) -> dG.sum(axis=1)
    the sum runs along the rows, and a dimension is lost. b is 1 x q: one entry for each
    column of G.
    see: bias, j=3
column-means: dG.sum(axis=0, keepdims=True) -> dG.mean(axis=0, keepdims=True)
    this is the mean of each column. The chain rule adds up the paths and does not
    divide by their number.
    see: bias, j=3
nothing-added-up: dG.sum(axis=0, keepdims=True) -> dG
    this is the derivative with respect to G, or to a matrix added to it. One entry of b
    moves a whole column of G, so it has many paths to f.
    see: bias, j=3
sum-of-all-entries: dG.sum(axis=0, keepdims=True) -> dG.sum()
    everything is added up to one number. Each entry of b moves its own column only.
    see: bias, j=3
dg-not-used: dG.sum(axis=0, keepdims=True) -> np.ones((1, dG.shape[1]))
    an entry of G moves just as much as the entry of b, but f reacts to it with the
    strength that dG holds.
    see: bias, j=3
rows-counted: dG.sum(axis=0, keepdims=True) -> np.full((1, dG.shape[1]), len(dG))
    this counts the entries of G that move. f reacts to each of them with a strength of
    its own, which dG holds.
    see: bias, j=3
""",
    ),
)
